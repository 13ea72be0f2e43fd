"""Review: what is doubtful and matters, one record after the other, decided by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from comity.errors import ComityError, InputError
from comity.ledger import Decision, LinkedRecord
from comity.records import Event
from comity.web import reviewing
from comity.web.documents import title, words_after, words_before
from comity.web.guard import CSRF_HEADER, is_csrf_of
from comity.web.pages.document import panel_values
from comity.web.pages.dyad import code_of
from comity.web.site import Site
from comity.web.views import page, session_of, site_of

router = APIRouter()

_WAITING = 50
_LONGEST_NAME = 60
_CONTEXT = 300  # characters of the text before and after the sentence


@router.get("/review")
def review(request: Request, dyad: str = "", kind: str = "", record: str = "") -> Response:
    """The queue, or one record that somebody wants to look at."""
    site = site_of(request)
    code = code_of(dyad) if dyad else None
    if record:
        waiting = [site.ledger.linked_record(record)]
    else:
        waiting = waiting_in(site, code, kind or None)
    alpha, shared, people = reviewing.agreement(site.ledger.all_reviews())
    values = {
        "waiting": [(linked, title(linked.record)) for linked in waiting],
        "dyad": code or "",
        "kind": kind,
        "alpha": alpha,
        "shared": shared,
        "people": people,
    }
    return page(request, "review.html", values)


def waiting_in(site: Site, dyad: str | None = None, kind: str | None = None) -> list[LinkedRecord]:
    """What waits for a decision: the order is remembered, what was decided since is left out."""
    ledger = site.ledger
    ids = site.remembered(
        ("queue", dyad, kind), lambda: [one.record.id for one in reviewing.queue(ledger, dyad, kind, 2 * _WAITING)]
    )
    standing = ledger.lists.records_named(ids)
    found = (standing[one] for one in ids if one in standing)
    return [one for one in found if one.decision is None][:_WAITING]


@router.get("/review/{record_id}/form")
def form(request: Request, record_id: str) -> Response:
    """The record with its sentence in context and the fields that can be corrected."""
    site = site_of(request)
    values = panel_values(site, record_id)
    one = values["record"]
    text = site.ledger.document(one.document).text
    values |= {
        "choices": reviewing.choices(),
        "before": words_before(text, one.start, _CONTEXT),
        "after": words_after(text, one.end, _CONTEXT),
        "is_event": isinstance(one, Event),
        "now": one.to_json(),
    }
    return page(request, "review_form.html", values)


@router.post("/review/name")
async def name(request: Request) -> Response:
    """Under which name this browser reviews."""
    sent = await request.form()
    session = session_of(request)
    if not is_csrf_of(session, str(sent.get("csrf", ""))):
        return JSONResponse({"detail": "reload the page and try again"}, 403)
    assert session is not None
    session.reviewer = " ".join(str(sent.get("name", "")).split())[:_LONGEST_NAME]
    return RedirectResponse("/review", 303)


@router.post("/review/{record_id}")
async def decide(request: Request, record_id: str) -> Response:
    """Append a decision: accept, reject, correct with the fields of the form, or withdraw."""
    session = session_of(request)
    if not is_csrf_of(session, request.headers.get(CSRF_HEADER)):
        return JSONResponse({"detail": "reload the page and try again"}, 403)
    assert session is not None
    if not session.reviewer:
        return JSONResponse({"detail": "say first under which name you review"}, 422)
    sent = {name: str(value) for name, value in (await request.form()).items()}
    try:
        told = await run_in_threadpool(_decided, request, record_id, sent, session.reviewer)
    except ComityError as error:
        return JSONResponse({"detail": str(error)}, 422)
    site_of(request).changed()
    return JSONResponse(told)


def _decided(request: Request, record_id: str, sent: dict[str, str], reviewer: str) -> dict[str, Any]:
    ledger = site_of(request).ledger
    asked = sent.get("decision", "")
    if asked not in {one.value for one in Decision}:
        raise InputError(f"{asked!r} is no decision; it is accept, reject, correct or withdraw")
    decision, changes = Decision(asked), None
    if decision is Decision.CORRECT:
        changes = reviewing.changes_of(ledger.linked_record(record_id).record, sent)
        if not changes:
            raise InputError("nothing was changed: accept the record, or change a field")
    decided = ledger.review(record_id, decision, reviewer, note=sent.get("note", "")[:2000], changes=changes)
    return {"record": record_id, **decided.to_json()}


@router.get("/review/gold.jsonl")
def gold(request: Request) -> Response:
    """The reviews as gold for `comity evaluate`."""
    lines: Iterator[str] = (f"{line}\n" for line in reviewing.gold(site_of(request).ledger))
    headers = {"Content-Disposition": 'attachment; filename="reviews.jsonl"'}
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)
