"""How far a number may lie from a series and still hold, by the published rules (`data/tolerance.yaml`).

A number stands for whatever would be written as it: the digits of its own wording say how far it is rounded, and the
words around it ("over", "nearly", "about") widen that to one side or both. What the series itself leaves open is added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from comity.checking.measured import Claim, Kind
from comity.checking.rules import Width, Widths, rules
from comity.language.numbers import SCALES
from comity.records import Comparator, Figure
from comity.records.units import UnitKind, units

_LITERAL = re.compile(r"\d[\d,\u00a0\u202f ]*(?:\.\d+)?")
_SEPARATORS = re.compile(r"[,\s\u00a0\u202f]")
_FRACTION = re.compile(r"\b(?:hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|one in)\b", re.IGNORECASE)
_THOUSAND = 1e3
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.PEOPLE})


@dataclass(frozen=True, slots=True)
class Allowed:
    """The values that a claim stands for, from `low` to `high` (both included), in the unit of the claim.

    Of a fall by so much the values are of the fall. `says` is the rule in words, with its numbers.
    """

    low: float
    high: float
    claimed: float
    says: str

    def holds(self, value: float) -> bool:
        """Whether a value is among them; the last digits of a computer's arithmetic do not decide."""
        play = 1e-9 * max(abs(value), abs(self.low), abs(self.high))
        return self.low - play <= value <= self.high + play

    def tolerance(self, value: float) -> float:
        """How far from the claimed number the values reach on the side on which `value` lies."""
        return max(self.high - self.claimed if value >= self.claimed else self.claimed - self.low, 0.0)

    def widened(self, by: float) -> Allowed:
        """With `by` more on either side."""
        return replace(self, low=self.low - by, high=self.high + by) if by else self


@dataclass(frozen=True, slots=True)
class _Digits:
    """How a number is written: a unit of its last digit, and of its last digit that is no nought (0: the same)."""

    last: float
    round: float
    scaled: bool


def allowed(figure: Figure, claim: Claim) -> Allowed:
    """The values that the number of a figure stands for, in the unit of its claim, by the words and the digits."""
    value, counted = abs(claim.value), is_counted(claim)
    exact = counted and _is_exact_count(value)
    widths, plural = _widths(figure)
    rounding = 0.0 if exact else _rounding(figure, claim, counted)
    below = _width(widths.below, value, rounding)
    above = _width(widths.above, value, rounding)
    high = value if claim.high is None else abs(claim.high)
    low, high = min(value, high) - below, max(value, high) + above
    if exact and not plural and _comparator(figure) is Comparator.OVER:
        low = value + 1
    if exact and not plural and _comparator(figure) is Comparator.UNDER:
        high = value - 1
    return Allowed(low, high, value, _says(figure, widths, rounding, exact))


def is_counted(claim: Claim) -> bool:
    """Whether a claim counts things, so that its number may be exact."""
    if claim.kind not in (Kind.LEVEL, Kind.DIFFERENCE):
        return False
    if claim.unit in rules().measures:
        return False
    entry = units().get(claim.unit)
    return entry is None or entry.kind in _COUNTED


def _is_exact_count(value: float) -> bool:
    return float(value).is_integer() and (value < rules().exact_below or value % 10 != 0)


def _words(figure: Figure) -> str:
    return " ".join((figure.number.text if figure.number else "").casefold().split())


def _widths(figure: Figure) -> tuple[Widths, bool]:
    """The widths of the words at the beginning of the number, else of its comparator; and whether it has no digits."""
    text = _words(figure)
    for starts, widths, plural in rules().words:
        if any(re.match(rf"{re.escape(start)}\b", text) for start in starts):
            return widths, plural
    return rules().comparators[_comparator(figure)], False


def _comparator(figure: Figure) -> Comparator:
    """The comparator of a figure; exact where its word belongs to a verb: "handed over 36 aircraft"."""
    first = _words(figure).partition(" ")[0]
    before = figure.quote[: figure.number.start - figure.start].casefold().split()[-1:] if figure.number else []
    belongs = first in rules().not_hedges and before and before[0] in rules().not_hedges[first]
    return Comparator.EXACT if belongs else figure.comparator


def _width(width: Width, value: float, rounding: float) -> float:
    if width == "rounding":
        return rounding
    if width == "slack":
        return min(rounding, value * rules().slack_at_most)
    return max(float(width) * value, rounding)


def _rounding(figure: Figure, claim: Claim, counted: bool) -> float:
    """What the number may be rounded by, by its digits, in the unit of the claim."""
    rule, value = rules().rounding, abs(figure.value)
    if not value:
        return 0.0
    digits = _digits(_words(figure), value)
    most = rule["noughts_counted" if counted else "noughts_scaled" if digits.scaled else "noughts"]
    whole_percent = claim.unit in ("percent", "percentage points") and digits.last == 1 and figure.unit != "ratio"
    play = digits.last * rule["last_digit"]
    if not whole_percent:
        play = min(play, rule["at_most"] * value)
    play = max(play, min(digits.round * rule["last_digit"], most * value))
    if _FRACTION.search(_words(figure)):
        play = max(play, rule["fraction"] * value)
    if not counted:
        play = max(play, rule["at_least"] * value)
    return play * abs(claim.value) / value if claim.value else play


def _digits(text: str, value: float) -> _Digits:
    """The last digit of a number as it is written, of the words "twenty billion" as of "20 billion"."""
    for literal in _LITERAL.finditer(text):
        plain = _SEPARATORS.sub("", literal[0])
        written = float(plain)
        if not written:
            continue
        size = value / written
        if any(abs(size - scale) < 1e-6 * scale for scale in (1.0, *SCALES.values())):
            return _of_digits(plain, size)
    scale = max((SCALES[word] for word in re.findall(r"[a-z]+", text) if word in _BIG), default=1.0)
    return _of_digits(f"{value / scale:.10g}", scale)


_BIG = frozenset(word for word, scale in SCALES.items() if scale >= _THOUSAND and len(word) > 1)


def _of_digits(plain: str, size: float) -> _Digits:
    whole, _, decimals = plain.partition(".")
    if decimals or "e" in plain:
        last = size * 10.0 ** -len(decimals)
        return _Digits(last, 0.0, size >= _THOUSAND)
    noughts = len(whole) - len(whole.rstrip("0"))
    return _Digits(size, size * 10.0**noughts if noughts else 0.0, size >= _THOUSAND)


def _says(figure: Figure, widths: Widths, rounding: float, exact: bool) -> str:
    """The rule in words: "over: from the number, less its rounding, up to twice it"."""
    number = "a range" if figure.value_high is not None else "the number"
    if exact and widths.name == "exact":
        return "a count, taken as exact"
    if widths.name == "exact":
        return f"{number} as written, with the rounding that its digits show"
    return f"“{widths.name}”: {_side(widths.below, 'below', rounding)} and {_side(widths.above, 'above', rounding)}"


def _side(width: Width, where: str, rounding: float) -> str:
    if not isinstance(width, str):
        return f"{width:.0%} {where}"
    if not rounding:
        return f"nothing {where}"
    slack = f", at most {rules().slack_at_most:.1%}" if width == "slack" else ""
    return f"its rounding{slack} {where}"
