"""Put the pages together: checks, routes, files and faults."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, HTTPException, Response
from starlette.types import ASGIApp

from pipeline.pages.assets import FOREVER, PLACE
from pipeline.pages.fault_pages import add_fault_pages
from pipeline.pages.forgery import check_request
from pipeline.pages.guarding import Guarded
from pipeline.pages.routes import ROUTERS
from pipeline.pages.site import Site
from pipeline.pages.visits import AnyVisit

THREADS = 12
"""So many requests are worked on at once: as many as the engine has connections, less some for the nights."""


def make_application(site: Site) -> ASGIApp:
    """Return the pages of a site as an ASGI application."""
    application = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(check_request)],
        lifespan=_few_threads,
    )
    application.state.site = site
    application.add_api_route(PLACE + "{name}", _static, methods=["GET", "HEAD"])
    for router in ROUTERS:
        application.include_router(router)
    add_fault_pages(application)
    return Guarded(application, site)


@asynccontextmanager
async def _few_threads(_application: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS
    yield


def _static(name: str, visit: AnyVisit) -> Response:
    asset = visit.site.assets.files.get(name)
    if asset is None:
        raise HTTPException(404)
    return Response(asset.content, media_type=asset.media_type, headers={"cache-control": FOREVER})
