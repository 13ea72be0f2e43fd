"""Pictures of series: what they show, that they are the same every time, and that nothing in them can do harm."""

from __future__ import annotations

import re
import sys
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from comity.errors import InputError, MissingExtraError
from comity.records import Flag, Frequency, Observation, Release, Series, SeriesTable
from comity.series.charts import chart
from comity.series.points import labels, line_names, points

COMTRADE = Release("comtrade", "UN Comtrade", date(2025, 6, 30), "", "", "oil.csv", "d1")
MINISTRY = Release("india-commerce", "Export Import Data Bank", None, "Ministry of Commerce, India", "", "i.csv", "d2")


def year(number: int, value: float, *flags: Flag) -> Observation:
    return Observation(date(number, 1, 1), date(number, 12, 31), value, flags)


def fiscal(number: int, value: float, *flags: Flag, until: date | None = None) -> Observation:
    return Observation(date(number, 4, 1), until or date(number + 1, 3, 31), value, flags)


def table(*observations: Observation, release: Release = COMTRADE, **other: Any) -> SeriesTable:
    named = {
        "provider": release.provider,
        "indicator": "imports",
        "reporter": "IND",
        "partner": "RUS",
        "item": "HS2709",
        "unit": "USD",
        "frequency": Frequency.YEAR,
        **other,
    }
    return SeriesTable(Series(**named), observations, (release,) * len(observations))


OIL = table(
    year(2020, 0.9e9, Flag.ESTIMATE), year(2021, 2.3e9), year(2022, 25.5e9), year(2024, 52.7e9, Flag.PROVISIONAL)
)
FISCAL = table(
    fiscal(2020, 0.94e9),
    fiscal(2021, 2.47e9),
    fiscal(2022, 11.4e9, Flag.PARTIAL, until=date(2022, 8, 31)),
    release=MINISTRY,
    frequency=Frequency.FISCAL_YEAR,
)
VOTES = table(
    *(year(number, 50.0 + number % 7) for number in range(1946, 2020) if number != 1964),
    indicator="vote-agreement",
    item="TOTAL",
    unit="percent",
)


def words(svg: str) -> list[str]:
    """The texts of a picture, in its order."""
    root = ElementTree.fromstring(svg)
    return [text for one in root.iter() if one.tag.endswith(("}text", "}tspan")) and (text := (one.text or "").strip())]


def marks(svg: str, kind: str) -> str:
    """The part of a picture that holds marks of a kind."""
    return "".join(re.findall(rf'<g class="mark-{kind} role-mark.*?</g>', svg))


def test_a_flow_is_bars_with_figures_unit_signs_and_source() -> None:
    said = words(chart([OIL], title="India's imports of crude oil from Russia"))
    assert "India's imports of crude oil from Russia" in said
    assert "US$ bn" in said
    assert [one for one in said if one in ("0.90 e", "2.30", "25.5", "52.7 p")] == ["0.90 e", "2.30", "25.5", "52.7 p"]
    assert "Pale, e: estimate. p: provisional." in said
    assert "Source: UN Comtrade, as of 2025-06-30" in said


def test_bars_lie_on_their_days_so_that_a_missing_year_is_a_gap() -> None:
    bars = re.findall(r'd="M([\d.]+),', marks(chart([OIL], title="t"), "rect"))
    steps = [round(float(second) - float(first)) for first, second in pairwise(bars)]
    assert len(bars) == 4
    assert abs(steps[0] - steps[1]) <= 2
    assert abs(steps[2] - 2 * steps[1]) <= 2


def test_a_part_of_a_fiscal_year_is_hollow_and_named() -> None:
    svg = chart([FISCAL], title="t")
    said = words(svg)
    assert "US$ bn; fiscal years, April to March" in said
    assert [one for one in said if re.match(r"20\d\d-", one)] == ["2020-21", "2021-22", "2022-23"]
    assert "Apr–Aug" in said
    assert "Hollow: part of the period." in said
    bars = re.findall("<path[^>]*>", marks(svg, "rect"))
    assert ["fill=" in bar for bar in bars] == [True, True, False]
    assert "Source: Ministry of Commerce, India, day not given" in said


def test_a_claim_is_a_rule_with_its_label_at_its_period_even_where_nothing_is_known_of_it() -> None:
    svg = chart(
        [OIL], title="t", claim=((date(2025, 1, 1), date(2025, 12, 31)), 60e9, "claimed: US$60 billion in 2025")
    )
    said = words(svg)
    assert "claimed: US$60" in said
    assert "billion in 2025" in said
    assert "2025" in said
    assert 'stroke="#d6453d"' in marks(svg, "rule")
    assert 'fill="#d6453d"' in marks(svg, "symbol")


def test_a_claim_without_a_period_is_a_rule_alone() -> None:
    svg = chart([OIL], title="t", claim=(None, 60e9, "60 billion"))
    assert 'stroke="#d6453d"' in marks(svg, "rule")
    assert not marks(svg, "symbol")


def test_shares_are_lines_broken_where_a_year_is_missing() -> None:
    svg = chart([VOTES], title="t")
    assert "%" in words(svg)
    assert svg.count('class="mark-line role-mark') + svg.count('aria-roledescription="line mark container"') >= 2
    assert {point.run for point in points(VOTES, "x")} == {"x 0", "x 1"}


def test_several_series_are_told_apart_by_what_differs() -> None:
    exports = table(year(2021, 1e9), year(2022, 3e9), indicator="exports")
    assert line_names([OIL, exports]) == ["Imports of goods", "Exports of goods"]
    other = table(year(2021, 1e9), partner="USA")
    assert line_names([OIL, other]) == ["Russia", "United States"]
    assert line_names([OIL, FISCAL]) == ["UN Comtrade", "Ministry of Commerce"]
    said = words(chart([OIL, exports], title="t"))
    assert said.count("Imports of goods") == said.count("Exports of goods") == 1


def test_series_of_several_frequencies_share_an_axis_of_calendar_years() -> None:
    assert [text for (text,) in labels([OIL, FISCAL], None, 500).values()] == ["2020", "2021", "2022", "2023", "2024"]


@pytest.mark.parametrize(
    ("width", "first", "count"),
    [(2600, ["1946", "1947", "1948"], 73), (560, ["1950", "1955", "1960"], 14), (300, ["1950", "1960"], 7)],
)
def test_as_many_years_are_named_as_there_is_room_for_and_then_round_ones(
    width: int, first: list[str], count: int
) -> None:
    found = [text for (text,) in labels([VOTES], None, width).values()]
    assert (found[: len(first)], len(found)) == (first, count)


def test_negative_values_have_room_under_them() -> None:
    growth = table(
        year(2019, 3.9), year(2020, -5.8), year(2021, 9.7), indicator="gdp-growth", unit="percent", item=None
    )
    assert [one for one in words(chart([growth], title="t")) if "." in one] == ["3.9", "9.7", "-5.8"]


def test_estimates_throughout_are_said_once_and_not_paled() -> None:
    arms = table(
        year(2020, 1000.0, Flag.ESTIMATE), year(2021, 1200.0, Flag.ESTIMATE), indicator="arms-imports", unit="TIV"
    )
    said = words(chart([arms], title="t"))
    assert "All values are estimates." in said
    assert "1,000" in said


def test_the_same_series_give_the_same_picture_whatever_was_drawn_before() -> None:
    first = chart([OIL], title="t")
    chart([VOTES], title="u")
    assert chart([OIL], title="t") == first
    assert " id=" not in first


def test_text_takes_the_colour_of_the_page_and_the_ground_shows_through() -> None:
    svg = chart([OIL], title="t")
    assert 'fill="currentColor"' in svg
    assert "prefers-color-scheme:dark" in svg
    assert "#fff" not in svg
    assert 'role="img" aria-label="t"' in svg


def test_a_png_has_twice_the_pixels() -> None:
    png = chart([OIL], title="t", kind="png", width=400, height=200)
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (800, 400)


def test_hostile_words_stay_words() -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=1>\x1b[31m\u202e'
    svg = chart([OIL], title=hostile, claim=(None, 1e9, hostile))
    root = ElementTree.fromstring(svg)
    assert not [one for one in root.iter() if one.tag.endswith(("script", "img", "image", "foreignObject"))]
    assert "\x1b" not in svg
    assert "\u202e" not in svg
    assert "href" not in svg.replace("http://www.w3.org/1999/xlink", "")


@pytest.mark.parametrize("tables", [[], [OIL, VOTES], [table()]])
def test_only_series_of_one_unit_with_values_are_drawn(tables: list[SeriesTable]) -> None:
    with pytest.raises(InputError, match="one chart shows series of one unit"):
        chart(tables, title="t")


@pytest.mark.parametrize("value", [0.0, 1e-9, 4e15, -3e12])
def test_values_of_any_size_are_drawn(value: float) -> None:
    assert chart([table(year(2020, value))], title="t").startswith("<svg")


def test_without_the_optional_part_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'comity\[charts\]'"):
        chart([OIL], title="t")
