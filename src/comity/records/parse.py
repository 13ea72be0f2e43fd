"""From the JSON of the contract back to records: the inverse of `Record.to_json`.

`record_from_json(record.to_json()) == record` for every record whose confidence has at most four decimals, which is as
many as the contract writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from comity.errors import InputError
from comity.records.parts import Actor, Period, Place, Precision, Trigger
from comity.records.record import (
    Change,
    Comparator,
    Event,
    Figure,
    FigureStatus,
    Record,
    Stage,
    Status,
    ThreadKind,
    ThreadMention,
)

Json = Mapping[str, Any]
T = TypeVar("T")


def record_from_json(data: Json) -> Record:
    """The Event, Figure or ThreadMention that a JSON object of the contract stands for.

    Raises InputError when a needed field is missing, a value is not one of its codebook, or the kind is unknown.
    """
    try:
        build = _BUILDERS[data["kind"]]
    except KeyError:
        raise InputError(f"a record needs a kind: event, figure or thread, not {data.get('kind')!r}") from None
    try:
        return build(data, _common(data))
    except KeyError as missing:
        raise InputError(f"the {data['kind']} {data.get('id', '')} has no field {missing}") from None
    except (TypeError, ValueError, AttributeError) as wrong:
        raise InputError(f"the {data['kind']} {data.get('id', '')} cannot be read: {wrong}") from None


def period_from_json(data: Json) -> Period:
    """The period of a date object."""
    return Period(_day(data["start"]), _day(data["end"]), Precision(data["precision"]), data.get("text", ""))


def actor_from_json(data: Json) -> Actor:
    """The actor of an actor object."""
    return Actor(
        id=data["id"],
        country=data["country"],
        name=data["name"],
        text=data["text"],
        start=data["start"],
        end=data["end"],
        role=data.get("role"),
        sector=data.get("sector"),
        inferred=data.get("inferred", False),
        reason=data.get("reason", ""),
    )


def _common(data: Json) -> dict[str, Any]:
    return {
        "document": data["document"],
        "published": _day(data.get("published")),
        "quote": data["quote"],
        "start": data["start"],
        "end": data["end"],
        "coder": data["coder"],
        "confidence": float(data["confidence"]),
        "pillars": tuple(data.get("pillars", ())),
        "speaker": _maybe(actor_from_json, data.get("speaker")),
        "id": data.get("id", ""),
        "reasons": tuple(data.get("reasons", ())),
    }


def _event(data: Json, common: dict[str, Any]) -> Event:
    return Event(
        **common,
        type=data["type"],
        mode=data.get("mode"),
        contexts=tuple(data.get("contexts", ())),
        quad=data["quad"],
        score=float(data["score"]),
        cameo=data["cameo"],
        actors=tuple(actor_from_json(actor) for actor in data["actors"]),
        recipients=tuple(actor_from_json(actor) for actor in data["recipients"]),
        trigger=_trigger(data["trigger"]),
        date=_maybe(period_from_json, data.get("date")),
        place=_maybe(_place, data.get("place")),
        status=Status(data["status"]),
        threads=tuple(data.get("threads", ())),
    )


def _figure(data: Json, common: dict[str, Any]) -> Figure:
    return Figure(
        **common,
        value=float(data["value"]),
        value_high=_maybe(float, data.get("value_high")),
        unit=data["unit"],
        comparator=Comparator(data["comparator"]),
        change=Change(data["change"]),
        direction=data.get("direction"),
        measure=data["measure"],
        source=data.get("from"),
        target=data.get("to"),
        period=_maybe(period_from_json, data.get("period")),
        baseline=_maybe(period_from_json, data.get("baseline")),
        status=FigureStatus(data["status"]),
        number=_maybe(_trigger, data.get("number")),
    )


def _thread(data: Json, common: dict[str, Any]) -> ThreadMention:
    return ThreadMention(
        **common,
        name=data["name"],
        canonical=data["canonical"],
        thread_kind=ThreadKind(data["thread_kind"]),
        parties=tuple(data.get("parties", ())),
        stage=_maybe(Stage, data.get("stage")),
        ordinal=data.get("ordinal"),
        date=_maybe(period_from_json, data.get("date")),
        mention=_maybe(_trigger, data.get("mention")),
        status=Status(data["status"]),
    )


def _trigger(data: Json) -> Trigger:
    return Trigger(data["text"], data["start"], data["end"])


def _place(data: Json) -> Place:
    return Place(
        name=data["name"],
        country=data.get("country"),
        latitude=data.get("latitude"),
        longitude=data.get("longitude"),
        text=data["text"],
        start=data["start"],
        end=data["end"],
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _maybe(build: Callable[[Any], T], data: Any) -> T | None:
    return None if data is None else build(data)


_BUILDERS: dict[str, Callable[[Json, dict[str, Any]], Record]] = {
    Event.kind: _event,
    Figure.kind: _figure,
    ThreadMention.kind: _thread,
}
