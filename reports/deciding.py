"""Unusual counts and what a committee decided, as sentences."""

from reports.catalogue import Catalogue
from reports.figures import UNKNOWN, decimal_text, instant_text, number_text
from reports.findings import DecisionLine, FlagLine, Growth, Repost
from reports.plaintext import visible_text
from reports.wording import channel_name, metric_name


def flag_sentence(flag: FlagLine, zone: str, catalogue: Catalogue) -> str:
    """Say what is unusual, with the numbers behind it."""
    growth, language = flag.growth, catalogue.language
    told = {
        **_growth_words(growth, zone, catalogue),
        "number": visible_text(flag.number),
        "grown": number_text(abs(growth.count_to - growth.count_from), language),
        "views": number_text(flag.views, language),
        "share": decimal_text(flag.share, language),
        "limit": decimal_text(flag.limit, language),
    }
    return catalogue.say(f"suspicion.{flag.code}", **told)


def decision_sentences(decision: DecisionLine, zone: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Say what was decided, about which entries, by whom, when and why, and what was said about it."""
    facts = {
        "version": decision.version,
        "numbers": ", ".join(map(visible_text, decision.numbers)),
        "person": visible_text(decision.person),
        "at": instant_text(decision.decided_at, zone, catalogue.language),
        **(_growth_words(decision.growth, zone, catalogue) if decision.growth else {}),
        **(_repost_words(decision.repost, catalogue) if decision.repost else {}),
    }
    sentences = [
        catalogue.say(f"decided.{decision.kind}-{decision.outcome}", **facts),
        catalogue.say("decided.reason", reason=visible_text(decision.reason)),
    ]
    by = visible_text(decision.raised_by or UNKNOWN)
    told = {"statement": decision.statement, "evidence": decision.evidence}
    said = [
        catalogue.say(f"decided.{name}", told=visible_text(words), by=by)
        for name, words in told.items()
        if words
    ]
    return (*sentences, *said)


def _repost_words(repost: Repost, catalogue: Catalogue) -> dict[str, str]:
    posts = {"post": visible_text(repost.post), "successor": visible_text(repost.successor)}
    return {"channel": channel_name(catalogue, repost.channel), **posts}


def _growth_words(growth: Growth, zone: str, catalogue: Catalogue) -> dict[str, str]:
    language = catalogue.language
    return {
        "channel": channel_name(catalogue, growth.channel),
        "metric": metric_name(catalogue, growth.metric),
        "from_at": instant_text(growth.from_at, zone, language),
        "to_at": instant_text(growth.to_at, zone, language),
        "count_from": number_text(growth.count_from, language),
        "count_to": number_text(growth.count_to, language),
        "usual": number_text(growth.usual, language),
    }
