"""The `comity` command: commands are registered here; every error becomes one line and a stable exit code."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated

import typer

from comity import __version__
from comity.cli.guard import guarded

_NETWORK = "Everything runs on this machine; only `series fetch` and `serve --fetch` go out to the network."

app = typer.Typer(
    name="comity",
    help="The evidence ledger of relations between states: what was said and done, by whom, when, with its sentence.",
    epilog=f"Exit codes and examples: docs/cli.md. {_NETWORK}",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = {
    "Read": ("read", "upgrade", "extract", "classify", "evaluate"),
    "Look": (
        "brief",
        "timeline",
        "threads",
        "thread",
        "figures",
        "numbers",
        "meetings",
        "commitments",
        "changes",
        "disagreements",
        "dyads",
        "show",
        "why",
        "serve",
    ),
    "Check": (
        "check",
        "series import",
        "series fetch comtrade",
        "series fetch worldbank",
        "series list",
        "series show",
        "series plot",
    ),
    "Decide": ("merge", "split"),
    "Take away": ("export",),
}
"""Every command by the panel that it stands in; `series import` is `import` of the group `series`."""

GROUPS = {
    "series": "Official statistics: import, fetch, list, show and draw them.",
    "series fetch": "Ask a provider of statistics, over the network.",
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
    """Everything runs on this machine; only `series fetch` and `serve --fetch` go out to the network."""


def command_named(name: str) -> Callable[..., None]:
    """The function behind a command: `series_list_command` in `comity/cli/series_list.py` for `series list`."""
    module = name.replace(" ", "_")
    command: Callable[..., None] = getattr(import_module(f"comity.cli.{module}"), f"{module}_command")
    return command


def _register() -> None:
    groups = {"": app}
    for panel, names in COMMANDS.items():
        for name in names:
            *path, last = name.split()
            for depth in range(1, len(path) + 1):
                group, above = " ".join(path[:depth]), " ".join(path[: depth - 1])
                if group not in groups:
                    groups[group] = typer.Typer(help=GROUPS[group], no_args_is_help=True)
                    groups[above].add_typer(groups[group], name=path[depth - 1], rich_help_panel=_panel(above, panel))
            home = " ".join(path)
            groups[home].command(last, rich_help_panel=_panel(home, panel))(guarded(command_named(name)))


def _panel(group: str, panel: str) -> str | None:
    """Panels divide what stands at the top; within a group there is one list."""
    return None if group else panel


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 and up as `comity.errors` says, 130 interrupted."""
    app()


_register()
