"""The brief of a dyad: to read with its citations, to copy as Markdown, to take away as one HTML file."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response

from comity.brief import html, markdown
from comity.brief.findings import Question, find
from comity.brief.model import Brief
from comity.errors import InputError
from comity.records.days import span
from comity.records.pillars import pillars
from comity.web import cited
from comity.web.pages.dyad import code_of, moved, shared
from comity.web.views import page, site_of

router = APIRouter()

Most = Annotated[int, Query(ge=0, le=1000)]
Sure = Annotated[float, Query(ge=0, le=1)]


@router.get("/dyad/{words}/brief")
def brief(
    request: Request,
    words: str,
    since: str = "",
    until: str = "",
    pillar: str = "",
    most: Most = 12,
    sure: Sure = 0.45,
) -> Response:
    """The state of the partnership as text, every claim with its sentence."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "brief")
    found, text = _brief(request, words, since, until, pillar, most, sure)
    values |= {
        "since": since,
        "until": until,
        "pillar": pillar,
        "most": most,
        "body": cited.body(found, text),
        "notes": [(note, cited.address(note)) for note in found.notes],
        "sources": cited.sources(found),
        "given": urlencode({name: value for name, value in request.query_params.items() if value}),
    }
    return page(request, "brief.html", values)


@router.get("/dyad/{words}/brief.md")
def as_markdown(
    request: Request,
    words: str,
    since: str = "",
    until: str = "",
    pillar: str = "",
    most: Most = 12,
    sure: Sure = 0.45,
) -> Response:
    """The brief as Markdown with footnotes, to copy."""
    return PlainTextResponse(_brief(request, words, since, until, pillar, most, sure)[1])


@router.get("/dyad/{words}/brief.html")
def as_file(
    request: Request,
    words: str,
    since: str = "",
    until: str = "",
    pillar: str = "",
    most: Most = 12,
    sure: Sure = 0.45,
) -> Response:
    """The brief as one HTML file with its sources, to take away; it has style and script of its own."""
    found, _ = _brief(request, words, since, until, pillar, most, sure)
    name = f"{found.question.dyad.lower()}.html"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(html.render(found), media_type="text/html; charset=utf-8", headers=headers)


def _brief(
    request: Request, words: str, since: str, until: str, pillar: str, most: int, sure: float
) -> tuple[Brief, str]:
    if pillar and pillar not in pillars():
        raise InputError(f"there is no pillar {pillar!r}")
    asked = Question(code_of(words), *span(since or None, until or None), pillar or None, limit=most, sure=sure)
    site = site_of(request)

    def make() -> tuple[Brief, str]:
        found = find(site.ledger, asked)
        return found, markdown.render(found)

    return site.remembered(("brief", asked), make)
