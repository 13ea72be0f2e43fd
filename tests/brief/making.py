"""A small ledger made by hand: every record is found in its text by its words, so that tests say what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import fingerprint
from comity.records import (
    Actor,
    Change,
    Comparator,
    Document,
    Event,
    Figure,
    Period,
    Place,
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

CODERS = "rules:made@1"

VISIT = Document(
    id="visit",
    title="Putin in New Delhi",
    publisher="Delhi Wire",
    url="https://example.org/visit",
    published=date(2021, 12, 7),
    text=(
        "Putin visited New Delhi on December 6.\n\n"
        "India and Russia signed the Aral rifle contract. Modi will travel to Moscow in 2022.\n\n"
        "Trade was worth $8 billion in 2020, officials said."
    ),
)
REPRINT = Document(id="reprint", title="Russian leader visits India", published=date(2021, 12, 8), text=VISIT.text)
LATER = Document(
    id="later",
    publisher="Moscow Gazette",
    published=date(2023, 5, 2),
    text=(
        "Moscow accused Delhi of delay. The Aral rifle contract is in operation. Oil exports to India rose over 20-fold"
        " since 2021. Trade was worth $12 billion in 2020. The Aral rifle contract covers 600,000 rifles."
    ),
)
HOSTILE = Document(
    id="hostile",
    title="[bold]<script>alert(1)</script>",
    publisher="Evil | *Press*",
    url="javascript:alert(1)",
    published=date(2023, 6, 1),
    text="Russia thanked India [red]<img src=x onerror=alert(1)> \x1b[2J \u202eover\u202c for [link](http://x.example).",
)


def fill(ledger: Ledger, *documents: str) -> None:
    """Store the named documents (all but `hostile` when none is named) with their records, and link them."""
    for name in documents or ("visit", "reprint", "later"):
        document, records = _MADE[name]()
        ledger.store(document, records, coder_version="made", fingerprint=fingerprint(document))
    link(ledger)


def _visit(document: Document = VISIT) -> tuple[Document, list[Record]]:
    day = Period(date(2021, 12, 6), date(2021, 12, 6), Precision.DAY, "December 6")
    first, signed, will = "Putin visited New Delhi on December 6.", "India and Russia signed", "Modi will travel"
    return document, [
        event(
            document,
            first,
            "CONSULT",
            "visited",
            [actor(document, "Putin", "RUS", role="head of state")],
            [actor(document, "New Delhi", "IND")],
            mode="visit",
            date=day,
            place=place(document, "New Delhi", "IND"),
            pillars=("political",),
        ),
        event(
            document,
            f"{signed} the Aral rifle contract.",
            "AGREE",
            "signed",
            [actor(document, "India", "IND"), actor(document, "Russia", "RUS")],
            pillars=("defence", "trade"),
        ),
        thread(document, f"{signed} the Aral rifle contract.", "Aral rifle contract", Stage.SIGNED),
        event(
            document,
            f"{will} to Moscow in 2022.",
            "CONSULT",
            "travel",
            [actor(document, "Modi", "IND", role="head of government")],
            [actor(document, "Moscow", "RUS")],
            mode="visit",
            status=Status.FUTURE,
            date=Period(date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR, "in 2022"),
            pillars=("political",),
        ),
        figure(
            document,
            "Trade was worth $8 billion in 2020, officials said.",
            "$8 billion",
            value=8e9,
            unit="USD",
            measure="bilateral trade",
            source="IND",
            target="RUS",
            period=Period(date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR, "in 2020"),
        ),
    ]


def _later() -> tuple[Document, list[Record]]:
    document = LATER
    since = Period(date(2021, 1, 1), None, Precision.YEAR, "since 2021")
    return document, [
        event(
            document,
            "Moscow accused Delhi of delay.",
            "ACCUSE",
            "accused",
            [actor(document, "Moscow", "RUS")],
            [actor(document, "Delhi", "IND")],
        ),
        thread(document, "The Aral rifle contract is in operation.", "Aral rifle contract", Stage.OPERATIONAL),
        figure(
            document,
            "Oil exports to India rose over 20-fold since 2021.",
            "20-fold",
            value=20,
            unit="ratio",
            change=Change.RATIO,
            direction="up",
            comparator=Comparator.OVER,
            measure="oil exports to India",
            source="RUS",
            target="IND",
            period=since,
        ),
        figure(
            document,
            "Trade was worth $12 billion in 2020.",
            "$12 billion",
            value=12e9,
            unit="USD",
            measure="bilateral trade",
            source="IND",
            target="RUS",
            period=Period(date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR, "in 2020"),
        ),
        figure(
            document,
            "The Aral rifle contract covers 600,000 rifles.",
            "600,000 rifles",
            value=600_000,
            unit="rifles",
            measure="rifles of the Aral rifle contract",
        ),
    ]


def _hostile() -> tuple[Document, list[Record]]:
    sides = [actor(HOSTILE, "Russia", "RUS")], [actor(HOSTILE, "India", "IND")]
    return HOSTILE, [event(HOSTILE, HOSTILE.text, "SUPPORT", "thanked", *sides, pillars=())]


_MADE = {
    "visit": _visit,
    "reprint": lambda: _visit(REPRINT),
    "later": _later,
    "hostile": _hostile,
}


def event(
    document: Document,
    quote: str,
    kind: str,
    trigger: str,
    actors: Sequence[Actor],
    recipients: Sequence[Actor] = (),
    **fields: Any,
) -> Event:
    """An event of a PLOVER type, scored by the codebook."""
    of = codebook().types[kind]
    mode = fields.get("mode")
    common = _common(document, quote, fields)
    made = Event(
        **common,
        type=kind,
        quad=of.quad.value,
        score=of.score_of(mode),
        cameo=of.cameo_of(mode),
        actors=tuple(actors),
        recipients=tuple(recipients),
        trigger=words(document, trigger),
        **fields,
    )
    return checked(made, document)


def figure(document: Document, quote: str, number: str, **fields: Any) -> Figure:
    """A figure."""
    common = _common(document, quote, fields)
    return checked(Figure(**common, number=words(document, number), **fields), document)


def thread(document: Document, quote: str, name: str, stage: Stage, **fields: Any) -> ThreadMention:
    """A mention of a project of India and Russia."""
    common = _common(document, quote, fields)
    made = ThreadMention(
        **common,
        name=name,
        canonical=name.lower(),
        thread_kind=ThreadKind.PROJECT,
        parties=("IND", "RUS"),
        stage=stage,
        mention=words(document, name),
        **fields,
    )
    return checked(made, document)


def _common(document: Document, quote: str, fields: dict[str, Any]) -> dict[str, Any]:
    start = document.text.index(quote)
    return {
        "document": document.id,
        "published": document.published,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "coder": CODERS,
        "confidence": fields.pop("confidence", 0.9),
        "pillars": fields.pop("pillars", ("trade",)),
        "reasons": ("a reason for people",),
    }


def actor(document: Document, text: str, country: str, role: str | None = None) -> Actor:
    """An actor called so in the text."""
    start = document.text.index(text)
    name = {"RUS": "Russia", "IND": "India"}[country]
    return Actor(country, country, name, text, start, start + len(text), role=role)


def place(document: Document, text: str, country: str) -> Place:
    """A place without coordinates."""
    start = document.text.index(text)
    return Place(text, country, None, None, text, start, start + len(text))


def words(document: Document, text: str) -> Trigger:
    """The span of some words."""
    start = document.text.index(text)
    return Trigger(text, start, start + len(text))
