"""Examine a whole installation, from the config to the platforms; it changes nothing."""

from collections.abc import Generator, Iterator, Mapping, Sequence

from sqlalchemy import Engine

from collectors import PostToRead, Tools
from pipeline.config import Settings
from pipeline.database.opening import reading
from pipeline.faults import Refused
from pipeline.operations.database_examined import examine_database, impatient_engine, is_readable
from pipeline.operations.findings import Finding, look, right, wrong_by_fault
from pipeline.operations.machine_examined import examine_clock, examine_clock_by_runs, examine_folders
from pipeline.operations.mail_examined import examine_mail
from pipeline.operations.nights_examined import examine_nights
from pipeline.operations.platforms_examined import examine_platforms, known_posts

Posts = Mapping[str, Sequence[PostToRead]]


def examine(settings: Settings, tools: Tools) -> Iterator[Finding]:
    """Yield each finding as it is made; a thing that can't be reached costs seconds and stops nothing."""
    count = len(settings.contests)
    yield right("config", contests=", ".join(settings.contests)) if count else look("config-no-contest")
    yield from examine_folders(settings)
    yield from examine_clock(settings, tools.now())
    posts: Posts = {}
    try:
        engine = impatient_engine(settings.database_url)
    except Refused as refusal:
        yield wrong_by_fault(refusal.faults[0])
    else:
        posts = yield from _database(engine, settings, tools)
        engine.dispose()
    yield from examine_platforms(settings, posts, tools)
    yield from examine_mail(settings.mail)


def _database(engine: Engine, settings: Settings, tools: Tools) -> Generator[Finding, None, Posts]:
    """Examine the database and what it tells; return the posts that are known."""
    yield from examine_database(engine)
    if not is_readable(engine):
        return {}
    with reading(engine) as session:
        yield from examine_clock_by_runs(session, tools.now())
        yield from examine_nights(session, settings, tools.now())
        return known_posts(session)
