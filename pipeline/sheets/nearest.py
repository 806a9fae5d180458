"""The known word that a wrong one was most likely meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like a value, a dash where none is known.

    >>> nearest("7", ("07", "12"))
    '07'
    """
    return next(iter(get_close_matches(value, list(known), n=1, cutoff=0.0)), "–")
