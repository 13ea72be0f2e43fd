"""How many documents the named files hold: what a progress bar measures against."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence

from comity.errors import ReadingError
from comity.reading.sniff import HEAD, Format, sniff
from comity.reading.sources import FileSource, find_sources

_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20
_LARGEST = 500_000_000
"""Bytes of files up to which counting lines takes about a second; beyond it, not knowing is better than waiting."""


def documents_behind(paths: Sequence[str]) -> int | None:
    """The number of documents behind the paths, or None where only reading would tell (pipes, very large files).

    A file that cannot be read counts as one, because it will be refused as one.
    """
    found = list(find_sources(paths))
    files = [source for source in found if isinstance(source, FileSource)]
    if any(source.size is None for source in files) or sum(source.size or 0 for source in files) > _LARGEST:
        return None
    return sum(1 if isinstance(source, ReadingError) else _count(source) for source in found)


def _count(source: FileSource) -> int:
    assert source.path is not None
    try:
        with source.path.open("rb") as file:
            packed = file.read(len(_GZIP)) == _GZIP
        with gzip.open(source.path) if packed else source.path.open("rb") as stream:
            head = stream.read(HEAD)
            if sniff(head, source.name) is not Format.JSONL:
                return 1
            lines, last = head.count(b"\n"), head[-1:]
            while block := stream.read(_BLOCK):
                lines, last = lines + block.count(b"\n"), block[-1:]
            return lines + (last != b"\n")
    except (OSError, EOFError, zlib.error, ReadingError):
        return 1
