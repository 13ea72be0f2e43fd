"""What arithmetic a figure asks for, and the words that keep it from being checked at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.checking import vocabulary
from comity.checking.dated import year_apart, year_before
from comity.checking.measured import Claim, Kind, Measured
from comity.checking.telling import Piece, Telling, Who
from comity.records import Change, FigureStatus
from comity.records.units import UnitKind, comparable, to_base, units

_FLOWS = frozenset({"exports", "imports", "both", "commodity"})
_NEAR = 5  # words before a number in which a denial or a rate is about it
_RATE = re.compile(
    r"^\W*(?:a|per|each|every)\s+(?:month|week|day|quarter|hour|barrel|tonne|ton|kg|kilo|capita|person|head|unit|share)\b"
    r"|^\W*(?:daily|weekly|monthly|quarterly)\b",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:averag\w+|on average|mean)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\W*(?:in\s+|during\s+)?(?:(?:a|one|the|two|three)\s+)?(?:(?:years?|decade)\s+(?:earlier|before|ago|previously)"
    r"|(?:previous|prior|preceding)\s+(?:fiscal\s+|financial\s+)?year|same\s+period\s+(?:of|last|a|the))",
    re.IGNORECASE,
)
_IN = re.compile(r"^\W*(?:in|for|during)?\s*", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:just\s+|only\s+|a\s+mere\s+|about\s+|around\s+|some\s+)?$", re.IGNORECASE)
_AS_IN = re.compile(r"\bas\s+(?:in|during|a\s+year|the\s+(?:year|previous))\b", re.IGNORECASE)
_TO_IT = re.compile(
    r"\b(?:shrunk|shrank|fell|fallen|dropped|declined|risen|rose|grown|grew|climbed|jumped) to\s*$", re.IGNORECASE
)
_WHOLE = re.compile(
    r"\d[\d.,]*\s*(?:[mbt]\w*illion|bn|crore|per\s?cent|%)?\s+(?:out\s+)?of\s+(?:(?:the|its|their|a)\s+)?"
    r"(?:(?:total|overall)\s+(?:of\s+)?)?\Z",
    re.IGNORECASE,
)
_YEAR = 370  # days
_FISCAL = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?\d\d\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """The arithmetic that a figure asks for, with its number: `value` and `high` are negative for a fall.

    The value of a ratio stays as it is told ("fell tenfold" 10, "halved" 0.5). `share`: the number is percent, and of
    something (not by how much it moved).
    """

    kind: Kind
    value: float
    high: float | None
    unit: str


def asked(telling: Telling) -> Asked:
    """What a figure asks for, by its kind of change, its direction and its words."""
    figure = telling.figure
    kind = {
        Change.LEVEL: Kind.LEVEL,
        Change.RATIO: Kind.RATIO,
        Change.PERCENT_CHANGE: Kind.PERCENT_CHANGE,
        Change.DIFFERENCE: Kind.DIFFERENCE,
    }[figure.change]
    falls = figure.direction == "down"
    if kind is Kind.DIFFERENCE and _TO_IT.search(telling.before.text):
        kind = Kind.LEVEL  # "had shrunk to under 500 million by 2024"
    if kind is Kind.LEVEL and figure.unit == "percent":
        moved = _moved(telling)
        if moved is not None:
            kind, falls = Kind.PERCENT_CHANGE, moved
    elif kind is Kind.LEVEL and figure.unit == "ratio":
        kind = Kind.RATIO
    sign = -1 if falls and kind in (Kind.PERCENT_CHANGE, Kind.DIFFERENCE) else 1
    high = None if figure.value_high is None else sign * figure.value_high
    return Asked(kind, sign * figure.value, high, figure.unit)


def _moved(telling: Telling) -> bool | None:
    """Whether a percentage says by how much something fell (True) or rose (False), where the coder left it open."""
    if not telling.before.folded or telling.before.folded[-1] not in ("by", "of", "growth", "increase", "rise"):
        return None
    falls, rises = vocabulary.words("falls"), vocabulary.words("rises")
    words = [word for word in telling.before.folded if word in falls or word in rises]
    if not words or (telling.after.folded and telling.after.folded[0] == "of"):
        return None
    return words[-1] in falls


def in_unit(what: Asked, one: Measured) -> tuple[float, float | None] | None:
    """The value and its upper end in the unit of a measured thing, or None where they cannot be compared."""
    if not comparable(what.unit, one.unit):
        return None
    by = to_base(1.0, what.unit)[0] / to_base(1.0, one.unit)[0]
    return what.value * by, None if what.high is None else what.high * by


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    entry = units().get(unit)
    return entry is not None and entry.kind is UnitKind.CURRENCY


def other_money(mine: str, theirs: str) -> str:
    """Why an amount in one currency is not set against one in another."""
    return f"the figure is in {mine}, the series are in {theirs}, and money is not converted into other money"


def refused(telling: Telling, what: Asked, why: str, label: str = "") -> Claim:
    """The claim that no series can speak to, with the reason."""
    return Claim(
        what.kind,
        label or telling.figure.measure,
        what.value,
        what.unit,
        high=what.high,
        comparable=False,
        why=why,
    )


def missing(telling: Telling, what: Asked, why: str, label: str = "", needed: str | None = None) -> Claim:
    """The claim that series could speak to, with what is missing."""
    return Claim(
        what.kind, label or telling.figure.measure, what.value, what.unit, high=what.high, why=why, needed=needed
    )


def not_a_fact(telling: Telling, near: Piece | None = None) -> str:
    """Why a figure asserts no fact that statistics could have counted; empty where it does.

    `near` are the words around the number that may say so, instead of its whole clause.
    """
    figure = telling.figure
    if figure.status is FigureStatus.TARGET:
        return "it is an aim; there is nothing to check yet"
    if figure.status is FigureStatus.EXPECTED:
        return "it is expected and not yet a fact; there is nothing to check yet"
    return supposed(telling, near) or denied(telling)


def supposed(telling: Telling, near: Piece | None = None) -> str:
    """Why the words around the number speak of what may be, or may come; empty where they do not."""
    piece = near or telling.clause
    for told in piece.told(vocabulary.ahead()):
        if told.word.says == "ahead":
            words = piece.text[piece.words.starts[told.first] : piece.words.ends[told.last - 1]]
            return f"“{words}” says that it is expected, wanted or supposed; there is nothing to check yet"
    if telling.quote.folded[:1] in (["if"], ["unless"], ["suppose"], ["should"], ["were"]):
        return "it is only supposed; there is nothing to check"
    return ""


def denied(telling: Telling) -> str:
    """Why the words deny the number; empty where they assert it."""
    near = telling.before.cut(max(0, len(telling.before) - _NEAR), len(telling.before))
    for told in near.told(vocabulary.ahead()):
        if told.word.says == "denied":
            return f"“{near.folded[told.first]}” denies the number, and does not say what it was"
    return ""


def rate_or_mean(telling: Telling) -> str:
    """Why a number is not the total of its period: a rate by the month, or a mean; empty where it may be."""
    if _RATE.search(telling.after.text):
        return "it is a rate, and the series give totals"
    near = telling.before.cut(max(0, len(telling.before) - _NEAR), len(telling.before))
    if _MEAN.search(near.text) or _MEAN.search(telling.number.text) or _MEAN.search(telling.after.text[:20]):
        return "it is a mean over a time, and the series give the single periods"
    return ""


def of_another_time(telling: Telling) -> str:
    """Why a level is not of the period that the sentence names: "up from 3 billion", "against 3 billion a year ago"."""
    period = telling.figure.period
    behind = telling.after.text
    if period is not None and _IN.sub("", behind).startswith(period.text) and period.text:
        return ""
    if _WHOLE.search(telling.before.text):
        return "it is the whole of which the number before is a part"
    long = period is None or period.start is None or period.end is None or (period.end - period.start).days > _YEAR
    if _EARLIER.match(behind) and year_apart(telling.figure) is None:
        return "it is of an earlier year, which the words do not name"
    long = long and not (period is not None and _FISCAL.search(period.text))  # "2021-22" is one year
    if _FROM.search(telling.before.text) and not long and year_before(telling.figure) is None:
        return "the words say from which number it moved, and not when that was"
    return ""


def against_another(telling: Telling) -> str:
    """Why a change is no change over time: "three times as much as its imports from Iran"; empty where it is."""
    after = telling.after
    if telling.figure.unit == "ratio":
        head = after.cut(0, min(len(after), 4))
        if not _AS_IN.search(after.text) and _FLOWS.intersection(
            one.word.says for one in head.told(vocabulary.trade())
        ):
            return "it compares two different things, and not one thing at two times"
    for at, word in enumerate(after.folded[:8]):
        if word not in ("than", "as", "that") or after.folded[at + 1 : at + 2] in (["large"], ["much"], ["many"]):
            continue
        rest = after.cut(at + 1, min(len(after), at + 9))
        if word == "as" and (at == 0 or after.folded[at - 1] not in ("much", "large", "many", "big", "high")):
            continue
        if any(name.who in (Who.STATE, Who.GROUP) for name in rest.names) or rest.folded[:1] in (["that"], ["those"]):
            return "it compares two different things, and not one thing at two times"
        if (
            rest.folded
            and rest.folded[0] not in vocabulary.words("then")
            and not rest.folded[0][0].isdigit()
            and word != "that"
        ):
            told = {one.word.says for one in rest.told(vocabulary.trade())}
            if told & _FLOWS:
                return "it compares two different things, and not one thing at two times"
    return ""
