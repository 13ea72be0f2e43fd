"""What commands share by which people decide: who decides, why, and a ledger that is linked anew afterwards."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from comity.errors import InputError
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.ledger import Ledger

Reviewer = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides. [default: your login]")]
Why = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for those who read it later.")]


def reviewer_name(given: str | None) -> str:
    """The name of who decides. Raises InputError where none is given and the machine knows none."""
    if given and given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise InputError("say who decides with --by NAME") from None


@contextmanager
def changed(settings: Settings) -> Iterator[Ledger]:
    """The ledger for deciding on it; its links are made anew before and after."""
    from comity.ledger import Ledger
    from comity.linking import link

    with Ledger.open(settings.ledger, create=False) as ledger:
        link(ledger)
        yield ledger
        link(ledger)
