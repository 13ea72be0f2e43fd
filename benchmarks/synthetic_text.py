"""Writing the documents of the made-up world: sentences with the words that records rest on. See `synthetic.py`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from benchmarks.synthetic import DAYS, FIRST_DAY, SEED, Happening, Planned, Thread, World, words
from comity.actors import tables
from comity.records import (
    Actor,
    Document,
    Event,
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

CODER = "made:synthetic@1"
NEWS = "date inferred: reported as news on the publication day"
_TIMES_IN_OFFICE = 3  # holders of an office, one after the other
_ORDINALS = ("first", "second", "third", "fourth")
_STAGES = {
    "proposed": "has been proposed",
    "discussed": "was discussed at length",
    "agreed": "was agreed in principle",
    "signed": "has now been signed",
    "under_way": "is making progress",
    "operational": "is fully at work",
    "completed": "was completed",
    "suspended": "has been put on hold",
    "cancelled": "was called off",
}
_TAILS = ("officials said", "according to both ministries", "a spokesman told reporters", "local media report")


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its records and, for each, the happening or thread that it is truly of."""

    document: Document
    records: list[Record]
    truth: list[str]


def documents(size: int, seed: int = SEED) -> Iterator[Made]:
    """Documents with together `size` records, in the order of publication."""
    world = World(size, seed)
    for planned in world.documents:
        yield written(planned, seed)


def written(planned: Planned, seed: int) -> Made:
    """The document with its records. What is drawn depends on the seed and on the document that has the text first."""
    source = planned.copy_of or planned
    writer = _Writer(Random(f"{seed} {source.id}"), source.published)
    for report in source.reports:
        if isinstance(report.of, Happening):
            writer.event(report.of, report.form == "look back")
        else:
            writer.thread(report.of, report.form)
    if planned.near:
        writer.add("This was first told elsewhere.")
    document = Document(planned.id, "".join(writer.text), planned.published, publisher=planned.publisher)
    records, truth = [], []
    for (make, fields), report in zip(writer.records, planned.reports, strict=False):
        start, end = fields.pop("span")
        common = {"document": document.id, "published": document.published, "quote": document.text[start:end]}
        record = make(**common, start=start, end=end, coder=CODER, confidence=0.9, **fields)
        records.append(checked(record, document))
        truth.append(report.of.key)
    return Made(document, records, truth)


class _Writer:
    """A text as it grows, with what its sentences say."""

    def __init__(self, random: Random, published: date | None) -> None:
        self.random, self.published = random, published
        self.text: list[str] = []
        self.records: list[tuple[type[Any], dict[str, Any]]] = []
        self._length = 0
        self._explained: set[str] = set()

    def add(self, said: str, space: bool = True) -> tuple[int, int]:
        """Add words after a space; where they stand."""
        if space and self._length:
            self.text.append(" ")
            self._length += 1
        start = self._length
        self.text.append(said)
        self._length += len(said)
        return start, self._length

    def often(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.random.random() < share

    def event(self, of: Happening, back: bool) -> None:
        """A sentence on a happening."""
        random, entry = self.random, words()["types"][of.type]
        status = _status(of, back, self.published)
        period, phrase, reasons = self._date(of, back)
        begins = self._length + bool(self._length)
        if phrase and (first := self.often(0.4)):
            period = self._dated(period, f"{phrase[0].upper()}{phrase[1:]}", ",")
        actor = self._actor(of, 0)
        trigger = random.choice(entry["planned" if of.status == "future" else "done"])
        if of.status in ("negated", "hypothetical"):
            self.add("never" if of.status == "negated" else "might have")
        span = self.add(trigger)
        recipient = self._actor(of, 1)
        place = None
        if self.often(0.35):
            self.add("in")
            at = self.add(of.place)
            place = Place(of.place, None, None, None, of.place, *at)
        told = [word for word in of.matter if self.often(0.65)]
        told += random.sample(words()["sectors"][of.sector], 1) if self.often(0.4) else []
        if told:
            self.add(random.choice(["over", "on", "in a matter of", "with regard to"]))
            self.add(", ".join(told[:-1]) + (" and " if told[:-1] else "") + told[-1])
        if (amount := _amount(of)) and self.often(0.5):
            self.add(f"worth {amount} million dollars")
        if phrase and not first:
            period = self._dated(period, phrase, "")
        if self.often(0.3):
            self.add(f", {random.choice(_TAILS)}", space=False)
        ends = self.add(".", space=False)[1]
        symmetric = codebook().types[of.type].symmetric
        self.records.append(
            (
                Event,
                {
                    "span": (begins, ends),
                    "type": of.type,
                    "mode": of.mode if of.mode and self.often(0.7) else None,
                    "quad": codebook().types[of.type].quad.value,
                    "score": codebook().types[of.type].score,
                    "cameo": codebook().types[of.type].cameo,
                    "actors": (actor, recipient) if symmetric else (actor,),
                    "recipients": () if symmetric else (recipient,),
                    "trigger": Trigger(trigger, *span),
                    "date": period,
                    "place": place,
                    "status": status,
                    "pillars": (words()["pillars"][of.sector],),
                    "reasons": (f"verb “{trigger}” speaks of {of.type}", *reasons),
                },
            )
        )

    def _dated(self, period: Period | None, phrase: str, mark: str) -> Period | None:
        """Write when it was; the period with the words as they stand."""
        self.add(phrase)
        if mark:
            self.add(mark, space=False)
        return period and Period(period.start, period.end, period.precision, phrase)

    def _actor(self, of: Happening, side: int) -> Actor:
        state = tables.states()[of.sides[side]]
        if of.role is None or self.often(0.45):
            text = self.random.choice([state.name, state.name, *state.capitals[:1]])
            return Actor(state.code, state.code, state.name, text, *self.add(text))
        office = f"{(state.adjectives or (state.name,))[0]} {words()['roles'][of.role][0]}"
        if self.often(0.35):
            return Actor(state.code, state.code, state.name, office, *self.add(office), role=of.role)
        self.add(office)
        name = _holder(state.code, of.role, (of.day - FIRST_DAY).days * _TIMES_IN_OFFICE // DAYS)
        return Actor(state.code, state.code, state.name, name, *self.add(name), role=of.role)

    def _date(self, of: Happening, back: bool) -> tuple[Period | None, str, tuple[str, ...]]:
        """What a report says of the day: the period, its words if it has any, and reasons."""
        random, day, chance = self.random, of.day, self.random.random()
        if back and chance < 0.85:
            if chance < 0.55:
                last = date(day.year, day.month, monthrange(day.year, day.month)[1])
                return Period(day.replace(day=1), last, Precision.MONTH), f"in {day:%B %Y}", ()
            return Period(date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR), f"in {day.year}", ()
        if of.last > day and chance < 0.3:
            return Period(day, of.last, Precision.RANGE), f"from {day:%-d} to {of.last:%-d %B %Y}", ()
        if chance < 0.4 or back:
            told = day + timedelta(days=random.choice((-1, 1)) if self.often(0.06) else 0)
            return Period(told, told, Precision.DAY), f"on {told:%-d %B %Y}" if self.often(0.6) else f"on {told:%A}", ()
        if chance < 0.44:
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=6), Precision.WEEK), "last week", ()
        if chance < 0.62 and self.published is not None and of.status == "occurred":
            return Period(self.published, self.published, Precision.DAY), "", (NEWS,)
        return None, "", ()

    def thread(self, of: Thread, form: str) -> None:
        """A sentence on a thread."""
        random, pattern = self.random, words()["threads"][of.pattern]
        day = self.published or FIRST_DAY
        name, canonical, ordinal = self._named(of, form)
        begins = self.add(random.choice(["The", "Their", "On its way, the"]))[0]
        mention = Trigger(name, *self.add(name))
        chance, parties = random.random(), list(of.sides)
        if chance < 0.12:
            parties = sorted({*parties, random.choice(of.third)})
        elif chance < 0.18:
            parties = [random.choice(parties)] if chance < 0.17 else []
        if parties and self.often(0.5):
            self.add(f"of {' and '.join(tables.states()[code].name for code in parties)}")
        stages = pattern["stages"]
        at = (day - FIRST_DAY).days * len(stages) / DAYS + random.uniform(-1, 1)
        stage = stages[max(0, min(len(stages) - 1, int(at)))]
        promised = self.often(0.1)
        period = None
        if promised:
            year = day.year + random.randint(1, 4)
            self.add("is to be completed by")
            self.add(str(year))
            period = Period(None, date(year, 12, 31), Precision.YEAR, f"by {year}")
        else:
            self.add(_STAGES[stage])
            if self.often(0.25) and self.published:
                self.add(f"on {day:%-d %B}")
                period = Period(day, day, Precision.DAY, f"{day:%-d %B}")
        ends = self.add(".", space=False)[1]
        self.records.append(
            (
                ThreadMention,
                {
                    "span": (begins, ends),
                    "name": name,
                    "canonical": canonical,
                    "thread_kind": ThreadKind(pattern["kind"]),
                    "parties": tuple(parties),
                    "stage": Stage.COMPLETED if promised else Stage(stage),
                    "ordinal": ordinal,
                    "date": period,
                    "mention": mention,
                    "status": Status.FUTURE if promised else Status.OCCURRED,
                    "pillars": (pattern["pillar"],),
                },
            )
        )

    def _named(self, of: Thread, form: str) -> tuple[str, str, int | None]:
        """A name of the thread in the form, its canonical name, and the number of the meeting."""
        pattern = words()["threads"][of.pattern]
        filled = {
            **of.words,
            **{name.capitalize(): of.words[name].title() for name in ("word", "second", "third")},
            **{letter: of.words[name][0].upper() for letter, name in (("W", "word"), ("S", "second"), ("T", "third"))},
        }
        full = pattern["full"].format(**filled)
        canonical = pattern.get("canonical", pattern["full"]).format(**filled).lower()
        if form == "bare":
            return pattern["bare"], pattern["bare"], None
        if form == "acronym":
            acronym = pattern["acronym"].format(**filled)
            if self.often(0.4):
                self._explained.add(of.key)
                return f"{full} ({acronym})", canonical, None
            return acronym, canonical if of.key in self._explained else acronym.lower(), None
        if form == "part":
            series = pattern["kind"] == "mechanism"
            number = (self.published or FIRST_DAY).year - 2004 if series else self.random.randrange(len(_ORDINALS))
            nth = f"{number}th" if series else _ORDINALS[number]
            name = pattern["part"].format(nth=nth, **filled)
            return name, name.lower().removeprefix(f"{nth} "), number if series else None
        if form == "short":
            name = self.random.choice(pattern["short"]).format(**filled)
            return name, canonical if "canonical" in pattern else name.lower(), None
        return full, canonical, None


def _status(of: Happening, back: bool, published: date | None) -> Status:
    long_ago = back and published is not None and (published - of.day).days > 730
    return Status.HISTORICAL if long_ago else Status(of.status)


def _amount(of: Happening) -> int | None:
    """The amount that a deal of goods or money has; none for most."""
    random = Random(of.key)
    return random.randint(2, 900) * 10 if of.type in ("AGREE", "AID", "COOPERATE") and random.random() < 0.5 else None


@cache
def _holder(state: str, role: str, term: int) -> str:
    """Who holds an office."""
    random, table = Random(f"{state} {role} {term}"), words()
    family = f"{''.join(random.choices(table['places'], k=2))}{random.choice(table['family_names'])}".capitalize()
    return f"{random.choice(table['given_names'])} {family}"
