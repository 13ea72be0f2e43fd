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
    assert part_of(quote, 0) == part


def test_of_several_parts_the_one_nearest_to_the_name_is_meant() -> None:
    quote = "While unit 1 runs, unit 2 of the Aral plant is tested."
    assert part_of(quote, quote.index("Aral")) == "unit 2"
