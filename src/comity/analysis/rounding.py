"""What a published number stands for: the stretch of values that it may be a rounding of.

The rule: a number stands for whatever would be published as it, rounded or cut off.

- One with a decimal place, or with at least two digits before a word of scale, may be off by one of its last digit:
  68.7 billion stands for 68.6 to 68.8, 68 billion for 67 to 69.
- A single digit before a word of scale may be off by half: 5 billion stands for 4.5 to 5.5.
- A round number may be off by half of its last digit that is not a nought, at most five in a hundred: 600,000 stands
  for 570,000 to 630,000.
- Anything else that is counted is exact: two reactors are two.
- "About" and fractions in words ("half") widen it to ten in a hundred; "over" and "at least" leave it open above,
  "under", "at most" and "up to" below.
- No number is taken as more exact than half a hundredth of itself, for statistics are revised.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from comity.records import Change, Comparator, Figure
from comity.records.units import UnitKind, to_base, units

_LITERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FRACTION = re.compile(r"\b(half|third|thirds|quarter|quarters|fifth|tenth)\b", re.IGNORECASE)
_ROUND = 0.05
_ABOUT = 0.10
_REVISED = 0.005
_ABOVE = frozenset({Comparator.OVER, Comparator.AT_LEAST})
_BELOW = frozenset({Comparator.UNDER, Comparator.AT_MOST, Comparator.UP_TO})
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.PEOPLE})


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """The values that a number may stand for, in the base unit; open where the text gives only a bound."""

    low: float
    high: float

    @property
    def open(self) -> bool:
        """Whether it has no end on one side."""
        return math.isinf(self.low) or math.isinf(self.high)

    def meets(self, other: Stretch) -> bool:
        """Whether both may stand for one value."""
        return self.low < other.high and other.low < self.high


def stands_for(figure: Figure) -> Stretch:
    """What the number of a figure stands for; a fall is below nought."""
    scale, _ = to_base(1.0, figure.unit)
    play = max(_play(figure), abs(figure.value) * _REVISED, 1e-9)
    if figure.comparator is Comparator.ABOUT or _FRACTION.search(_words(figure)):
        play = max(play, abs(figure.value) * _ABOUT)
    low, high = figure.value - play, (figure.value if figure.value_high is None else figure.value_high) + play
    if figure.comparator in _ABOVE:
        high = math.inf
    elif figure.comparator in _BELOW:
        low = -math.inf
    falls = figure.direction == "down" and figure.change in (Change.PERCENT_CHANGE, Change.DIFFERENCE)
    low, high = (-high, -low) if falls else (low, high)
    return Stretch(low * scale, high * scale)


def _words(figure: Figure) -> str:
    return figure.number.text if figure.number is not None else ""


def _play(figure: Figure) -> float:
    """How far the number may be off, by its digits."""
    value = abs(figure.value)
    literal = _LITERAL.search(_words(figure))
    written = float(literal[0].replace(",", "")) if literal else 0.0
    if literal is None or not written or not value:
        return _round(value)
    size = value / written
    if "." in literal[0]:
        return size * 10.0 ** -len(literal[0].split(".")[1])
    if size < 1000:  # no word of scale: "6,000", "40 percent"
        kind = units()[figure.unit].kind if figure.unit in units() else UnitKind.COUNT
        return _round(value) if kind in _COUNTED or written % 10 == 0 else size / 2
    return max(size if written >= 10 else size / 2, _round(value))


def _round(value: float) -> float:
    """Half of the last digit that is not a nought, at most five in a hundred; nothing where there is no nought."""
    if not value or value % 10:
        return 0.0
    last = 10.0
    while value % (last * 10) == 0:
        last *= 10
    return min(last / 2, value * _ROUND)
