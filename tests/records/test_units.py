"""The codebook of units is well formed, and its units convert."""

from __future__ import annotations

import pytest

from comity.records.units import UnitKind, comparable, to_base, units


def test_every_base_is_a_unit_with_scale_one_or_names_itself() -> None:
    for unit in units().values():
        base = units()[unit.base]
        assert base.scale == 1
        assert base.kind is unit.kind


def test_ids_are_unique_and_no_wording_stands_for_two_units() -> None:
    for wordings in ("names", "codes", "before"):
        seen: dict[str, str] = {}
        for unit in units().values():
            for wording in getattr(unit, wordings):
                assert seen.setdefault(wording, unit.id) == unit.id, wording
                assert wording == wording.strip()


def test_names_are_lower_case() -> None:
    assert all(name == name.lower() for unit in units().values() for name in unit.names)


def test_money_is_never_converted_into_other_money() -> None:
    assert all(unit.base == unit.id for unit in units().values() if unit.kind is UnitKind.CURRENCY)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (2, "GW", (2000, "MW")),
        (3, "bcm", (3e9, "cubic metres")),
        (1, "decades", (3652.425, "days")),
        (5, "reactors", (5, "reactors")),
    ],
)
def test_values_convert_to_their_base(value: float, unit: str, expected: tuple[float, str]) -> None:
    assert to_base(value, unit) == expected


def test_only_units_of_one_base_can_be_compared() -> None:
    assert comparable("GW", "kW")
    assert not comparable("USD", "INR")
    assert not comparable("reactors", "MW")
