"""Gold files: one document a line, refused with the line's number when it cannot be used."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.errors import InputError
from comity.evaluation import read_gold

EVENT = {"type": "AGREE", "start": 0, "end": 5}


def gold(tmp_path: Path, *lines: dict[str, Any] | str) -> Path:
    path = tmp_path / "gold.jsonl"
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_document_with_its_records(tmp_path: Path) -> None:
    line = {"id": "D", "text": "Chad and Niger agree.", "published": "2020-05-06", "events": [EVENT]}
    (found,) = read_gold(gold(tmp_path, line, ""))
    assert (found.document.id, found.document.text) == ("D", "Chad and Niger agree.")
    assert found.document.published == date(2020, 5, 6)
    assert found.records == {"event": [EVENT], "figure": [], "thread": []}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:2: not a gold document"),
        ("[]", "gold.jsonl:2: not a gold document"),
        ({"id": "D"}, "gold.jsonl:2: not a gold document"),
        ({"id": "D", "text": "Chad.", "published": "May"}, "gold.jsonl:2: not a gold document"),
        ({"id": "D", "text": "Chad", "events": [EVENT]}, r"gold.jsonl:2: .* lies outside the text of D"),
        ({"id": "D", "text": "Chad and Niger", "events": [{"start": 0, "end": 4}]}, "gold.jsonl:2: .* has no type"),
        ({"id": "D", "text": "Chad", "figures": [{"start": 0, "end": 4, "unit": "MW"}]}, "has no value"),
        ({"id": "D", "text": "Chad", "threads": [{"start": 0, "name": "talks"}]}, "has no end"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: dict[str, Any] | str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_gold(gold(tmp_path, {"id": "A", "text": "Mali."}, line))


def test_an_empty_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold document"):
        read_gold(gold(tmp_path, ""))
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "nowhere.jsonl")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        read_gold(path)
