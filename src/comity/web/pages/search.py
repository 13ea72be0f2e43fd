"""Search: documents and records by words, a pair of states by name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from comity.actors.parties import dyad as dyad_named
from comity.brief.visible import one_line
from comity.errors import ComityError
from comity.ledger import LinkedRecord
from comity.records import Document
from comity.records.days import span
from comity.web.documents import title, words_after, words_before
from comity.web.views import page, site_of

router = APIRouter()

_DOCUMENTS, _RECORDS = 20, 60
_AROUND = 110
_PAIR = re.compile(r"^[\w.'’ -]+$")


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
    narrowed = 3 if kind or since or until or party else 1
    records = site.ledger.search(words, limit=_RECORDS * narrowed) if words and kind != "document" else []
    shown = [one for one in records if _passes(one, kind, party.strip().upper()) and _within(one, first, last)][
        :_RECORDS
    ]
    documents = site.ledger.search_documents(words, limit=_DOCUMENTS) if words and kind in ("", "document") else []
    values = {
        "q": words,
        "kind": kind,
        "since": since,
        "until": until,
        "party": party,
        "records": [(one, title(one.record)) for one in shown],
        "documents": [_hit(one, words) for one in documents if _day_within(one, first, last)],
    }
    return page(request, "search.html", values)


def _pair(words: str) -> str | None:
    """The code of the dyad that the words name, where they are two states and nothing else."""
    if not 3 <= len(words) <= 60 or not _PAIR.match(words):
        return None
    parts = re.split(r"\s*[-–]\s*|\s+(?:and|vs)\s+|\s+", words)
    for at in range(1, len(parts)):
        try:
            return "-".join(dyad_named(" ".join(parts[:at]), " ".join(parts[at:])))
        except ComityError:
            continue
    return None


def _passes(one: LinkedRecord, kind: str, party: str) -> bool:
    named = party == "" or party in str(one.record.to_json())
    return kind in ("", one.record.kind) and named


def _within(one: LinkedRecord, first: object, last: object) -> bool:
    day = one.record.published
    return (first is None or (day is not None and day >= first)) and (last is None or (day is not None and day <= last))  # type: ignore[operator]


def _day_within(one: Document, first: object, last: object) -> bool:
    day = one.published
    return (first is None or (day is not None and day >= first)) and (last is None or (day is not None and day <= last))  # type: ignore[operator]


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
