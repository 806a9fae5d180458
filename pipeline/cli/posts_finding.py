"""`lantoa posts find`: tell what was found and which entries it fits; store only what a sheet accepts."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from collectors import Problem
from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.persons import person_of
from pipeline.cli.posts_remarks import remark_lines
from pipeline.cli.standing import tell_final
from pipeline.database.contests import contest_entries
from pipeline.database.models import Contest, Post
from pipeline.database.opening import reading, writing
from pipeline.faults import failed
from pipeline.operations.files import in_the_making
from pipeline.posts.adding import add_accepted, posts_with_numbers, stored_posts
from pipeline.posts.finding import Findings, Proposal, findings_from, found_posts
from pipeline.posts.form import PROPOSALS, accepted_rows, proposals_export
from pipeline.posts.matching import Candidate, Match
from pipeline.sheets.exported import Manner
from pipeline.sheets.gathering import Faults
from pipeline.sheets.links import LinkReading
from pipeline.sheets.occasion import Occasion
from pipeline.sheets.reading import printable, sheet_from_file
from pipeline.sheets.writing import csv_from_export, xlsx_from_export
from pipeline.translation.problems import line_of_problem
from pipeline.workplace import Workplace
from reports.catalogue import Catalogue
from reports.figures import instant_text
from reports.wording import channel_name, problem_sentence

BEFORE_OPENING = timedelta(days=30)
"""Posts that are older than this before the opening are another contest's."""


def find(call: Call) -> int:
    """Look through the channels, or take the rows of a sheet that a person has accepted."""
    if call.options.accept is not None:
        return _accept(call)
    contest = call.contest()
    with call.collecting_workplace() as workplace:
        findings, numbers = _findings(call, workplace, contest)
        with reading(workplace.engine) as session:
            stored = stored_posts(session, contest).contest
            remarks = list(remark_lines(call, session, stored, contest))
    _tell(call, contest, findings, numbers)
    for remark in remarks:
        call.console.say("posts-remark-line", remark=remark)
    return Exit.DONE_WITH_PROBLEMS if findings.problems or remarks else Exit.DONE


def _findings(call: Call, workplace: Workplace, contest: str) -> tuple[Findings, Mapping[str, str]]:
    settings = workplace.settings.contests[contest]
    since = settings.opening - BEFORE_OPENING
    if call.options.since is not None:
        since = call.instant_of(call.options.since, contest)
    with reading(workplace.engine) as session:
        posts, candidates = _known(session, stored_posts(session, contest).contest)
    found = list(found_posts(workplace.settings, settings.channels, since, workplace.tools))
    titles = {each.number: each.title for each in candidates}
    return findings_from(found, posts, candidates), titles


def _known(session: Session, contest: Contest) -> tuple[Mapping[Post, str], list[Candidate]]:
    candidates = [
        Candidate(facts.entry.number, facts.entry.title, facts.unit_name)
        for facts in contest_entries(session, contest)
        if facts.entry.status == "competing"
    ]
    return posts_with_numbers(session, contest), candidates


def _tell(call: Call, contest: str, findings: Findings, titles: Mapping[str, str]) -> None:
    words, console = call.console.words, call.console
    for proposal in findings.proposals:
        console.result("\n".join(_proposal_lines(call, proposal, titles)))
    for problem in findings.problems:
        console.say("problem-line", sentence=_problem_sentence(words, problem))
    console.say("posts-found", new=len(findings.proposals), known=len(findings.known))
    if not findings.proposals and not findings.known:
        return
    if call.options.output is None:
        console.say("posts-next-output", contest=contest)
        return
    _write(call, contest, findings)
    console.say("posts-next-accept", contest=contest, file=call.options.output)


def _proposal_lines(call: Call, proposal: Proposal, titles: Mapping[str, str]) -> Iterator[str]:
    words, post = call.console.words, proposal.post
    published = post.published_at
    at = "–" if published is None else instant_text(published, call.settings.time_zone, words.language)
    title = (post.title or post.text).splitlines()
    key = "posts-sure" if proposal.is_sure else "posts-unsure"
    yield words.say(key, channel=channel_name(words, post.channel), at=at, title=title[0] if title else "")
    yield f"    {post.url}"
    shown = proposal.matches.found[: 1 if proposal.is_sure else 3]
    for match in shown:
        told = {"number": match.number, "title": titles[match.number], "score": match.score}
        yield words.say("posts-match", **told, reasons=_reasons(words, match))
    if not shown:
        yield words.say("posts-no-match")
    elif shown[0].number in proposal.taken:
        yield words.say("posts-taken", number=shown[0].number, channel=channel_name(words, post.channel))


def _reasons(words: Catalogue, match: Match) -> str:
    return "; ".join(words.say(f"posts-reason.{each.code}", **each.parameters) for each in match.reasons)


def _problem_sentence(words: Catalogue, problem: Problem) -> str:
    return problem_sentence(words, line_of_problem(problem, datetime.now(UTC)))


def _write(call: Call, contest: str, findings: Findings) -> None:
    words, path = call.console.words, Path(call.options.output)
    manner = Manner(words.language, call.settings.contests[contest].zone)
    export = proposals_export(
        findings, manner, lambda match: _reasons(words, match), words.say("posts-reason.time-unknown")
    )
    content = xlsx_from_export(export) if path.suffix.lower() == ".xlsx" else csv_from_export(export)
    try:
        with in_the_making(path) as unfinished:
            unfinished.write_bytes(content)
    except OSError as error:
        raise failed("output-not-written", file=path, cause=error.strerror or "") from error


def _accept(call: Call) -> int:
    sheet = sheet_from_file(Path(call.options.accept), PROPOSALS)
    contest, faults = call.contest(), Faults(sheet)
    with call.workplace() as workplace:
        settings = workplace.settings.contests[contest]
        platforms = {channel: each.platform for channel, each in workplace.settings.platforms.items()}
        rows = accepted_rows(sheet, faults, LinkReading(platforms, settings.zone))
        reason = call.options.reason and printable(call.options.reason)
        person, now = person_of(call.options.by), workplace.tools.now()
        occasion = Occasion(contest, settings.zone, now, person, reason)
        with writing(workplace.engine) as session:
            outcome = add_accepted(session, sheet, rows, faults, occasion)
        counts = {name: getattr(outcome, name) for name in ("added", "changed", "unchanged")}
        call.console.result(call.console.words.say("imported", place=outcome.place, **counts))
        tell_final(call, workplace, contest)
    return Exit.DONE
