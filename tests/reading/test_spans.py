"""Offsets of what was read hold in every script: `text[start:end]` is the very words."""

from __future__ import annotations

import json
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from comity.reading import read, tidy
from comity.records import Document
from comity.settings import Settings

WORDS = st.sampled_from(
    [
        "Norway",
        "cafe\u0301",
        "A\u030angstro\u0308m",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
        "\U0001f1f3\U0001f1f4",
        "\u2764\ufe0f",
        "العربية",
        "می\u200cخواهند",
        "שלום",
        "हिन्दी",
        "漢字",
        "\U00020000",
        "ﬁne",
        "1,234.5",
    ]
)
GAPS = st.sampled_from(
    [" ", "  ", "\t", "\xa0", "\u3000", "\u2009", "\n", "\r\n", "\n\n\n", " \u200b", "\u202e ", "\u2028"]
)
PIECES = st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=30)


def stored(data: bytes) -> Document:
    (document,) = read(["-"], settings=Settings(), stdin=BytesIO(data))
    assert isinstance(document, Document), document
    return document


@given(PIECES)
def test_every_word_of_a_text_file_is_found_whole_and_in_order(pieces: list[tuple[str, str]]) -> None:
    document = stored("".join(word + gap for word, gap in pieces).encode())
    end = 0
    for word, _ in pieces:
        start = document.text.index(word, end)
        end = start + len(word)
        assert document.text[start:end] == word
        assert not document.text[end : end + 1].isalnum()
    assert tidy(document.text) == document.text


@given(PIECES)
def test_offsets_into_a_jsonl_text_are_those_of_its_writer(pieces: list[tuple[str, str]]) -> None:
    text, spans = "", []
    for word, gap in pieces:
        spans.append((len(text), len(text) + len(word), word))
        text += word + gap
    document = stored(json.dumps({"id": "D", "text": text}).encode())
    assert all(document.text[start:end] == word for start, end, word in spans)


@given(PIECES)
def test_reading_twice_gives_the_same_document(pieces: list[tuple[str, str]]) -> None:
    data = "".join(word + gap for word, gap in pieces).encode()
    assert stored(data) == stored(data)
