"""The contests, where users arrive."""

from fastapi import APIRouter, Response

from pipeline.pages.visits import AnyVisit, Viewer

router = APIRouter()


@router.get("/contests")
def contests(visit: AnyVisit, _user: Viewer) -> Response:
    """Name the contests."""
    settings = visit.site.workplace.settings
    return visit.page("contests.html.j2", {"contests": settings.contests})
