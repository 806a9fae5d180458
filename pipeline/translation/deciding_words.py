"""Unusual counts and decisions as sentences."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.database.decisions import numbers_of
from pipeline.database.models import Decision
from pipeline.database.types import instant_from_epoch
from pipeline.translation.suspicions import Flag
from reports.catalogue import Catalogue
from reports.figures import decimal_text, instant_text, number_text
from reports.wording import channel_name, metric_name


@dataclass(frozen=True, slots=True)
class DecidingWords:
    """The words of a language and the zone that instants are told in."""

    words: Catalogue
    time_zone: str

    def flag(self, flag: Flag) -> str:
        """Say what is unusual, with the numbers behind it."""
        found = flag.found
        told = {
            **self._subject({name: getattr(found, name) for name in ("metric", "from_at", "to_at")}),
            "number": flag.post.number,
            "channel": channel_name(self.words, flag.post.channel),
            **{name: self._count(getattr(found, name)) for name in ("count_from", "count_to", "usual")},
            "grown": self._count(abs(found.count_to - found.count_from)),
            "views": self._count(found.views),
            "share": self._percent(found.share),
            "limit": self._percent(found.limit),
        }
        return self.words.say(f"suspicion.{found.code}", **told)

    def decision(self, decision: Decision) -> str:
        """Say what was decided, about which entries, by whom, when and why, in a few lines."""
        return "\n  ".join(self._parts(decision))

    def _parts(self, decision: Decision) -> list[str]:
        numbers = ", ".join(numbers_of(decision))
        facts = {"version": decision.version, "numbers": numbers, "person": decision.person}
        at = instant_text(decision.decided_at, self.time_zone, self.words.language)
        about = self._subject(json.loads(decision.subject)) if decision.subject else {}
        parts = [
            self.words.say(f"decided.{decision.kind}-{decision.outcome}", at=at, **facts, **about),
            self.words.say("decided.reason", reason=decision.reason),
        ]
        told = {name: getattr(decision, name) for name in ("statement", "evidence")}
        by = decision.raised_by or "–"
        said = [self.words.say(f"decided.{name}", told=words, by=by) for name, words in told.items() if words]
        return [*parts, *said]

    def _subject(self, subject: Mapping[str, object]) -> dict[str, object]:
        told = dict(subject)
        for name in ("from_at", "to_at") if "from_at" in subject else ():
            instant = instant_from_epoch(int(str(subject[name])))
            told[name] = instant_text(instant, self.time_zone, self.words.language)
        if "metric" in subject:
            told["metric"] = metric_name(self.words, str(subject["metric"]))
        if "channel" in subject:
            told["channel"] = channel_name(self.words, str(subject["channel"]))
        return told

    def _count(self, count: int | None) -> str:
        return number_text(count, self.words.language)

    def _percent(self, share: float | None) -> str:
        value = None if share is None else Decimal(f"{share * 100:.1f}")
        return decimal_text(value, self.words.language)
