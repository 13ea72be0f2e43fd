"""Search: documents and records by words, a pair of states by name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from comity.actors.parties import dyad_in
from comity.actors.parties import party as party_of
from comity.brief.visible import one_line
from comity.ledger import Narrowing
from comity.records import Document
from comity.records.days import span
from comity.web.documents import title, words_after, words_before
from comity.web.views import page, site_of

router = APIRouter()

_DOCUMENTS, _RECORDS = 12, 30
_AROUND = 110
_PAIR = re.compile(r"^[\w.'’ –-]+$")


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds the words, with a stretch of its text around one of them."""

    document: Document
    before: str
    found: str
    after: str


@router.get("/search")
def search(
    request: Request, q: str = "", kind: str = "", since: str = "", until: str = "", party: str = ""
) -> Response:
    """Documents and records that hold all the words; the name of a pair leads to its page."""
    words = q.strip()[:400]
    if (code := _pair(words)) is not None:
        return RedirectResponse(f"/dyad/{code}", 303)
    site = site_of(request)
    first, last = span(since or None, until or None)
    within = Narrowing(kind or None, party_of(party).code if party.strip() else None, first, last)
    of_records = bool(words) and kind != "document"
    records = site.ledger.search(words, limit=_RECORDS + 1, within=within) if of_records else []
    of_documents = bool(words) and kind in ("", "document")
    documents = site.ledger.search_documents(words, limit=_DOCUMENTS + 1, within=within) if of_documents else []
    values = {
        "q": words,
        "kind": kind,
        "since": since,
        "until": until,
        "party": party,
        "records": [(one, title(one.record)) for one in records[:_RECORDS]],
        "more_records": len(records) > _RECORDS,
        "documents": [_hit(one, words) for one in documents[:_DOCUMENTS]],
        "more_documents": len(documents) > _DOCUMENTS,
    }
    return page(request, "search.html", values)


def _pair(words: str) -> str | None:
    """The code of the dyad that the words name, where they are two states and nothing else."""
    both = dyad_in(words) if 3 <= len(words) <= 60 and _PAIR.match(words) else None
    return "-".join(both) if both else None


def _hit(document: Document, words: str) -> Hit:
    """The first place where one of the words stands, with what is around it."""
    wanted = [re.escape(word[:5]) for word in re.findall(r"\w+", words)]
    found = re.search(rf"\b(?:{'|'.join(wanted)})\w*", document.text, re.IGNORECASE) if wanted else None
    start, end = found.span() if found else (0, 0)
    return Hit(
        document,
        one_line(words_before(document.text, start, _AROUND)),
        one_line(document.text[start:end]),
        one_line(words_after(document.text, end, _AROUND)),
    )
