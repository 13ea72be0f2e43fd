"""What all pages share: templates with escaping on, the session of a request, and answers that are pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from comity import __version__
from comity.brief.html import dated
from comity.brief.news import entry_day
from comity.brief.visible import visible
from comity.ledger import Ledger
from comity.web.gate import Session
from comity.web.site import Site

FOLDER = Path(__file__).parent


def site_of(request: Request) -> Site:
    """The site that a request asks."""
    return cast(Site, request.app.state.site)


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


@lru_cache(maxsize=20_000)
def where(ledger: Ledger, document_id: str) -> str:
    """Where a sentence stands: publisher (else title, else id of the document) and day. Neither ever changes."""
    (row,) = ledger.document_rows(document_id=document_id)
    name = row["publisher"] or row["title"] or document_id
    return f"{name}, {row['published']}" if row["published"] else str(name)


def page(request: Request, name: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The page of a template. Beside `values` it knows site, session, path, version and `where`."""
    session = session_of(request)
    known = {
        "site": site_of(request),
        "csrf": session.csrf if session else "",
        "reviewer": session.reviewer if session else "",
        "read_only": site_of(request).rules.read_only,
        "path": request.url.path,
        "version": __version__,
        "where": partial(where, site_of(request).ledger),
    }
    return HTMLResponse(templates().get_template(name).render(**known, **values), status)
