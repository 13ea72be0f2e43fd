"""What is new, and what documents do not agree on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.ledger import Ledger
from tests.brief.making import fill

from .conftest import Run

DAY = ["--since", "2023-01-01"]
LAST = ["--since", "last"]


def test_changes_since_a_day_show_sentence_and_publisher(run: Run, filled: Path) -> None:
    out = " ".join(run("changes", "IND-RUS", *DAY).out.split())
    assert "IND-RUS: since 2023-01-01" in out
    assert "New events (1)" in out
    assert "“Moscow accused Delhi of delay.” Moscow Gazette, 2023-05-02" in out
    assert "Putin visited" not in out


def test_a_change_of_stage_shows_from_what_to_what(run: Run, filled: Path) -> None:
    out = " ".join(run("changes", "IND-RUS", *DAY).out.split())
    assert "Aral rifle contract: signed → operational “The Aral rifle contract is in operation.”" in out


def test_figures_newly_contradicted_show_both_sides(run: Run, filled: Path) -> None:
    out = " ".join(run("changes", "IND-RUS", *DAY).out.split())
    assert "Figures newly contradicted (1)" in out
    assert out.index("US$8 billion Delhi Wire, 2021-12-07") < out.index("US$12 billion Moscow Gazette, 2023-05-02")


def test_changes_as_json_have_groups_with_counts(run: Run, filled: Path) -> None:
    found = json.loads(run("changes", "IND-RUS", *DAY, "--json").out)
    assert found["since"] == "2023-01-01"
    assert found["counts"]["events"] == len(found["events"]) == 1
    (stage,) = found["stages"]
    assert (stage["from"], stage["to"]) == ("signed", "operational")


def test_changes_cut_at_a_limit_say_so(run: Run, filled: Path) -> None:
    out = run("changes", "IND-RUS", "--since", "2021", "--limit", "1").out
    assert "more; --limit 0 shows all" in out


def test_changes_of_a_pillar(run: Run, filled: Path) -> None:
    found = json.loads(run("changes", "IND-RUS", "--since", "2021", "--pillar", "defence", "--json").out)
    assert [event["quote"] for event in found["events"]] == ["India and Russia signed the Aral rifle contract."]


def test_changes_need_to_know_since_when(run: Run, filled: Path) -> None:
    ended = run("changes", "IND-RUS")
    assert ended.code == 2
    assert "--since last" in ended.complaint


def test_the_first_look_says_so_and_the_second_has_what_came_after_it(run: Run, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "comity.sqlite") as ledger:
        fill(ledger, "visit")
    assert "IND-RUS: first look, the newest 90 days of the ledger" in run("changes", "IND-RUS", *LAST).out
    assert "nothing new" in run("changes", "IND-RUS", *LAST).out
    with Ledger.open(tmp_path / "comity.sqlite") as ledger:
        fill(ledger, "reprint", "later")
    found = json.loads(run("changes", "IND-RUS", *LAST, "--json").out)
    assert [event["quote"] for event in found["events"]] == ["Moscow accused Delhi of delay."]
    assert [one["kind"] for one in found["contradicted"]] == ["figure"]
    assert "nothing new" in run("changes", "IND-RUS", *LAST).out


def test_a_look_that_was_cut_is_not_remembered(run: Run, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "comity.sqlite") as ledger:
        fill(ledger, "visit")
    ended = run("changes", "IND-RUS", *LAST, "--limit", "1")
    assert "this look is not remembered" in ended.complaint
    assert "first look" in run("changes", "IND-RUS", *LAST).out
    assert "nothing new" in run("changes", "IND-RUS", *LAST).out


def test_each_dyad_and_each_pillar_has_its_own_look(run: Run, filled: Path) -> None:
    run("changes", "IND-RUS", *LAST)
    assert "first look" in run("changes", "IND-RUS", *LAST, "--pillar", "defence").out
    assert "first look" in run("changes", "IND-EGY", *LAST).out


def test_a_day_leaves_the_look_as_it_was(run: Run, filled: Path) -> None:
    run("changes", "IND-RUS", *DAY)
    assert "first look" in run("changes", "IND-RUS", *LAST).out


def test_disagreements_stand_side_by_side(run: Run, filled: Path) -> None:
    out = " ".join(run("disagreements", "IND-RUS").out.split())
    assert "IND-RUS: 1 disagreement" in out
    assert "Figure: bilateral trade, India – Russia, 2020" in out
    assert "US$8 billion Delhi Wire, 2021-12-07 “Trade was worth $8 billion in 2020, officials said.”" in out
    assert "US$12 billion Moscow Gazette, 2023-05-02" in out


def test_disagreements_as_json(run: Run, filled: Path) -> None:
    (one,) = json.loads(run("disagreements", "IND-RUS", "--json").out)
    assert [side["says"]["value"] for side in one["sides"]] == [8e9, 12e9]
    assert json.loads(run("disagreements", "IND-RUS", "--pillar", "defence", "--json").out) == []


def test_where_all_agree_it_says_so(run: Run, filled: Path) -> None:
    assert "the ledger holds no disagreement on BRA-EGY" in run("disagreements", "Brazil", "Egypt").out


@pytest.mark.parametrize("command", [["changes", "IND-RUS", "--since", "2021"], ["disagreements", "IND-RUS"]])
def test_hostile_text_cannot_steer_the_terminal(run: Run, tmp_path: Path, command: list[str]) -> None:
    with Ledger.open(tmp_path / "hostile.sqlite") as ledger:
        fill(ledger, "hostile")
    out = run(*command, "--ledger", "hostile.sqlite").out
    assert "\x1b" not in out and "\u202e" not in out
