"""Shared by the tests of reading: write bytes to a file, read it, look at what came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.reading import Refusal, read
from comity.records import Document
from comity.settings import Settings

ReadOne = Callable[..., Document]
RefuseOne = Callable[..., Refusal]


@pytest.fixture
def read_one(tmp_path: Path) -> ReadOne:
    """Write `data` under `name` and read the one document it holds."""

    def run(data: bytes | str, name: str = "file.txt", **options: object) -> Document:
        (found,) = _read(tmp_path, data, name, **options)
        assert isinstance(found, Document), found
        return found

    return run


@pytest.fixture
def refuse_one(tmp_path: Path) -> RefuseOne:
    """Write `data` under `name` and return the refusal that reading it gives."""

    def run(data: bytes | str, name: str = "file.txt", **options: object) -> Refusal:
        (found,) = _read(tmp_path, data, name, **options)
        assert isinstance(found, Refusal), found
        assert name in found.source
        return found

    return run


def _read(folder: Path, data: bytes | str, name: str, **options: object) -> list[Document | Refusal]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    options.setdefault("settings", Settings())
    return list(read([str(path)], **options))  # type: ignore[arg-type]
