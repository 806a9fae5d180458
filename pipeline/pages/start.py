"""The first page: on to where somebody belongs, or how to get in."""

from fastapi import APIRouter, Response

from pipeline.pages.access.logins import SignedInJudge, SignedInUser
from pipeline.pages.visits import AnyVisit

router = APIRouter()


@router.get("/")
def start(visit: AnyVisit) -> Response:
    """Send judges to their entries and users to the contests; tell others how to sign in."""
    if isinstance(visit.person, SignedInJudge):
        return visit.redirect("/judging")
    if isinstance(visit.person, SignedInUser):
        return visit.redirect("/contests")
    return visit.page("start.html.j2")


@router.get("/health")
def health() -> Response:
    """Tell a proxy or a watch that the pages are served."""
    return Response("ok\n", media_type="text/plain")
