"""Who a command is done by: the name that was given, or the login name."""

from getpass import getuser


def person_of(given: str | None) -> str:
    """Return the name as text that can be stored; a service without a login name is a dash."""
    from pipeline.sheets.reading import printable

    return printable(given or _login_name()).strip() or "–"


def _login_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "–"
