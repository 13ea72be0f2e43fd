"""Records, documents, linked events and threads as JSON; and search."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from comity.actors import tables
from comity.errors import InputError
from comity.ledger import Filter, LinkedRecord
from comity.linking.happenings import Happening, grouped
from comity.records import Status
from comity.records.pillars import pillars
from comity.web.api import contract
from comity.web.api.asking import (
    FAULTS,
    NOTHING,
    Code,
    Day,
    Id,
    Kind,
    Limit,
    LongId,
    Name,
    Skip,
    asking,
    days,
    in_json,
    one_of,
    row_of,
    rows_of,
)
from comity.web.dyads import dyad_of
from comity.web.pages.actor import all_dyads
from comity.web.pages.dyad import code_of
from comity.web.site import Site
from comity.web.views import site_of

router = APIRouter()


@router.get("/dyads", response_model=list[contract.DyadRow])
def dyads(request: Request, limit: Limit = 100, skip: Skip = 0) -> Response:
    """All pairs of states that records name together, most records first."""
    site = site_of(request)
    states = tables.states().keys()
    found = [one for one in all_dyads(site) if set(one.dyad.split("-")) <= states]
    return rows_of(
        ({"dyad": one.dyad, "events": one.events, "figures": one.figures, "threads": one.threads} for one in found),
        limit,
        skip,
    )


@router.get("/records", response_model=list[contract.AnyRecord])
def records(
    request: Request,
    dyad: Code = None,
    kind: Kind = None,
    since: Day = None,
    until: Day = None,
    pillar: Name = None,
    status: Name = None,
    document: Annotated[str | None, Query(max_length=1000)] = None,
    event: Name = None,
    thread: Name = None,
    rejected: Annotated[bool, Query(description="Let in what a person rejected.")] = False,
    limit: Limit = 100,
    skip: Skip = 0,
) -> Response:
    """The standing records that pass all filters, in the order of the export: by publication, document and text."""
    site = site_of(request)
    with asking():
        first, last = days(since, until)
        asked = Filter(
            dyad=code_of(dyad) if dyad else None,
            kind=kind,
            since=first,
            until=last,
            pillar=one_of(pillar, pillars(), "pillar"),
            status=status,
            document=document,
            event_id=event,
            thread_id=thread,
            rejected=rejected,
        )
    found = site.ledger.linked_records(asked, limit, skip)
    return JSONResponse([row_of(site, linked) for linked in found])


@router.get("/records/{record_id}", response_model=contract.AnyRecord, responses=NOTHING)
def record(request: Request, record_id: Id) -> Response:
    """One record, even if it was superseded or rejected."""
    site = site_of(request)
    return JSONResponse(row_of(site, site.ledger.linked_record(record_id)))


@router.get("/documents", response_model=list[contract.DocumentRow])
def documents(request: Request, limit: Limit = 100, skip: Skip = 0) -> Response:
    """The documents, by day of publication, without their texts."""
    return JSONResponse(site_of(request).ledger.document_rows(limit=limit, skip=skip))


@router.get("/documents/{document_id:path}", response_model=contract.DocumentRow, responses=NOTHING)
def document(request: Request, document_id: LongId) -> Response:
    """One document, without its text."""
    found = site_of(request).ledger.document_rows(ids=[document_id])
    if not found:
        raise InputError(f"the ledger has no document {document_id!r}")
    return JSONResponse(found[0])


@router.get(
    "/texts/{document_id:path}",
    response_class=PlainTextResponse,
    responses=in_json(FAULTS | NOTHING) | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def text(request: Request, document_id: LongId) -> Response:
    """The text of a document, to which the spans of its records refer."""
    return PlainTextResponse(site_of(request).ledger.document(document_id).text)


@router.get("/events", response_model=list[contract.LinkedEvent])
def events(
    request: Request,
    dyad: Annotated[str, Query(max_length=80, description="Two states, such as IND-RUS or ru-in.")],
    since: Day = None,
    until: Day = None,
    type: Name = None,  # noqa: A002 - the name in the address
    status: Annotated[Status | None, Query()] = None,
    limit: Limit = 100,
    skip: Skip = 0,
) -> Response:
    """What happened between two states, each happening once with all its reports, newest first."""
    site = site_of(request)
    with asking():
        code, (first, last) = code_of(dyad), days(since, until)
    found = (
        one
        for one in dyad_of(site, code).happenings
        if (first is None or one.first >= first)
        and (last is None or one.first <= last)
        and type in (None, one.event.type)
        and status in (None, one.event.status)
    )
    shown = list(islice(found, skip, skip + limit))
    whole = site.ledger.lists.records_named([report.record.id for one in shown for report in one.reports])
    return JSONResponse([_event_row(site, one, whole) for one in shown])


@router.get("/events/{event_id}", response_model=contract.LinkedEvent, responses=NOTHING)
def event(request: Request, event_id: Id) -> Response:
    """One linked event with all its reports."""
    site = site_of(request)
    found = grouped(site.ledger.linked_records(Filter(event_id=event_id)))
    if not found:
        raise InputError(f"the ledger has no linked event {event_id!r}")
    return JSONResponse(_event_row(site, found[0], {report.record.id: report for report in found[0].reports}))


def _event_row(site: Site, one: Happening, whole: Mapping[str, LinkedRecord]) -> dict[str, Any]:
    """A happening; its reports are taken from `whole`, as a list has less of them, unless they were rejected since."""
    reports = [whole[report.record.id] for report in one.reports if report.record.id in whole]
    return {
        "event_id": one.id,
        "sources": one.sources,
        "first": one.first.isoformat() if one.first > date.min else None,
        "reports": [row_of(site, linked) for linked in reports],
    }


@router.get("/threads", response_model=list[contract.ThreadHistory])
def threads(request: Request, dyad: Code = None, limit: Limit = 100, skip: Skip = 0) -> Response:
    """The histories of threads, by id: all of them, or those of which both states are parties."""
    with asking():
        code = code_of(dyad) if dyad else None
    return rows_of(site_of(request).ledger.thread_histories(code), limit, skip)


@router.get("/threads/{thread_id}", response_model=contract.ThreadHistory, responses=NOTHING)
def thread(request: Request, thread_id: Id) -> Response:
    """One thread with its whole history; `/api/records?thread=…` gives every mention."""
    history = site_of(request).ledger.lists.thread(thread_id)
    if history is None:
        raise InputError(f"the ledger has no thread {thread_id!r}")
    return JSONResponse(history)


@router.get("/search", response_model=contract.Found)
def search(request: Request, q: Annotated[str, Query(max_length=400)], limit: Limit = 50) -> Response:
    """Records and documents that hold all the words (stemmed; a phrase stands in double quotes), best first."""
    site = site_of(request)
    found = [row_of(site, linked) for linked in site.ledger.search(q, limit=limit)]
    ids = [one.id for one in site.ledger.search_documents(q, limit=limit)]
    rows = {row["id"]: row for row in site.ledger.document_rows(ids=ids)}
    return JSONResponse({"records": found, "documents": [rows[one] for one in ids]})
