"""`comity split GROUP RECORD ...`: a person says that records do not belong to a linked event or thread."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.options import LedgerPath, settings_with
from comity.cli.output import console
from comity.cli.reviewing import Reviewer, Why, changed, reviewer_name


def split_command(
    group: Annotated[str, typer.Argument(metavar="GROUP", help="Id of a linked event (evt_…) or thread (thr_…).")],
    records: Annotated[list[str], typer.Argument(metavar="RECORD...", help="The records that do not belong to it.")],
    by: Reviewer = None,
    why: Why = "",
    ledger: LedgerPath = None,
) -> None:
    """Take records out of an event or a thread. The decision is kept for ever, and later readings respect it."""
    from comity.linking.groupings import members_of, split

    with changed(settings_with(ledger)) as kept:
        decided = split(kept, group, records, reviewer_name(by), note=why)
    with changed(settings_with(ledger)) as kept:
        left, members = members_of(kept, decided.other[0])
        new, moved = members_of(kept, decided.one[0])
    console().print(f"{left} keeps {len(members)} records; {new} has {len(moved)}")
