"""`comity meetings`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_meetings_are_told_with_who_where_and_sentence(run: Run, filled: Path) -> None:
    ended = run("meetings", "India", "Russia")
    assert ended.code == 0
    assert "IND-RUS: 1 meeting" in ended.out
    assert "Visit: Vladimir Putin (Russia) and India, New Delhi" in ended.out
    assert "“Putin visited New Delhi on December 6.”" in ended.out
    assert "Delhi Wire, 2021-12-07" in ended.out


def test_a_plan_stands_apart_and_says_that_its_time_has_passed(run: Run, filled: Path) -> None:
    held, planned = run("meetings", "IND-RUS").out.split("Planned, and not known to have been held")
    assert "travel to Moscow" not in held
    assert "Modi will travel to Moscow in 2022." in planned
    assert "its time has passed" in planned


def test_json_has_the_evidence_of_every_meeting(run: Run, filled: Path) -> None:
    told = json.loads(run("meetings", "IND-RUS", "--json").out)
    (met,) = told["meetings"]
    assert (met["date"]["start"], met["how"], met["level"], met["place"]) == (
        "2021-12-06",
        "visit",
        "leaders",
        "New Delhi",
    )
    assert [said["document"] for said in met["evidence"]] == ["visit"]
    assert [plan["passed"] for plan in told["plans"]] == [True]
    assert told["series"] == []


def test_only_a_level_and_a_stretch_of_days(run: Run, filled: Path) -> None:
    assert json.loads(run("meetings", "IND-RUS", "--level", "ministers", "--json").out)["meetings"] == []
    assert json.loads(run("meetings", "IND-RUS", "--since", "2022", "--json").out)["meetings"] == []


def test_an_unknown_level_is_refused_with_those_there_are(run: Run, filled: Path) -> None:
    ended = run("meetings", "IND-RUS", "--level", "clerks")
    assert ended.code == 2
    assert "leaders, ministers, all" in ended.complaint


def test_a_dyad_that_never_met_says_so(run: Run, filled: Path) -> None:
    assert "the ledger holds no such meeting of BRA-EGY" in run("meetings", "Brazil", "Egypt").out
