"""JSONL of the contract, and flat tables as CSV and Parquet."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, TextIO

from comity.errors import InputError, MissingExtraError
from comity.export.files import folder, replacing
from comity.export.flat import COLUMNS, flat
from comity.export.rows import KINDS, Row

Written = list[tuple[Path, int]]
"""Files that were written with their numbers of rows; nothing for standard output."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ROW_GROUP = 5_000


def write_jsonl(rows: Iterable[Row], output: Path | None, stdout: TextIO) -> Written:
    """Contract rows, one JSON object a line, to a file or to standard output."""
    count = 0
    with _text_file(output, stdout) as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return [(output, count)] if output else []


def write_csv(rows: Iterable[Row], kinds: Collection[str], output: Path | None, stdout: TextIO) -> Written:
    """Flat tables as CSV (UTF-8, RFC 4180, a header line).

    One kind goes to a file or to standard output, several to a folder as `events.csv` and so on. Cells that a
    spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection). Raises InputError when
    several kinds have no folder to go to.
    """
    if len(set(kinds)) == 1:
        (kind,) = set(kinds)
        with _text_file(output, stdout) as stream:
            count = _csv_rows(stream, kind, rows)
        return [(output, count)] if output else []
    place = _folder(output, "csv")
    return [(path, _one_csv(path, kind, part)) for kind, path, part in _by_kind(rows, kinds, place, "csv")]


def write_parquet(rows: Iterable[Row], kinds: Collection[str], output: Path | None) -> Written:
    """Flat tables as Parquet with typed columns: one kind to a file, several to a folder as `events.parquet` and so on.

    Raises MissingExtraError without pyarrow, InputError without an output.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtraError("writing Parquet", "parquet") from None
    if output is None:
        raise InputError("Parquet needs a file or folder to go to: add --output PATH")
    if len(set(kinds)) == 1:
        (kind,) = set(kinds)
        return [(output, _one_parquet(output, kind, rows))]
    place = _folder(output, "parquet")
    return [(path, _one_parquet(path, kind, part)) for kind, path, part in _by_kind(rows, kinds, place, "parquet")]


def table_name(kind: str) -> str:
    """The name of a kind's table: `events`, `thread_histories`."""
    return "thread_histories" if kind == "thread_history" else f"{kind}s"


def _folder(output: Path | None, ending: str) -> Path:
    if output is None:
        raise InputError(
            f"each kind is a table of its own: add --output FOLDER, or --kind event for one table of {ending}"
        )
    return folder(output)


def _by_kind(
    rows: Iterable[Row], kinds: Collection[str], place: Path, ending: str
) -> Iterator[tuple[str, Path, Iterator[Row]]]:
    """Each kind with its rows. They come mixed from the ledger, and wait in temporary files: memory stays flat."""
    wanted = [kind for kind in KINDS if not kinds or kind in kinds]
    with ExitStack() as stack:
        waiting: dict[str, IO[str]] = {
            kind: stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for kind in wanted
        }
        for row in rows:
            waiting[row["kind"]].write(json.dumps(row) + "\n")
        for kind, stream in waiting.items():
            stream.seek(0)
            yield kind, place / f"{table_name(kind)}.{ending}", map(json.loads, stream)


def _one_csv(path: Path, kind: str, rows: Iterable[Row]) -> int:
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as stream:
        return _csv_rows(stream, kind, rows)


def _csv_rows(stream: TextIO, kind: str, rows: Iterable[Row]) -> int:
    return csv_table(stream, list(COLUMNS[kind]), (list(flat(row).values()) for row in rows))


def csv_table(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """A CSV table with a header line; gives the number of rows."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _one_parquet(path: Path, kind: str, rows: Iterable[Row]) -> int:
    import pyarrow
    import pyarrow.parquet

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    schema = pyarrow.schema([(name, types[of]) for name, of in COLUMNS[kind].items()])
    count, source = 0, iter(rows)
    with replacing(path) as part, pyarrow.parquet.ParquetWriter(part, schema) as writer:
        while group := [_typed(flat(row), kind) for row in islice(source, _ROW_GROUP)]:
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def _typed(row: Row, kind: str) -> Row:
    return {name: None if row[name] is None else of(row[name]) for name, of in COLUMNS[kind].items()}


@contextmanager
def _text_file(output: Path | None, stdout: TextIO) -> Iterator[TextIO]:
    if output is None:
        yield stdout
        return
    with replacing(output) as part, part.open("w", encoding="utf-8", newline="") as stream:
        yield stream
