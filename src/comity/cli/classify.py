"""`comity classify`: the type of the relation between two marked spans."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from comity.cli.output import dump, note
from comity.errors import ComityError, InputError
from comity.settings import Settings


def classify_command(
    file: Annotated[
        str,
        typer.Argument(help="JSONL of {id, text, source: {start, end}, target: {start, end}}; - for standard input."),
    ] = "-",
) -> None:
    """Print the PLOVER type of each marked pair, with its confidence and the ranking of all types.

    A line that cannot be used is named on standard error, the rest goes on, and the exit code is then 2.
    """
    from comity.coding.classify import classify
    from comity.language import Analyser
    from comity.records import Document

    analyser = Analyser(Settings.from_environment().spacy_model)
    refused = 0
    for where, row in _rows(file):
        try:
            if isinstance(row, InputError):
                raise row
            source, target = ((int(row[side]["start"]), int(row[side]["end"])) for side in ("source", "target"))
            answer = classify(analyser.analyse(Document(id=str(row["id"]), text=str(row["text"]))), source, target)
        except (KeyError, TypeError, ValueError) as error:
            needs = "needs id, text, source and target with start and end"
            note(f"refused: {where}: {needs} ({type(error).__name__}: {error})")
            refused += 1
            continue
        except ComityError as error:
            note(f"refused: {where}: {error}")
            refused += 1
            continue
        dump(
            {
                "id": row["id"],
                "type": answer.type,
                "confidence": answer.confidence,
                "ranking": [list(pair) for pair in answer.ranking],
            },
            lines=True,
        )
    if refused:
        raise typer.Exit(2)


def _rows(file: str) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    if file == "-":
        yield from _parsed(sys.stdin, "standard input")
        return
    path = Path(file)
    try:
        with path.open(encoding="utf-8") as stream:
            yield from _parsed(stream, file)
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); give the path of a JSONL file, or -") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 text; write the pairs as JSONL in UTF-8") from error


def _parsed(stream: TextIO, name: str) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            yield f"{name}:{number}", InputError(f"not JSON ({error})")
            continue
        yield f"{name}:{number}", row if isinstance(row, dict) else InputError("not a JSON object")
