"""Findings as sentences: what a change was, in the words of the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pipeline.database.digests import ERASED
from pipeline.history.findings import Change, Finding, ToldCount
from reports.catalogue import Catalogue
from reports.figures import UNKNOWN, decimal_text, instant_text
from reports.wording import channel_name, metric_name, source_name

TRACE_SHOWN = len(ERASED) + 8
"""How much is shown of the trace that stands for a name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a language and the zone that instants are told in."""

    words: Catalogue
    time_zone: str

    def sentence(self, group: str, finding: Finding) -> str:
        """Return the sentence `<group>.<code>` of a finding."""
        told = {name: self._told(name, value) for name, value in finding.parameters.items()}
        return self.words.say(f"{group}.{finding.code}", **told)

    def _told(self, name: str, value: object) -> object:
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ", ".join(str(self._told(name, one)) for one in value)
        if isinstance(value, Change):
            return self._change(value)
        if isinstance(value, ToldCount):
            return self._count(value)
        return self._value(name, value)

    def _value(self, name: str, value: object) -> object:
        if value is None:
            return UNKNOWN
        if isinstance(value, datetime):
            return instant_text(value, self.time_zone, self.words.language)
        if isinstance(value, Decimal):
            return decimal_text(value, self.words.language)
        if isinstance(value, str) and value.startswith(ERASED):
            return f"{value[:TRACE_SHOWN]}…"
        naming = {"channel": channel_name, "channels": channel_name, "metric": metric_name}.get(name)
        naming = source_name if name == "source" else naming
        return naming(self.words, str(value)) if naming else value

    def _change(self, change: Change) -> str:
        key = f"history-field.{change.field}"
        field = self.words.say(key) if self.words.knows(key) else metric_name(self.words, change.field)
        old, new = (self._value(change.field, value) for value in (change.old, change.new))
        return self.words.say("history-change", field=field, old=old, new=new)

    def _count(self, told: ToldCount) -> str:
        source, at = self._value("source", told.source), self._value("at", told.at)
        return self.words.say("history-count", count=told.count, source=source, at=at)
