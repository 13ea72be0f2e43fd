"""A coder for tests: cheap, deterministic, and made for sentences such as "India met Russia on 2024-11-07."

It gives events ("India accused Russia."), figures ("… 500 barrels …") and threads ("The Aral project was signed.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from comity.records import (
    Actor,
    Document,
    Event,
    Figure,
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
from comity.settings import Settings

CODER = "plain:test@1"
COUNTRIES = {"India": "IND", "Russia": "RUS", "Brazil": "BRA", "Egypt": "EGY"}
VERBS = {"met": "CONSULT", "thanked": "SUPPORT", "accused": "ACCUSE"}

_STATES = "|".join(COUNTRIES)
_SENTENCE = re.compile(r"[^.]+\.")
_EVENT = re.compile(rf"({_STATES}) (will meet|{'|'.join(VERBS)}) ({_STATES})")
_FIGURE = re.compile(r"(\d+) barrels")
_THREAD = re.compile(r"[Tt]he (\w+ (?:project|summit))(?: of (\w+) and (\w+))?(?: (?:was|will be) (\w+))?")
_DAY = re.compile(r"on (\d{4}-\d\d-\d\d)")
_YEAR = re.compile(r"in (\d{4})(?![-\d])")
_MONTH = re.compile(r"in (\d{4})-(\d\d)(?!-)")


def make_coder(settings: Settings) -> PlainCoder:
    """The coder, as the pipeline makes one in each process."""
    return PlainCoder()


class PlainCoder:
    """Codes several documents."""

    def __call__(self, documents: Sequence[Document]) -> list[list[Record]]:
        return [code(document) for document in documents]


def code(document: Document) -> list[Record]:
    """All records of a document. A text with "explode" fails, as a fault in a coder would."""
    if "explode" in document.text:
        raise IndexError("list index out of range")
    return [checked(record, document) for record in _records(document)]


def _records(document: Document) -> Iterator[Record]:
    for sentence in _SENTENCE.finditer(document.text):
        quote = sentence[0].lstrip()
        start = sentence.end() - len(quote)
        common = {
            "document": document.id,
            "published": document.published,
            "quote": quote,
            "start": start,
            "end": sentence.end(),
            "coder": CODER,
            "confidence": 0.9,
            "pillars": ("energy",) if "barrels" in quote or "project" in quote else ("political",),
        }
        if found := _EVENT.search(quote):
            verb = found[2]
            yield Event(
                **common,  # type: ignore[arg-type]
                type=VERBS.get(verb, "CONSULT"),
                quad="verbal cooperation",
                score=1.0,
                cameo="040",
                actors=(_actor(found, 1, start),),
                recipients=(_actor(found, 3, start),),
                trigger=Trigger(verb, start + found.start(2), start + found.end(2)),
                date=_period(quote),
                status=Status.FUTURE if verb == "will meet" else Status.OCCURRED,
            )
        if found := _FIGURE.search(quote):
            number = Trigger(found[0], start + found.start(), start + found.end())
            yield Figure(**common, value=float(found[1]), unit="barrels", measure="oil", number=number)  # type: ignore[arg-type]
        if found := _THREAD.search(quote):
            yield ThreadMention(
                **common,  # type: ignore[arg-type]
                name=found[1],
                canonical=found[1].lower(),
                thread_kind=ThreadKind.PROJECT,
                parties=tuple(sorted(COUNTRIES[name] for name in (found[2], found[3]) if name)),
                stage=Stage(found[4]) if found[4] else None,
                date=_period(quote),
                mention=Trigger(found[1], start + found.start(1), start + found.end(1)),
                status=Status.FUTURE if "will be" in quote else Status.OCCURRED,
            )


def _actor(found: re.Match[str], group: int, start: int) -> Actor:
    name = found[group]
    return Actor(COUNTRIES[name], COUNTRIES[name], name, name, start + found.start(group), start + found.end(group))


def _period(quote: str) -> Period | None:
    if day := _DAY.search(quote):
        when = date.fromisoformat(day[1])
        return Period(when, when, Precision.DAY, day[1])
    if month := _MONTH.search(quote):
        first = date(int(month[1]), int(month[2]), 1)
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return Period(first, date.fromordinal(last.toordinal() - 1), Precision.MONTH, month[0][3:])
    if year := _YEAR.search(quote):
        return Period(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31), Precision.YEAR, year[1])
    return None
