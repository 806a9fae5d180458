"""The rules of a contest in plain sentences, with who published them and when."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import find_contest
from pipeline.history.versions import VersionFacts, version_facts
from pipeline.translation.facts import contest_facts, rules_facts
from pipeline.translation.standing import with_publication
from reports.catalogue import Catalogue
from reports.data import RulesFacts
from reports.figures import instant_text
from reports.rules_words import rules_in_words


def shown_rules(session: Session, key: str, rules: ContestSettings, words: Catalogue) -> list[str]:
    """Return a line that says which rules these are, one for each sentence, and one for each version."""
    contest, facts = find_contest(session, key), rules_facts(rules)
    if contest is not None:
        facts = with_publication(session, contest, facts)
    sentences = rules_in_words(contest_facts(key, rules), facts, words)
    versions = () if contest is None else version_facts(session, contest)
    return [
        _standing(facts, rules.time_zone, words),
        *(f"  – {sentence}" for sentence in sentences),
        *_history(versions, rules.time_zone, words),
    ]


def _standing(facts: RulesFacts, zone: str, words: Catalogue) -> str:
    if facts.version is None:
        return words.say("rules-are-draft", digest=facts.digest)
    return words.say(
        "rules-are-published",
        version=facts.version,
        person=facts.published_by or "–",
        at=instant_text(facts.published_at, zone, words.language),
        digest=facts.digest,
    )


def _history(versions: Sequence[VersionFacts], zone: str, words: Catalogue) -> list[str]:
    return [
        words.say(
            "rules-version",
            version=one.version,
            person=one.person,
            at=instant_text(one.published_at, zone, words.language),
            lateness=_lateness(one, words),
            reason=words.say("rules-version-reason", reason=one.reason) if one.reason else "",
        )
        for one in versions
    ]


def _lateness(version: VersionFacts, words: Catalogue) -> str:
    opening = words.say("rules-late-opening") if version.is_after_opening else ""
    return opening + (words.say("rules-late-mark") if version.is_after_first_mark else "")
