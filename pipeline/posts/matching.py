"""How well a post that was found fits an entry, by number, title and unit; with and without diacritics.

The three speak independently: a post fits by 1 - (1 - n)(1 - t)(1 - u), where n, t and u are what each
of them is worth. Where the author typed no diacritics they are not asked for; else both ways count by half.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from pipeline.sheets.text_cells import folded, without_marks

BY_NUMBER, BY_FIRST_NUMBER, BY_TITLE, BY_UNIT = 0.9, 0.45, 0.8, 0.5
"""What a number that is named as such, a number in front, a whole title and a unit are worth."""
OTHERS_NUMBER = 0.3
"""What remains of a match where the post names the number of another entry."""
ALIKE_FROM, ALIKE = 60, 100
"""Titles that are less alike than this say nothing."""
SHORT_TITLE = 12
"""A shorter title may stand inside another one by chance."""
SURE_FROM, LEAD = 80, 15
"""A match is sure from this score on, if the next one is so much behind."""
WORTH_TELLING = 35

_NAMED = re.compile(
    r"(?:\bsbd|\bso bao danh|\bso bd|\bma so|\bms|\bbai (?:du )?thi so|\bbai (?:du )?thi|\bbai so|#)"
    r"[\s:.#-]*([a-z0-9]+(?:-[a-z0-9]+)*)"
)
_FIRST = re.compile(r"\W*([0-9]{1,4})(?:\s*[.:)|–-]|\s)")
_NO_WORD = re.compile(r"[\W_]+")
_KIND = re.compile(
    r"^(?:(?:tthtcd|trung tam hoc tap cong dong|trung tam htcd|phuong|xa|thi tran|truong|p|x|tt)\b[\s.]*)+"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as posts are compared with it."""

    number: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a post fits: the code of a sentence and its parameters."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a post may be of; `score` is from 0 to 100."""

    number: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The entries that a post may be of, the best first; `is_sure` where it can hardly be another."""

    found: tuple[Match, ...]
    is_sure: bool


def matches_of(title: str, text: str, candidates: Sequence[Candidate]) -> Matches:
    """Return the entries that a post with this title and text may be of."""
    wording = _Wording(title, text, frozenset(_natural(each.number) for each in candidates))
    ranked = sorted((_match(wording, each) for each in candidates), key=lambda pair: -pair[0].score)
    found = tuple(match for match, _ in ranked if match.score >= WORTH_TELLING)
    rival = max((merit for _, merit in ranked[1:]), default=0)
    best = found[0].score if found else 0
    return Matches(found, is_sure=best >= SURE_FROM and best - rival >= LEAD)


class _Wording:
    """What a post says, made ready for comparing."""

    def __init__(self, title: str, text: str, known: frozenset[str]) -> None:
        self.title, self.whole = _words(title), _words(f"{title} {text}")
        self.has_marks = self.whole != without_marks(self.whole)
        plain = without_marks(folded(f"{title}\n{text}"))
        self.named = {_natural(each) for each in _NAMED.findall(plain)} & known
        first = _FIRST.match(without_marks(folded(title)))
        self.first = _natural(first[1]) if first else None

    def alike(self, ours: str, theirs: str, scorer: str) -> float:
        """Return how alike two texts are, from 0 to 100, by one of rapidfuzz's ways."""
        compare = getattr(fuzz, scorer)
        plain: float = compare(without_marks(ours), without_marks(theirs))
        return (compare(ours, theirs) + plain) / 2 if self.has_marks else plain


def _match(wording: _Wording, entry: Candidate) -> tuple[Match, float]:
    """Return the match, and what its score would be if the post named no other entry's number."""
    parts = [part for judge in (_by_number, _by_title, _by_unit) if (part := judge(wording, entry))]
    rest = 1.0
    for worth, _ in parts:
        rest *= 1 - worth
    merit = score = 100 * (1 - rest)
    reasons = [reason for _, reason in parts]
    if wording.named and _natural(entry.number) not in wording.named:
        score *= OTHERS_NUMBER
        reasons.append(Reason("other-number", {"found": ", ".join(sorted(wording.named))}))
    return Match(entry.number, round(score), tuple(reasons)), merit


def _by_number(wording: _Wording, entry: Candidate) -> tuple[float, Reason] | None:
    number = _natural(entry.number)
    if number in wording.named:
        return BY_NUMBER, Reason("number", {"number": entry.number})
    if number == wording.first:
        return BY_FIRST_NUMBER, Reason("first-number", {"number": entry.number})
    return None


def _by_title(wording: _Wording, entry: Candidate) -> tuple[float, Reason] | None:
    title = _words(entry.title)
    if not title:
        return None
    places = [text for text in (wording.title, wording.whole) if text]
    alike = max((_title_alike(wording, title, text) for text in places), default=0)
    if alike < ALIKE_FROM:
        return None
    code = "title-same" if round(alike) == ALIKE else "title-alike"
    return BY_TITLE * (alike - ALIKE_FROM) / (ALIKE - ALIKE_FROM), Reason(code, {"percent": int(alike)})


def _title_alike(wording: _Wording, title: str, text: str) -> float:
    is_inside = len(title) >= SHORT_TITLE and len(text) >= len(title)
    return wording.alike(title, text, "partial_ratio" if is_inside else "ratio")


def _by_unit(wording: _Wording, entry: Candidate) -> tuple[float, Reason] | None:
    unit = _unit_words(entry.unit)
    text = wording.whole if wording.has_marks else without_marks(wording.whole)
    wanted = unit if wording.has_marks else without_marks(unit)
    is_there = bool(wanted) and f" {wanted} " in f" {text} "
    return (BY_UNIT, Reason("unit", {"unit": entry.unit})) if is_there else None


def _words(text: str) -> str:
    """Return the words of a text in small letters, composed, parted by single blanks.

    >>> _words("  Tủ sách: “P. LAM HẠ” ")
    'tủ sách p lam hạ'
    """
    return _NO_WORD.sub(" ", folded(text)).strip()


def _unit_words(unit: str) -> str:
    """Return what sets a unit apart, without what kind it is.

    >>> _unit_words("TTHTCĐ phường Lam Hạ"), _unit_words("X. Đinh Xá")
    ('lam hạ', 'đinh xá')
    """
    words = _words(unit)
    kind = _KIND.match(without_marks(words))
    return words[kind.end() :] if kind and kind.end() < len(words) else words


def _natural(number: str) -> str:
    """Return a number without its leading zeros, in small letters.

    >>> _natural("007"), _natural("TS-07")
    ('7', 'ts-07')
    """
    return folded(number).lstrip("0") or "0"
