"""Which rules hold: the newest published version, or the config's draft where none was published."""

from dataclasses import replace

from pydantic import ValidationError
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings, Settings
from pipeline.database.opening import reading
from pipeline.database.rules import newest_rules
from pipeline.faults import failed
from pipeline.history.published import settings_from_published


def settings_in_force(settings: Settings, engine: Engine) -> Settings:
    """Return the settings with each contest under the rules that hold for it."""
    with reading(engine) as session:
        contests = {key: rules_in_force(session, key, draft) for key, draft in settings.contests.items()}
    return replace(settings, contests=contests)


def rules_in_force(session: Session, key: str, draft: ContestSettings) -> ContestSettings:
    """Return a contest's settings under its newest published rules; raises Failed if these are damaged."""
    newest = newest_rules(session, key)
    if newest is None:
        return draft
    try:
        return settings_from_published(newest.rules, draft)
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise failed("published-rules-unusable", contest=key, version=newest.version) from error
