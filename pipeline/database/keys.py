"""Numbers for the short keys of sources and metrics, given out once and kept."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models.readings import Keyed


def key_ids(session: Session, table: type[Keyed], keys: Iterable[str]) -> Mapping[str, int]:
    """Return the number of each key, new rows made for new keys in alphabetical order."""
    wanted = sorted(set(keys))
    known = {row.key: row.id for row in session.scalars(select(table).where(table.key.in_(wanted)))}
    for key in wanted:
        if key not in known:
            row = table(key=key)
            session.add(row)
            session.flush()
            known[key] = row.id
    return known
