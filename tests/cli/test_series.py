"""Official statistics on the command line: imported, fetched, listed, shown and drawn."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import comtradeapicall
import pandas
import pytest
import wbgapi

from comity.ledger import Ledger, Wanted
from comity.series.fetching import comtrade, worldbank
from tests.series.fetching.fakes import comtrade_row, no_network, worldbank_row

from .conftest import Run

IPTD = "year,from,to,value\n2018,IND,RUS,2.1e9\n2019,IND,RUS,2.9e9\n2018,RUS,IND,7.5e9\n2019,RUS,IND,6.2e9\n"
KEY = "itpd/exports/IND/RUS/TOTAL/USD/year"


@pytest.fixture
def imported(run: Run, tmp_path: Path) -> Path:
    """A ledger with four values of trade, in the layout year, from, to, value."""
    (tmp_path / "trade.csv").write_text(IPTD, encoding="utf-8")
    assert run("series", "import", "trade.csv", "--vintage", "2022-05-01").code == 0
    return tmp_path / "comity.sqlite"


# Importing


def test_an_import_says_what_a_file_is_and_what_it_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "trade.csv").write_text(IPTD + "2019,IND,IND,5\n", encoding="utf-8")
    ended = run("series", "import", "trade.csv", "--vintage", "2022-05-01")
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert lines[0] == "trade.csv"
    assert lines[1].startswith("  itpd: International Trade and Production Database")
    assert lines[1].endswith(" (layout itpd); as of 2022-05-01")
    assert lines[2] == "  2 series with 4 values from 5 rows"
    assert lines[3] == "  left out: 1 row (a state's trade with itself)"


def test_the_same_file_again_changes_nothing_and_a_revised_one_is_kept_beside(
    run: Run, tmp_path: Path, imported: Path
) -> None:
    assert "already known: nothing changed" in run("series", "import", "trade.csv").out
    (tmp_path / "revised.csv").write_text(IPTD.replace("2.9e9", "3.3e9"), encoding="utf-8")
    ended = run("series", "import", "revised.csv", "--vintage", "2023-05-01")
    assert "1 value revised; comity series show KEY --vintages has the former ones too" in ended.out
    shown = run("series", "show", KEY, "--vintages").out
    assert "[1] 2022-05-01" in shown
    assert "[2] 2023-05-01" in shown
    assert "2,900,000,000" in shown
    assert "3,300,000,000" in shown
    newest = run("series", "show", KEY).out
    assert "3,300,000,000" in newest
    assert "2,900,000,000" not in newest


def test_a_folder_stands_for_its_tables(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "statistics"
    folder.mkdir()
    (folder / "trade.csv").write_text(IPTD, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    found = json.loads(run("series", "import", "statistics", "--json").out)
    assert [Path(one["file"]).name for one in found["imported"]] == ["trade.csv"]
    assert found["imported"][0] | {"file": "", "release": {}} == {
        "file": "",
        "layout": "itpd",
        "release": {},
        "known": False,
        "series": 2,
        "observations": 4,
        "revised": 0,
        "rows": 4,
        "skipped": {},
    }
    assert found["refused"] == []


def test_what_cannot_be_used_is_named_and_the_rest_goes_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text(IPTD, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(IPTD.replace("7.5e9", "many"), encoding="utf-8")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ended = run("series", "import", "bad.csv", "other.csv", "missing.csv", "good.csv")
    assert ended.code == 2
    missing, bad, other = sorted(ended.err.splitlines(), key=lambda line: "missing" not in line)
    assert "there is no such file or folder" in missing
    assert "bad.csv, row 4" in bad
    assert "other.csv" in other
    assert "2 series with 4 values" in ended.out
    with Ledger.open(tmp_path / "comity.sqlite") as ledger:
        assert len(ledger.releases()) == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["trade.csv", "--as", "sipry"], "no layout is called 'sipry'. Did you mean sipri?"),
        (["trade.csv", "--vintage", "2022"], "'2022' is not a day; --vintage takes a full date"),
        (["pictures"], "there is no table in pictures"),
        (["-"], "standard input has no name"),
    ],
)
def test_options_that_cannot_be_used(run: Run, tmp_path: Path, args: list[str], words: str) -> None:
    (tmp_path / "trade.csv").write_text(IPTD, encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "map.png").write_bytes(b"\x89PNG")
    ended = run("series", "import", *args)
    assert ended.code == 2
    assert words in ended.complaint
    assert not ended.out


def test_the_examples_of_the_documentation_can_be_imported(run: Run, tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "series.md").read_text(encoding="utf-8")
    examples = dict(re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```", page, re.DOTALL))
    for name, text in examples.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert "ministry-of-trade: Trade of Norway by country (layout tidy); as of 2024-03-15" in run(
        "series", "import", "tidy.csv"
    ).out.replace("\n", " ")
    assert run("series", "import", "customs.csv", "--mapping", "customs.yaml").code == 0
    found = {one["key"] for one in json.loads(run("series", "list", "--json").out)}
    assert found == {
        "ministry-of-trade/exports/NOR/DEU/HS2711/USD/year",
        "customs-of-india/imports/IND/RUS/HS2709/INR/fiscal_year",
        "customs-of-india/exports/IND/ARE/HS2710/INR/fiscal_year",
    }
    shown = json.loads(run("series", "show", "customs-of-india", "imports", "--json").out)
    assert shown["observations"][0]["value"] == 184_505_000_000


# Looking


def test_a_list_of_series_tells_what_they_are_of(run: Run, imported: Path) -> None:
    out = run("series", "list", "--reporter", "india", "--partner", "Russian Federation").out
    assert out.splitlines() == [KEY, "    Exports of goods, India to Russia: 2 periods, 2018 to 2019"]
    assert len(json.loads(run("series", "list", "--json").out)) == 2
    assert "and 1 more; --limit 0 shows all" in run("series", "list", "--limit", "1").out
    assert "the ledger holds no such series" in run("series", "list", "--item", "2709").out


@pytest.mark.parametrize("words", [[KEY], ["India to Russia"], ["itpd/exports/ind", "total"], ["exports", "ind/rus"]])
def test_a_series_is_named_by_key_or_by_words(run: Run, imported: Path, words: list[str]) -> None:
    out = run("series", "show", *words).out
    assert out.startswith(f"Exports of goods, India to Russia\n{KEY}\n")


def test_a_series_is_shown_with_periods_values_and_sources(run: Run, imported: Path) -> None:
    out = run("series", "show", KEY).out
    assert [line.split() for line in out.splitlines() if line.strip().startswith("201")] == [
        ["2018", "2,100,000,000", "[1]"],
        ["2019", "2,900,000,000", "[1]"],
    ]
    assert "as of 2022-05-01" in out
    assert "From trade.csv" in out
    found = json.loads(run("series", "show", KEY, "--json").out)
    assert found["series"]["key"] == KEY
    assert [one["value"] for one in found["observations"]] == [2.1e9, 2.9e9]
    assert found["observations"][0]["release"] == found["releases"][0]["digest"]


def test_words_that_tell_of_several_series_or_of_none_are_refused(run: Run, imported: Path) -> None:
    several = run("series", "show", "exports", "Russia")
    assert several.code == 2
    assert "2 series are told by 'exports Russia'; give one key:" in several.err
    assert KEY in several.err
    none = run("series", "show", "bananas")
    assert none.code == 2
    assert "no series of the ledger is told by 'bananas'; comity series list" in none.complaint


def test_series_need_a_ledger(run: Run) -> None:
    for args in (["list"], ["show", "x"], ["plot", "x", "--output", "x.svg"]):
        assert run("series", *args).code == 3


def test_hostile_names_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "a\x1b[31mb.csv"
    hostile.write_text(IPTD, encoding="utf-8")
    ended = run("series", "import", str(hostile))
    assert ended.code == 0
    assert "\x1b" not in ended.out + run("series", "show", KEY).out + run("series", "list").out


# Drawing


def test_series_are_drawn_by_their_keys(run: Run, tmp_path: Path, imported: Path) -> None:
    other = KEY.replace("IND/RUS", "RUS/IND")
    assert run("series", "plot", KEY, other, "--output", "trade.svg").err == "wrote trade.svg\n"
    svg = (tmp_path / "trade.svg").read_text(encoding="utf-8")
    assert "Exports of goods: India, Russia" in svg
    assert run("series", "plot", KEY, "-o", "t.png", "--title", "Ours", "--width", "400").code == 0
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_needs_a_kind(run: Run, imported: Path) -> None:
    ended = run("series", "plot", KEY, "--output", "trade.gif")
    assert ended.code == 2
    assert "ends in .svg or .png" in ended.complaint


# Fetching


@pytest.fixture
def un(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """UN Comtrade in this process: what it was asked; it knows of 2021 and 2022."""
    asked: list[dict[str, Any]] = []

    def preview(**criteria: Any) -> Any:
        asked.append(criteria)
        values = {"2021": 2.3e9, "2022": 25.5e9}
        return pandas.DataFrame([comtrade_row(one, values[one]) for one in [criteria["period"]] if one in values])

    monkeypatch.setenv("COMITY_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    monkeypatch.setattr(comtradeapicall, "previewFinalData", preview)
    monkeypatch.setattr(
        comtradeapicall,
        "getFinalDataAvailability",
        lambda *_: pandas.DataFrame([{"period": 2022, "lastReleased": "2024-11-20T00:00:00"}]),
    )
    monkeypatch.setattr(comtrade, "way_to", lambda *_: None)
    monkeypatch.setattr(comtrade, "_APART", 0.0)
    return asked


OIL = ["fetch", "comtrade", "--reporter", "India", "--partner", "russia", "--commodity", "2709"]


def test_what_is_fetched_goes_into_the_ledger_like_a_file(run: Run, tmp_path: Path, un: list[dict[str, Any]]) -> None:
    ended = run("series", *OIL, "--years", "2021-2022", "--flow", "imports")
    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    assert lines[0] == "UN Comtrade, imports of India, partner Russia, HS 2709, 2021-2022"
    assert lines[1].startswith("  comtrade: UN Comtrade; as of 2024-11-20")
    assert "  comtrade/imports/IND/RUS/HS2709/USD/year" in lines
    with Ledger.open(tmp_path / "comity.sqlite") as ledger:
        (table,) = ledger.series_tables(Wanted(item="HS2709", indicator="imports"))
    assert [one.value for one in table.observations] == [2.3e9, 25.5e9]
    assert table.releases[0].vintage == date(2024, 11, 20)
    again = run("series", *OIL, "--years", "2021-2022", "--flow", "imports")
    assert "already known: nothing changed" in again.out
    assert len(un) == 2
    run("series", *OIL, "--years", "2021-2022", "--flow", "imports", "--fresh")
    assert len(un) == 4


def test_indicators_of_the_world_bank_come_in_by_the_names_of_the_codebook(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(
        wbgapi.data, "fetch", lambda *_, **__: [worldbank_row(year, year * 1e9) for year in (2021, 2022)]
    )
    monkeypatch.setattr(wbgapi.source, "get", lambda _: {"lastupdated": "2025-06-05"})
    monkeypatch.setattr(worldbank, "way_to", lambda *_: None)
    args = ["fetch", "worldbank", "--country", "India", "--indicator", "gdp", "--years", "2021-2024"]
    found = json.loads(run("series", *args, "--json").out)
    assert found["keys"] == ["worldbank/gdp/IND/-/-/USD/year"]
    assert (found["observations"], found["release"]["vintage"]) == (2, "2025-06-05")


def test_where_there_is_no_data_the_other_side_is_named(run: Run, tmp_path: Path, un: list[dict[str, Any]]) -> None:
    ended = run("series", *OIL, "--years", "2030")
    assert ended.code == 5
    assert "there is no such data; russia may report the same trade from its side" in ended.complaint
    assert "--reporter 'russia' --partner 'India'" in ended.complaint
    assert not (tmp_path / "comity.sqlite").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--years", "soon"], "'soon' is no span of years; write it as 2017-2024"),
        (["--years", "2024-2017"], "is no span of years"),
        (["--years", "2021", "--flow", "in"], "there is no flow 'in'; --flow takes imports, exports, both"),
        (["--years", "2021", "--frequency", "day"], "there is no frequency 'day'"),
        (["--years", "2021", "--commodity", "oil"], "'oil' is no commodity"),
        (["--years", "2021", "--partner", "Russa"], "Did you mean Russia?"),
    ],
)
def test_questions_that_cannot_be_asked(run: Run, un: list[dict[str, Any]], args: list[str], words: str) -> None:
    ended = run("series", *OIL, *args)
    assert ended.code == 2
    assert words in ended.complaint
    assert not un


@pytest.mark.parametrize(
    "args",
    [
        [*OIL, "--years", "2021"],
        ["fetch", "worldbank", "--country", "India", "--indicator", "gdp", "--years", "2021"],
    ],
)
def test_without_a_network_one_line_says_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.setenv("COMITY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("socket.create_connection", no_network)
    ended = run("series", *args)
    assert ended.code == 5
    assert "cannot be reached" in ended.complaint
    assert "import it with  comity series import FILE" in ended.complaint
    assert not (tmp_path / "comity.sqlite").exists()


def test_help_says_that_fetching_goes_out_and_nothing_else_does(run: Run) -> None:
    series, whole = (" ".join(run(*words, "--help").out.replace("│", " ").split()) for words in (["series"], []))
    assert "over the network" in series or "out to the network" in series
    assert "only `series fetch` and `serve --fetch` go out" in whole
