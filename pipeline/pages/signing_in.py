"""Sign users in by name and password, and anybody out."""

from datetime import timedelta

from fastapi import APIRouter, Response

from pipeline.database.opening import reading, writing
from pipeline.events import note
from pipeline.pages.access.logins import begin_login, end_login
from pipeline.pages.access.passwords import is_right
from pipeline.pages.access.users import find_user
from pipeline.pages.forms import Form, SentForm
from pipeline.pages.limits import Limit
from pipeline.pages.visits import AnyVisit, Visit

router = APIRouter()

A_CLIENT = Limit(20, timedelta(minutes=5))
A_NAME = Limit(10, timedelta(minutes=5))
"""So many wrong passwords, from one address and for one name."""


@router.get("/sign-in")
def form(visit: AnyVisit) -> Response:
    """Ask for name and password."""
    return visit.page("sign_in.html.j2", {"is_wrong": False, "name": ""})


@router.post("/sign-in")
def sign_in(visit: AnyVisit, sent: SentForm) -> Response:
    """Sign the browser in under a new token, whatever token it came with."""
    user_id = _checked_user(visit, sent)
    if user_id is None:
        return visit.page("sign_in.html.j2", {"is_wrong": True, "name": sent.text("name")}, 401)
    with writing(visit.site.engine) as session:
        if visit.token is not None:
            end_login(session, visit.token, visit.site.now())
        token = begin_login(session, visit.site.now(), user_id=user_id)
    note("signed-in", user=user_id)
    return visit.signed_in(token, own_path(visit.request.query_params.get("next")))


@router.post("/sign-out")
def sign_out(visit: AnyVisit) -> Response:
    """Sign the browser out."""
    if visit.token is not None:
        with writing(visit.site.engine) as session:
            end_login(session, visit.token, visit.site.now())
    return visit.signed_out("/")


def own_path(path: str | None) -> str:
    """Return a path of our own pages; anything else, such as another site's address, becomes the first page.

    >>> own_path("/contests"), own_path("//evil.example"), own_path("https://evil.example")
    ('/contests', '/', '/')
    """
    is_own = path is not None and path.startswith("/") and path[1:2] not in {"/", "\\"}
    return path if is_own and path and path.isprintable() else "/"


def _checked_user(visit: Visit, sent: Form) -> int | None:
    """Return the user whose name and password were sent; raises TooOften after too many wrong ones."""
    name, now, limits = sent.text("name"), visit.site.now(), visit.site.limits
    counted = {f"password/{visit.client}": A_CLIENT, f"password-of/{name}": A_NAME}
    for key, limit in counted.items():
        limits.check(key, limit, now)
    with reading(visit.site.engine) as session:
        user = find_user(session, name)
        user_id, password_hash = (user.id, user.password_hash) if user else (None, None)
    if is_right(password_hash, sent.secret("password")):
        return user_id
    for key, limit in counted.items():
        limits.note(key, limit, now)
    return None
