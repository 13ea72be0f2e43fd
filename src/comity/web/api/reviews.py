"""What people decided on records, as JSON; and new decisions."""

from __future__ import annotations

import json
from typing import Any, cast

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from pydantic import TypeAdapter, ValidationError

from comity.errors import ComityError, InputError, LedgerError
from comity.ledger import Decision, LinkedRecord, Review
from comity.records.pillars import pillars
from comity.records.plover import codebook
from comity.web.api import contract
from comity.web.api.asking import NOTHING, REFUSED, Id, Limit, Skip, asking, one_of, row_of, rows_of
from comity.web.gate import Gate
from comity.web.guard import CSRF_HEADER, is_csrf_of
from comity.web.site import Site
from comity.web.views import session_of, site_of

router = APIRouter()


@router.get("/records/{record_id}/reviews", response_model=list[contract.ReviewRow], responses=NOTHING)
def reviews_of(request: Request, record_id: Id) -> Response:
    """All decisions on a record, oldest first."""
    return JSONResponse([_review_row(one) for one in site_of(request).ledger.reviews_of(record_id)])


@router.post(
    "/records/{record_id}/reviews",
    status_code=201,
    response_model=contract.ReviewRow,
    responses=NOTHING | REFUSED,
    openapi_extra={"parameters": [{"in": "header", "name": CSRF_HEADER, "schema": {"type": "string"}}]},
)
def review(request: Request, record_id: Id, new: contract.NewReview) -> Response:
    """Append a decision: with the token for programs, or with the CSRF token of the session in the header x-csrf."""
    site, session = site_of(request), session_of(request)
    by_token = cast(Gate, request.app.state.gate).bears_token(request.headers.get("authorization"))
    if not by_token and not is_csrf_of(session, request.headers.get(CSRF_HEADER)):
        raise HTTPException(403, "send the CSRF token of the session in the header x-csrf, or a token for programs")
    linked = site.ledger.linked_record(record_id)
    with asking():
        reviewer = " ".join(new.reviewer.split()) or (session.reviewer if session else "")
        if not reviewer:
            raise InputError("say who decides: give a reviewer")
        if new.changes:
            _check(site, linked, new.changes)
        try:
            decided = site.ledger.review(
                record_id, Decision(new.decision), reviewer, note=new.note, changes=new.changes or None
            )
        except LedgerError:
            raise
        except ComityError as error:
            raise InputError(str(error)) from None
    site.changed()
    return JSONResponse(_review_row(decided), 201)


_ANY_RECORD: TypeAdapter[Any] = TypeAdapter(contract.AnyRecord)


def _check(site: Site, linked: LinkedRecord, changes: dict[str, Any]) -> None:
    """Raise InputError for changes that would not leave a record as the contract has it."""
    try:
        json.dumps(changes, allow_nan=False, ensure_ascii=False).encode()
        _ANY_RECORD.validate_python(row_of(site, linked) | changes, strict=True)
    except ValidationError as error:
        kind = type(linked.record).__name__.replace("Mention", "") + "Record"
        faults = [fault for fault in error.errors() if fault["loc"][0] == kind] or error.errors()
        where = ".".join(str(part) for part in faults[0]["loc"][1:])
        raise InputError(f"{where}: {faults[0]['msg']}") from None
    except (ValueError, RecursionError):
        raise InputError("the changes hold what no record can keep: not a number, or half a character") from None
    if "type" in changes:
        one_of(changes["type"], codebook().types, "event type")
    for pillar in changes.get("pillars", ()):
        one_of(pillar, pillars(), "pillar")


@router.get("/reviews", response_model=list[contract.ReviewRow])
def reviews(request: Request, limit: Limit = 100, skip: Skip = 0) -> Response:
    """Every decision on every record, oldest first."""
    return rows_of(map(_review_row, site_of(request).ledger.all_reviews()), limit, skip)


def _review_row(one: Review) -> dict[str, Any]:
    return {"record": one.record, **one.to_json()}
