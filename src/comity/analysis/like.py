"""Like with like: what two figures must have in common before their numbers may be compared.

Two figures are alike when they have the same unit, kind of change, status (a fact, a forecast, an aim), words of
measure, time and baseline, and are of the same subject. The subject is a thread that the measure names, an event that
the sentence tells, or the dealings of the two states in one direction. A figure without any of these is compared with
nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from comity.actors import tables
from comity.ledger import LinkedRecord
from comity.linking.content import matter, proper, stem
from comity.records import Event, Figure, Period, Status, ThreadKind, ThreadMention
from comity.records.units import UnitKind, to_base, units

_LIGHT = frozenset(
    stem(word)
    for word in (
        *(
            "bilateral",
            "mutual",
            "total",
            "overall",
            "worth",
            "value",
            "valued",
            "volume",
            "amount",
            "number",
            "figure",
        ),
        *("level", "sum", "annual", "yearly", "current", "combined", "whole", "different", "various", "already"),
    )
)
_MEANS = {stem("turnover"): stem("trade"), stem("commerce"): stem("trade"), stem("contracts"): stem("contract")}
_TOGETHER = re.compile(r"\b(bilateral|mutual|between|turnover|two-way|joint)\b", re.IGNORECASE)
_ONE_WAY = re.compile(r"\b(exports?|imports?|deficit|surplus|exported|imported|purchases?|sales?)\b", re.IGNORECASE)
_MONEY_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?(?:(?:19|20)?(\d\d))\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_LASTING = frozenset(stem(word) for word in ("contract", "capacity", "length"))
"""Measures that a thread has once and for all, whatever day the sentence names beside them."""

_CASUALTIES = (
    ("killed", re.compile(r"\b(kill\w*|dead|died|dies|deaths?|lives|fatalit\w+)\b", re.IGNORECASE)),
    ("wounded", re.compile(r"\b(wound\w*|injur\w*|hurt)\b", re.IGNORECASE)),
    ("missing", re.compile(r"\bmissing\b", re.IGNORECASE)),
    ("captured", re.compile(r"\b(captur\w*|captive|prisoners?|detained|arrested)\b", re.IGNORECASE)),
    ("displaced", re.compile(r"\b(displac\w*|fled|evacuat\w*|deport\w*)\b", re.IGNORECASE)),
)
"""What became of people in an event, however a sentence words it."""

_OF_PEOPLE = re.compile(
    r"\b(child\w*|civilians?|soldiers?|troops?|service(?:men|members?)|journalists?|wom[ae]n|girls?|boys?|officers?"
    r"|guards?|sailors?|pilots?|workers?|policem[ae]n|police|fighters?|militants?|students?|doctors?|monks?|others|more)\b",
    re.IGNORECASE,
)
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.PEOPLE})
_AN_INCIDENT = 28
_FEW = 10
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class FigureKey:
    """What alike figures share. `subject` is the linked event or thread, or None for the dealings of two states.

    `fixed`: the time is told by the figures themselves; else it follows from when they were published.
    """

    unit: str
    change: str
    status: str
    measure: tuple[str, ...]
    sides: str
    subject: str | None
    time: str
    fixed: bool


class Sentences:
    """What was coded from the same words as a figure, by document."""

    def __init__(self, records: Iterable[LinkedRecord]) -> None:
        self._by_document: defaultdict[str, list[LinkedRecord]] = defaultdict(list)
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        for linked in records:
            if not isinstance(linked.record, Figure):
                self._by_document[linked.record.document].append(linked)
            if isinstance(linked.record, ThreadMention) and linked.thread_id:
                name = linked.record.name
                self._names[linked.thread_id] |= matter(name) | proper(f"a {name}")

    def names_of(self, thread: str) -> frozenset[str]:
        """The stems of all names of a linked thread."""
        return frozenset(self._names[thread])

    def around(self, figure: Figure) -> Iterator[LinkedRecord]:
        """The events and mentions of threads whose sentence overlaps that of the figure."""
        for linked in self._by_document.get(figure.document, ()):
            if linked.record.start < figure.end and figure.start < linked.record.end:
                yield linked


def figure_keys(figure: Figure, sentences: Sentences, pair: frozenset[str]) -> Iterator[FigureKey]:
    """Under what a figure is compared; nothing for one that is not said of anything definite."""
    words = measure_words(figure)
    near = list(sentences.around(figure))
    sides = _sides(figure, pair)
    time, fixed = _time(figure.period)
    told = set()
    for linked in near:
        mention = linked.record
        if (
            isinstance(mention, ThreadMention)
            and linked.thread_id
            and mention.thread_kind is not ThreadKind.ORGANISATION
        ):
            name = sentences.names_of(linked.thread_id)
            rest = words - name
            lasts = bool(rest) and rest <= _LASTING
            if name & words and linked.thread_id not in told and (fixed or lasts or not _is_few(figure)):
                told.add(linked.thread_id)
                yield _key(figure, rest, "", linked.thread_id, "" if lasts else time, fixed or lasts)
    became = _casualties(figure)
    if became and (figure.period is None or fixed):
        for linked in near:
            event = linked.record
            if isinstance(event, Event) and event.status in _REAL and linked.event_id and linked.event_id not in told:
                told.add(linked.event_id)
                yield _key(figure, became, "", linked.event_id, "", fixed=False)
    if words and sides and not (_is_incident(figure) and not proper(f"a {figure.measure}", _names_of(pair))):
        yield _key(figure, words, sides, None, time, fixed)


def measure_words(figure: Figure) -> frozenset[str]:
    """The stems of a measure without names of states, its unit, and words that any measure may have."""
    found = matter(figure.measure, state_words(figure.measure))
    return frozenset(_MEANS.get(word, word) for word in found) - _LIGHT - {stem(word) for word in figure.unit.split()}


def state_words(text: str) -> list[str]:
    """The words of a text that name a state."""
    return [name for name, _ in _names_in(text)]


def states_named(quote: str) -> frozenset[str]:
    """The codes of the states that words name, by name, adjective or capital."""
    return frozenset(code for _, code in _names_in(quote))


def _key(figure: Figure, words: frozenset[str], sides: str, subject: str | None, time: str, fixed: bool) -> FigureKey:
    unit = to_base(1.0, figure.unit)[1]
    baseline = _time(figure.baseline)[0]
    time = f"{time} against {baseline}" if baseline else time
    measure = tuple(sorted(words))
    return FigureKey(unit, figure.change.value, figure.status.value, measure, sides, subject, time, fixed)


def _sides(figure: Figure, pair: frozenset[str]) -> str:
    """Between whom, or from whom to whom; empty where the text does not say that it is of the two alone."""
    given = {code for code in (figure.source, figure.target) if code}
    if given == pair:
        together = _is_mutual(figure)
        return "=".join(sorted(pair)) if together else f"{figure.source}>{figure.target}"
    named = states_named(figure.quote)
    if not given <= pair or not named <= pair or (given | named) != pair:
        return ""
    if _is_mutual(figure):
        return "=".join(sorted(pair))
    return f"{figure.source or ''}>{figure.target or ''}" if given else ""


def _is_mutual(figure: Figure) -> bool:
    trade = stem("trade") in measure_words(figure) or _TOGETHER.search(figure.measure) is not None
    return trade and _ONE_WAY.search(figure.measure) is None


def _time(period: Period | None) -> tuple[str, bool]:
    """A name for a period, and whether it fixes the time: "since 2022" counts up to the day of publication."""
    if period is None:
        return "", False
    if period.start is None or period.end is None:
        return f"{period.start or ''}..{period.end or ''}", period.start is None
    year = _MONEY_YEAR.search(period.text)
    if year and int(year[2]) == (int(year[1]) + 1) % 100:  # "2024-25", "financial year 2024/25"
        return f"{year[1]}/{year[2]}", True
    return f"{period.start}..{period.end}", True


def _is_counted(figure: Figure) -> bool:
    kind = units()[figure.unit].kind if figure.unit in units() else UnitKind.COUNT
    return kind in _COUNTED


def _casualties(figure: Figure) -> frozenset[str]:
    """What became of whom: `killed`, `killed children`; empty where the measure does not say."""
    kind = units()[figure.unit].kind if figure.unit in units() else None
    if kind is not UnitKind.PEOPLE:
        return frozenset()
    became = [name for name, words in _CASUALTIES if words.search(figure.measure)]
    whom = {stem(found) for found in _OF_PEOPLE.findall(figure.measure)}
    return frozenset((*became, *whom)) if len(became) == 1 else frozenset()


def _is_few(figure: Figure) -> bool:
    """Whether it counts some of a number that the text need not give: two of the five regiments."""
    return _is_counted(figure) and abs(figure.value) < _FEW


def _is_incident(figure: Figure) -> bool:
    """Whether it counts what happened within days: there may be several such, at different places."""
    period = figure.period
    short = period is not None and period.start is not None and period.end is not None
    return _is_counted(figure) and (period is None or (short and (period.end - period.start).days < _AN_INCIDENT))  # type: ignore[operator]


def _names_of(pair: frozenset[str]) -> list[str]:
    return [name for name, code in _state_names().items() if code in pair]


def _names_in(text: str) -> Iterator[tuple[str, str]]:
    known = _state_names()
    found = [match.group() for match in _WORD.finditer(text)]
    at = 0
    while at < len(found):
        for length in range(min(_LONGEST_NAME, len(found) - at), 0, -1):
            name = " ".join(found[at : at + length])
            code = known.get(name.removesuffix("'s").removesuffix("’s"))
            if code is not None:
                yield name, code
                at += length - 1
                break
        at += 1


@cache
def _state_names() -> dict[str, str]:
    """State codes by the words that name one, as `_WORD` cuts them."""
    return {
        name.rstrip("."): state.code
        for state in tables.states().values()
        for name in (
            *state.capitals,
            *(demonym for pair in state.demonyms for demonym in pair),
            *state.adjectives,
            *state.all_names,
            state.name,
        )
        if name[:1].isupper()
    }
