"""The command line in this process, with a cheap coder, and ledgers made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

import comity.pipeline
from comity.cli import app
from comity.ledger import Ledger
from comity.records import Document, Record
from comity.settings import Settings
from tests.brief.making import fill
from tests.plain_coder import PlainCoder


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The single line on standard error."""
        (line,) = self.err.splitlines()
        return line


Run = Callable[..., Ended]


class StoppableCoder(PlainCoder):
    """Codes like the plain coder; a text with "interrupt" is Ctrl-C while it is being coded."""

    def __call__(self, documents: Sequence[Document]) -> list[list[Record]]:
        if any("interrupt" in document.text for document in documents):
            raise KeyboardInterrupt
        return super().__call__(documents)


def stoppable_coder(settings: Settings) -> StoppableCoder:
    """The coder, as the pipeline makes one."""
    return StoppableCoder()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder; documents are coded by the plain coder of the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(comity.pipeline, "own_coder", stoppable_coder)

    def run(*args: str, stdin: str | bytes = "") -> Ended:
        result = CliRunner().invoke(app, list(args), input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A ledger on India and Russia where the commands look for it."""
    path = tmp_path / "comity.sqlite"
    with Ledger.open(path) as ledger:
        fill(ledger)
    return path
