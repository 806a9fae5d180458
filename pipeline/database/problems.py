"""Say in one failure what a database driver's error means for the person who runs the program."""

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from pipeline.faults import Failed, failed

CAUSES = (
    ("file is not a database", "database-not-a-database"),
    ("database disk image is malformed", "database-damaged"),
    ("database is locked", "database-locked"),
    ("readonly database", "database-read-only"),
    ("unable to open database file", "database-cannot-open"),
    ("database or disk is full", "database-disk-full"),
    ("disk i/o error", "database-disk-error"),
    ("connection refused", "database-unreachable"),
    ("could not translate host name", "database-unreachable"),
    ("password authentication failed", "database-login-refused"),
    ("does not exist", "database-does-not-exist"),
)


def database_failure(error: DBAPIError, url: URL) -> Failed:
    """Return the failure that names the database and the cause, without its password."""
    said = str(error.orig).lower()
    code = next((code for words, code in CAUSES if words in said), "database-failed")
    place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    return failed(code, database=place, cause=str(error.orig).splitlines()[0])
