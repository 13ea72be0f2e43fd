"""Ledgers told in a few lines: a document is a list of sentences, each with what was coded from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import fingerprint
from comity.records import (
    Actor,
    Document,
    Event,
    Figure,
    FigureStatus,
    Period,
    Precision,
    Record,
    Stage,
    Status,
    ThreadKind,
    ThreadMention,
    Trigger,
    checked,
)
from comity.records.plover import codebook

_NAMES = {"IND": "India", "RUS": "Russia", "UZB": "Uzbekistan"}
_COMMON = {"coder": "rules:told@1", "confidence": 0.9, "pillars": ("political",)}


def tell(ledger: Ledger, documents: Iterable[Mapping[str, Any]]) -> None:
    """Store documents and link them.

    A document has `id`, `published` and `says`: a list of {text, events, threads, figures}. An event has a trigger,
    `by` and `to` as {code: words} or {code: [words, office]}, and maybe type, mode, status and `day`; a thread a name,
    maybe kind, stage (or a `promised` one), status, ordinal and `day`; a figure its words and value. `day` is the words
    of a date and its first and last day.
    """
    for told in documents:
        text = " ".join(says["text"] for says in told["says"])
        document = Document(
            id=told["id"], published=_day(told["published"]), text=text, publisher=told.get("publisher", "Delhi Wire")
        )
        records = [record for says in told["says"] for record in _records(document, says)]
        ledger.store(document, records, coder_version="told", fingerprint=fingerprint(document))
    link(ledger)


def _records(document: Document, says: Mapping[str, Any]) -> Iterable[Record]:
    quote = says["text"]
    start = document.text.index(quote)
    common: dict[str, Any] = {
        **_COMMON,
        "document": document.id,
        "published": document.published,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
    }
    for told in says.get("events", ()):
        yield checked(_event(common, told), document)
    for told in says.get("threads", ()):
        yield checked(_thread(common, told), document)
    for told in says.get("figures", ()):
        yield checked(_figure(common, told), document)


def _event(common: Mapping[str, Any], told: Mapping[str, Any]) -> Event:
    of = codebook().types[told.get("type", "CONSULT")]
    mode = told.get("mode")
    return Event(
        **common,
        type=told.get("type", "CONSULT"),
        quad=of.quad.value,
        score=of.score_of(mode),
        cameo=of.cameo_of(mode),
        mode=mode,
        actors=tuple(_actor(common, *one) for one in told["by"].items()),
        recipients=tuple(_actor(common, *one) for one in told.get("to", {}).items()),
        trigger=Trigger(told["trigger"], *_span(common, told["trigger"])),
        status=Status(told.get("status", "occurred")),
        date=_period(told),
    )


def _thread(common: Mapping[str, Any], told: Mapping[str, Any]) -> ThreadMention:
    promised = told.get("promised")
    return ThreadMention(
        **common,
        name=told["name"],
        canonical=told.get("canonical", told["name"].casefold()),
        thread_kind=ThreadKind(told.get("kind", "project")),
        parties=tuple(told.get("parties", ("IND", "RUS"))),
        stage=Stage(promised or told["stage"]) if promised or "stage" in told else None,
        ordinal=told.get("ordinal"),
        mention=Trigger(told["name"], *_span(common, told["name"])),
        status=Status.FUTURE if promised else Status(told.get("status", "occurred")),
        date=_period(told),
    )


def _figure(common: Mapping[str, Any], told: Mapping[str, Any]) -> Figure:
    return Figure(
        **common,
        value=float(told["value"]),
        unit=told.get("unit", "USD"),
        measure=told.get("measure", "aid"),
        source=told.get("from"),
        target=told.get("to"),
        status=FigureStatus(told.get("status", "actual")),
        number=Trigger(told["words"], *_span(common, told["words"])),
    )


def _actor(common: Mapping[str, Any], code: str, called: str | list[str]) -> Actor:
    words, role = (called, None) if isinstance(called, str) else called
    start, end = _span(common, words)
    return Actor(code, code, _NAMES[code], words, start, end, role=role)


def _span(common: Mapping[str, Any], words: str) -> tuple[int, int]:
    start = common["start"] + common["quote"].index(words)
    return start, start + len(words)


def _period(told: Mapping[str, Any]) -> Period | None:
    if "day" not in told:
        return None
    words, *days = told["day"]
    first, last = _day(days[0]), _day(days[-1])
    length = (last - first).days if first and last else 0
    precision = Precision.DAY if length == 0 else Precision.MONTH if length < 32 else Precision.YEAR
    return Period(first, last, precision, words)


def _day(said: str | date) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)
