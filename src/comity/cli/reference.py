"""The reference of the command line, written from the commands themselves: docs/cli.md is its output.

`python -m comity.cli.reference > docs/cli.md` writes it anew; a test fails when it is out of date, or when a command
has no example here.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from enum import EnumType
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, ParameterInfo

from comity.cli.app import COMMANDS, command_named
from comity.export.cameo import COLUMNS as CAMEO_COLUMNS
from comity.export.flat import COLUMNS
from comity.export.tables import table_name

EXAMPLES = {
    "read": ("comity read articles/ press/*.pdf", "comity read releases.jsonl --workers 4 --ledger asia.sqlite"),
    "upgrade": ("comity upgrade --ledger old.sqlite",),
    "extract": ("comity extract article.txt", "cat article.html | comity extract - --published 2024-11-11"),
    "classify": ("comity classify pairs.jsonl",),
    "evaluate": ("comity evaluate gold.jsonl", "comity evaluate gold.jsonl --against theirs.jsonl --json"),
    "brief": ("comity brief IND-RUS", "comity brief India Russia --since 2022 --output india-russia.html"),
    "timeline": ("comity timeline ru-in --pillar defence", "comity timeline Poland Ukraine --status future"),
    "threads": ("comity threads IND-RUS --stage operational",),
    "thread": ("comity thread kudankulam", "comity thread intergovernmental commission --dyad IND-RUS"),
    "why": ("comity why evt_9d1c2b3a4e5f6071",),
    "merge": ('comity merge evt_9d1c2b3a4e5f6071 evt_0a1b2c3d4e5f6071 --note "one visit of three days"',),
    "split": ("comity split thr_5f6071829d1c2b3a th_3f2a8c1d9b0e4f57",),
    "figures": ("comity figures India Russia --pillar energy",),
    "numbers": ("comity numbers IND-RUS", "comity numbers India Russia --limit 0 --json"),
    "meetings": ("comity meetings IND-RUS --level leaders", "comity meetings Russia Turkey --since 2022"),
    "commitments": ("comity commitments IND-RUS --state overdue", "comity commitments India Russia --pillar energy"),
    "changes": ("comity changes IND-RUS --since 2025-01-01", "comity changes ru-in --since last --limit 0"),
    "disagreements": ("comity disagreements India Russia --pillar trade",),
    "dyads": ("comity dyads", "comity dyads --all --json"),
    "serve": ("comity serve", "COMITY_PASSWORD=… comity serve --host 0.0.0.0 --name room.example.org --read-only"),
    "show": ("comity show ev_3f2a8c1d9b0e4f57", "comity show evt_9d1c2b3a4e5f6071"),
    "check": (
        'comity check --text "Since 2022, Russian crude oil exports to India have surged over twentyfold."',
        "comity check India Russia --verdict differs",
        "comity check articles/ --json",
    ),
    "series import": (
        "comity series import statistics/",
        "comity series import trade-register.csv --as sipri --vintage 2023-03-13",
        "comity series import own.xlsx --mapping own.yaml",
    ),
    "series fetch comtrade": (
        "comity series fetch comtrade --reporter India --partner Russia --commodity 2709 --years 2017-2024",
        "comity series fetch comtrade --reporter China --partner world --years 2023 --frequency month --flow exports",
    ),
    "series fetch worldbank": (
        "comity series fetch worldbank --country India --country Russia --indicator gdp --years 2000-2024",
    ),
    "series list": ("comity series list --reporter India --partner Russia", "comity series list --item 2709 --json"),
    "series show": (
        "comity series show imports India Russia 2709 comtrade",
        "comity series show comtrade/imports/IND/RUS/HS2709/USD/year --vintages",
    ),
    "series plot": (
        "comity series plot comtrade/imports/IND/RUS/HS2709/USD/year --output oil.svg",
        "comity series plot imports India Russia TOTAL comtrade --output trade.png",
    ),
    "export": (
        "comity export --output ledger.jsonl",
        "comity export --format csv --output tables/",
        'comity export --format cameo --dyad "India Russia" --output events.csv',
    ),
}

_HEAD = """# The command line

<!-- Written by `python -m comity.cli.reference > docs/cli.md`; change the commands, not this file. -->

Every command says what it does with `--help`. Everything runs on this machine and offline; only `series fetch` goes out
to the network, to ask the provider that it names for the statistics that you name, and `serve --fetch`, to fetch
the pages that readers name.

A **dyad** is written in any way that names two states: `IND-RUS`, `ru-in`, `India Russia`, `indian russian`,
`"South Korea" Japan`. A name that nobody knows gets a suggestion.

A **day** is written `2024-11-11`, `2024-11` or `2024`; `--until 2024` is the last day of that year.

The **ledger** is the file of `--ledger`, else of the environment variable `COMITY_LEDGER`, else `comity.sqlite` in the
folder where you are.

Tab completion: `comity --install-completion`.

| exit code | meaning |
|--:|:--|
| 0 | done |
| 1 | something else a person can mend, such as a full disk |
| 2 | an input or option that cannot be used; with `read`, `extract` and `classify`, the rest was done |
| 3 | the ledger cannot be opened or written: missing, no ledger, of a newer version, in use, disk full |
| 4 | an optional part is not installed; the message names it |
| 5 | a provider of statistics cannot be reached, refuses to answer, or has no such data |
| 70 | a fault of Comity itself; please report it with what `COMITY_DEBUG=1 comity …` prints |
| 130 | interrupted; what was read is kept |

Messages go to standard error, results to standard output.
"""


def reference() -> str:
    """The whole of docs/cli.md. Raises KeyError when a command has no example."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    for panel, names in COMMANDS.items():
        yield f"## {panel}\n"
        for name in names:
            yield from _command(name)
    yield "## Columns of the tables\n"
    yield (
        "Lists are joined with `; `. In CSV a cell that a spreadsheet would take for a formula has an apostrophe in"
        " front; JSONL and Parquet give every text unchanged.\n"
    )
    for kind, columns in COLUMNS.items():
        yield f"**{table_name(kind)}**: {', '.join(f'`{column}`' for column in columns)}\n"
    yield f"**cameo**: {', '.join(f'`{column}`' for column in CAMEO_COLUMNS)}\n"
    yield (
        "`quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. `score` is the"
        " conflict–cooperation score of the codebook, from -10 to 10. `date` is empty where the text gives none: use"
        " `published` then. Plans, possibilities, denials, rejected records and reprints are left out; an event that"
        " all sides do together has a row in each direction."
    )


def _command(name: str) -> Iterator[str]:
    command = command_named(name)
    parameters = [_parameter(one, hint) for one, hint in _parameters(command)]
    arguments = [label for label, _, is_argument in parameters if is_argument]
    yield f"### `comity {' '.join((name, *arguments))}`\n"
    yield _paragraphs(inspect.getdoc(command) or "")
    yield "```console"
    yield from (f"$ {example}" for example in EXAMPLES[name])
    yield "```\n"
    yield "| | |\n|:--|:--|"
    yield from (f"| `{label}` | {words} |" for label, words, _ in parameters)
    yield ""


def _parameters(command: Callable[..., None]) -> Iterator[tuple[inspect.Parameter, Any]]:
    hints = get_type_hints(command, include_extras=True)
    for one in inspect.signature(command).parameters.values():
        yield one, hints[one.name]


def _parameter(one: inspect.Parameter, hint: Any) -> tuple[str, str, bool]:
    """How a parameter is written, what it does, and whether it is an argument."""
    annotated, info = get_args(hint)
    kinds = [annotated, *get_args(annotated)]
    if isinstance(info, ArgumentInfo):
        many = any(get_origin(kind) is list for kind in kinds)
        return f"{info.metavar or one.name.upper()}{'…' if many else ''}", _help(info, one.default), True
    # Inside Annotated, Typer takes the first name of an option for its default and sorts that out later.
    names = ", ".join(name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str))
    if annotated is bool:
        return names, _help(info, None), False
    choices: Any = next((kind for kind in kinds if isinstance(kind, EnumType)), None)
    plain = next((_VALUES[kind] for kind in kinds if kind in _VALUES), "")
    value = "|".join(str(choice.value) for choice in choices) if choices else info.metavar or plain
    return f"{names} {value}".replace("|", "\\|"), _help(info, one.default), False


_VALUES = {int: "NUMBER", float: "NUMBER", Path: "PATH", str: "NAME"}


def _help(info: ParameterInfo, default: Any) -> str:
    shown = "" if default in (None, inspect.Parameter.empty) else f" [default: {getattr(default, 'value', default)}]"
    return f"{(info.help or '').strip()}{shown}".replace("|", "\\|")


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
