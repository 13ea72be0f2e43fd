"""`comity classify`: the type of the relation between two marked spans."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.output import dump, note, say_if_rules_alone
from comity.errors import InputError
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.coding.learned import PairModel
    from comity.evaluation.pairs import Pair


def classify_command(
    file: Annotated[
        str,
        typer.Argument(help="JSONL of {id, text, source: {start, end}, target: {start, end}}; - for standard input."),
    ] = "-",
) -> None:
    """Print the PLOVER type of each marked pair, with its confidence and the ranking of all types.

    A line that cannot be used is named on standard error, the rest goes on, and the exit code is then 2.
    """
    from comity.evaluation.classifying import classify_all
    from comity.language import Analyser

    settings = Settings.from_environment()
    refused = 0
    for row in classify_all(_rows(file), Analyser(settings.spacy_model), model_of(settings)):
        if isinstance(row, InputError):
            note(f"refused: {row}")
            refused += 1
            continue
        pair, answer = row
        dump(
            {
                "id": pair.id,
                "type": answer.type,
                "confidence": answer.confidence,
                "ranking": [list(each) for each in answer.ranking],
            },
            lines=True,
        )
    if refused:
        raise typer.Exit(2)


def model_of(settings: Settings) -> PairModel | None:
    """The learned model; None, and a note that says so, where the rules must answer alone for want of it."""
    from comity.coding.learned import pair_model

    if not settings.model or say_if_rules_alone(settings):
        return None
    return pair_model()


def _rows(file: str) -> Iterator[Pair | InputError]:
    from comity.evaluation.pairs import parse_pairs

    if file == "-":
        yield from parse_pairs(sys.stdin, "standard input")
        return
    try:
        with Path(file).open(encoding="utf-8") as stream:
            yield from parse_pairs(stream, file)
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); give the path of a JSONL file, or -") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 text; write the pairs as JSONL in UTF-8") from error
