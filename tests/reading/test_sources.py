"""Files, folders, patterns and standard input, in order, each once."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest

from comity.reading import Refusal, read
from comity.records import Document
from comity.settings import Settings

TEXT = "Norway and Chile signed a treaty."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "inner/c.txt", "inner/deep/d.md", ".hidden.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} Told by {name}.")
    return tmp_path


def names(folder: Path, *paths: str, stdin: bytes = b"") -> list[str]:
    found = read(
        [str(folder / path) if path != "-" else "-" for path in paths], settings=Settings(), stdin=BytesIO(stdin)
    )
    return [(each.source or "").removeprefix(f"{folder}{os.sep}") for each in found]


def test_a_folder_is_read_through_sorted_and_without_hidden_files(folder: Path) -> None:
    assert names(folder, "") == ["a.txt", "b.txt", "inner/c.txt", "inner/deep/d.md"]


def test_patterns(folder: Path) -> None:
    assert names(folder, "*.txt") == ["a.txt", "b.txt"]
    assert names(folder, "**/*.md") == ["inner/deep/d.md"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert names(folder, "b.txt", "", "*.txt") == ["b.txt", "a.txt", "inner/c.txt", "inner/deep/d.md"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder: Path) -> None:
    (folder / "odd[1].txt").write_text(TEXT)
    assert names(folder, "odd[1].txt") == ["odd[1].txt"]


def test_standard_input_stands_where_it_is_named(folder: Path) -> None:
    assert names(folder, "a.txt", "-", "b.txt", stdin=TEXT.encode()) == ["a.txt", "standard input", "b.txt"]


def test_reading_leaves_standard_input_open() -> None:
    stdin = BytesIO(TEXT.encode())
    list(read(["-"], settings=Settings(), stdin=stdin))
    assert not stdin.closed


def test_bad_things_are_refused_in_their_place_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "a-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    paths = [str(folder / name) for name in ("gone.txt", "none*.txt", "empty", "a-picture.png", "b.txt")]
    found = list(read(paths, settings=Settings()))
    refused = [each.reason.partition(";")[0] for each in found if isinstance(each, Refusal)]
    assert refused == [
        "there is no such file or folder",
        "no file matches this pattern",
        "there are no files in this folder",
        "this is a PNG image, not a text",
    ]
    assert isinstance(found[-1], Document)


def test_a_link_to_nowhere_and_a_device_are_refused(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "nowhere")
    found = list(read([str(folder / "link"), "/dev/null"], settings=Settings()))
    assert all(isinstance(each, Refusal) for each in found)


def test_a_pipe_met_in_a_folder_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert "pipe" in names(folder, "")


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "inner" / "loop").symlink_to(folder)
    assert names(folder, "") == ["a.txt", "b.txt", "inner/c.txt", "inner/deep/d.md"]
