"""A made-up world whose happenings and threads are known: documents with their records, at any size, from a seed.

Some 200 pairs of states (how much is written of each falls off as Zipf has it) deal with one another over ten years.
Happenings come in bursts; each is reported by one to eight documents in other words, with an exact, a wrong, a vague
or no day. Later documents look back with a month or a year, earlier ones tell of plans. Threads are named in full, in
short, by an acronym, by a part of them or just "the plant"; the more has been said of one, the more often it comes
again (a Pitman-Yor process).

    for made in documents(10_000):        # so many records, in the order of publication
        ledger.store(made.document, made.records, coder_version="made")
        made.truth                        # for each record, the happening or thread that it is truly of

`synthetic_text.py` writes the documents, `synthetic.yaml` has the words. What linking scores here says whether it
became better or worse at something, not how good it is on real reports: for that there is gold (`comity evaluate`).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

from comity.actors import tables

FIRST_DAY = date(2014, 1, 1)
DAYS = 3652
DYADS = 200
STATES = 70
SEED = 1648

_COVERAGE = (0, 28, 24, 17, 11, 8, 6, 4, 2)  # how many documents report a burst: one in 28 of 100 cases, two in 24 …
_LAGS = (50, 33, 12, 5)  # days between a happening and its reports
_REPORTED = 0.75  # by each document that reports the burst
_PLANNED, _LOOK_BACK, _NOT_REAL = 0.15, 0.15, 0.06
_UNDATED, _REPRINT, _NEAR_COPY = 0.02, 0.04, 0.02
_CONCENTRATION, _DISCOUNT = 3.0, 0.5  # of threads


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, was planned, or was said not to be so; `key` is the truth about its reports."""

    key: str
    sides: tuple[str, str]
    day: date
    type: str
    status: str
    mode: str | None
    sector: str
    matter: tuple[str, ...]
    place: str
    role: str | None
    last: date
    """The last day of a visit, else its only day."""


@dataclass(slots=True)
class Thread:
    """Something that lasts. `words` fill in the names of its pattern (`synthetic.yaml`)."""

    key: str
    sides: tuple[str, str]
    third: tuple[str, ...]
    pattern: int
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What a document says of a happening, or (with a `form` of its name) of a thread."""

    of: Happening | Thread
    form: str = ""


@dataclass(slots=True)
class Planned:
    """A document before it is written. A reprint has the text of `copy_of`; a near copy (`near`) adds a sentence."""

    id: str
    published: date | None
    publisher: str
    reports: list[Report]
    copy_of: Planned | None = None
    near: bool = False


@cache
def words() -> dict[str, Any]:
    """The words of the made-up reports."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(
        (Path(__file__).parent / "synthetic.yaml").read_text(encoding="utf-8"), Loader=loader
    )
    return found


class Drawn:
    """Draws with weights; the same draws in the same order give the same."""

    def __init__(self, choices: Sequence[Any], weights: Sequence[float]) -> None:
        self._choices = choices
        self._sums = list(accumulate(weights))

    def draw(self, random: Random) -> Any:
        """One of the choices."""
        return self._choices[bisect(self._sums, random.random() * self._sums[-1])]


@dataclass(slots=True)
class _Pair:
    """Two states that deal with one another."""

    sides: tuple[str, str]
    happenings: list[Happening] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    talk: list[Thread] = field(default_factory=list)
    """Each thread as often as it was mentioned."""
    third: tuple[str, ...] = ()
    """States that are now and then named with the two."""


class World:
    """What happens, and which documents report it, drawn from a seed until there are `size` reports."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        self.random = Random(seed)
        self.documents: list[Planned] = []
        self._reports = 0
        self._number = 0
        states = sorted(code for code, state in tables.states().items() if state.kind == "member")
        self.states = self.random.sample(states, STATES)
        self.cities = {state: [made_place(self.random) for _ in range(40)] for state in self.states}
        pairs: dict[tuple[str, str], _Pair] = {}
        shares = Drawn(self.states, [1 / rank for rank in range(1, STATES + 1)])
        while len(pairs) < DYADS:
            one, other = shares.draw(self.random), shares.draw(self.random)
            if one != other:
                sides = (min(one, other), max(one, other))
                pairs.setdefault(sides, _Pair(sides, third=tuple(self.random.sample(self.states[:20], 2))))
        self._pairs = Drawn(list(pairs.values()), [1 / rank for rank in range(1, DYADS + 1)])
        types = words()["types"]
        self._types = Drawn(list(types), [entry["often"] for entry in types.values()])
        patterns = words()["threads"]
        self._patterns = Drawn(range(len(patterns)), [pattern["often"] for pattern in patterns])
        self._sizes, self._lags = Drawn(range(len(_COVERAGE)), _COVERAGE), Drawn(range(len(_LAGS)), _LAGS)
        while self._reports < size:
            self._burst(self._pairs.draw(self.random))
        for _ in range(self._reports - size):
            self.documents[-1].reports.pop()
            if not self.documents[-1].reports:
                self.documents.pop()
        self.documents.sort(key=lambda one: (one.published or date.max, one.id))

    def _burst(self, pair: _Pair) -> None:
        random = self.random
        center = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        happenings = [self._happening(pair, center) for _ in range(1 + min(random.randrange(4), random.randrange(4)))]
        threads = [self._thread(pair) for _ in range(random.randrange(4))]
        publishers = random.sample(words()["publishers"], self._sizes.draw(random))
        for publisher in publishers:
            told = [one for one in happenings if random.random() < _REPORTED] or [random.choice(happenings)]
            published = max(one.day for one in told) + timedelta(days=self._lags.draw(random))
            reports = [Report(one) for one in told]
            if random.random() < _LOOK_BACK and (old := self._earlier(pair, published)):
                reports.append(Report(old, "look back"))
            for thread in threads:
                if random.random() < 0.6:
                    reports += self._mentions(thread, pair)
            self._document(publisher, published, reports)
        for one in happenings:
            if random.random() < _PLANNED and one.status == "occurred":
                self._plan(one)
            if one.status == "occurred":
                pair.happenings.append(one)

    def _happening(self, pair: _Pair, center: date) -> Happening:
        random, table = self.random, words()
        kind = self._types.draw(random)
        entry = table["types"][kind]
        modes, chance = entry.get("modes", {}), random.random()
        mode = next((name for name, upto in _upto(modes) if chance < upto), None)
        sector = random.choice(entry["sectors"])
        day = center + timedelta(days=random.randint(-3, 3) if random.random() < 0.6 else 0)
        status = "occurred" if random.random() >= _NOT_REAL else random.choice(["negated", "hypothetical"])
        self._number += 1
        return Happening(
            key=f"happening {self._number}",
            sides=pair.sides if random.random() < 0.5 else pair.sides[::-1],
            day=day,
            type=kind,
            status=status,
            mode=mode,
            sector=sector,
            matter=tuple(random.sample(table["sectors"][sector], random.randint(3, 6))),
            place=random.choice(self.cities[random.choice(pair.sides)]),
            role=random.choice(list(table["roles"])) if random.random() < 0.6 else None,
            last=day + timedelta(days=random.randint(1, 2) if mode == "visit" and random.random() < 0.4 else 0),
        )

    def _plan(self, of: Happening) -> None:
        """Some days before a happening, one to three documents say that it will be: one happening of its own."""
        ahead = self.random.randint(2, 20)
        plan = Happening(
            f"plan of {of.key}",
            of.sides,
            of.day,
            of.type,
            "future",
            of.mode,
            of.sector,
            of.matter,
            of.place,
            of.role,
            of.last,
        )
        for publisher in self.random.sample(words()["publishers"], self.random.randint(1, 3)):
            self._document(publisher, of.day - timedelta(days=ahead), [Report(plan)])

    def _earlier(self, pair: _Pair, published: date) -> Happening | None:
        """A happening of the pair at least a month before, if a few draws find one."""
        for _ in range(3):
            if pair.happenings and (one := self.random.choice(pair.happenings)).day < published - timedelta(days=31):
                return one
        return None

    def _thread(self, pair: _Pair) -> Thread:
        """One that was spoken of before, the likelier the more it was, or a new one."""
        random = self.random
        old = len(pair.talk) - _DISCOUNT * len(pair.threads)
        if random.random() * (len(pair.talk) + _CONCENTRATION) < old:
            return random.choice(pair.talk)
        first = random.choice(pair.sides)
        nouns = [word for sector in ("trade", "science", "transport") for word in words()["sectors"][sector]]
        topics = [
            f"{random.choice(words()['modifiers'])} {noun}" if random.random() < 0.5 else noun
            for noun in random.sample(nouns, 3)
        ]
        place, other = random.sample(self.cities[first], 2)
        self._number += 1
        thread = Thread(
            key=f"thread {self._number}",
            sides=pair.sides,
            third=pair.third,
            pattern=self._patterns.draw(random),
            words={
                "place": place,
                "other": other,
                "code": f"{random.choice('ABCDEFGHKLMPRST')}{random.choice(['', 'K', 'V'])}-{random.randint(2, 900)}",
                **dict(zip(("word", "second", "third"), topics, strict=True)),
            },
        )
        pair.threads.append(thread)
        return thread

    def _mentions(self, thread: Thread, pair: _Pair) -> list[Report]:
        """In one document: once, or first in full and then otherwise."""
        forms = [form for form in ("full", "short", "acronym", "part") if form in words()["threads"][thread.pattern]]
        found = [Report(thread, self.random.choice(("full", *forms)))]
        if self.random.random() < 0.3:
            found.append(Report(thread, self.random.choice((*forms, "bare", "bare"))))
        pair.talk += [thread] * len(found)
        return found

    def _document(self, publisher: str, published: date, reports: list[Report]) -> None:
        random = self.random
        day = None if random.random() < _UNDATED else published
        made = Planned(f"D{len(self.documents):07d}", day, publisher, reports)
        self._add(made)
        chance = random.random()
        if chance < _REPRINT + _NEAR_COPY:
            later = published + timedelta(days=random.randint(0, 2))
            again = Planned(
                f"D{len(self.documents):07d}",
                later,
                random.choice(words()["publishers"]),
                list(reports),
                made,
                chance < _NEAR_COPY,
            )
            self._add(again)

    def _add(self, made: Planned) -> None:
        self.documents.append(made)
        self._reports += len(made.reports)


def made_place(random: Random) -> str:
    """The name of a place that is nowhere."""
    table = words()
    return f"{''.join(random.choices(table['places'], k=2))}{random.choice(table['place_ends'])}".capitalize()


def _upto(shares: dict[str, float]) -> Iterator[tuple[str, float]]:
    return zip(shares, accumulate(shares.values()), strict=True)
