"""Bytes become characters, or a message that says what to do."""

from __future__ import annotations

import pytest

from comity.errors import ReadingError
from comity.reading.decode import decode

ENGLISH = "The ministers’ talks – “frank and open” – ended on Monday. They will meet again in the spring."
FRENCH = "Le président a rencontré son homologue à Évian, où les deux délégations ont signé un accord très attendu."
RUSSIAN = "Президент провёл переговоры с премьер-министром. Стороны обсудили торговлю, энергетику и культуру." * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_english_with_typographic_quotes(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), "file") == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "cp1252"), (FRENCH, "latin-1"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")]
)
def test_older_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "file") == text


def test_a_declared_charset_is_believed_where_the_bytes_are_not_utf8() -> None:
    assert decode("Škoda a Řím".encode("cp1250"), "page", "windows-1250") == "Škoda a Řím"
    assert decode("Škoda a Řím".encode(), "page", "windows-1250") == "Škoda a Řím"


def test_an_unknown_declared_charset_is_no_charset() -> None:
    assert decode("café crème".encode(), "page", "x-nonsense") == "café crème"


def test_a_broken_byte_among_much_utf8_stays_visible() -> None:
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    assert decode(data, "file") == RUSSIAN + "\ufffd" + RUSSIAN


@pytest.mark.parametrize("data", [b"text\x00\x01\x02more", bytes(range(256)) * 4, b"\x01\x02\x03\x04\x05 abc"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="binary"):
        decode(data, "file")


def test_utf16_that_breaks_off_is_refused_with_the_place() -> None:
    with pytest.raises(ReadingError, match=r"UTF-16-LE but byte 7"):
        decode("abc".encode("utf-16")[:-1], "file")
