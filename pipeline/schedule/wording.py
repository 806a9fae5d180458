"""What people call a night or an extra reading."""

from pipeline.schedule.due import is_night
from pipeline.schedule.instants import WINDOW
from reports.catalogue import Catalogue


def occasion_words(words: Catalogue, occasion: str) -> str:
    """Return a night's date, or what an extra reading is called."""
    if is_night(occasion):
        return occasion
    if occasion.startswith(f"{WINDOW}-"):
        return words.say(f"occasion.{WINDOW}-{occasion.rpartition('-')[2]}")
    return words.say(f"occasion.{occasion}")
