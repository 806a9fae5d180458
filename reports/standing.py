"""How a ranking stands, in sentences: provisional or final, draft or published rules; and what names it."""

from reports.catalogue import Catalogue
from reports.data import Finality, RankingReport
from reports.figures import instant_text
from reports.plaintext import isolated, visible_text


def standing_sentences(report: RankingReport, catalogue: Catalogue) -> tuple[str, ...]:
    """Say who made the ranking final, or that it may still change, and whether its rules are a draft."""
    sentences = (
        [catalogue.say("page.provisional-why")]
        if report.finality is None
        else _final(report.finality, report.contest.time_zone, catalogue)
    )
    if report.rules.version is None:
        sentences.append(f"{catalogue.say('page.draft')}. {catalogue.say('page.draft-why')}")
    return tuple(sentences)


def rules_title(report: RankingReport, catalogue: Catalogue) -> str:
    """Name the rules: their version with who published it and when, or that they are a draft."""
    rules = report.rules
    if rules.version is None:
        return catalogue.say("page.rules-draft")
    at = instant_text(rules.published_at, report.contest.time_zone, catalogue.language)
    person = _named(rules.published_by or "")
    return catalogue.say("page.rules-published", version=rules.version, person=person, at=at)


def digests(report: RankingReport, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return what each digest is of, and the digest: of the rules, the last collection, the final result."""
    run = [(_run_title(report, catalogue), report.run_digest)] if report.run_digest else []
    final = report.finality
    result = [(catalogue.say("page.result", version=final.version), final.result_digest)] if final else []
    return ((rules_title(report, catalogue), report.rules.digest), *run, *result)


def _final(finality: Finality, zone: str, catalogue: Catalogue) -> list[str]:
    at = instant_text(finality.frozen_at, zone, catalogue.language)
    person = _named(finality.person)
    sentences = [catalogue.say("page.final-why", person=person, at=at, version=finality.version)]
    if finality.reason:
        sentences.append(catalogue.say("page.final-reason", reason=_named(finality.reason)))
    return sentences


def _run_title(report: RankingReport, catalogue: Catalogue) -> str:
    if report.run_finished_at is None:
        return catalogue.say("page.run-unfinished")
    at = instant_text(report.run_finished_at, report.contest.time_zone, catalogue.language)
    return catalogue.say("page.run", finished_at=at)


def _named(text: str) -> str:
    return isolated(visible_text(text))
