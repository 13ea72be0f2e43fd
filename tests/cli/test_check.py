"""`comity check`: of texts, files, figures and dyads; and `comity evaluate` of claims."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import comity.pipeline
from comity.ledger import Ledger
from comity.records import Document, Figure, Frequency, Observation, Period, Precision, Record, Release, Series, Trigger
from comity.records import checked as proved
from comity.settings import Settings

from .conftest import Run

SERIES = [
    (Series("customs", "exports", "IND", "RUS", "TOTAL", "USD", Frequency.YEAR, "Exports"), 3e9),
    (Series("customs", "imports", "IND", "RUS", "TOTAL", "USD", Frequency.YEAR, "Imports"), 5.1e9),
]
TRUE = "Trade of India and Russia was worth $8.1 billion in 2020."
FALSE = "Trade of India and Russia was worth $9.4 billion in 2020."
_NUMBER = re.compile(r"\$(\d+\.\d) billion")


class MoneyCoder:
    """Codes "$8.1 billion" as trade of India and Russia in 2020."""

    def __call__(self, documents: Sequence[Document]) -> list[list[Record]]:
        return [[self._figure(document, found) for found in _NUMBER.finditer(document.text)] for document in documents]

    def _figure(self, document: Document, found: re.Match[str]) -> Figure:
        year = Period(date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR, "in 2020")
        made = Figure(
            document=document.id,
            published=document.published,
            quote=document.text,
            start=0,
            end=len(document.text),
            coder="money:test@1",
            confidence=0.9,
            value=float(found[1]) * 1e9,
            unit="USD",
            measure="Trade of India and Russia",
            source="IND",
            target="RUS",
            period=year,
            number=Trigger(found[0], found.start(), found.end()),
        )
        return proved(made, document)


def money_coder(settings: Settings) -> MoneyCoder:
    return MoneyCoder()


@pytest.fixture
def series(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with series and no documents, where the commands look for it."""
    monkeypatch.setattr(comity.pipeline, "own_coder", money_coder)
    path = tmp_path / "comity.sqlite"
    publish(path)
    return path


def publish(path: Path, times: float = 1.0) -> None:
    """A release with the trade of 2020; a later one gives it so many times as large."""
    vintage, name = date(2021 if times == 1 else 2022, 3, 1), f"customs-{times}.csv"
    release = Release("customs", "Foreign trade", vintage, "Customs", "free", name, name)
    year = date(2020, 1, 1), date(2020, 12, 31)
    with Ledger.open(path) as ledger:
        ledger.add_release(release, [(one, [Observation(*year, times * value)]) for one, value in SERIES])


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.usefixtures("series")
def test_a_sentence_is_checked_with_its_working(run: Run) -> None:
    ended = run("check", "--text", TRUE, "--published", "2021-06-01")
    assert ended.code == 0
    assert TRUE in ended.out
    assert "(3,000 + 5,100) million USD = 8,100 million USD" in ended.out
    assert "1 figure: 1 consistent" in ended.out


@pytest.mark.usefixtures("series")
def test_one_verdict_a_line_as_json(run: Run) -> None:
    (row,) = lines(run("check", "--text", FALSE, "--published", "2021-06-01", "--json").out)
    assert (row["kind"], row["verdict"]) == ("verdict", "differs")
    assert set(row) == {"kind", "figure", "verdict", "reason", "readings", "working", "fetch"}


@pytest.mark.usefixtures("series")
def test_files_are_checked_and_not_kept(run: Run, tmp_path: Path) -> None:
    rows = [{"id": "A", "text": TRUE, "published": "2021-06-01"}, {"id": "B", "text": FALSE, "published": "2021-06-01"}]
    (tmp_path / "press.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ended = run("check", "press.jsonl", "--json")
    assert [(row["figure"]["document"], row["verdict"]) for row in lines(ended.out)] == [  # type: ignore[index]
        ("A", "consistent"),
        ("B", "differs"),
    ]
    with Ledger.open(tmp_path / "comity.sqlite", read_only=True) as ledger:
        assert ledger.counts().documents == 0


@pytest.mark.usefixtures("series")
def test_verdicts_can_be_chosen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "both.jsonl").write_text(
        "".join(json.dumps({"id": one, "text": text}) + "\n" for one, text in (("A", TRUE), ("B", FALSE)))
    )
    assert len(lines(run("check", "both.jsonl", "--verdict", "differs", "--json").out)) == 1
    both = run("check", "both.jsonl", "--verdict", "differs", "--verdict", "consistent", "--json")
    assert len(lines(both.out)) == 2


@pytest.fixture
def read(run: Run, series: Path, tmp_path: Path) -> Path:
    """The ledger with series, and with two documents."""
    rows = [{"id": "A", "text": TRUE, "published": "2021-06-01"}, {"id": "B", "text": FALSE, "published": "2021-07-01"}]
    (tmp_path / "press.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run("read", "press.jsonl").code == 0
    return series


@pytest.mark.usefixtures("read")
def test_the_figures_of_a_dyad_are_listed_with_verdict_and_reason(run: Run) -> None:
    out = " ".join(run("check", "India", "Russia").out.split())
    assert "IND-RUS: 2 figures: 1 consistent, 1 differs" in out
    assert out.index("2021-07-01") < out.index("2021-06-01")
    assert "1,300 million USD less than the text says" in out
    assert "comity check fi_" in out


@pytest.mark.usefixtures("read")
def test_one_figure_shows_its_working(run: Run) -> None:
    (row,) = lines(run("check", "IND-RUS", "--verdict", "consistent", "--json").out)
    out = run("check", row["figure"]["id"]).out  # type: ignore[index]
    assert TRUE in out
    assert "1 figure: 1 consistent" in out


@pytest.mark.usefixtures("read")
def test_an_export_has_the_current_verdicts_on_its_figures(run: Run, read: Path) -> None:
    rows = lines(run("export", "--kind", "figure").out)
    said = {row["document"]: row["verdicts"][0]["verdict"] for row in rows}  # type: ignore[index]
    assert said == {"A": "consistent", "B": "differs"}
    publish(read, 1.1)
    rows = lines(run("export", "--kind", "figure").out)
    assert {row["verdicts"][0]["verdict"] for row in rows} == {"differs"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ((), "name a dyad, a figure"),
        (("IND-RUS", "--text", "It grew."), "not both"),
        (("--text", " "), "--text is empty"),
        (("--text", "It grew.", "--published", "2024"), "is not a day"),
        (("IND-XXX",), "XXX"),
        (("U.K.", "Atlantis"), "Atlantis"),
        (("missing.pdf",), "missing.pdf"),
        (("fi_0000000000000000",), "fi_0000000000000000"),
    ],
)
@pytest.mark.usefixtures("series")
def test_what_cannot_be_checked_is_said(run: Run, args: tuple[str, ...], complaint: str) -> None:
    ended = run("check", *args)
    assert ended.code == 2
    assert complaint in ended.complaint


@pytest.mark.usefixtures("series")
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TRUE)
    ended = run("check", "good.txt", "missing.txt", "--json")
    assert ended.code == 2
    assert len(lines(ended.out)) == 1
    assert "missing.txt" in ended.err


def test_without_a_ledger_it_says_how_to_make_one(run: Run) -> None:
    ended = run("check", "--text", TRUE)
    assert ended.code == 3
    assert "comity series import FILES" in ended.complaint


@pytest.mark.usefixtures("filled")
def test_without_series_it_says_how_to_import_them(run: Run) -> None:
    ended = run("check", "IND-RUS")
    assert ended.code == 2
    assert "comity series import FILES" in ended.complaint


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    told = [(TRUE, "$8.1 billion", "consistent", False), (FALSE, "$9.4 billion", "consistent", False)]
    rows = [
        {
            "id": f"C{at}",
            "text": text,
            "published": "2021-06-01",
            "claims": [{"number": number, "verdict": verdict, "uncheckable": uncheckable}],
        }
        for at, (text, number, verdict, uncheckable) in enumerate(told)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.usefixtures("series")
def test_claims_are_scored(run: Run, claims: Path) -> None:
    report = json.loads(run("evaluate", str(claims), "--json").out)
    assert (report["claims"], report["right"], report["accuracy"]) == (2, 1, 0.5)
    out = run("evaluate", str(claims)).out
    assert "1 right of 2" in out
    assert "$9.4 billion" in out


@pytest.mark.usefixtures("series")
def test_claims_are_scored_against_what_another_program_says(run: Run, claims: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.jsonl"
    theirs.write_text(run("check", str(claims), "--json").out.replace("differs", "consistent"))
    assert json.loads(run("evaluate", str(claims), "--against", str(theirs), "--json").out)["accuracy"] == 1.0


def test_claims_need_series(run: Run, claims: Path, filled: Path) -> None:
    ended = run("evaluate", str(claims))
    assert ended.code == 2
    assert "comity series import FILES" in ended.complaint
