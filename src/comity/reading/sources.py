"""What the user names becomes files to read: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.errors import ReadingError

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file to be read. `size` is in bytes, None for a pipe. `path` is None for standard input."""

    name: str
    path: Path | None
    size: int | None


def find_sources(paths: Sequence[str]) -> Iterator[FileSource | ReadingError]:
    """The files behind the given paths, in the given order, each once; an error for what is not there.

    A folder stands for all files below it, sorted by path; names that begin with a dot and links to folders are
    ignored. A path with `*`, `?` or `[` that is no file is a pattern (`**` crosses folders).
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            if isinstance(found, FileSource) and found.path is not None:
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _expand(path: str) -> Iterator[FileSource | ReadingError]:
    if path == STANDARD_INPUT:
        yield FileSource("standard input", None, None)
    elif not path or "\x00" in path:
        yield ReadingError(repr(path), "this is no name of a file")
    elif os.path.lexists(path):
        yield from _existing(Path(path))
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        files = [Path(match) for match in matches if not Path(match).is_dir()]
        if not files:
            yield ReadingError(path, "no file matches this pattern")
        for file in files:
            yield _file(file, within_folder=True)
    else:
        yield ReadingError(path, "there is no such file or folder; check the spelling")


def _existing(path: Path) -> Iterator[FileSource | ReadingError]:
    if not path.is_dir():
        yield _file(path, within_folder=False)
        return
    empty = True
    for found in _walk(path):
        empty = False
        yield found
    if empty:
        yield ReadingError(str(path), "there are no files in this folder")


def _walk(folder: Path) -> Iterator[FileSource | ReadingError]:
    try:
        children = sorted(folder.iterdir(), key=lambda child: child.name)
    except OSError as error:
        yield ReadingError(str(folder), f"this folder cannot be opened ({error.strerror})")
        return
    for child in children:
        if child.name.startswith(".") or child.name.endswith((".sqlite", ".sqlite-wal", ".sqlite-shm")):
            continue
        if child.is_dir():
            if not child.is_symlink():
                yield from _walk(child)
        else:
            yield _file(child, within_folder=True)


def _file(path: Path, *, within_folder: bool) -> FileSource | ReadingError:
    """A regular file; a pipe too where the user named it himself (`<(command)`), but never one met in a folder."""
    try:
        status = path.stat()
    except OSError as error:
        return ReadingError(str(path), f"this file cannot be opened ({error.strerror})")
    if stat.S_ISREG(status.st_mode):
        return FileSource(str(path), path, status.st_size)
    if stat.S_ISFIFO(status.st_mode) and not within_folder:
        return FileSource(str(path), path, None)
    return ReadingError(str(path), "this is a device or socket, not a file")
