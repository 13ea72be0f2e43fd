"""Amounts in words, exactly enough to be redone by hand: `2,470.91 million USD`, `18.81 times`, `5,502 MW`."""

from __future__ import annotations

_MILLION = 1e6
_SMALL = 1e5
_TENTH = 0.1


def number(value: float, unit: str, largest: float | None = None) -> str:
    """The digits of a value as `amount` writes them; `largest`, or itself, decides on millions."""
    if unit == "ratio":
        return _plain(value, 4 if abs(value) < 1 else 2)
    if unit in ("percent", "percentage points"):
        return _plain(value, 4 if abs(value) < _TENTH else 2)
    if in_millions(value if largest is None else largest):
        return _plain(value / _MILLION, 3)
    return _plain(value, 2 if abs(value) >= 1 else 6)


def in_millions(value: float) -> bool:
    """Whether a value is written in millions."""
    return abs(value) >= _SMALL and (abs(value) >= _MILLION or not float(value).is_integer())


def unit_of(unit: str, largest: float) -> str:
    """The unit behind such digits, after a space: ` million USD`, ` %`, ` times`."""
    if unit == "ratio":
        return " times"
    if unit == "percent":
        return " %"
    return f" million {unit}" if unit != "percentage points" and in_millions(largest) else f" {unit}"


def amount(value: float, unit: str) -> str:
    """A value with its unit."""
    return f"{number(value, unit)}{unit_of(unit, value)}"


def stretch(low: float, high: float, unit: str) -> str:
    """From one value to another: `19.5 to 40 times`; a single one where they are equal."""
    if low == high:
        return amount(low, unit)
    return f"{number(low, unit, high)} to {amount(high, unit)}"


def _plain(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")
