"""The brief of a dyad: to read with its citations, to copy as Markdown, to take away as one HTML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import PlainTextResponse, Response

from comity.brief import html, markdown
from comity.brief.findings import Question, find
from comity.brief.model import Brief
from comity.errors import InputError
from comity.records.days import span
from comity.records.pillars import pillars
from comity.web import cited
from comity.web.pages.dyad import code_of, moved, shared
from comity.web.site import Site
from comity.web.views import page, site_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says of the brief that is wanted."""

    since: str = ""
    until: str = ""
    pillar: str = ""
    most: Annotated[int, Query(ge=0, le=1000)] = 12
    sure: Annotated[float, Query(ge=0, le=1)] = 0.45


Wanted = Annotated[Asked, Depends()]


@router.get("/dyad/{words}/brief")
def brief(request: Request, words: str, asked: Wanted) -> Response:
    """The state of the partnership as text, every claim with its sentence."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "brief")
    found, text = brief_of(site_of(request), words, asked)
    values |= {
        "since": asked.since,
        "until": asked.until,
        "pillar": asked.pillar,
        "most": asked.most,
        "body": cited.body(found, text),
        "notes": [(note, cited.address(note)) for note in found.notes],
        "sources": cited.sources(found),
        "given": urlencode({name: value for name, value in request.query_params.items() if value}),
    }
    return page(request, "brief.html", values)


@router.get("/dyad/{words}/brief.md")
def as_markdown(request: Request, words: str, asked: Wanted) -> Response:
    """The brief as Markdown with footnotes, to copy."""
    return PlainTextResponse(brief_of(site_of(request), words, asked)[1])


@router.get("/dyad/{words}/brief.html")
def as_file(request: Request, words: str, asked: Wanted) -> Response:
    """The brief as one HTML file with its sources, to take away; it has style and script of its own."""
    found, _ = brief_of(site_of(request), words, asked)
    name = f"{found.question.dyad.lower()}.html"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(html.render(found), media_type="text/html; charset=utf-8", headers=headers)


def brief_of(site: Site, words: str, asked: Asked) -> tuple[Brief, str]:
    """The brief of a dyad, and the same as Markdown, remembered."""
    if asked.pillar and asked.pillar not in pillars():
        raise InputError(f"there is no pillar {asked.pillar!r}")
    stretch = span(asked.since or None, asked.until or None)
    question = Question(code_of(words), *stretch, asked.pillar or None, limit=asked.most, sure=asked.sure)

    def make() -> tuple[Brief, str]:
        found = find(site.ledger, question)
        return found, markdown.render(found)

    return site.remembered(("brief", question), make)
