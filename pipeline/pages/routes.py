"""All groups of pages; a new one is added here."""

from pipeline.pages import signing_in, start
from pipeline.pages.judges import entry_page, link_page, list_page, saving_page
from pipeline.pages.organisers import home

ROUTERS = (
    start.router,
    signing_in.router,
    link_page.router,
    list_page.router,
    entry_page.router,
    saving_page.router,
    home.router,
)
