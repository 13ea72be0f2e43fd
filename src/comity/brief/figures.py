"""Figures of a brief: equal ones once, and those that do not agree side by side."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from comity.actors import tables
from comity.brief import naming, wording
from comity.brief.model import Disagreement, FigureLine
from comity.brief.notes import Citing, coded
from comity.brief.verdicts import Verdicts
from comity.ledger import LinkedRecord
from comity.records import Change, Comparator, Figure

_ARTICLES = re.compile(r"\b(?:the|a|an|its|their|his|her|this)\b")
_TWO_WAY = re.compile(
    r"\b(?:bilateral|mutual|reciprocal|two[- ]way|joint|trade|trading|turnover|commerce|exchanges?)\b", re.IGNORECASE
)
"""Words of measures that both sides share: what the one gives and what the other gives, counted together."""

_ONE_WAY = re.compile(
    r"\b(?:ex|im)port(?:s|ed|ing)?\b|\b(?:sales?|sold|purchases?|bought|suppl(?:y|ies|ied)|deliver(?:y|ies|ed)|shipments?"
    r"|tariffs?|dut(?:y|ies)|aid|loans?|credits?|grants?|debts?|deficit|surplus|balance|gap)\b",
    re.IGNORECASE,
)
"""Words of measures that one side gives, owes or is short of, even beside a word of trade."""

_TOLERANCE = 0.02
"""Values within two in a hundred of each other are one value, rounded."""

_CURRENCIES = frozenset({"USD", "EUR", "GBP", "INR", "RUB", "JPY", "CNY", "TRY", "PLN", "UAH", "CHF", "KRW"})
_FLOWS = frozenset(
    {"trade", "exports", "imports", "turnover", "investment", "investments", "aid", "deficit", "surplus"}
)
_UNITS = frozenset({"MW", "GW", "barrels per day", "barrels", "tonnes", "bcm", "TWh", "kWh"})
_WORTH = frozenset(
    {
        *("trade", "export", "import", "turnover", "investment", "deficit", "surplus", "loan", "credit", "aid", "debt"),
        *("tariff", "contract", "sale", "purchase", "shipment", "delivery", "supply", "oil", "crude", "gas", "coal"),
        *("fertiliser", "fertilizer", "grain", "wheat", "steel", "capacity", "power", "reactor", "missile", "aircraft"),
        *("fighter", "rifle", "tank", "helicopter", "frigate", "submarine", "regiment", "weapon", "arm", "troop"),
        *("soldier", "student", "tourist", "refugee", "migrant", "flight", "pipeline"),
    }
)
"""What analysts look for first: trade, money, power, arms, people."""

_POOR_START = frozenset(
    {
        *(
            "most",
            "some",
            "many",
            "several",
            "few",
            "more",
            "less",
            "only",
            "about",
            "over",
            "under",
            "up",
            "down",
            "to",
        ),
        *(
            "at",
            "in",
            "on",
            "of",
            "for",
            "from",
            "by",
            "with",
            "between",
            "into",
            "than",
            "and",
            "or",
            "other",
            "another",
        ),
        *(
            "such",
            "much",
            "half",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "worth",
        ),
        *("that", "which", "who", "it", "they", "he", "she", "each", "every", "both", "years", "months", "days"),
    }
)
_SHARES = frozenset({"of", "share", "rate", "rates", "proportion", "percentage", "growth", "tariff", "tariffs", "duty"})
"""A bare percentage needs one of these to say of what."""

_CLAUSE = frozenset(
    {
        *(
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "has",
            "have",
            "had",
            "will",
            "would",
            "can",
            "could",
            "did",
            "does",
        ),
        *("grown", "risen", "fallen", "surged", "reached", "imported", "exported"),
        *("it", "they", "he", "she", "we", "which", "who", "bought", "sold", "said", "made", "took", "built"),
    }
)
"""Words that show that a measure is a piece of a clause, not the name of something counted."""

_POOR = _POOR_START | {
    "the",
    "a",
    "an",
    "its",
    "their",
    "this",
    "goods",
    "worth",
    "total",
    "number",
    "month",
    "year",
    "day",
}


def lines(
    records: Iterable[LinkedRecord], citing: Citing, verdicts: Verdicts, dyad: frozenset[str]
) -> tuple[FigureLine, ...]:
    """The figures, each once, those of most weight first, then newest first; pieces of clauses last."""
    groups: dict[tuple[object, ...], list[LinkedRecord]] = {}
    for linked in records:
        if isinstance(linked.record, Figure):
            groups.setdefault(_key(linked.record), []).append(linked)
    ordered = sorted(groups.values(), key=lambda group: _order(group, dyad))
    return tuple(_line(group, citing, verdicts, dyad) for group in ordered)


def _key(figure: Figure) -> tuple[object, ...]:
    period = figure.period.to_json() if figure.period else {}
    when = (period.get("start"), period.get("end"))
    what = (figure.value, figure.value_high, figure.unit, figure.change, figure.direction, figure.status)
    return (*what, measure_key(figure), figure.source, figure.target, when)


def measure_key(figure: Figure) -> str:
    """The measure without case and articles, to tell whether two figures count the same thing."""
    return " ".join(_ARTICLES.sub(" ", figure.measure.casefold()).split())


def _order(group: Sequence[LinkedRecord], dyad: frozenset[str]) -> tuple[bool, int, int, str, int]:
    figure = _figure(group[0])
    newest = max(_as_of(_figure(linked)) for linked in group)
    return (not is_notable(figure), -int(weight(figure, dyad)), -newest.toordinal(), figure.document, figure.start)


def _figure(linked: LinkedRecord) -> Figure:
    assert isinstance(linked.record, Figure)
    return linked.record


def _line(group: Sequence[LinkedRecord], citing: Citing, verdicts: Verdicts, dyad: frozenset[str]) -> FigureLine:
    best = max(group, key=lambda linked: (linked.reprint_of is None, linked.record.confidence, linked.record.id))
    figure = _figure(best)
    originals = [best, *(linked for linked in group if linked is not best)]
    return FigureLine(
        value=wording.value_of(figure),
        measure=figure.measure,
        direction=direction(figure),
        period=wording.figure_when(figure),
        state=wording.FIGURE_STATUS_NAMES[figure.status],
        said=naming.attribution(figure.speaker, citing.publisher(figure), figure.published),
        notes=citing.cite_all(originals),
        sources=len({linked.reprint_of or linked.record.document for linked in group}),
        coded=coded(best),
        weight=weight(figure, dyad),
        notable=is_notable(figure),
        sort=_as_of(figure),
        checked=verdicts.of(_figure(linked) for linked in originals),
    )


def _as_of(figure: Figure) -> date:
    """The day that a figure speaks of: the end of its period, at the latest its publication."""
    period, published = figure.period, figure.published or date.min
    end = (period.end or published) if period else published
    return min(end, published)


def direction(figure: Figure) -> str:
    """`Russia → India`, `to India`, `from Russia`; `India – Russia`, `with Russia` for what both sides share."""
    if is_two_way(figure.measure):
        states = sorted(naming.names([code]) for code in (figure.source, figure.target) if code)
        return f"with {states[0]}" if len(states) == 1 else " – ".join(states)
    if figure.source and figure.target:
        return f"{naming.names([figure.source])} → {naming.names([figure.target])}"
    if figure.source:
        return f"from {naming.names([figure.source])}"
    return f"to {naming.names([figure.target])}" if figure.target else ""


def is_two_way(measure: str) -> bool:
    """Whether a measure counts what goes both ways, as trade and turnover do, so that it has no direction."""
    return _TWO_WAY.search(measure) is not None and _ONE_WAY.search(measure) is None


def weight(figure: Figure, dyad: frozenset[str]) -> float:
    """How much a figure stands out, by rule: the sum of

    2 where it is of dealings between the two; 2 for money, or for a change by half or more; 1 for any other share or
    change; 1.5 for a measure of trade, energy, arms or people (`_WORTH`); up to 1 for its size, a thousandth of a
    billion of money, or a hundred thousand of anything else, being none.
    """
    points = 2.0 if {figure.source, figure.target} == dyad else 0.0
    if figure.unit in _CURRENCIES or (figure.change is Change.RATIO and (figure.value >= 1.5 or figure.value <= 0.67)):
        points += 2.0
    elif figure.unit in ("percent", "ratio"):
        points += 2.0 if figure.change is Change.PERCENT_CHANGE and abs(figure.value) >= 50 else 1.0
    if _words(figure.measure) & _WORTH or figure.unit in _UNITS:
        points += 1.5
    size = math.log10(abs(figure.value)) if abs(figure.value) >= 1 else 0.0
    return points + max(0.0, min(1.0, (size - 6) / 4 if figure.unit in _CURRENCIES else size / 5))


def is_notable(figure: Figure) -> bool:
    """Whether the measure says by itself what is counted, so that the figure may stand without its sentence.

    It must have two words of content or more and begin with one, and be no piece of a clause; "trade" alone will do for
    a sum of money.
    """
    words = re.findall(r"[^\W_][\w'’-]*", figure.measure.casefold())
    if not words or words[0] in _POOR_START or not words[0][0].isalpha() or _CLAUSE & set(words):
        return False
    if figure.unit == "percent" and figure.change is Change.LEVEL and not _SHARES & set(words):
        return False
    content = [word for word in words if word not in _POOR and word[0].isalpha()]
    if len(content) >= 2:
        return not all(word in _state_words() for word in content)
    return bool(content) and content[0] in _FLOWS and figure.unit in _CURRENCIES


def _words(measure: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", measure.casefold())
    return frozenset((*words, *(word.removesuffix("s") for word in words)))


@cache
def _state_words() -> frozenset[str]:
    return frozenset(word.casefold() for state in tables.states().values() for word in (state.name, *state.adjectives))


def disagreements(records: Iterable[LinkedRecord], citing: Citing) -> list[Disagreement]:
    """Levels of one measure, for one period and direction, that independent documents put at different values.

    Only what is plainly about the same thing: same measure of two words or more, same unit, period, direction and
    status, and numbers that are neither hedged as bounds nor within two per cent of each other.
    """
    groups: dict[tuple[object, ...], list[LinkedRecord]] = {}
    for linked in records:
        figure = linked.record
        if not isinstance(figure, Figure) or figure.comparator not in (Comparator.EXACT, Comparator.ABOUT):
            continue
        if figure.period is None or linked.reprint_of is not None or " " not in measure_key(figure):
            continue
        when = (figure.period.start, figure.period.end)
        what = (measure_key(figure), figure.unit, figure.change, figure.status)
        groups.setdefault((*what, figure.source, figure.target, when), []).append(linked)
    found = []
    for group in groups.values():
        sides: list[list[LinkedRecord]] = []
        for linked in group:
            same = next((side for side in sides if _close(_figure(side[0]), _figure(linked))), None)
            if same is None:
                sides.append([linked])
            else:
                same.append(linked)
        if len(sides) > 1 and len({side[0].record.document for side in sides}) > 1:
            figure = _figure(group[0])
            about = ", ".join(part for part in (figure.measure, direction(figure), wording.figure_when(figure)) if part)
            said = tuple((wording.value_of(_figure(side[0])), citing.cite_all(side)) for side in sides)
            found.append(Disagreement(about, said))
    return found


def _close(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) <= _TOLERANCE * max(abs(one.value), abs(other.value))
