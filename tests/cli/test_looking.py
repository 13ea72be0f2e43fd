"""The commands that look into the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.ledger import Filter, Ledger
from tests.brief.making import fill

from .conftest import Run

pytestmark = pytest.mark.usefixtures("filled")


@pytest.mark.parametrize(
    "words", [["IND-RUS"], ["ru-in"], ["India", "Russia"], ["Russian", "Indian"], ["india–russia"]]
)
def test_a_dyad_may_be_written_in_many_ways(run: Run, words: list[str]) -> None:
    ended = run("timeline", *words)
    assert ended.code == 0
    assert "IND-RUS: 4 events" in ended.out


def test_the_timeline_is_in_order_and_shows_plans_as_plans(run: Run) -> None:
    out = run("timeline", "IND-RUS").out
    assert out.index("Putin visited") < out.index("Modi will travel") < out.index("Moscow accused")
    assert "planned" in out


def test_the_timeline_as_json_has_each_event_once_with_its_reports(run: Run) -> None:
    rows = json.loads(run("timeline", "IND-RUS", "--json").out)
    visit = next(row for row in rows if row["quote"].startswith("Putin visited"))
    assert (visit["sources"], len(visit["reports"])) == (1, 2)


@pytest.mark.parametrize(
    ("options", "count"),
    [(["--since", "2023"], 1), (["--until", "2021"], 2), (["--pillar", "Defence"], 1), (["--status", "future"], 1)],
)
def test_the_timeline_can_be_narrowed(run: Run, options: list[str], count: int) -> None:
    assert len(json.loads(run("timeline", "IND-RUS", "--json", *options).out)) == count


def test_a_long_list_is_cut_and_says_how_to_see_all(run: Run) -> None:
    assert "3 earlier ones are not shown; --limit 0 shows all" in run("timeline", "IND-RUS", "--limit", "1").out


def test_threads_have_stage_and_history(run: Run) -> None:
    out = " ".join(run("threads", "IND-RUS").out.split())
    assert "Operational Aral rifle contract" in out
    assert "signed 2021-12-07 → operational 2023-05-02" in out


def test_threads_of_a_stage(run: Run) -> None:
    assert len(json.loads(run("threads", "IND-RUS", "--stage", "operational", "--json").out)) == 1
    assert json.loads(run("threads", "IND-RUS", "--stage", "signed", "--json").out) == []


def test_figures_have_measure_direction_and_period(run: Run) -> None:
    out = " ".join(run("figures", "IND-RUS").out.split())
    assert "oil exports to India, Russia → India, since 2021" in out
    assert len(json.loads(run("figures", "IND-RUS", "--json").out)) == 3


def test_dyads_are_listed_with_their_counts(run: Run) -> None:
    (row,) = json.loads(run("dyads", "--json").out)
    assert (row["dyad"], row["names"]) == ("IND-RUS", ["India", "Russia"])


def record_of(path: Path, words: str) -> str:
    with Ledger.open(path, read_only=True) as ledger:
        return next(one.id for one in ledger.records_of(Filter()) if words in one.quote)


def test_show_marks_the_sentence_in_its_text_and_says_who_coded_it_and_why(run: Run, filled: Path) -> None:
    out = " ".join(run("show", record_of(filled, "India and Russia signed")).out.split())
    assert "December 6. ⟦India and Russia signed the Aral rifle contract.⟧ Modi will travel" in out
    assert "coded by rules:made@1, confidence 0.90" in out
    assert "because a reason for people" in out
    assert "review none: this is a machine's claim" in out


def test_show_as_json_has_context_and_links(run: Run, filled: Path) -> None:
    shown = json.loads(run("show", record_of(filled, "Moscow accused"), "--json").out)
    assert shown["context"]["after"].startswith(" The Aral rifle")
    assert shown["event_id"].startswith("evt_")


def test_show_lists_the_records_of_a_linked_event(run: Run, filled: Path) -> None:
    event = json.loads(run("show", record_of(filled, "Putin visited"), "--json").out)["event_id"]
    assert len(json.loads(run("show", event, "--json").out)) == 2


@pytest.mark.parametrize("record", ["ev_0000000000000000", "evt_0000", "nonsense"])
def test_an_unknown_record_is_said_to_be_unknown(run: Run, record: str) -> None:
    ended = run("show", record)
    assert ended.code == 2
    assert record in ended.complaint


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_the_brief_comes_in_every_format(run: Run, form: str) -> None:
    out = run("brief", "India", "Russia", "--format", form).out
    assert "India–Russia" in out and "Aral rifle contract" in out


def test_the_brief_takes_its_format_from_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    ended = run("brief", "IND-RUS", "--output", "brief.html")
    assert ended.complaint == "wrote brief.html"
    assert (tmp_path / "brief.html").read_text().lstrip().startswith("<!doctype html>")


def test_the_brief_as_json_has_the_findings(run: Run) -> None:
    found = json.loads(run("brief", "IND-RUS", "--json").out)
    assert found["numbers"]["documents"] == 3
    assert all(note["quote"] for note in found["notes"])


def test_a_brief_of_two_who_never_meet_says_so(run: Run) -> None:
    ended = run("brief", "Brazil", "Egypt")
    assert ended.code == 0
    assert "The ledger holds nothing on this dyad" in ended.out


@pytest.mark.parametrize("command", [["timeline", "IND-RUS"], ["brief", "IND-RUS"], ["figures", "IND-RUS"]])
def test_hostile_text_cannot_steer_the_terminal(run: Run, tmp_path: Path, command: list[str]) -> None:
    with Ledger.open(tmp_path / "hostile.sqlite") as ledger:
        fill(ledger, "hostile")
    out = run(*command, "--ledger", "hostile.sqlite").out
    assert "\x1b" not in out and "\u202e" not in out
    assert command[0] == "figures" or "[red]" in out


def test_export_writes_the_contract_to_standard_output(run: Run, filled: Path) -> None:
    with Ledger.open(filled, read_only=True) as ledger:
        rows = list(ledger.export_rows())
    assert [json.loads(line) for line in run("export").out.splitlines()] == rows


def test_export_of_one_kind_of_one_dyad(run: Run) -> None:
    lines = run("export", "--kind", "figure", "--dyad", "India Russia").out.splitlines()
    assert {json.loads(line)["kind"] for line in lines} == {"figure"} and len(lines) == 4


def test_export_to_files_says_what_was_written(run: Run, tmp_path: Path) -> None:
    ended = run("export", "--format", "csv", "--output", "tables")
    assert "wrote 3 rows to tables/documents.csv" in ended.err
    assert run("export", "--format", "cameo", "-o", "events.csv").err.startswith("wrote 4 rows to events.csv")
