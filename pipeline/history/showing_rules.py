"""The rules of a contest in plain sentences, with who published them and when."""

from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import find_contest
from pipeline.translation.facts import contest_facts, rules_facts
from pipeline.translation.standing import with_publication
from reports.catalogue import Catalogue
from reports.data import RulesFacts
from reports.figures import instant_text
from reports.rules_words import rules_in_words


def shown_rules(session: Session, key: str, rules: ContestSettings, words: Catalogue) -> list[str]:
    """Return a line that says which rules these are, then one for each sentence of them."""
    contest, facts = find_contest(session, key), rules_facts(rules)
    if contest is not None:
        facts = with_publication(session, contest, facts)
    sentences = rules_in_words(contest_facts(key, rules), facts, words)
    return [_standing(facts, rules.time_zone, words), *(f"  – {sentence}" for sentence in sentences)]


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
