"""Long lists of a pair of states, with only what a line of a list needs: quick where a ledger holds very much."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, Text, exists, func, select, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from comity.ledger import queries, rows
from comity.ledger.marks import Mark, linked_mark, newest_day, present_mark
from comity.ledger.queries import LinkedRecord
from comity.ledger.schema import documents, linked_events, links, parties, readings, records, reviews, verdicts
from comity.ledger.statistics import checked
from comity.records import Actor, Event, Period, Precision, Status, Trigger
from comity.records.parse import actor_from_json

_BATCH = 2000
_IDS = 500
_NO_WORDS = Trigger("", 0, 0)
_STATUSES = {status.value: status for status in Status}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a document."""

    document: str
    title: str | None
    publisher: str | None
    published: date | None

    @property
    def where(self) -> str:
        """Publisher (else title, else id of the document) and day: `Delhi Wire, 2021-12-07`."""
        name = self.publisher or self.title or self.document
        return f"{name}, {self.published}" if self.published else name


Reading = Callable[[], AbstractContextManager[Connection]]
"""Opens a connection to read from."""


class Lists:
    """What lists and headings of the pages of a dyad ask of a ledger."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def events(self, dyad: str) -> Iterator[LinkedRecord]:
        """The standing events of a dyad with their links, in any order, as far as a line tells of them.

        Actors and recipients have their country alone, inferred ones their words too; coder, reasons, score, codes,
        place, contexts and the word that the event hangs on are left out. `Ledger.linked_record` has everything.
        """
        columns = (
            *(records.c.id, documents.c.id.label("document"), documents.c.published, documents.c.reprint_of),
            *(records.c.start, records.c.end, records.c.quote, records.c.confidence, records.c.decision),
            type_coerce(records.c.body, Text).label("body"),
            records.c.corrected,
            links.c.event,
            func.coalesce(linked_events.c.sources, 0).label("sources"),
        )
        statement = (
            _of(select(*columns), dyad, Event.kind)
            .outerjoin(links, links.c.record == records.c.number)
            .outerjoin(linked_events, linked_events.c.id == links.c.event)
        )
        with self._reading() as connection:
            for row in connection.execute(statement.execution_options(yield_per=_BATCH)):
                yield _listed(row)

    def figures(self, dyad: str) -> dict[str, str | None]:
        """The standing figures of a dyad, without those of reprints: by id what series say of each, or None."""
        judged = verdicts.c.body["verdict"].as_string()
        statement = _of(select(records.c.id, judged), dyad, "figure").outerjoin(
            verdicts, verdicts.c.record == records.c.number
        )
        with self._reading() as connection:
            found = connection.execute(statement.where(documents.c.reprint_of.is_(None)))
            return {row[0]: row[1] for row in found}

    def documents(self, dyad: str) -> int:
        """How many documents have standing records of a dyad."""
        with self._reading() as connection:
            return int(connection.execute(_of(select(func.count(records.c.document.distinct())), dyad)).scalar_one())

    def headings(self, ids: Collection[str]) -> dict[str, Heading]:
        """What is known of these documents beside their texts, by id."""
        c, wanted = documents.c, sorted(ids)
        found: dict[str, Heading] = {}
        with self._reading() as connection:
            for at in range(0, len(wanted), _IDS):
                part = c.id.in_(wanted[at : at + _IDS])
                rows_ = connection.execute(select(c.id, c.title, c.publisher, c.published).where(part))
                found |= {row[0]: Heading(*row) for row in rows_}
        return found

    def verdicts(self, dyad: str) -> dict[str, dict[str, Any]]:
        """The kept verdicts on the figures of a dyad, by the id of the figure; not those of reprints."""
        statement = _of(select(records.c.id, verdicts.c.body), dyad, "figure").join(
            verdicts, verdicts.c.record == records.c.number
        )
        with self._reading() as connection:
            found = connection.execute(statement.where(documents.c.reprint_of.is_(None)))
            return {row[0]: row[1] for row in found}

    def verdict(self, figure: str) -> dict[str, Any] | None:
        """The kept verdict on one figure, or None."""
        statement = select(verdicts.c.body).join(records, records.c.number == verdicts.c.record)
        with self._reading() as connection:
            found: dict[str, Any] | None = connection.execute(statement.where(records.c.id == figure)).scalar()
            return found

    def thread(self, thread_id: str) -> dict[str, Any] | None:
        """The `thread_history` object of one thread, or None."""
        with self._reading() as connection:
            return queries.thread_history(connection, thread_id)

    def records_named(self, ids: list[str]) -> dict[str, LinkedRecord]:
        """The standing records with these ids, with their links, by id."""
        with self._reading() as connection:
            return {one.record.id: one for one in queries.records_named(connection, ids)}

    def standing(self) -> tuple[Mark, str]:
        """How far readings, reviews and decisions have got, and in words all else that these lists depend on."""
        with self._reading() as connection:
            beside = (linked_mark(connection), checked(connection), newest_day(connection))
            return present_mark(connection, "lists"), " ".join(map(str, beside))

    def touched(self, dyad: str, since: Mark) -> bool:
        """Whether readings or reviews since a mark touched a record of the dyad, a superseded one among them."""
        one, other = dyad.split("-")
        read = select(readings.c.document).where(readings.c.number > since.reading)
        reviewed = select(reviews.c.record).where(reviews.c.number > since.review)
        asked = (
            exists().where(records.c.number.in_(reviewed), *_both(one, other)),
            exists().where(records.c.document.in_(read), *_both(one, other)),
        )
        with self._reading() as connection:
            return any(connection.execute(select(one)).scalar() for one in asked)


def _both(one: str, other: str) -> Iterator[ColumnElement[bool]]:
    """Whether a record names both, asked of one record at a time: for few records."""
    for code in (one, other):
        sides = parties.alias()
        where = (sides.c.record == records.c.number, sides.c.country == code, sides.c.side != rows.SPEAKER)
        yield exists().where(*where)


def _of(statement: Select[Any], dyad: str, kind: str | None = None) -> Select[Any]:
    """A statement on the standing records of a dyad and their documents."""
    where = queries.conditions(queries.Filter(dyad=dyad, kind=kind))
    return statement.select_from(records.join(documents, documents.c.number == records.c.document)).where(
        records.c.active, *where
    )


def _listed(row: Any) -> LinkedRecord:
    (
        record,
        document,
        published,
        reprint_of,
        start,
        end,
        quote,
        confidence,
        decision,
        body,
        corrected,
        event,
        sources,
    ) = row
    said: Mapping[str, Any] = json.loads(body)
    if corrected:
        said = {**said, **corrected}
        start, end = said.get("start", start), said.get("end", end)
        quote, confidence = said.get("quote", quote), said.get("confidence", confidence)
    speaker, day = said.get("speaker"), said.get("date")
    listed = Event(
        document=document,
        published=published,
        quote=quote,
        start=start,
        end=end,
        coder="",
        confidence=confidence,
        pillars=_names(*said.get("pillars", ())),
        speaker=actor_from_json(speaker) if speaker else None,
        id=record,
        type=said["type"],
        mode=said.get("mode"),
        quad=said["quad"],
        score=0.0,
        cameo="",
        actors=_sides(*[_side(actor) for actor in said["actors"]]),
        recipients=_sides(*[_side(actor) for actor in said["recipients"]]),
        trigger=_NO_WORDS,
        date=_period(day["start"], day["end"], day["precision"], day.get("text", "")) if day else None,
        status=_STATUSES[said["status"]],
    )
    return LinkedRecord(listed, event, None, sources, decision, reprint_of)


# What many records have in common is made once.


@lru_cache(maxsize=10_000)
def _names(*names: str) -> tuple[str, ...]:
    return names


def _side(actor: Mapping[str, Any]) -> str | tuple[str, str, int, int]:
    """What tells apart an actor of a list: its country, and of an inferred one also where its words stand."""
    code: str = actor["country"]
    return (code, actor["text"], actor["start"], actor["end"]) if actor.get("inferred") else code


@lru_cache(maxsize=10_000)
def _sides(*told: str | tuple[str, str, int, int]) -> tuple[Actor, ...]:
    return tuple(
        Actor(one, one, one, "", 0, 0)
        if isinstance(one, str)
        else Actor(one[0], one[0], one[0], *one[1:], inferred=True)
        for one in told
    )


@lru_cache(maxsize=50_000)
def _period(start: str | None, end: str | None, precision: str, text: str) -> Period:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return Period(first, last, Precision(precision), text)
