"""Opening the ledger for commands that look: read only, and linked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from comity.cli.output import note
from comity.errors import LedgerError
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.ledger import Ledger


@contextmanager
def opened(settings: Settings, *, checked: bool = False) -> Iterator[Ledger]:
    """The ledger for looking at, its links made anew where a reading was stopped before it could make them.

    With `checked` its verdicts are current too: those of new figures are made, and all anew where series came in.
    Raises LedgerError when there is no ledger; a ledger that may not be written is shown with what it has.
    """
    from comity.ledger import Ledger
    from comity.linking.link import VERSION, link

    with Ledger.open(settings.ledger, read_only=True) as ledger:
        linked = ledger.links_are_current(VERSION)
        judged = not checked or _verdicts_are_current(ledger)
    if not linked:
        try:
            with Ledger.open(settings.ledger, create=False) as ledger:
                link(ledger)
        except LedgerError as error:
            note(f"the links of this ledger are not up to date ({error})")
    if not judged:
        from comity.checking.check import keep_verdicts

        try:
            with Ledger.open(settings.ledger, create=False) as ledger:
                keep_verdicts(ledger)
        except LedgerError as error:
            note(f"the verdicts of this ledger are not up to date ({error})")
    with Ledger.open(settings.ledger, read_only=True) as ledger:
        yield ledger


def _verdicts_are_current(ledger: Ledger) -> bool:
    """Whether nothing is to be checked; a ledger without series needs no look at the rules."""
    if not ledger.statistics_mark():
        return True
    from comity.checking.check import verdicts_are_current

    return verdicts_are_current(ledger)
