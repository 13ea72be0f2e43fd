"""Files of an export: whole or not at all, so that no program ever reads half a table."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comity.errors import ComityError, InputError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new path beside `path` to write to; it takes the place of `path` only once all is written.

    A device or pipe (`/dev/stdout`) is written to directly. Raises InputError where the folder is missing or may not be
    written, ComityError when the disk is full; what stood at `path` before then still stands.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder: name a file to write")
    if path.exists() and not path.is_file():
        with _explained(path):
            yield path
        return
    with _explained(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write the text as UTF-8; see `replacing`."""
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def folder(path: Path) -> Path:
    """The folder at `path`, made where it is missing. Raises InputError where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path} cannot be made a folder ({error.strerror}): name another one") from error
    return path


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, PermissionError, NotADirectoryError) as error:
        raise InputError(f"{path} cannot be written ({error.strerror}): name a file in a folder of yours") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ComityError(f"{path} cannot be written ({error.strerror}): free some room and run it again") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
