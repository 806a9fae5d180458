"""What changed between two rankings, as a table for the terminal."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.catalogue import Catalogue
from reports.changes import EntryChange, RankingChanges, Told
from reports.figures import UNKNOWN, decimal_text, instant_text, number_text
from reports.plaintext import visible_text

ARROW = "→"


def changes_table(changes: RankingChanges, catalogue: Catalogue, width: int) -> str:
    """Write which ranking is compared with which, then a row for each entry that changed."""
    console = Console(file=StringIO(), width=width, color_system=None, legacy_windows=False)
    changed = [entry for entry in changes.entries if entry.is_changed]
    with console.capture() as written:
        for line in _heading(changes, catalogue):
            console.print(Text(line))
        if changed:
            console.print(_table(changed, catalogue))
        same = len(changes.entries) - len(changed)
        console.print(Text(catalogue.say("compare.unchanged", count=number_text(same, catalogue.language))))
    return "".join(f"{line.rstrip()}\n" for line in written.get().splitlines())


def _heading(changes: RankingChanges, catalogue: Catalogue) -> Iterator[str]:
    yield catalogue.say("compare.before", ranking=_named(changes.before, catalogue))
    yield catalogue.say("compare.after", ranking=_named(changes.after, catalogue))
    if not changes.is_same_contest:
        yield catalogue.say("compare.other-contest")
    if not changes.is_same_rules:
        yield catalogue.say("compare.other-rules")


def _named(ranking: Told, catalogue: Catalogue) -> str:
    contest = ranking["contest"]
    at = instant_text(datetime.fromisoformat(ranking["at"]), contest["time_zone"], catalogue.language)
    standing = catalogue.say("page.final-ranking" if ranking["is_final"] else "page.provisional-ranking")
    return catalogue.say("compare.ranking", contest=visible_text(contest["name"]), standing=standing, at=at)


def _table(entries: list[EntryChange], catalogue: Catalogue) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(catalogue.say("column.rank"), no_wrap=True)
    table.add_column(catalogue.say("page.number"), no_wrap=True)
    table.add_column(catalogue.say("column.title"), no_wrap=True, ratio=1)
    for key in ("judge-points", "engagement-points", "total"):
        table.add_column(catalogue.say(f"table.{key}"), justify="right", no_wrap=True)
    table.add_column(catalogue.say("column.award"), ratio=1)
    for entry in entries:
        table.add_row(*(Text(cell) for cell in _cells(entry, catalogue)))
    return table


def _cells(entry: EntryChange, catalogue: Catalogue) -> Iterator[str]:
    language = catalogue.language
    yield _turned(number_text(entry.rank_before, language), number_text(entry.rank_after, language))
    yield visible_text(entry.number)
    yield visible_text(entry.title)
    yield _grown(entry.judge_points, language)
    yield _grown(entry.engagement_points, language)
    yield _turned(decimal_text(entry.total_before, language), decimal_text(entry.total_after, language))
    yield _turned(*(visible_text(award or UNKNOWN) for award in (entry.award_before, entry.award_after)))


def _turned(before: str, after: str) -> str:
    return before if before == after else f"{before} {ARROW} {after}"


def _grown(points: Decimal | None, language: str) -> str:
    if points is None or not points:
        return UNKNOWN if points is None else "="
    return ("+" if points > 0 else "") + decimal_text(points, language)
