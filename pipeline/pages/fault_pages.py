"""What could not be done becomes a page with a sentence, or JSON for our script; never a traceback."""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from pipeline.faults import Failed, Fault, Refused
from pipeline.pages.forgery import Forged
from pipeline.pages.limits import TooOften
from pipeline.pages.visits import NotPermitted, NotSignedIn, Visit
from pipeline.pages.words import fault_sentence

JSON = "application/json"


def add_fault_pages(application: FastAPI) -> None:
    """Let the application answer each kind of fault."""
    handlers = {
        Refused: _refused,
        Forged: _forged,
        TooOften: _too_often,
        NotPermitted: _not_permitted,
        NotSignedIn: _not_signed_in,
        HTTPException: _http_fault,
        RequestValidationError: _bad_request,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        application.add_exception_handler(kind, handler)


def fault_page(
    visit: Visit, status: int, code: str, sentences: Sequence[str] = (), faults: Sequence[Fault] = ()
) -> Response:
    """Answer with the heading and sentence of `fault-page.<code>`, and further sentences below."""
    said = [visit.words.say(f"fault-page.{code}.text"), *sentences]
    if JSON in visit.request.headers.get("accept", ""):
        codes = [fault.code for fault in faults]
        return JSONResponse({"fault": code, "codes": codes, "message": " ".join(filter(None, said))}, status)
    return visit.page("fault.html.j2", {"code": code, "sentences": said}, status)


def _visit(request: Request) -> Visit:
    return Visit(request.app.state.site, request)


def _refused(request: Request, error: Exception) -> Response:
    visit = _visit(request)
    faults = error.faults if isinstance(error, Refused) else ()
    sentences = [fault_sentence(visit.words, fault) for fault in faults]
    if isinstance(error, Failed):
        return fault_page(visit, 503, "failed", sentences, faults)
    return fault_page(visit, 422, "refused", sentences, faults)


def _forged(request: Request, _error: Exception) -> Response:
    return fault_page(_visit(request), 403, "forged")


def _too_often(request: Request, error: Exception) -> Response:
    response = fault_page(_visit(request), 429, "too-often")
    if isinstance(error, TooOften):
        response.headers["retry-after"] = str(error.wait_s)
    return response


def _not_permitted(request: Request, _error: Exception) -> Response:
    return fault_page(_visit(request), 403, "not-permitted")


def _not_signed_in(request: Request, error: Exception) -> Response:
    visit = _visit(request)
    is_judge = isinstance(error, NotSignedIn) and error.kind == "judge"
    if is_judge or request.method != "GET":
        return fault_page(visit, 401, "judge-signed-out" if is_judge else "signed-out")
    return visit.redirect(f"/sign-in?next={request.url.path}")


def _http_fault(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    code = "not-found" if status == 404 else "bad-request"
    return fault_page(_visit(request), status, code)


def _bad_request(request: Request, _error: Exception) -> Response:
    return fault_page(_visit(request), 404, "not-found")


def _unexpected(request: Request, _error: Exception) -> Response:
    return fault_page(_visit(request), 500, "unexpected")
