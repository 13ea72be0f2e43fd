"""`comity upgrade`: a ledger of an older version becomes one of this version."""

from __future__ import annotations

from comity.cli.options import LedgerPath, settings_with
from comity.cli.output import console


def upgrade_command(ledger: LedgerPath = None) -> None:
    """Bring a ledger that an older version wrote up to this one, and link it anew. Documents, records, reviews and
    decisions stay as they are; a ledger of this version is left alone."""
    from comity.ledger import Ledger
    from comity.linking import link

    path = settings_with(ledger).ledger
    with Ledger.open(path, create=False) as kept:
        linked = link(kept)
    console().print(f"{path} is of this version; it holds {linked.events:,} events and {linked.threads:,} threads")
