"""Serve the pages from a thread of their own, on a port that is ours before anything else begins."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn

from pipeline.config.web import EVERYWHERE, WebSection
from pipeline.faults import failed, refused
from pipeline.pages.application import make_application
from pipeline.pages.site import Site
from pipeline.workplace import Workplace

GRACE_S = 5
"""How long requests that are being answered may take when the server ends."""

LOOK_S = 0.02


@contextmanager
def serving(workplace: Workplace, web: WebSection) -> Iterator[str]:
    """Serve a workplace's pages until the block is left; gives the address that people open.

    Raises Refused where nobody could tell the address, Failed where the port is not to be had.
    """
    if web.public_url is None and web.host in EVERYWHERE:
        raise refused("public-url-missing", host=web.host)
    listening = _listening(web)
    site = Site(workplace, address_of(web, listening.getsockname()[1]))
    server = uvicorn.Server(_config(site, web))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="pages", daemon=True)
    thread.start()
    try:
        _await_start(server, thread)
        yield site.address
    finally:
        server.should_exit = True
        thread.join(GRACE_S + 1)
        listening.close()


def _listening(web: WebSection) -> socket.socket:
    family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
    try:
        return socket.create_server((web.host, web.port), family=family, backlog=256)
    except OSError as error:
        raise failed("port-not-free", host=web.host, port=web.port, cause=error.strerror or "") from error


def address_of(web: WebSection, port: int) -> str:
    """Return the address that people open: the one that the config names, else host and port."""
    if web.public_url is not None:
        return web.public_url.rstrip("/").lower()
    host = f"[{web.host}]" if ":" in web.host else web.host
    return f"http://{host}:{port}"


def _config(site: Site, web: WebSection) -> uvicorn.Config:
    return uvicorn.Config(
        make_application(site),
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=bool(web.trusted_proxies),
        forwarded_allow_ips=list(web.trusted_proxies),
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )


def _await_start(server: uvicorn.Server, thread: Thread) -> None:
    while not server.started:
        if not thread.is_alive():
            raise failed("pages-not-served")
        sleep(LOOK_S)
