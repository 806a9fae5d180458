"""Say in one failure what a database driver's error means for the person who runs the program."""

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from pipeline.faults import Failed, failed

SQLITE_CODES = {
    sqlite3.SQLITE_NOTADB: "database-not-a-database",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_BUSY: "database-locked",
    sqlite3.SQLITE_LOCKED: "database-locked",
    sqlite3.SQLITE_READONLY: "database-read-only",
    sqlite3.SQLITE_CANTOPEN: "database-cannot-open",
    sqlite3.SQLITE_FULL: "database-disk-full",
    sqlite3.SQLITE_IOERR: "database-disk-error",
}
POSTGRESQL_STATES = {
    "08001": "database-unreachable",
    "25006": "database-read-only",
    "25P03": "database-connection-lost",
    "28000": "database-login-refused",
    "28P01": "database-login-refused",
    "3D000": "database-does-not-exist",
    "42501": "database-not-allowed",
    "53100": "database-disk-full",
    "53300": "database-too-many-connections",
    "55P03": "database-locked",
    "57P01": "database-connection-lost",
    "57P02": "database-connection-lost",
    "57P03": "database-unreachable",
}
"""By SQLSTATE, which stays the same in every language that a server may speak."""

WORDS = (
    ("password authentication failed", "database-login-refused"),
    ("no password supplied", "database-login-refused"),
    ("no pg_hba.conf entry", "database-login-refused"),
    ("does not exist", "database-does-not-exist"),
    ("too many clients", "database-too-many-connections"),
    ("remaining connection slots", "database-too-many-connections"),
)
"""What a refused connection says: it comes without a state."""

CODES = frozenset(
    {
        *SQLITE_CODES.values(),
        *POSTGRESQL_STATES.values(),
        *dict(WORDS).values(),
        "database-unreachable",
        "database-failed",
    }
)
"""Every code that a database's error can come to."""

SECRETS = ("password", "sslpassword", "passfile")


def database_failure(error: DBAPIError, url: URL) -> Failed:
    """Return the failure that names the database and the cause, without its password."""
    code = _sqlite_code(error) if url.get_backend_name() == "sqlite" else _postgresql_code(error)
    return failed(code, database=shown(url), cause=str(error.orig).splitlines()[0])


def shown(url: URL) -> str:
    """Return a database's address as people may see it: a file's path, or a server's without a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.difference_update_query(SECRETS).render_as_string(hide_password=True)


def _sqlite_code(error: DBAPIError) -> str:
    primary = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return SQLITE_CODES.get(primary, "database-failed")


def _postgresql_code(error: DBAPIError) -> str:
    state = getattr(error.orig, "sqlstate", None)
    if state in POSTGRESQL_STATES:
        return POSTGRESQL_STATES[state]
    if error.connection_invalidated:
        return "database-connection-lost"
    if state is not None or not isinstance(error, OperationalError):
        return "database-failed"
    said = str(error.orig).lower()
    return next((code for words, code in WORDS if words in said), "database-unreachable")
