"""All groups of pages; a new one is added here."""

from pipeline.pages import signing_in, start
from pipeline.pages.organisers import (
    dashboard,
    entries_page,
    entry_page,
    export_page,
    home,
    import_page,
    judges_page,
)

ROUTERS = (
    start.router,
    signing_in.router,
    home.router,
    dashboard.router,
    entries_page.router,
    entry_page.router,
    import_page.router,
    judges_page.router,
    export_page.router,
)
