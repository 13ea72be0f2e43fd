"""What is no readable document is refused with one clear line that says what to do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from comity.reading import Refusal, read
from comity.settings import Settings

from .conftest import ReadOne, RefuseOne

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\t\r\n", "nothing but white space"),
        ("mark.txt", b"\xef\xbb\xbf \n", "holds no text"),
        ("header.txt", b"Title: Fish\nDate: 2009-03-03\n", "no text below its header"),
        ("noise.txt", bytes(range(256)) * 20, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG image"),
        ("photo", b"\xff\xd8\xff\xe0" + bytes(50), "JPEG image"),
        ("program", b"\x7fELF\x02\x01" + bytes(50), "a program"),
        ("program.exe", b"MZ\x90\x00" + bytes(50), "a program"),
        ("ledger.sqlite", b"SQLite format 3\x00" + bytes(50), "SQLite database"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(50), "video"),
        ("letter.doc", OLE2, "old or encrypted Office file"),
        ("secret.docx", OLE2 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("letter.rtf", b"{\\rtf1\\ansi Hello}", "RTF"),
        ("feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "XML"),
        ("slides.pptx", b"PK\x03\x04" + bytes(50), "PPTX"),
        ("votes.csv", b"state,vote\nNOR,1\n", "a table"),
        ("cut.gz", gzip.compress(b"Norway and Chile " * 500, mtime=0)[:60], "gzip"),
        ("not.pdf", b"%PDF-1.7 and nothing else", "PDF"),
    ],
)
def test_refused(refuse_one: RefuseOne, name: str, data: bytes, reason: str) -> None:
    refusal = refuse_one(data, name)
    assert reason in refusal.reason
    assert "\n" not in refusal.reason


def test_a_file_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.write(b"Norway and Chile signed a treaty. " * 3000)
        file.truncate(10_000_000_000)
    (refusal,) = read([str(path)], settings=Settings())
    assert isinstance(refusal, Refusal)
    assert "10,000 MB is more than the 50 MB" in refusal.reason
    assert "COMITY_MAX_BYTES" in refusal.reason


def test_a_gzip_bomb_is_refused_when_it_passes_the_limit(refuse_one: RefuseOne) -> None:
    data = gzip.compress(b"Norway and Chile signed a treaty. " * 100_000)
    assert "more than the 1 MB" in refuse_one(data, "bomb.txt.gz", settings=Settings(max_bytes=1_000_000)).reason


def test_a_text_that_begins_like_a_binary_is_a_text(read_one: ReadOne) -> None:
    assert read_one("BMW and MZ met in Munich.").text == "BMW and MZ met in Munich."
    assert read_one("GIF89 is an old format, they said.").text.startswith("GIF89")


def test_text_in_gzip_is_read(read_one: ReadOne) -> None:
    assert read_one(gzip.compress(b"Norway and Chile signed."), "file.txt.gz").text == "Norway and Chile signed."


@pytest.mark.parametrize(
    "data",
    [
        b"<!-- -->" * 8000 + b"x",
        b"A" + b"-" * 3000 + b" 1 May 1",
        b"A " * 2000 + b"2009",
        b"Date: " + b" " * 60_000 + b"x",
        b"<" * 50_000,
        b"{" * 50_000,
    ],
)
def test_text_made_to_waste_time_is_dealt_with_at_once(tmp_path: Path, data: bytes) -> None:
    for name in ("a.txt", "a.md", "a.html", "a"):
        path = tmp_path / name
        path.write_bytes(data)
        assert len(list(read([str(path)], settings=Settings()))) == 1
