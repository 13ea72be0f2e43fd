"""The commands are documented, start fast, and import nothing heavy before they must."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from comity.cli import app
from comity.cli.app import COMMANDS, GROUPS
from comity.cli.options import day
from comity.cli.reference import EXAMPLES, reference
from comity.errors import InputError

from .conftest import Run

DOCS = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
NAMES = [name for names in COMMANDS.values() for name in names]


def test_the_reference_is_up_to_date() -> None:
    assert DOCS.read_text(encoding="utf-8") == reference(), "run  python -m comity.cli.reference > docs/cli.md"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_documented_with_an_example(name: str) -> None:
    assert f"### `comity {name}" in DOCS.read_text(encoding="utf-8")
    assert all(example.find(f"comity {name}") >= 0 for example in EXAMPLES[name])


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_documented(name: str) -> None:
    command: Any = get_command(app)
    for word in name.split():
        command = command.commands[word]
    section = re.split(rf"### `comity {name}(?= |`)", DOCS.read_text(encoding="utf-8"))[1].split("\n### ")[0]
    for param in command.params:
        assert all(option in section for option in param.opts if option.startswith("--") and option != "--help")
        assert param.help


def test_all_commands_are_registered() -> None:
    assert set(_commands(get_command(app))) == set(NAMES) == set(EXAMPLES)


def _commands(command: Any, path: str = "") -> Iterator[str]:
    """The names of all commands, those in groups with the names of the groups before theirs."""
    for name, one in command.commands.items():
        if hasattr(one, "commands"):
            assert f"{path}{name}" in GROUPS
            assert one.help
            yield from _commands(one, f"{path}{name} ")
        else:
            yield f"{path}{name}"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    ended = run(*name.split(), "--help")
    assert ended.code == 0
    assert "Usage" in ended.out


def test_starting_imports_nothing_heavy() -> None:
    heavy = "spacy sqlalchemy pyarrow trafilatura pypdf docx babel jinja2 numpy alembic altair pandas wbgapi"
    code = f"import sys, comity.cli; print([name for name in {heavy.split()!r} if name in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert re.fullmatch(r"comity \d+\.\d+\.\d+\S*\n", run("--version").out)


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("2024-11-11", False, date(2024, 11, 11)),
        ("2024-02", False, date(2024, 2, 1)),
        ("2024-02", True, date(2024, 2, 29)),
        ("2024-12", True, date(2024, 12, 31)),
        ("2024", False, date(2024, 1, 1)),
        ("2024", True, date(2024, 12, 31)),
    ],
)
def test_a_day_may_be_a_month_or_a_year(text: str, last: bool, expected: date) -> None:
    assert day(text, last=last) == expected


@pytest.mark.parametrize("text", ["", "11.11.2024", "2024-13", "2024-02-30", "24", "now"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="write it as 2024-11-11"):
        day(text)
