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
from pipeline.pages.judges import entry_page as judges_entry_page
from pipeline.pages.judges import link_page, list_page, saving_page

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
from pipeline.pages.judges import entry_page as judges_entry_page
from pipeline.pages.judges import link_page, list_page, saving_page
)
