"""The `comity` command: commands are registered here; every error becomes one line and a stable exit code."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated

import typer

from comity import __version__
from comity.cli.guard import guarded

app = typer.Typer(
    name="comity",
    help="The evidence ledger of relations between states: what was said and done, by whom, when, with its sentence.",
    epilog="Exit codes and examples: docs/cli.md. Everything runs on this machine; nothing is sent anywhere.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = {
    "Read": ("read", "extract", "classify", "evaluate"),
    "Look": (
        "brief",
        "timeline",
        "threads",
        "thread",
        "figures",
        "meetings",
        "commitments",
        "changes",
        "disagreements",
        "dyads",
        "show",
        "why",
    ),
    "Decide": ("merge", "split"),
    "Take away": ("export",),
}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"comity {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Everything runs on this machine; nothing is sent anywhere."""


def command_named(name: str) -> Callable[..., None]:
    """The function behind a command: `<name>_command` in `comity/cli/<name>.py`."""
    command: Callable[..., None] = getattr(import_module(f"comity.cli.{name}"), f"{name}_command")
    return command


def _register() -> None:
    for panel, names in COMMANDS.items():
        for name in names:
            app.command(name, rich_help_panel=panel)(guarded(command_named(name)))


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 and up as `comity.errors` says, 130 interrupted."""
    app()


_register()
