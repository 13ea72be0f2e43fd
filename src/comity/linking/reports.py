"""An event record as far as linking is concerned: who, what kind of act, when, where, and the matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from comity.language.numbers import ORDINALS
from comity.linking.content import matter, numbers, proper, stem
from comity.linking.groups import Place, place
from comity.records import Actor, Event, Precision, Status

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types in which each side does the same: who is named first does not matter."""

FAMILIES = (
    ("CONSULT",),
    ("AGREE", "SUPPORT", "COOPERATE", "AID"),
    ("CONCEDE", "RETREAT"),
    ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"),
    ("SANCTION", "COERCE", "MOBILIZE", "ASSAULT"),
)
"""Types that one happening may be told under, by different words or by a slip of the coder."""
FAMILY = {kind: kinds[0] for kinds in FAMILIES for kind in kinds}

LEADERS = frozenset((
    "head of state", "head of government", "monarch", "supreme leader", "leader", "crown prince", "secretary-general",
    "party leader",
))  # fmt: skip
"""Roles of actors who lead a state or an organisation."""
_BELOW = re.compile(r"minister|secretary of|envoy|ambassador|deputy|chief|spokes|adviser|official|governor|negotiator")
_CLASS = {Status.OCCURRED: "real", Status.ONGOING: "real", Status.HISTORICAL: "real"}
_BUCKET = 8  # days of one key
_MOST_BUCKETS = 6
_NEWS = timedelta(days=6)
_MOST_PARTIES = 6
_MOST_NAMES = 4
_WIDE = 31
_PUBLICATION = "publication day"  # in the reason of a date that is only that of the report
_SESSION = re.compile(
    rf"\b(?:(\d{{1,3}})(?:st|nd|rd|th)|({'|'.join(ORDINALS)}))\s+"
    r"(?:[\w-]+\s+){0,6}?(?:summit|session|meeting|round|sitting|dialogue|consultations)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_POINTS_BACK = re.compile(
    r"\b(the|this|that|these|those|both) (document|text|paper|agreement|accord|pact|treaty|contract|deal|memorandum"
    r"|protocol|statement|declaration)s?\b"
    r"(?! (on|for|to|of|between|with|about|covering|that)\b)|\b(they|it|which|each) (was|were|is|had been|signed)\b",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"\b(visit(?!or)|trip|tour|arriv|landed|flew|flies|stay(s|ed)?)\b|\bvisit(s|ed|ing)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class When:
    """The days on which it may have been, both ends included.

    `kind`: `day` (the text says so), `news` (only the day of the report), `span` (week, month), `long` (season, year),
    `recent` (no day; within days before publication), `none` (not known at all).
    """

    kind: str
    first: date | None = None
    last: date | None = None

    def meets(self, other: When) -> bool:
        """Whether both may be the same day, a day of play allowed between exact ones."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        play = timedelta(days=1 if {self.kind, other.kind} <= {"day", "news"} else 0)
        return self.first - play <= other.last and other.first - play <= self.last

    def excludes(self, other: When) -> bool:
        """Whether both are known, and not as the same day."""
        return None not in (self.first, self.last, other.first, other.last) and not self.meets(other)


@dataclass(frozen=True, slots=True)
class EventReport:
    """An event record as far as linking is concerned. `origin` is the document, or the one it reprints."""

    id: str
    place: Place
    origin: str
    type: str
    reality: str
    actors: frozenset[str]
    recipients: frozenset[str]
    when: When
    spot: str
    mode: str
    people: frozenset[str]
    ranks: frozenset[tuple[str, bool]]
    session: int | None
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    pillars: frozenset[str]
    sentence: str
    start: int
    trigger: str
    points_back: bool
    signature: bool
    on_visit: bool

    @property
    def parties(self) -> frozenset[str]:
        """Everyone on either side."""
        return self.actors | self.recipients

    @classmethod
    def of(cls, event: Event, origin: str) -> EventReport:
        """What linking needs to know of an event record."""
        everyone = (*event.actors, *event.recipients)
        called = [actor.text for actor in everyone] + [actor.name for actor in everyone] + [event.trigger.text]
        where = event.place.name if event.place is not None and event.place.name else ""
        return cls(
            id=event.id,
            place=place(event.published, event.document, event.id),
            origin=origin,
            type=event.type,
            reality=_CLASS.get(event.status, event.status.value),
            actors=frozenset(actor.country for actor in event.actors),
            recipients=frozenset(actor.country for actor in event.recipients),
            when=_when(event),
            spot=where,
            mode=event.mode or "",
            people=frozenset(_person(actor) for actor in everyone if actor.role and _person(actor)),
            ranks=frozenset(
                (actor.country, actor.role in LEADERS)
                for actor in everyone
                if actor.role and (actor.role in LEADERS or _BELOW.search(actor.role))
            ),
            session=_session(event.quote),
            words=matter(event.quote, called),
            names=proper(event.quote, called),
            numbers=numbers(event.quote),
            pillars=frozenset(event.pillars),
            sentence=" ".join(event.quote.split()),
            start=event.start,
            trigger=stem(event.trigger.text),
            points_back=_POINTS_BACK.search(event.quote) is not None,
            signature=event.cameo == "057",
            on_visit=event.type == "CONSULT" and (event.mode == "visit" or _VISIT.search(event.quote) is not None),
        )

    def keys(self) -> Iterator[str]:
        """What it is found under: each pair of parties, the family of its type, and a stretch of days.

        Two reports are ever compared only where one asks for a key of the other; then the other asks for one of its.
        """
        return self._under([*self._stretches()[0], *self._called()])

    def asks(self) -> Iterator[str]:
        """The keys under which all those stand that it may be compared with."""
        return self._under([*self._stretches()[1], *self._called()])

    @property
    def looks_back(self) -> bool:
        """Whether it tells of something done on a day that is not said, so that it may be long ago."""
        return self.reality == "real" and self.when.kind in ("recent", "none")

    def _under(self, stretches: Iterable[str]) -> Iterator[str]:
        family = f"{FAMILY.get(self.type, self.type)}.{self.reality}"
        parties = sorted(self.parties)
        pairs = ["-".join(pair) for pair in combinations(parties[:_MOST_PARTIES], 2)] or parties
        return (f"e|{pair}|{family}|{days}" for days in stretches for pair in pairs)

    def _called(self) -> list[str]:
        """What a happening may be known by where its day is not said: proper names and the number of a session."""
        if self.reality != "real":
            return []
        session = [f"s{self.session}"] if self.session else []
        return [*(f"n{name}" for name in sorted(self.names)[:_MOST_NAMES]), *session]

    def _stretches(self) -> tuple[list[str], list[str]]:
        """The stretches of days that it is found under, and those that it asks for.

        One that may have been on very many days ("in 2024") is found under its years and asks for all of them; a short
        one asks for the long ones of its year (`y`), and not for all short ones of it (`d`), which are mostly far away.
        """
        when = self.when
        if when.first is None or when.last is None:
            return [f"doc {self.origin}"], [f"doc {self.origin}"]
        play = 1 if when.kind in ("day", "news") else 0
        first, last = (when.first.toordinal() - play) // _BUCKET, (when.last.toordinal() + play) // _BUCKET
        if last - first >= _MOST_BUCKETS:
            years = range(when.first.year, min(when.last.year, when.first.year + 2) + 1)
            long = [f"y{year}" for year in years]
            return long, [*long, *(f"d{year}" for year in years)]
        short = [str(bucket) for bucket in range(first, last + 1)]
        if when.kind not in ("day", "span"):
            return short, short
        year = when.first.year
        short.append(f"d{year} {self.origin}")  # a sentence with two days
        return [*short, f"d{year}"], [*short, f"y{year}"]


def _when(event: Event) -> When:
    period, published = event.date, event.published
    if period is None or (period.start is None and period.end is None):
        if published is None or event.status is Status.HISTORICAL:
            return When("none")
        ahead = timedelta(days=0 if event.status in _CLASS else 2)
        return When("recent", published - _NEWS, published + ahead)
    start, end = period.start or period.end, period.end or period.start
    assert start is not None and end is not None
    if period.start is None or period.end is None:  # "since 2022", "by 2030": a bound is no day
        return When("none")
    days = (end - start).days
    if days == 0:
        soft = not period.text and any(_PUBLICATION in reason for reason in event.reasons)
        return When("news", start - timedelta(days=1), end) if soft else When("day", start, end)
    if period.precision is Precision.RANGE and days <= 4:
        return When("day", start, end)
    return When("span" if days <= _WIDE else "long", start, end)


def _person(actor: Actor) -> str:
    """The family name of a person named in the text, such as `putin`; empty for an office or a pronoun."""
    if actor.inferred or not actor.text[:1].isupper():
        return ""
    last = _POSSESSIVE.sub("", actor.text.split()[-1].strip(".,"))
    return last.casefold() if last[:1].isupper() and last.casefold() not in ("president", "minister", "leaders") else ""


def _session(quote: str) -> int | None:
    found = _SESSION.search(quote)
    if found is None:
        return None
    return int(found[1]) if found[1] else ORDINALS[found[2].casefold()]
