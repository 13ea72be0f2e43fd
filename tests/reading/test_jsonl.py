"""JSONL: one object a line, text and id unchanged, a broken line refused and the rest read."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.reading import Refusal, read
from comity.records import Document, PublishedBasis
from comity.settings import Settings

TEXT = "Norway and Chile signed a treaty."


def lines(*objects: object) -> bytes:
    return b"".join(
        (each if isinstance(each, bytes) else json.dumps(each, ensure_ascii=False).encode()) + b"\n" for each in objects
    )


def read_lines(data: bytes, **options: Any) -> list[Document | Refusal]:
    options.setdefault("settings", Settings())
    return list(read(["-"], stdin=BytesIO(data), **options))


def only(found: Sequence[Document | Refusal]) -> Document:
    (document,) = found
    assert isinstance(document, Document), document
    return document


def test_fields_are_taken_and_others_ignored() -> None:
    document = only(
        read_lines(
            lines(
                {
                    "id": "D1",
                    "text": TEXT,
                    "published": "2009-03-03",
                    "title": "Fish",
                    "url": "https://example.org",
                    "publisher": "Fjord Times",
                    "events": [],
                }
            )
        )
    )
    assert document.id == "D1"
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.METADATA)
    assert (document.title, document.url, document.publisher) == ("Fish", "https://example.org", "Fjord Times")
    assert (document.language, document.source) == ("en", "standard input:1")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip))
def test_text_is_kept_as_it_is(text: str) -> None:
    assert only(read_lines(lines({"id": "D", "text": text}))).text == text


def test_a_leading_date_line_dates_the_text_but_stays() -> None:
    document = only(read_lines(lines({"id": "D", "text": f"date 2009-03-03\n\n\n{TEXT}"})))
    assert document.text.startswith("date 2009-03-03\n\n\n")
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.LEADING_LINE)


def test_the_option_overrides_every_date() -> None:
    document = only(read_lines(lines({"id": "D", "text": TEXT, "published": "2009-03-03"}), published=date(2010, 1, 1)))
    assert (document.published, document.published_basis) == (date(2010, 1, 1), PublishedBasis.OPTION)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "D", "text": "cut', "not JSON"),
        (b'["D", "text"]', "not an object"),
        (b'{"id": "D", "text": "caf\xe9"}', "not UTF-8"),
        ({"id": "D"}, "no text"),
        ({"id": "D", "text": " \n"}, "no text"),
        ({"text": TEXT}, "no id"),
        ({"id": "", "text": TEXT}, "no id"),
        ({"id": 7, "text": TEXT}, '"id" must be a string, not a number'),
        ({"id": "D", "text": [TEXT]}, '"text" must be a string, not a list'),
        ({"id": "D", "text": TEXT, "title": {"en": "Fish"}}, '"title" must be a string, not an object'),
        ({"id": "D", "text": TEXT, "published": 2009}, '"published" must be a string, not a number'),
        ({"id": "D", "text": TEXT, "published": "2009-02-30"}, "must be a day like"),
        ({"id": "D", "text": TEXT, "published": "last week"}, "must be a day like"),
        (b'{"id": "D", "text": "half \\ud83d"}', "surrogate"),
        (b'{"id": "D", "text": "nul \\u0000"}', "NUL"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_refused_by_its_number_and_the_rest_goes_on(line: object, reason: str) -> None:
    good = {"id": "A", "text": TEXT}
    before, refusal, after = read_lines(lines(good, b"", line, {"id": "B", "text": TEXT}), settings=Settings())
    assert isinstance(before, Document)
    assert isinstance(refusal, Refusal)
    assert refusal.source == "standard input:3"
    assert reason in refusal.reason
    assert isinstance(after, Document)


def test_null_is_an_absent_field() -> None:
    document = only(read_lines(lines({"id": "D", "text": TEXT, "title": None, "published": None})))
    assert (document.title, document.published) == (None, None)


def test_an_id_with_another_text_is_refused_and_a_repeated_line_is_not() -> None:
    one, again, other = read_lines(
        lines({"id": "D", "text": TEXT}, {"id": "D", "text": TEXT}, {"id": "D", "text": "Another text."})
    )
    assert isinstance(one, Document)
    assert isinstance(again, Document)
    assert isinstance(other, Refusal)
    assert "used above for another text" in other.reason


def test_a_line_too_long_is_refused_without_being_held() -> None:
    long = {"id": "L", "text": "word " * 1000}
    refusal, document = read_lines(lines(long, {"id": "D", "text": TEXT}), settings=Settings(max_bytes=1000))
    assert isinstance(refusal, Refusal)
    assert "longer than" in refusal.reason
    assert isinstance(document, Document)


def test_no_line_end_after_the_last_line_and_a_mark_before_the_first() -> None:
    assert len(read_lines(b"\xef\xbb\xbf" + lines({"id": "A", "text": TEXT}, {"id": "B", "text": TEXT})[:-1])) == 2


def test_gzip_is_unpacked_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl.gz"
    path.write_bytes(gzip.compress(lines(*({"id": str(number), "text": TEXT} for number in range(50)))))
    found = list(read([str(path)], settings=Settings(max_bytes=100)))
    assert [document.id for document in found if isinstance(document, Document)] == [str(n) for n in range(50)]


def test_a_gzip_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    rows = [{"id": str(number), "text": f"{TEXT} {number * 7919 % 10007}"} for number in range(5_000)]
    packed = gzip.compress(lines(*rows))
    path.write_bytes(packed[: len(packed) * 9 // 10])
    *documents, last = read([str(path)], settings=Settings())
    assert len(documents) > 1000
    assert isinstance(last, Refusal)
    assert "damaged from here on" in last.reason


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    with path.open("wb") as file:
        for number in range(400):
            file.write(lines({"id": str(number), "text": f"{number} {TEXT} " * 150}))
    size = path.stat().st_size
    documents = read([str(path)], settings=Settings(max_bytes=100_000))
    next(documents)
    tracemalloc.start()
    assert sum(isinstance(document, Document) for document in documents) == 399
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size / 4
