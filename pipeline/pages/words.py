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
    """Return the sentence of a fault."""
    parameters = dict(fault.parameters)
    if "expected" in parameters:
        parameters["expected"] = words.say(f"kind.{parameters['expected']}")
    return words.say(f"fault.{fault.code}", **parameters)
