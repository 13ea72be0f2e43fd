"""Which part of a thread a sentence speaks of."""

from __future__ import annotations

import pytest

from comity.linking.parts import part_of


@pytest.mark.parametrize(
    ("quote", "part"),
    [
        ("The first unit of the plant was switched on.", "unit 1"),
        ("Power unit No. 2 was connected to the grid.", "unit 2"),
        ("Units 3 and 4 are being built.", "units 3, 4"),
        ("The third and fourth reactors are being built.", "reactors 3, 4"),
        ("Units 3 to 6 will follow.", "units 3, 4, 5, 6"),
        ("Phase II of the railway was opened.", "phase 2"),
        ("The 5th batch of rifles was handed over.", "batch 5"),
        ("Two of the six reactors are running.", "2 reactors"),
        ("Four more units are planned.", "4 units"),
        ("The plant was opened in 2013.", ""),
        ("Unit cost rose by 3 percent.", ""),
    ],
)
def test_parts_are_named_by_number_or_order(quote: str, part: str) -> None:
    assert str(part_of(quote, 0) or "") == part


def test_of_several_parts_the_one_nearest_to_the_name_is_meant() -> None:
    quote = "While unit 1 runs, unit 2 of the Aral plant is tested."
    assert str(part_of(quote, quote.index("Aral"))) == "unit 2"


def test_what_is_said_of_several_parts_holds_for_each() -> None:
    several, one, counted = part_of("units 1 and 2", 0), part_of("unit 1", 0), part_of("two units", 0)
    assert several is not None and one is not None and counted is not None
    assert several.covers(one) and not one.covers(several)
    assert not counted.covers(one), "two of them may be any two"
