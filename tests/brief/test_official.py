"""Official numbers and verdicts in a brief: told in every form, to be redone by hand, and never a way in for markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.analysis.number_lines import plain
from comity.brief import findings, html, markdown, plots, terminal
from comity.brief.findings import Question, find
from comity.brief.grid import grid
from comity.brief.model import Brief, Plot
from comity.checking.measured import Claim, Kind, Measured, Role, Value
from comity.errors import MissingExtraError
from comity.ledger import Ledger
from comity.records import (
    Change,
    Figure,
    Flag,
    Frequency,
    Judgement,
    Nature,
    Observation,
    Release,
    Series,
    SeriesTable,
    Used,
)
from tests.brief.judged import OIL, judge
from tests.brief.making import fill

HOSTILE = "<script>alert(1)</script> ``` ]]> {{ 7*7 }} | \x1b[2J \u202eover"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("official") / "test.sqlite") as opened:
        fill(opened)
        judge(opened)
        yield opened


@pytest.fixture(scope="module")
def brief(ledger: Ledger) -> Brief:
    return find(ledger, Question("IND-RUS"))


@pytest.fixture(scope="module")
def pages(brief: Brief) -> dict[str, str]:
    return {"terminal": terminal.as_text(brief), "md": markdown.render(brief), "html": html.render(brief)}


def flat(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_each_figure_has_its_verdict_and_the_reason(pages: dict[str, str], form: str) -> None:
    page = flat(pages[form])
    for word in ("consistent", "differs", "not comparable"):
        assert re.search(rf"{word}\W+ ?the series gives 8.1 billion", page)
    assert "against official series: 1 consistent, 1 differs, 1 not comparable" in page


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_trade_arms_and_the_rest_are_told_in_numbers(pages: dict[str, str], form: str) -> None:
    page = flat(pages[form]).replace("\\", "")
    assert "In official numbers" in page
    for words in ("Trade in goods reported by India", "Arms delivered", "51 organisations", "Balance, US$ bn"):
        assert words in page
    assert re.search(r"Imports from Russia, US\$ bn[ |]+6.00[ |]+5.40[ |]+9.90", page)
    assert "Statistics of customs, as of 2023-06-01" in page


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_working_of_what_was_tried_stands_in_the_brief(pages: dict[str, str], form: str) -> None:
    assert pages[form].count("2.7 + 5.4 = 8.1") == 3


def test_the_opening_says_which_figures_stand_and_which_do_not(brief: Brief) -> None:
    lead = {point.title: [words for words, _ in point.parts] for point in brief.lead}
    assert "Bilateral trade: US$12 billion, 2020 (differs from official series)" in lead["Not borne out"]
    assert any("US$8 billion, 2020 (consistent" in words for words in lead["Figures that stand out"]) or any(
        "US$12 billion, 2020 (differs" in words for words in lead["Figures that stand out"]
    )


def test_sources_of_the_numbers_are_listed_with_their_vintage(pages: dict[str, str]) -> None:
    listed = pages["html"].split("Official series used")[1]
    for words in ("Statistics of customs, as of 2023-06-01; open", "Statistics of sipri", "Statistics of cow-igo"):
        assert words in listed
    assert "- Statistics of customs, as of 2023-06-01; open" in pages["md"]


def test_without_series_a_brief_says_nothing_of_them(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "plain.sqlite") as opened:
        fill(opened)
        brief = find(opened, Question("IND-RUS"))
    assert brief.official == () and all(figure.checked is None for figure in brief.figures)
    for page in (html.render(brief).split("</style>")[1], markdown.render(brief), terminal.as_text(brief)):
        assert not re.search("official (series|numbers)", page, re.IGNORECASE)


def test_a_brief_of_a_pillar_tells_its_own_numbers(ledger: Ledger) -> None:
    titles = [panel.title for panel in find(ledger, Question("IND-RUS", pillar="defence")).official]
    assert titles == ["Arms delivered"]
    assert find(ledger, Question("IND-RUS", pillar="space")).official == ()


def test_verdicts_outlive_their_series_nowhere(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "old.sqlite") as opened:
        fill(opened)
        one = next(record for record in opened.records_of() if isinstance(record, Figure))
        opened.set_verdicts({one.id: {"verdict": "differs"}}, "made")
        assert all(figure.checked is None for figure in find(opened, Question("IND-RUS")).figures)


def test_a_dyad_known_by_numbers_alone_has_a_brief(tmp_path: Path) -> None:
    from tests.analysis.releases import add

    with Ledger.open(tmp_path / "numbers.sqlite") as opened:
        add(opened, "customs", "2023-06-01", {"exports CHN USA TOTAL": {2020: 4e11, 2021: 5e11}})
        brief = find(opened, Question("CHN-USA"))
    for page in (terminal.as_text(brief), markdown.render(brief), flat(html.render(brief))):
        assert "holds nothing on this dyad" in page
        assert "Trade in goods reported by China" in page


def test_the_findings_as_json_hold_verdicts_and_tables_but_no_drawing(brief: Brief) -> None:
    told = json.loads(json.dumps(findings.to_json(brief)))
    assert {figure["checked"]["judgement"] for figure in told["figures"] if figure["checked"]} == {
        "consistent",
        "differs",
        "not_comparable",
    }
    assert told["official"][0]["columns"] == ["2019", "2020", "2021"]
    assert "plot" not in json.dumps(told)


# What comes in from outside


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    with Ledger.open(tmp_path_factory.mktemp("hostile") / "test.sqlite") as opened:
        fill(opened)
        judge(opened, words=HOSTILE)
        return find(opened, Question("IND-RUS"))


@pytest.mark.parametrize("render", [terminal.as_text, markdown.render, html.render])
def test_a_verdict_is_only_text(render: Any, hostile: Brief) -> None:
    page = render(hostile)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    if render is html.render:
        assert page.count("<script>") == 1 and "<script>alert" not in page
    if render is markdown.render:
        assert "<script>" not in re.sub(r"(?ms)^(`{3,})text$.*?^\1$", "", page)


def test_no_line_of_a_working_ends_its_block(hostile: Brief) -> None:
    page = markdown.render(hostile)
    fences = [line for line in page.splitlines() if re.fullmatch("`{3,}(text)?", line)]
    assert len(fences) == 6 and all(line.startswith("````") for line in fences)


def test_the_page_stays_whole_without_the_library_of_charts(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Any, **__: Any) -> str:
        raise MissingExtraError("drawing charts", "charts")

    monkeypatch.setattr(html, "chart", missing)
    page = html.render(brief)
    assert "<svg" not in page
    assert "Trade in goods reported by India" in page and "2.7 + 5.4 = 8.1" in page


def test_charts_load_nothing_and_run_nothing(pages: dict[str, str]) -> None:
    pytest.importorskip("vl_convert", reason="the optional part charts is not installed")
    drawn = re.findall(r"<svg.*?</svg>", pages["html"], flags=re.DOTALL)
    assert drawn
    for svg in drawn:
        assert not re.search(r"<script|<image|<foreignObject|\son\w+=|href=", svg)
        assert not re.findall(r"url\((?!#)", svg)


def test_no_title_or_label_gets_out_of_a_chart() -> None:
    pytest.importorskip("vl_convert", reason="the optional part charts is not installed")
    line = table([(2020, 1.0, ()), (2021, 2.0, ())])
    hostile = replace(line, releases=tuple(replace(one, title=HOSTILE) for one in line.releases))
    svg = html.drawn(Plot(HOSTILE, (hostile,), (None, 1.5, HOSTILE)), 400, 200)
    assert "<script" not in svg and "\x1b" not in svg and "\u202e" not in svg
    assert svg.startswith("<svg") and svg.rstrip().endswith("</svg>")


# Tables


def table(values: Sequence[tuple[int, float, tuple[Flag, ...]]], unit: str = "USD") -> SeriesTable:
    series = Series("made", "imports", "IND", "RUS", "TOTAL", unit, Frequency.YEAR)
    release = Release("made", "Made", date(2023, 1, 1), "Made", "open", "made.csv", "made")
    observations = tuple(
        Observation(date(year, 1, 1), date(year, 12, 31), value, flags) for year, value, flags in values
    )
    return SeriesTable(series, observations, (release,) * len(values))


def test_a_table_puts_one_unit_in_one_size_and_marks_what_is_not_final() -> None:
    one = plain(table([(2020, 9e8, ()), (2021, 2.47e9, (Flag.PROVISIONAL,))]), "Imports")
    other = plain(table([(2019, 46.2e9, (Flag.ESTIMATE,)), (2021, -1e7, ())]), "Balance")
    told = grid([one, other], 0)
    assert told.columns == ("2019", "2020", "2021")
    assert told.rows == (("Imports, US$ bn", "–", "0.90", "2.47p"), ("Balance, US$ bn", "46.20e", "–", "−0.01"))
    assert told.marks == "p: provisional; e: estimate"
    assert grid([one, other], 1).columns == ("2021",)


def test_a_part_of_a_period_is_left_out_beside_the_whole() -> None:
    whole = plain(table([(2020, 1.0, ()), (2021, 2.0, ())]), "Imports")
    part = table([(2021, 0.5, (Flag.PARTIAL,)), (2022, 0.7, (Flag.PARTIAL,))])
    cut = tuple(replace(one, end=one.end.replace(month=8)) for one in part.observations)
    other = plain(replace(part, observations=cut), "Exports")
    assert grid([whole, other], 0).columns == ("2020", "2021", "2022 (Jan–Aug)")


# Where the claimed value lies


LINE = Measured(
    "India’s imports of crude oil (HS 2709) from Russia",
    "customs",
    (OIL,),
    "USD",
    Nature.FLOW,
    Frequency.YEAR,
    tuple(
        Value(
            date(year, 1, 1),
            date(year, 12, 31),
            value,
            (Used(OIL, date(year, 1, 1), date(year, 12, 31), value, "USD"),),
            None,
        )
        for year, value in ((2020, 0.9e9), (2021, 2.3e9), (2022, 25.5e9))
    ),
    Role.DIRECT,
)


def _plot(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, claim: Claim, claimed: float, years: Sequence[int], **of: Any
) -> Plot | None:
    figure = next(one for one in ledger.records_of() if isinstance(one, Figure) and one.value == 20)
    monkeypatch.setattr(plots, "claim_of", lambda figure, store: claim)
    keys = [OIL, *(claim.wholes[0].series if claim.wholes else ())]
    periods = [{"series": key, "start": f"{year}-01-01", "end": f"{year}-12-31"} for key in keys for year in years]
    reading = {"series": keys, "computed": 1.0, "claimed": claimed, "periods": periods}
    return plots.Plotting(ledger).plot(replace(figure, **of), {"readings": [reading]})


@pytest.mark.parametrize(
    ("kind", "claimed", "years", "of", "lies"),
    [
        (Kind.LEVEL, 24e9, [2022], {"change": Change.LEVEL}, (2022, 24e9)),
        (Kind.RATIO, 20.0, [2021, 2022], {}, (2022, 46e9)),
        (Kind.RATIO, 10.0, [2021, 2022], {"direction": "down"}, (2022, 0.23e9)),
        (Kind.RATIO, 0.5, [2021, 2022], {"direction": "down"}, (2022, 1.15e9)),
        (Kind.PERCENT_CHANGE, -50.0, [2021, 2022], {"direction": "down"}, (2022, 1.15e9)),
        (Kind.DIFFERENCE, 3e9, [2020, 2021], {}, (2021, 3.9e9)),
        (Kind.LEVEL, 24e9, [2021, 2022], {}, None),
    ],
)
def test_a_claim_is_marked_where_it_would_lie(
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
    claimed: float,
    years: list[int],
    of: dict[str, Any],
    lies: tuple[int, float] | None,
) -> None:
    plot = _plot(ledger, monkeypatch, Claim(kind, "oil", claimed, "USD", (LINE,)), claimed, years, **of)
    assert plot is not None
    assert [one.value for one in plot.tables[0].observations] == [0.9e9, 2.3e9, 25.5e9]
    if lies is None:
        assert plot.claim is None
    else:
        assert plot.claim is not None and plot.claim[0] is not None
        assert plot.claim[0][0].year == lies[0]
        assert plot.claim[1] == pytest.approx(lies[1])


def test_of_a_share_the_line_is_the_part_in_percent_of_the_whole(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replace(
        LINE,
        label="India’s imports of crude oil (HS 2709)",
        series=("customs/imports/IND/WLD/TOTAL/USD/year",),
        values=tuple(replace(one, value=one.value * 4) for one in LINE.values[1:]),
    )
    claim = Claim(Kind.SHARE, "oil", 30.0, "percent", (LINE,), (whole,))
    plot = _plot(ledger, monkeypatch, claim, 30.0, [2022])
    assert plot is not None and plot.claim is not None
    assert [one.value for one in plot.tables[0].observations] == [25.0, 25.0]
    assert plot.tables[0].series.unit == "percent"
    assert plot.claim[1] == 30.0


def test_nothing_is_drawn_where_nothing_was_computed(ledger: Ledger) -> None:
    figure = next(one for one in ledger.records_of() if isinstance(one, Figure))
    assert plots.Plotting(ledger).plot(figure, {"readings": []}) is None
    assert plots.Plotting(ledger).plot(figure, {"readings": [{"computed": None}]}) is None


def test_every_judgement_has_a_colour() -> None:
    from comity.brief.phrases import TONES

    assert set(TONES) == set(Judgement)
