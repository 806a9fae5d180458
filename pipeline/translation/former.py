"""What a report says where the rules were changed after the first mark: whose rank that moves."""

from collections.abc import Iterable

from reports.data import FormerRanks, NoticeLine
from scoring import RankedEntry


def former_notices(
    former: FormerRanks | None, version: int | None, entries: Iterable[RankedEntry]
) -> tuple[NoticeLine, ...]:
    """Return the remark that names the entries which the former rules rank otherwise; none without any."""
    if former is None:
        return ()
    ranks = dict(former.ranks)
    moved = tuple(each.number for each in entries if each.rank != ranks.get(each.number))
    code = "rules-changed-late" if moved else "rules-changed-late-same"
    if not former.ranks:
        code, moved = "rules-changed-late-unfit", ()
    return (NoticeLine(code, moved, (("former", str(former.version)), ("version", str(version)))),)
