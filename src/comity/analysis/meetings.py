"""Meetings, calls and visits of a dyad, each once: told by several sentences, linked or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.actors import places
from comity.ledger import LinkedRecord
from comity.linking.happenings import Happening
from comity.linking.reports import LEADERS
from comity.records import Actor, Event, Period, Place, Precision, Status, ThreadKind, ThreadMention

REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
SURE = 0.45
"""Events coded with less confidence are not told, unless a person has reviewed them."""

_MODES = frozenset({"visit", "third-party", "multilateral", "phone"})
_BODY = re.compile(
    r"(?:.* )?(?:government|agency|side|ministry|company|companies|civilians|parliament|forces|army|navy|bank|industry"
    r"|party|group|people|region|city|media)"
)
_HEAD = re.compile(r"\b(?:head|minister|president|leader|chief|governor|commander)\b")
_MINISTER = re.compile(r"minister|deputy head|vice president|secretary of state|national security")
_MINISTERS = re.compile(r"\bministers\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(me(e)?t(s|ing|ings)?|talk(s|ed|ing)?|visit\w*|tour\w*|trip|travel\w*|arriv\w*|came|comes?|went|flew|land\w*|receiv\w*"
    r"|host\w*|welcom\w*|call\w*|conversation\w*|sp(eak|oke|oken|eaks|eaking)|phon\w*|telephon\w*|summit|session\w*|(co-?)?chair\w*"
    r"|co|dialogue|consultations?|conference|negotiat\w*|held|hold|round|join\w*|attend\w*|gather\w*|audience|contacts?)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(messag\w*|letters?|telegrams?|inform\w*|told|tell\w*|thank\w*|congratulat\w*|greet\w*|brief(ed|s|ing)?|wrote|writ\w+|gave"
    r"|remind\w*|condol\w*|address\w*)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(upcoming|forthcoming|next|future|prepar\w+ (for|of)|ahead of|eve of|organi[sz]\w+)\b[^.]{0,40}\Z",
    re.IGNORECASE,
)
_SITS = re.compile(
    r"\b(summit|session\w*|(co-?)?chair\w*|co|held|conclud\w*|round|me(e)?t(ing)?|dialogue|visit\w*)\b", re.IGNORECASE
)
_PHONE = re.compile(r"\b(tele)?phon\w*|\bphone call", re.IGNORECASE)
_ONLINE = re.compile(r"\bvideo ?(conference|link|call)\w*|\bonline\b|\bvirtual(ly)?\b", re.IGNORECASE)
_ASIDE = re.compile(r"\b(side-?lines?|margins?) of\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|to|at) (?:the \w+ city of )?((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)?)")
_MATTER = re.compile(r"\A(talks|negotiations|discussions) (on|about|over)\b", re.IGNORECASE)
_LONG = 92  # days: a longer stretch says nothing of when a meeting was
_NEAR = 40  # letters from the word that tells of a meeting to its place
_NEIGHBOURS = timedelta(days=2)
_LATE = timedelta(days=30)


def _says_how(event: Event) -> bool:  # of what is told as a message: on a visit, or by telephone in so many words
    return event.mode == "visit" or (event.mode == "phone" and any(w.search(event.quote) for w in (_PHONE, _ONLINE)))


def is_meeting(one: Happening, series: str) -> bool:
    """Whether talks are a meeting that somebody attended somewhere, rather than talk about a matter.

    They are when a sentence says how they met, on which day, or where, names a person or an office, or the session of a
    series of meetings. A message, or one side telling the other something, is none.
    """
    return any(isinstance(linked.record, Event) and _shows(linked.record, series) for linked in one.reports)


def _shows(event: Event, series: str) -> bool:
    if event.type != "CONSULT" or (_SPEECH.search(event.trigger.text) and not _says_how(event)):
        return False
    on_a_day = event.date is not None and event.date.precision is Precision.DAY and bool(event.date.text)
    people = any(is_person(actor) for actor in present(event))
    if event.status is Status.ONGOING and not (event.mode or on_a_day or people):
        return False
    return event.mode in _MODES or on_a_day or event.place is not None or people or bool(series)


def is_person(actor: Actor) -> bool:
    """Whether somebody in an office takes part, rather than a government or a ministry."""
    role = actor.role or ""
    return bool(role) and (_HEAD.search(role) is not None or not _BODY.fullmatch(role))


def present(event: Event) -> tuple[Actor, ...]:
    """Both sides of an event; who its own sentence does not speak of (filled in from elsewhere) counts as the state."""
    return tuple(
        actor if event.start <= actor.start < event.end else replace(actor, role=None)
        for actor in (*event.actors, *event.recipients)
    )


def leads(actor: Actor) -> bool:
    """Whether somebody leads a state, or did at that time."""
    return (actor.role or "").removeprefix("former ") in LEADERS


def level(actors: Iterable[Actor], dyad: frozenset[str]) -> int:
    """How high a meeting is: 3 leaders of both sides, 2 a leader, 1 a minister or other office, 0 unknown."""
    people = [actor for actor in actors if actor.country in dyad and actor.role]
    leading = {actor.country for actor in people if leads(actor)}
    return 3 if leading >= dyad else 2 if leading else 1 if people else 0


def series_of(records: Iterable[LinkedRecord]) -> dict[str, LinkedRecord]:
    """For each event record the mention of the numbered or regular meeting that its sentence speaks of.

    A session that the same sentence puts at another time ("since the 24th session, in April 2023") is not the one.
    """
    events: dict[str, list[Event]] = {}
    mentions: dict[str, list[tuple[ThreadMention, LinkedRecord]]] = {}
    for linked in records:
        record = linked.record
        if isinstance(record, Event) and record.type == "CONSULT":
            events.setdefault(record.document, []).append(record)
        elif isinstance(record, ThreadMention) and _is_series(record):
            mentions.setdefault(record.document, []).append((record, linked))
    found: dict[str, LinkedRecord] = {}
    for document, consulting in events.items():
        near = sorted(mentions.get(document, ()), key=lambda pair: (pair[0].ordinal is None, pair[0].start))
        for event in consulting:
            for mention, linked in near:
                if _is_of(event, mention) and not _another_time(event, mention):
                    found.setdefault(event.id, linked)
    return found


def _is_series(mention: ThreadMention) -> bool:
    """Whether it is a series of meetings, and no talks about a matter."""
    return mention.thread_kind is ThreadKind.MECHANISM and not _MATTER.match(mention.name)


def _is_of(event: Event, mention: ThreadMention) -> bool:
    """Whether a sentence tells of a session: it is numbered, or the words of the event are those of a meeting."""
    if not (mention.start < event.end and event.start < mention.end) or event.mode == "phone":
        return False
    named = mention.mention.start if mention.mention else mention.start
    if event.status in REAL and (mention.status is Status.FUTURE or _AHEAD.search(event.quote[: named - event.start])):
        return False
    return mention.ordinal is not None or bool(_SITS.search(event.trigger.text))


def _another_time(event: Event, mention: ThreadMention) -> bool:
    when, of = event.date, mention.date
    if when is None or of is None or not (when.start and when.end and of.start and of.end):
        return False
    if (when.end - when.start).days > _LONG:
        return False
    return of.end < when.start - _LATE or when.end < of.start - _LATE


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting, call or visit, with all sentences that tell of it; the best of them is first in `telling`.

    `first` and `last` are its days as far as known, `exact` where a sentence says the day or reports the same day;
    else it is only known when it was reported.
    """

    happenings: tuple[Happening, ...]
    telling: tuple[LinkedRecord, ...]
    dyad: frozenset[str]
    first: date | None
    last: date | None
    exact: bool
    mention: LinkedRecord | None

    @property
    def event(self) -> Event:
        """The event of the best sentence."""
        return _event(self.telling[0])

    @property
    def best(self) -> Happening:
        """The happening that the best sentence belongs to."""
        return next(one for one in self.happenings if self.telling[0] in one.reports)

    @property
    def id(self) -> str:
        """The id of the linked event of the best sentence."""
        return self.best.id

    @property
    def status(self) -> Status:
        """Whether it was held, is planned, only possible, or denied."""
        return self.event.status

    @property
    def held(self) -> bool:
        """Whether it took place."""
        return self.status in REAL

    @property
    def dated(self) -> bool:
        """Whether a sentence itself says the day."""
        dates = [_event(linked).date for linked in self.telling] if self.exact else []
        return any(when is not None and when.precision is Precision.DAY and bool(when.text) for when in dates)

    @property
    def sort(self) -> date:
        """The day to order by: its own, else that of its first report."""
        return self.first or min((linked.record.published or date.min for linked in self.telling), default=date.min)

    @property
    def period(self) -> Period | None:
        """When it was; None where only the day of the report is known."""
        if self.first is None or self.last is None:
            return None
        if self.exact:
            return Period(self.first, self.last, Precision.DAY if self.first == self.last else Precision.RANGE)
        own = self.event.date
        same = own is not None and (own.start, own.end) == (self.first, self.last)
        return own if same else Period(self.first, self.last, Precision.RANGE)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Those who met: of the best sentence, and for a state of which it names nobody, who others name."""
        own = list(present(self.event))
        for linked in self.telling[1:]:
            for actor in present(_event(linked)):
                named = any(is_person(one) and not one.inferred and one.country == actor.country for one in own)
                if is_person(actor) and not actor.inferred and actor.country in self.parties and not named:
                    own.append(actor)
        return tuple(own)

    @property
    def parties(self) -> frozenset[str]:
        """The states and organisations that took part."""
        return parties_of(self.event)

    @property
    def level(self) -> str:
        """`leaders`, `ministers` or `other`: the highest office of the two that a sentence names."""
        people = [actor for actor in self.actors if actor.country in self.dyad and actor.role]
        if any(leads(actor) for actor in people) or "summit" in self.series.casefold():
            return "leaders"
        roles = {actor.role for actor in people if actor.role}
        named = any(_MINISTER.search(role) for role in roles) or (not roles and _MINISTERS.search(self.event.quote))
        return "ministers" if named else "other"

    @property
    def rank(self) -> int:
        """As `level` above: 3 leaders of both sides, 2 a leader, 1 another office, 0 unknown."""
        return level(self.actors, self.dyad)

    @property
    def how(self) -> str:
        """`call`, `by video`, `on the sidelines`, `visit`, `session`, or `talks`."""
        quotes = [linked.record.quote for linked in self.telling]
        modes = {_event(linked).mode for linked in self.telling}
        if "phone" in modes or any(is_call(_event(linked)) for linked in self.telling):
            return "call"
        if any(_ONLINE.search(quote) for quote in quotes[:1]):
            return "by video"
        if any(_ASIDE.search(quote) for quote in quotes):
            return "on the sidelines"
        if "visit" in modes:
            return "visit"
        return "session" if self.series else "talks"

    @property
    def place(self) -> str:
        """The city, else the state, where a sentence says it."""
        if self.how == "call":
            return ""
        found = [place for linked in self.telling if (place := place_of(_event(linked)))]
        return min(found, key=lambda name: places.lookup(name) is None, default="")

    @property
    def series(self) -> str:
        """The name of the numbered or regular meeting that it was a session of; empty for none."""
        record = self.mention.record if self.mention else None
        return record.name if isinstance(record, ThreadMention) else ""

    @property
    def ordinal(self) -> int | None:
        """Its number in the series."""
        record = self.mention.record if self.mention else None
        return record.ordinal if isinstance(record, ThreadMention) else None

    @property
    def reports(self) -> tuple[LinkedRecord, ...]:
        """All its sentences, those that tell of the meeting itself first."""
        rest = [linked for one in self.happenings for linked in one.reports if linked not in self.telling]
        return (*self.telling, *rest)

    @property
    def sources(self) -> int:
        """Independent documents that tell of it; reprints count once."""
        return len({linked.reprint_of or linked.record.document for linked in self.reports})


def made(happenings: tuple[Happening, ...], series: Mapping[str, LinkedRecord], dyad: frozenset[str]) -> Met:
    """One meeting of these happenings. Raises IndexError for none."""
    reports = [linked for one in happenings for linked in one.reports]
    told = [linked for linked in reports if _tells(linked, series)] or reports
    told.sort(key=lambda linked: _worth(linked, linked.record.id in series, dyad))
    first, last, exact = _days([_event(linked) for linked in told])
    rest = [linked for linked in reports if linked not in told]
    mentions = [series[linked.record.id] for linked in (*told, *rest) if linked.record.id in series]
    mentions.sort(key=lambda linked: getattr(linked.record, "ordinal", None) is None)
    return Met(happenings, tuple(told), dyad, first, last, exact, next(iter(mentions), None))


def _tells(linked: LinkedRecord, series: Mapping[str, LinkedRecord]) -> bool:
    event = _event(linked)
    of_series = event.id in series and event.status in REAL
    return _shows(event, "") and (of_series or bool(_TELLS.search(event.trigger.text)))


def _worth(linked: LinkedRecord, of_series: bool, dyad: frozenset[str]) -> tuple[object, ...]:
    """The best sentence first: reviewed, an original, held; then what names people, session, day and place."""
    event = _event(linked)
    everyone = present(event)
    named = {actor.country for actor in everyone if is_person(actor) and not actor.inferred and actor.country in dyad}
    said, published = event.date, event.published
    late = said is not None and said.start is not None and published is not None and published - said.start > _LATE
    points = (
        (0, 1, 3)[len(named)] + (2 if of_series else 0) + (1 if level(everyone, dyad) >= 2 else 0) - (1 if late else 0)
    )
    points += 1 if said and said.text and said.precision is Precision.DAY else 0
    points += 1 if place_of(event) else 0
    return (
        linked.decision not in ("accept", "correct"),
        linked.reprint_of is not None,
        event.status not in REAL,
        -points,
        -event.confidence,
        published or date.max,
        event.id,
    )


def _days(events: Sequence[Event]) -> tuple[date | None, date | None, bool]:
    """First and last day and whether they are exact: the days that sentences say, else that of same-day reports.

    What took place was not after its publication, and a bound ("since 2019") or a long stretch dates no meeting.
    """
    said: list[tuple[date, date]] = []
    news: list[tuple[date, date]] = []
    vague: list[tuple[date, date]] = []
    for event in events:
        period = event.date
        if period is None or period.start is None or period.end is None:
            continue
        if event.status in REAL and event.published and period.start > event.published:
            continue
        length = (period.end - period.start).days
        if period.precision is Precision.DAY or length <= 4:
            (said if period.text else news).append((period.start, period.end))
        elif length <= _LONG or event.status not in REAL or event.status is Status.HISTORICAL:
            vague.append((period.start, period.end))
    for days, exact in ((said, True), (news, True), (vague, False)):
        if days:
            first, last = days[0]
            near = [(one, other) for one, other in days if one - _NEIGHBOURS <= last and first <= other + _NEIGHBOURS]
            return (
                (min(one for one, _ in near), max(other for _, other in near), True) if exact else (first, last, False)
            )
    return None, None, False


def is_call(event: Event) -> bool:
    """Whether they spoke by telephone."""
    return event.mode == "phone" or (event.mode is None and _PHONE.search(event.quote) is not None)


def parties_of(event: Event) -> frozenset[str]:
    """All states and organisations on either side."""
    return frozenset(actor.country for actor in (*event.actors, *event.recipients))


def place_of(event: Event) -> str:
    """Where a sentence puts it: the coded place, else a city after "in", else the capital that a visitor went to."""
    if isinstance(event.place, Place) and event.place.name:
        return event.place.name
    found = place_in(event.quote, event.trigger.end - event.start, parties_of(event))
    if found:
        return found
    if event.mode == "visit":
        hosts = (actor for actor in event.recipients if actor.role is None and not actor.inferred)
        return next((entry.name for actor in hosts if (entry := places.lookup(actor.text)) is not None), "")
    return ""


def place_in(quote: str, after: int = 0, parties: frozenset[str] = frozenset()) -> str:
    """The first place after "in", "at" or "to" that lies in a state of the parties or follows closely on `after`."""
    for match in _IN.finditer(quote):
        entry = places.lookup(match[1], parties)
        between = quote[after : match.start()]
        near = after <= match.start() and (len(between) < _NEAR or not parties) and not re.search("[,;:]", between)
        if entry is not None and not entry.weak and (near or entry.country in parties):
            return entry.name
    return ""


def _event(linked: LinkedRecord) -> Event:
    assert isinstance(linked.record, Event)
    return linked.record
