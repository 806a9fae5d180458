"""All groups of pages; a new one is added here."""

from pipeline.pages import signing_in, start
from pipeline.pages.judges import entry_page as sheet_page
from pipeline.pages.judges import link_page, list_page, saving_page
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
    link_page.router,
    list_page.router,
    sheet_page.router,
    saving_page.router,
    home.router,
    dashboard.router,
    entries_page.router,
    entry_page.router,
    import_page.router,
    judges_page.router,
    export_page.router,
)
