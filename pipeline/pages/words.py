"""All sentences that pages may say, in one language."""

from functools import cache, reduce

from pipeline.faults import Fault
from reports.catalogue import Catalogue, catalogue

ROOMS = ("reports", "pipeline.sheets", "pipeline", "pipeline.pages", "pipeline.pages.organisers")


@cache
def page_words(language: str) -> Catalogue:
    """Return the joined catalogues."""
    return reduce(Catalogue.joined, [catalogue(room, language) for room in ROOMS])


def fault_sentence(words: Catalogue, fault: Fault) -> str:
    """Return the sentence of a fault, the one for pages where the command line has another."""
    parameters = dict(fault.parameters)
    if "expected" in parameters:
        parameters["expected"] = words.say(f"kind.{parameters['expected']}")
    on_page = f"fault-on-page.{fault.code}"
    return words.say(on_page if words.knows(on_page) else f"fault.{fault.code}", **parameters)
