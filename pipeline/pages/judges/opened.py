"""An entry that a judge has opened, found among those that this judge marks and no others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import HTTPException
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.marks import PAGE, Hand
from pipeline.pages.access.logins import SignedInJudge
from pipeline.pages.judges.entries import JudgedEntry, criteria_of, judged_entries
from pipeline.pages.judges.saving import Marking
from pipeline.pages.site import Site

LIST = "/judging"


@dataclass(frozen=True, slots=True)
class Opened:
    """One entry among all that the judge marks, at an instant."""

    judge: SignedInJudge
    settings: ContestSettings
    entries: Sequence[JudgedEntry]
    entry: JudgedEntry
    now: datetime

    @property
    def marking(self) -> Marking:
        """What is needed to save marks."""
        return Marking(self.judge.judge_id, self.entry.entry_id, criteria_of(self.settings), self.hand())

    @property
    def path(self) -> str:
        """The address of the sheet."""
        return f"{LIST}/{self.entry.entry_id}"

    @property
    def next_path(self) -> str:
        """Where to go on: the next entry in order that lacks marks, from the first again; else the list."""
        place = self.entries.index(self.entry)
        after = (*self.entries[place + 1 :], *self.entries[:place])
        left = next((entry for entry in after if entry.state in {"open", "begun"}), None)
        return LIST if left is None else f"{LIST}/{left.entry_id}"

    def hand(self, reason: str | None = None) -> Hand:
        """Return by whom and when something is changed."""
        return Hand(self.now, self.judge.name, PAGE, reason)


def judged_contest(site: Site, session: Session, judge: SignedInJudge) -> ContestSettings:
    """Return the judge's contest under its rules; one that the config no longer has is not found."""
    settings = site.contest(session, judge.contest)
    if settings is None:
        raise HTTPException(404)
    return settings


def opened_entry(site: Site, session: Session, judge: SignedInJudge, entry_id: int) -> Opened:
    """Return the entry; one that this judge does not mark is not found."""
    settings = judged_contest(site, session, judge)
    entries = judged_entries(session, judge, settings)
    found = next((entry for entry in entries if entry.entry_id == entry_id), None)
    if found is None:
        raise HTTPException(404)
    return Opened(judge, settings, entries, found, site.now())
