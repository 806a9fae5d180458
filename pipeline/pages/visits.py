"""One request of one browser: who is signed in, in which language, and the page that answers."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from pipeline.database.opening import reading
from pipeline.pages.access.logins import Person, SignedInJudge, SignedInUser, person_of
from pipeline.pages.access.tokens import form_token, new_token
from pipeline.pages.access.users import may
from pipeline.pages.cookies import drop_token, give_language, give_token, language_in, token_in
from pipeline.pages.site import Site
from pipeline.pages.words import page_words
from reports.catalogue import Catalogue


class NotSignedIn(Exception):  # noqa: N818
    """The page is for somebody who is signed in: a `judge` or a `user`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class NotPermitted(Exception):  # noqa: N818
    """Whoever is signed in may not open the page."""


class Visit:
    """A request, the site and whoever is signed in; without a database nobody is."""

    def __init__(self, site: Site, request: Request, person: Person | None = None) -> None:
        self.site = site
        self.request = request
        self.person = person
        self.token = token_in(site, request)

    @cached_property
    def language(self) -> str:
        """The language that was chosen, else the config's."""
        return language_in(self.request) or self.site.workplace.settings.language

    @property
    def words(self) -> Catalogue:
        """All sentences in the visitor's language."""
        return page_words(self.language)

    @cached_property
    def form_token(self) -> str:
        """What each form carries; a browser without a cookie gets one with the page."""
        return form_token(self.token or self._new_token)

    @cached_property
    def _new_token(self) -> str:
        return new_token()

    @property
    def client(self) -> str:
        """The address that the request came from, for limits only."""
        return self.request.client.host if self.request.client else "–"

    @property
    def agent(self) -> str:
        """The name that the browser goes by."""
        return self.request.headers.get("user-agent", "")

    @property
    def done(self) -> str | None:
        """What the page before has done, from its `?done=<code>`: the sentence `done.<code>`."""
        key = f"done.{self.request.query_params.get('done')}"
        return self.words.say(key) if self.words.knows(key) else None

    def in_language(self, language: str) -> str:
        """Return the address of this very page in another language, relative to itself."""
        return f"?{self.request.url.include_query_params(language=language).query}"

    def page(self, template: str, values: Mapping[str, object] | None = None, status: int = 200) -> Response:
        """Make the page of a template, which finds `visit` and `say` beside the values."""
        known = {"visit": self, "say": self.words.say, "language": self.language}
        text = self.site.templates.get_template(template).render(**known, **(values or {}))
        response = HTMLResponse(text, status)
        if "_new_token" in self.__dict__:
            give_token(self.site, response, self._new_token)
        if self.request.query_params.get("language") == self.language:
            give_language(self.site, response, self.language)
        return response

    def redirect(self, path: str) -> Response:
        """Go on to one of our own paths by GET."""
        return RedirectResponse(path, 303)

    def signed_in(self, token: str, path: str) -> Response:
        """Give the browser a new token and go on."""
        response = self.redirect(path)
        give_token(self.site, response, token)
        return response

    def signed_out(self, path: str) -> Response:
        """Take the browser's token away and go on."""
        response = self.redirect(path)
        drop_token(self.site, response)
        return response


def visit_of(request: Request) -> Visit:
    """Look up who is signed in by the browser's cookie."""
    site: Site = request.app.state.site
    token = token_in(site, request)
    if token is None:
        return Visit(site, request)
    with reading(site.engine) as session:
        return Visit(site, request, person_of(session, token, site.now()))


AnyVisit = Annotated[Visit, Depends(visit_of)]


def _signed_in_judge(visit: AnyVisit) -> SignedInJudge:
    if not isinstance(visit.person, SignedInJudge):
        raise NotSignedIn("judge")
    return visit.person


class _AtLeast:
    """Lets users with a role in, or with one that may more."""

    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self, visit: AnyVisit) -> SignedInUser:
        """Return the user; raises NotSignedIn or NotPermitted for others."""
        if not isinstance(visit.person, SignedInUser):
            raise NotPermitted if visit.person else NotSignedIn("user")
        if not may(visit.person.role, self.role):
            raise NotPermitted
        return visit.person


TheJudge = Annotated[SignedInJudge, Depends(_signed_in_judge)]
Viewer = Annotated[SignedInUser, Depends(_AtLeast("viewer"))]
Secretary = Annotated[SignedInUser, Depends(_AtLeast("secretary"))]
Organiser = Annotated[SignedInUser, Depends(_AtLeast("organiser"))]
