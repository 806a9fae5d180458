"""A contest that somebody who organises has opened: the visit, the person, and the rules that hold now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Response
from sqlalchemy import Engine

from pipeline.config import ContestSettings, Settings
from pipeline.database.opening import reading
from pipeline.history.in_force import rules_in_force
from pipeline.pages.access.logins import SignedInUser
from pipeline.pages.access.users import may
from pipeline.pages.visits import AnyVisit, Organiser, Secretary, Viewer, Visit
from pipeline.workplace import Workplace
from reports.catalogue import Catalogue
from reports.figures import decimal_text, number_text, short_instant_text
from reports.wording import capitalised, channel_name, metric_name, source_name

CONTESTS = "/contests"


@dataclass(frozen=True)
class ContestVisit:
    """One request about one contest; `settings` have the contest under the rules that hold."""

    visit: Visit
    user: SignedInUser
    key: str
    settings: Settings

    @property
    def contest(self) -> ContestSettings:
        """The contest."""
        return self.settings.contests[self.key]

    @property
    def workplace(self) -> Workplace:
        """The workplace, under the rules that hold."""
        return replace(self.visit.site.workplace, settings=self.settings)

    @property
    def engine(self) -> Engine:
        """The database."""
        return self.visit.site.engine

    @property
    def now(self) -> datetime:
        """The instant by the workplace's clock."""
        return self.visit.site.now()

    @property
    def words(self) -> Catalogue:
        """All sentences in the visitor's language."""
        return self.visit.words

    def may(self, role: str) -> bool:
        """Tell whether the person may do what a role may."""
        return may(self.user.role, role)

    def path(self, *parts: object) -> str:
        """Return the address of one of the contest's pages."""
        return "/".join((CONTESTS, self.key, *map(str, parts)))

    def page(self, template: str, values: Mapping[str, object], status: int = 200) -> Response:
        """Make a page of the contest from a template of the organisers' folder."""
        known = {"here": self, **contest_words(self.words, self.contest)}
        return self.visit.page(f"organisers/{template}.html.j2", {**known, **values}, status)

    def done(self, code: str, *parts: object) -> Response:
        """Go on to one of the contest's pages, which says what was done."""
        return self.visit.redirect(f"{self.path(*parts)}?done={code}")


def contest_words(words: Catalogue, contest: ContestSettings) -> Mapping[str, object]:
    """Return what templates write figures, instants and codes with, as people of a language do."""
    zone, language = contest.time_zone, words.language
    return {
        "points": lambda value: decimal_text(value, language),
        "number": lambda count: number_text(count, language),
        "short_instant": lambda instant: short_instant_text(instant, zone, language),
        "typed_instant": lambda instant: f"{instant.astimezone(contest.zone):%d/%m/%Y %H:%M}",
        "channel_name": lambda channel: channel_name(words, channel),
        "metric_name": lambda metric: capitalised(metric_name(words, metric)),
        "source_name": lambda source: source_name(words, source),
    }


def opened_contest(visit: Visit, user: SignedInUser, key: str) -> ContestVisit:
    """Return the contest of a key; one that the config does not have is not found."""
    known = visit.site.workplace.settings
    if key not in known.contests:
        raise HTTPException(404)
    with reading(visit.site.engine) as session:
        rules = rules_in_force(session, key, known.contests[key])
    return ContestVisit(visit, user, key, replace(known, contests={**known.contests, key: rules}))


def _viewed(visit: AnyVisit, user: Viewer, key: str) -> ContestVisit:
    return opened_contest(visit, user, key)


def _kept(visit: AnyVisit, user: Secretary, key: str) -> ContestVisit:
    return opened_contest(visit, user, key)


def _organised(visit: AnyVisit, user: Organiser, key: str) -> ContestVisit:
    return opened_contest(visit, user, key)


Viewed = Annotated[ContestVisit, Depends(_viewed)]
"""A contest for whoever may look."""

Kept = Annotated[ContestVisit, Depends(_kept)]
"""A contest for whoever may bring data in."""

Organised = Annotated[ContestVisit, Depends(_organised)]
"""A contest for whoever may decide."""
