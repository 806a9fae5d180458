"""The two cookies: the token of a browser, and the language that was chosen."""

from fastapi import Request, Response

from pipeline.pages.access.logins import JUDGE_LASTS
from pipeline.pages.site import Site
from reports.catalogue import LANGUAGES

LANGUAGE = "lantoa_language"
A_YEAR_S = 365 * 24 * 3600
LONGEST_TOKEN = 100


def token_name(site: Site) -> str:
    """Return the name of the token's cookie; under https browsers take it from this very host alone."""
    return "__Host-lantoa" if site.is_secure else "lantoa"


def token_in(site: Site, request: Request) -> str | None:
    """Return the token that the browser sent."""
    token = request.cookies.get(token_name(site))
    return token if token and len(token) <= LONGEST_TOKEN else None


def give_token(site: Site, response: Response, token: str) -> None:
    """Give the browser a token, which no script can read and no other site's form sends along."""
    response.set_cookie(
        token_name(site),
        token,
        max_age=int(JUDGE_LASTS.total_seconds()),
        secure=site.is_secure,
        httponly=True,
        samesite="lax",
    )


def drop_token(site: Site, response: Response) -> None:
    """Take the token away."""
    response.delete_cookie(token_name(site), secure=site.is_secure, httponly=True, samesite="lax")


def language_in(request: Request) -> str | None:
    """Return the language that the address asks for, else the one that was chosen before."""
    for said in (request.query_params.get("language"), request.cookies.get(LANGUAGE)):
        if said in LANGUAGES:
            return said
    return None


def give_language(site: Site, response: Response, language: str) -> None:
    """Keep a chosen language."""
    response.set_cookie(
        LANGUAGE, language, max_age=A_YEAR_S, secure=site.is_secure, httponly=True, samesite="lax"
    )
