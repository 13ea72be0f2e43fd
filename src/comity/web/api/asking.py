"""What the parts of the JSON have in common: parameters, faults, and how a record is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import HTTPException, Path, Query
from fastapi.responses import JSONResponse

from comity.errors import InputError
from comity.ledger import LinkedRecord
from comity.records import Event, Figure, ThreadMention
from comity.records.days import span
from comity.web.api.contract import Fault
from comity.web.site import Site

FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": Fault, "description": words}
    for code, words in {
        401: "neither a session nor a token",
        422: "something that is asked for cannot be",
        503: "the ledger fails",
    }.items()
}
NOTHING: dict[int | str, dict[str, Any]] = {404: {"model": Fault, "description": "there is none of this id"}}
REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "what was sent cannot be taken apart"},
    403: {"model": Fault, "description": "read-only, from another site, or without the token of the session"},
    413: {"model": Fault, "description": "too large"},
}


def in_json(faults: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The same faults, for what answers with a text when there is none."""
    shape = {"application/json": {"schema": {"$ref": f"#/components/schemas/{Fault.__name__}"}}}
    return {code: {"description": fault["description"], "content": shape} for code, fault in faults.items()}


Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
Skip = Annotated[int, Query(ge=0, le=10_000_000, description="Leave out so many of the first.")]
Id = Annotated[str, Path(max_length=80)]
LongId = Annotated[str, Path(max_length=1000)]
Code = Annotated[str | None, Query(max_length=80, description="Two states, such as IND-RUS or ru-in.")]
Name = Annotated[str | None, Query(max_length=200)]
Day = Annotated[str | None, Query(max_length=10, description="2024-11-11, 2024-11 or 2024.")]
Kind = Annotated[Literal["event", "figure", "thread"] | None, Query()]


@contextmanager
def asking() -> Iterator[None]:
    """What is asked for cannot be: 422, not 404."""
    try:
        yield
    except InputError as error:
        raise HTTPException(422, str(error)) from None


def rows_of(found: Iterable[Any], limit: int, skip: int) -> JSONResponse:
    return JSONResponse(list(islice(found, skip, skip + limit)))


def row_of(site: Site, linked: LinkedRecord) -> dict[str, Any]:
    """A record with what the ledger adds to it, as the export writes it."""
    row = linked.record.to_json()
    if isinstance(linked.record, Event):
        row |= {"event_id": linked.event_id, "sources": linked.sources}
    elif isinstance(linked.record, ThreadMention):
        row |= {"thread_id": linked.thread_id, "sources": linked.sources}
    elif isinstance(linked.record, Figure):
        verdict = site.ledger.lists.verdict(linked.record.id)
        row["verdicts"] = [verdict] if verdict else []
    review = site.ledger.reviews_of(linked.record.id)[-1].to_json() if linked.decision else None
    return row | {"review": review}


def verdicts_in(site: Site) -> dict[str, dict[str, Any]]:
    return site.remembered("verdicts", site.ledger.verdicts)


def one_of(name: str | None, known: Iterable[str], what: str) -> str | None:
    if name is not None and name not in known:
        raise InputError(f"there is no {what} {name!r}")
    return name


def days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    return span(since or None, until or None)
