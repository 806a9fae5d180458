"""One entry's way from readings and marks to its rank, as lines for the terminal."""

from collections.abc import Iterator

from reports.catalogue import Catalogue
from reports.data import RankingReport
from reports.entry_words import ChannelLine, EntryWords, Headings, SheetLine, entries_words, headings


def explanation(report: RankingReport, number: str, catalogue: Catalogue) -> str | None:
    """Return the entry's section as text, None where no entry has the number; it ends in a newline."""
    shared = headings(report, catalogue)
    words = {
        row.number: entry for row, entry in zip(report.rows, entries_words(report, catalogue), strict=True)
    }
    entry = words.get(number)
    return None if entry is None else "".join(f"{line}\n" for line in _lines(entry, shared))


def _lines(entry: EntryWords, shared: Headings) -> Iterator[str]:
    yield f"{entry.number}. {entry.title}, {entry.unit}"
    yield f"   {entry.standing}"
    yield ""
    for channel in entry.channels:
        yield from _channel_lines(channel, shared)
    yield from _indented(entry.engagement)
    yield ""
    for sheet in entry.sheets:
        yield _sheet_line(sheet, shared)
    yield from _indented(entry.judging)
    yield ""
    yield from _indented(entry.combination)


def _channel_lines(channel: ChannelLine, shared: Headings) -> Iterator[str]:
    counts = (
        f"{metric} {count}" for metric, count in zip(shared.metrics, channel.counts, strict=True) if count
    )
    yield f" – {channel.name}: {', '.join(counts)}"
    yield from (f"     {line}" for line in (*channel.told, *channel.links))


def _sheet_line(sheet: SheetLine, shared: Headings) -> str:
    marks = (f"{name} {mark}" for (name, _), mark in zip(shared.criteria, sheet.marks, strict=True))
    return f" – {sheet.judge}: {'; '.join(marks)} = {sheet.points}"


def _indented(sentences: tuple[str, ...]) -> Iterator[str]:
    return (f"   {sentence}" for sentence in sentences)
