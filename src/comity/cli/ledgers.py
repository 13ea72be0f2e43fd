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
def opened(settings: Settings) -> Iterator[Ledger]:
    """The ledger for looking at, its links made anew where a reading was stopped before it could make them.

    Raises LedgerError when there is no ledger; a ledger that may not be written is shown with the links it has.
    """
    from comity.ledger import Ledger
    from comity.linking.link import VERSION, link

    with Ledger.open(settings.ledger, read_only=True) as ledger:
        current = ledger.links_are_current(VERSION)
    if not current:
        try:
            with Ledger.open(settings.ledger, create=False) as ledger:
                link(ledger)
        except LedgerError as error:
            note(f"the links of this ledger are not up to date ({error})")
    with Ledger.open(settings.ledger, read_only=True) as ledger:
        yield ledger
