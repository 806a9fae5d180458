"""`lantoa posts`: find posts on the own channels, give them to entries, decide on those put up again."""

from importlib import import_module

from pipeline.cli.call import Call
from pipeline.faults import refused

DETAILS = {"find": (0, 1), "list": (0, 1), "add": (2, 2), "join": (2, 2), "apart": (2, 2)}
"""How many words may follow each action."""
OF_CONTEST = ("find", "list")
"""Actions that name the contest by a word of their own."""


def run(call: Call) -> int:
    """Do what the first argument says; raises Refused where its words are too few or too many."""
    action, details = call.options.action, call.options.details
    least, most = DETAILS[action]
    if not least <= len(details) <= most:
        raise refused(f"posts-usage-{action}")
    if action in OF_CONTEST and details:
        call.options.contest = details[0]
    done: int = getattr(import_module(f"pipeline.cli.posts_{MODULES[action]}"), action)(call)
    return done


MODULES = {"find": "finding", "list": "listing", "add": "changing", "join": "changing", "apart": "changing"}
"""Where each action is done."""
