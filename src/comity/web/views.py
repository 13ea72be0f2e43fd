"""What all pages share: templates with escaping on, the session of a request, and answers that are pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from comity import __version__
from comity.brief.html import dated
from comity.brief.news import entry_day
from comity.brief.visible import visible
from comity.web.gate import Session
from comity.web.kept import SEAL
from comity.web.site import Site

FOLDER = Path(__file__).parent


def site_of(request: Request) -> Site:
    """The site that a request asks."""
    site = cast(Site, request.app.state.site)
    site.asked = time.monotonic()
    return site


def session_of(request: Request) -> Session | None:
    """The session of a request, or None for a program with a token."""
    return cast("Session | None", request.scope.get("state", {}).get("session"))


@cache
def templates() -> Environment:
    """The templates; every value is escaped, a missing one is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["shown"] = visible
    made.filters["dated"] = dated
    made.filters["entry_day"] = entry_day
    made.filters["grouped"] = lambda number: f"{number:,}"
    return made


def page(
    request: Request, name: str, values: Mapping[str, Any], status: int = 200, *, documents: Iterable[str] = ()
) -> HTMLResponse:
    """The page of a template. Beside `values` it knows site, session, path, version and `where`.

    `where` names a document; those that the page surely names are given as `documents` and asked for together.
    """
    session = session_of(request)
    own = {"csrf": session.csrf if session else "", "reviewer": session.reviewer if session else ""}
    return HTMLResponse(_rendered(request, name, {**own, **values}, documents), status)


def page_of(
    request: Request, name: str, of: object, make: Callable[[], tuple[Mapping[str, Any], Iterable[str]]]
) -> HTMLResponse:
    """A page that shows the same to every reader as long as `of` is the same object: rendered once, then kept with it.

    `make` gives its values and the documents that it names. It cannot know who reads.
    """

    def render() -> str:
        values, documents = make()
        return _rendered(request, name, {"csrf": SEAL, **values}, documents)

    session, key = session_of(request), (request.url.path, request.url.query)
    kept = site_of(request).pages.page(key, of, render)
    return HTMLResponse(kept.replace(SEAL, session.csrf if session else ""))


def _rendered(request: Request, name: str, values: Mapping[str, Any], documents: Iterable[str]) -> str:
    site = site_of(request)
    places = site.places.named(set(documents))
    known = {
        "site": site,
        "read_only": site.rules.read_only,
        "path": request.url.path,
        "version": __version__,
        "where": lambda one: places.get(one) or site.places.named({one}).get(one, one),
    }
    return templates().get_template(name).render(**known, **values)
