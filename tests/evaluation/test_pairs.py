"""Pair files: one marked pair a line, refused with the line's number when it cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comity.errors import InputError
from comity.evaluation.pairs import Pair, is_pair_file, parse_pairs, read_pairs

LINE = {
    "id": "P",
    "text": "Chile thanked Peru.",
    "source": {"start": 0, "end": 5},
    "target": {"start": 14, "end": 18},
    "type": "SUPPORT",
}


def written(tmp_path: Path, *lines: dict[str, Any] | str) -> Path:
    path = tmp_path / "pairs.jsonl"
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_pair_with_its_type(tmp_path: Path) -> None:
    path = written(tmp_path, LINE, "")
    (pair,) = read_pairs(path)
    assert pair == Pair("P", "Chile thanked Peru.", (0, 5), (14, 18), "SUPPORT", f"{path}:1")


def test_gold_without_ids_is_numbered_by_line(tmp_path: Path) -> None:
    bare = {name: value for name, value in LINE.items() if name != "id"}
    assert [pair.id for pair in read_pairs(written(tmp_path, bare, "", bare))] == [1, 3]


def test_gold_may_use_the_older_type(tmp_path: Path) -> None:
    assert read_pairs(written(tmp_path, LINE | {"type": "YIELD"}))[0].type == "YIELD"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "pairs.jsonl:2: not JSON"),
        ("[]", "pairs.jsonl:2: not a JSON object"),
        ({"id": "P", "text": "Chile"}, "pairs.jsonl:2: needs id, text, source and target"),
        (LINE | {"source": 4}, "pairs.jsonl:2: needs id, text, source and target"),
        (LINE | {"text": None}, "pairs.jsonl:2: .* text must be text"),
        (LINE | {"id": ["P"]}, "pairs.jsonl:2: id must be text or a whole number"),
        (LINE | {"target": {"start": 14, "end": 99}}, r"pairs.jsonl:2: the target \[14, 99\) does not lie in the text"),
        (LINE | {"source": {"start": 5, "end": 5}}, r"pairs.jsonl:2: the source \[5, 5\) does not lie in the text"),
        (LINE | {"type": "FIGHT"}, "pairs.jsonl:2: the type 'FIGHT' is not one of AGREE CONSULT"),
        (LINE | {"type": None}, "pairs.jsonl:2: the type None is not one of"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: dict[str, Any] | str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_pairs(written(tmp_path, LINE, line))


def test_an_empty_file_a_missing_one_and_one_that_is_not_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no pair in it"):
        read_pairs(written(tmp_path, ""))
    with pytest.raises(InputError, match="cannot be read"):
        read_pairs(tmp_path / "nowhere.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        read_pairs(tmp_path / "bytes.jsonl")


def test_questions_have_an_id_and_no_type() -> None:
    bare = {name: value for name, value in LINE.items() if name != "id"}
    found, refused = parse_pairs([json.dumps(LINE), json.dumps(bare)], "questions")
    assert isinstance(found, Pair)
    assert found.type is None, "a type beside a question must not reach the classifier"
    assert str(refused).startswith("questions:2: needs id, text, source and target")


@pytest.mark.parametrize(
    ("first", "is_pairs"),
    [
        (json.dumps(LINE), True),
        ("\n" + json.dumps(LINE), True),
        (json.dumps({"id": "D", "text": "Chad.", "events": []}), False),
        ("[1]", False),
        ("{", False),
        ("", False),
    ],
)
def test_the_first_line_tells_pairs_from_documents(tmp_path: Path, first: str, is_pairs: bool) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(first, encoding="utf-8")
    assert is_pair_file(path) is is_pairs
