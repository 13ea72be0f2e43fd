"""Votes of the General Assembly: agreement by year and issue, from two files that belong together."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.errors import ReadingError
from comity.ledger import Ledger
from comity.records import Flag
from comity.series.importing import Hints, Read, import_file, read_file
from comity.series.issues import issues, issues_of
from tests.series.conftest import Write

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "votes.yaml").read_text(encoding="utf-8"))
CALLS = """rcid,session,date,unres,short,descr
1,70,2015-11-02,R/70/1,DISARMAMENT,General and complete disarmament
2,70,2015-12-03,R/70/2,,Assistance to Palestine refugees
3,70,2015-12-04,R/70/3,,Scale of assessments
4,71,2016-03-05,R/71/1,,Effects of armaments
"""
VOTES = """rcid,country,country_code,vote
1.0,India,IN,yes
1.0,Russia,RU,yes
1.0,Brazil,BR,no
2.0,India,IN,yes
2.0,Russia,RU,abstain
3.0,India,IN,abstain
3.0,Russia,RU,abstain
4.0,India,IN,no
4.0,Russia,RU,yes
4.0,Brazil,BR,absent
"""


def _read(write: Write, votes: str = VOTES, calls: str = CALLS, hints: Hints | None = None) -> Read:
    write("calls.csv", calls)
    _, layout, read = read_file(write("votes.csv", votes), hints=hints or Hints())
    assert layout.name == "votes"
    return read


def _values(read: Read, indicator: str, one: str, other: str, item: str = "TOTAL") -> dict[int, float]:
    for series, told in read.data:
        if (series.indicator, series.reporter, series.partner, series.item) == (indicator, one, other, item):
            return {value.start.year: round(value.value, 2) for value in told}
    return {}


def test_agreement_is_the_share_of_the_votes_in_which_both_took_part_and_did_the_same(write: Write) -> None:
    read = _read(write)
    assert _values(read, "vote-agreement", "IND", "RUS") == {2015: 66.67, 2016: 0.0}
    assert _values(read, "votes-compared", "IND", "RUS") == {2015: 3, 2016: 1}
    assert _values(read, "vote-agreement", "BRA", "IND") == {2015: 0.0}  # absent in 2016
    assert _values(read, "vote-agreement", "RUS", "IND") == {}  # in alphabetical order only


def test_agreement_by_issue(write: Write) -> None:
    read = _read(write)
    assert _values(read, "vote-agreement", "IND", "RUS", "disarmament") == {2015: 100.0, 2016: 0.0}
    assert _values(read, "vote-agreement", "IND", "RUS", "middle-east") == {2015: 0.0}
    assert _values(read, "votes-compared", "IND", "RUS", "human-rights") == {}


def test_the_last_year_is_a_part_where_the_votes_of_december_are_missing(write: Write) -> None:
    told = next(told for series, told in _read(write).data if (series.reporter, series.item) == ("IND", "TOTAL"))
    assert [one.flags for one in told] == [(), (Flag.PARTIAL,)]


def test_either_file_brings_both_in_and_the_second_changes_nothing(ledger: Ledger, write: Write) -> None:
    calls, votes = write("calls.csv", CALLS), write("votes.csv", VOTES)
    write("notes.txt", "nothing of this")
    assert not import_file(ledger, calls).imported.known
    assert import_file(ledger, votes).imported.known


def test_a_revised_roll_call_is_another_release(ledger: Ledger, write: Write) -> None:
    write("calls.csv", CALLS)
    votes = write("votes.csv", VOTES)
    import_file(ledger, votes)
    write("calls.csv", CALLS.replace("2016-03-05", "2015-12-29"))
    assert import_file(ledger, votes).imported.revised == 2 * 2  # IND and RUS in 2015: all votes, and disarmament


def test_the_other_file_may_lie_elsewhere_and_be_packed(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    packed = folder / "votes.csv.gz"
    packed.write_bytes(gzip.compress(VOTES.encode()))
    _, _, read = read_file(write("calls.csv", CALLS), hints=Hints(beside=(packed,)))
    assert _values(read, "votes-compared", "IND", "RUS") == {2015: 3, 2016: 1}


@pytest.mark.parametrize(
    ("name", "text", "needed"),
    [
        ("votes.csv", VOTES, "the roll calls .columns rcid, date, descr."),
        ("calls.csv", CALLS, "the votes .columns rcid,"),
    ],
)
def test_without_the_other_file_it_is_asked_for(write: Write, name: str, text: str, needed: str) -> None:
    with pytest.raises(ReadingError, match=needed):
        read_file(write(name, text))


def test_of_two_files_that_could_be_the_other_neither_is_guessed(write: Write) -> None:
    write("older.csv", CALLS.replace("2015-11-02", "2015-11-03"))
    with pytest.raises(ReadingError, match=r"calls.csv, older.csv"):
        _read(write)


@pytest.mark.parametrize(
    ("old", "new", "row", "why"),
    [
        ("1.0,Russia,RU,yes", "1.0,Rossland,RU,yes", 3, "no state or organisation is known as 'Rossland'"),
        ("1.0,Russia,RU,yes", "1.0,Russia,RU,perhaps", 3, "the vote 'perhaps'"),
        ("1.0,Russia,RU,yes", "one,Russia,RU,yes", 3, "is no number of a roll call"),
        ("1.0,Russia,RU,yes", "1.0,India,IN,no", 3, "IND voted otherwise"),
    ],
)
def test_a_vote_that_cannot_be_used_is_named(write: Write, old: str, new: str, row: int, why: str) -> None:
    with pytest.raises(ReadingError, match=rf"votes.csv, row {row}: .*{why}"):
        _read(write, VOTES.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "row", "why"),
    [("2015-12-03", "in December", 3, "no day of a vote"), ("\n2,70", "\n1,70", 3, "stands in it twice")],
)
def test_a_roll_call_that_cannot_be_used_is_named(write: Write, old: str, new: str, row: int, why: str) -> None:
    with pytest.raises(ReadingError, match=rf"calls.csv, row {row}: .*{why}"):
        _read(write, calls=CALLS.replace(old, new))


def test_rows_are_left_out_by_named_rules(write: Write) -> None:
    read = _read(write, VOTES + "9.0,India,IN,yes\n1.0,India,IN,yes\n1.0,Zanzibar,,yes\n")
    assert dict(read.skipped) == {
        "absent or not yet a member": 1,
        "the roll call is not in the file of roll calls": 1,
        "says what another row says": 1,
        "Zanzibar is no state that series are kept of": 1,
    }


def test_the_numbers_of_the_original_data_are_votes_too(write: Write) -> None:
    numbers = {"yes": "1", "no": "3", "abstain": "2", "absent": "8"}
    lines = [line.rsplit(",", 1) for line in VOTES.splitlines()[1:]]
    text = "rcid,country,country_code,vote\n" + "".join(f"{line},{numbers[word]}\n" for line, word in lines)
    assert _read(write, text).data == _read(write).data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_issues_are_assigned_by_published_words(case: dict[str, Any]) -> None:
    assert list(issues_of(case["text"])) == case["issues"]


def test_the_six_issues_are_the_usual_ones() -> None:
    assert [issue.id for issue in issues()] == [
        "middle-east",
        "nuclear-weapons",
        "disarmament",
        "human-rights",
        "colonialism",
        "economic-development",
    ]


def test_the_published_files(shared: Callable[[str], Path]) -> None:
    calls = shared("un-roll-calls.csv")
    _, layout, read = read_file(shared("un-votes.csv.gz"))
    assert (layout.name, read.rows, dict(read.skipped)) == ("votes", 79397, {})
    # counted by hand from the two files: India and Russia in 2019
    assert _values(read, "votes-compared", "IND", "RUS")[2019] == 86
    assert _values(read, "vote-agreement", "IND", "RUS")[2019] == round(100 * 61 / 86, 2)
    assert max(one.end for _, told in read.data for one in told) == date(2019, 12, 31)
    assert calls.exists()
