"""`comity read`: documents into the ledger, with a summary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.ledger import Ledger

from .conftest import Run

MEETING = "India met Russia on 2024-11-07. It was about 500 barrels of oil and the weather there."
ROWS = [
    {"id": "a", "text": MEETING, "published": "2024-11-08"},
    {"id": "b", "text": "India thanked Russia on 2024-11-09 for the help with it.", "published": "2024-11-10"},
]
STOP = {"id": "stop", "text": "please interrupt"}


def jsonl(path: Path, rows: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_documents_are_kept_linked_and_counted(run: Run, tmp_path: Path) -> None:
    ended = run("read", jsonl(tmp_path / "in.jsonl", ROWS))
    assert ended.code == 0
    assert "2 documents read, 3 new records" in ended.out
    assert "comity.sqlite now holds 2 events" in ended.out


def test_reading_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", ROWS)
    run("read", path)
    before = run("export").out
    assert "0 documents read, 0 new records; 2 already in the ledger" in run("read", path).out
    assert run("export").out == before


def test_what_is_refused_is_named_with_its_reason_and_the_rest_is_kept(run: Run, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", ROWS)
    ended = run("read", path, "missing.txt")
    assert ended.code == 2
    assert ended.complaint.startswith("refused: missing.txt: ")
    assert "2 documents read" in ended.out and "1 refused" in ended.out


def test_the_summary_as_json(run: Run, tmp_path: Path) -> None:
    ended = run("read", jsonl(tmp_path / "in.jsonl", ROWS), "missing.txt", "--json")
    summary = json.loads(ended.out)
    assert (summary["read"], summary["records"], summary["events"]) == (2, 3, 2)
    assert [refusal["source"] for refusal in summary["refused"]] == ["missing.txt"]


def test_the_day_of_publication_can_be_given(run: Run) -> None:
    run("read", "-", "--published", "2024-11-08", stdin=MEETING)
    with Ledger.open("comity.sqlite", read_only=True) as ledger:
        ((document, _),) = ledger.documents()
    assert str(document.published) == "2024-11-08"


def test_the_ledger_can_be_named_by_option(run: Run, tmp_path: Path) -> None:
    run("read", "-", "--ledger", "other.sqlite", stdin=MEETING)
    assert (tmp_path / "other.sqlite").exists()
    assert not (tmp_path / "comity.sqlite").exists()


def test_the_ledger_can_be_named_by_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_LEDGER", "mine.sqlite")
    run("read", "-", stdin=MEETING)
    assert (tmp_path / "mine.sqlite").exists()


def test_nothing_readable_makes_no_ledger(run: Run, tmp_path: Path) -> None:
    ended = run("read", "missing.txt")
    assert ended.code == 2
    assert not (tmp_path / "comity.sqlite").exists()
    assert "nothing was read" in ended.err


def test_a_text_in_another_language_is_kept_and_said_to_have_no_records(run: Run) -> None:
    text = "La France et la Russie ont signé un accord sur les échanges entre les deux pays, a dit le ministre."
    ended = run("read", "-", stdin=text)
    assert ended.code == 2
    assert "not coded: standard input: this text is in French, and only English is coded" in ended.complaint
    assert "1 document read, 0 new records; 1 not coded" in ended.out


def test_an_interruption_keeps_what_was_read_and_the_next_reading_goes_on(run: Run, tmp_path: Path) -> None:
    rows = [{"id": f"d{i}", "text": f"India met Russia on 2024-{i // 28 + 1:02}-{i % 28 + 1:02}."} for i in range(60)]
    undisturbed = jsonl(tmp_path / "in.jsonl", rows)
    run("read", undisturbed, "--ledger", "whole.sqlite")
    stopped = [*rows[:55], STOP]
    ended = run("read", jsonl(tmp_path / "stopped.jsonl", stopped))
    assert ended.code == 130
    assert "interrupted; what was read so far is kept in comity.sqlite, and the same command" in ended.complaint
    with Ledger.open("comity.sqlite", read_only=True) as ledger:
        assert ledger.counts().documents == 48
    run("read", undisturbed)
    assert run("export").out == run("export", "--ledger", "whole.sqlite").out


def test_links_are_made_up_for_when_a_reading_was_stopped_before_them(run: Run, tmp_path: Path) -> None:
    stopped = [*({"id": f"d{i}", "text": "India met Russia on 2024-11-07."} for i in range(48)), STOP]
    run("read", jsonl(tmp_path / "stopped.jsonl", stopped))
    assert len(json.loads(run("timeline", "IND-RUS", "--json").out)) == 1
