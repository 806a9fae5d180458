"""The sheet of proposed matches: written for people to look at, taken back for the rows that they accept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.posts.finding import Findings, Known, Proposal
from pipeline.posts.matching import Match
from pipeline.sheets.exported import Exported, Manner, Value
from pipeline.sheets.forms import Column, Form
from pipeline.sheets.gathering import Faults, RowReader
from pipeline.sheets.instant_cells import instant
from pipeline.sheets.links import LinkedPost, LinkReading, channel_key, linked_post
from pipeline.sheets.sheet import Sheet
from pipeline.sheets.text_cells import identifier, yes_or_no

PROPOSALS = Form(
    "posts",
    (
        Column("accept", "Nhận", required=True),
        Column("number", "Số báo danh", required=True, also=("SBD",)),
        Column("channel", "Kênh", required=True),
        Column("link", "Liên kết", required=True),
        Column("published_at", "Thời điểm đăng"),
        Column("title", "Tên trên kênh"),
        Column("score", "Độ khớp"),
        Column("reason", "Vì sao"),
        Column("others", "Có thể là bài khác"),
    ),
)
OTHERS_TOLD = 3
TITLE_LENGTH = 120

Wording = Callable[[Match], str]
"""Makes the sentence of a match's reasons."""


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row that a person accepts: the post, with its time of publication, and the entry it is of."""

    reader: RowReader
    number: str
    post: LinkedPost


def proposals_export(findings: Findings, manner: Manner, wording: Wording, remark: str) -> Exported:
    """Return the sheet: sure matches accepted, others to be looked at, and times that were not known."""
    rows = [_proposed(each, manner, wording) for each in findings.proposals]
    rows += [_known(each, manner, remark) for each in findings.known]
    return Exported(PROPOSALS, [column.heading(manner.language) for column in PROPOSALS.columns], rows)


def _proposed(proposal: Proposal, manner: Manner, wording: Wording) -> Sequence[Value]:
    post, found = proposal.post, proposal.matches.found
    best = found[0] if found else None
    return (
        manner.yes(is_so=proposal.is_sure),
        best.number if best else None,
        post.channel,
        post.url,
        manner.instant(post.published_at),
        (post.title or post.text)[:TITLE_LENGTH],
        best.score if best else None,
        wording(best) if best else None,
        "; ".join(f"{match.number} ({match.score})" for match in found[1 : 1 + OTHERS_TOLD]) or None,
    )


def _known(known: Known, manner: Manner, remark: str) -> Sequence[Value]:
    found = known.found
    title, published_at = (found.title or found.text)[:TITLE_LENGTH], manner.instant(found.published_at)
    url = known.post.url or found.url
    return manner.yes(is_so=True), known.number, found.channel, url, published_at, title, None, remark, None


def accepted_rows(sheet: Sheet, faults: Faults, links: LinkReading) -> list[AcceptedRow]:
    """Return the rows whose `accept` says yes; what cannot be read in them is noted."""
    readers = [RowReader(row, faults) for row in sheet.rows]
    rows = [_accepted(reader, links) for reader in readers if reader.read("accept", yes_or_no)]
    return [row for row in rows if row is not None]


def _accepted(reader: RowReader, links: LinkReading) -> AcceptedRow | None:
    number = reader.need("number", identifier)
    channel = reader.need("channel", partial(channel_key, platforms=links.platforms))
    published_at = reader.read("published_at", partial(instant, zone=links.zone))
    if channel is None:
        return None
    read = partial(linked_post, channel=channel, platforms=links.platforms)
    post = reader.need("link", lambda cell: read(identifier(cell)))
    if number is None or post is None:
        return None
    return AcceptedRow(reader, number, LinkedPost(channel, post.platform_id, post.url, published_at))
