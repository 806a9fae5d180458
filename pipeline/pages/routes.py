"""All groups of pages; a new one is added here."""

from pipeline.pages import signing_in, start
from pipeline.pages.organisers import dashboard, home

ROUTERS = (start.router, signing_in.router, home.router, dashboard.router)
