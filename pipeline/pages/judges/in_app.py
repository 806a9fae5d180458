"""Tell the browsers that are built into apps, which forget what was not sent when they are closed."""

SIGNS = (
    ("zalo", "Zalo"),
    ("messenger", "Messenger"),
    ("fb_iab", "Facebook"),
    ("fban", "Facebook"),
    ("fbav", "Facebook"),
    ("instagram", "Instagram"),
    ("viber", "Viber"),
    ("line/", "LINE"),
)
"""What such a browser's name contains, and the app that it belongs to; the first that fits."""


def app_of(user_agent: str) -> str | None:
    """Return the app whose built-in browser has this name, None for a browser of its own.

    >>> app_of("Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36 Zalo android/1")
    'Zalo'
    """
    name = user_agent.lower()
    return next((app for sign, app in SIGNS if sign in name), None)
