"""`comity merge ONE OTHER`: a person says that two linked events, or two threads, are one."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.options import LedgerPath, settings_with
from comity.cli.output import console
from comity.cli.reviewing import Reviewer, Why, changed, reviewer_name


def merge_command(
    one: Annotated[str, typer.Argument(metavar="ONE", help="Id of a linked event or thread, or of a record of it.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other, of the same kind.")],
    by: Reviewer = None,
    why: Why = "",
    ledger: LedgerPath = None,
) -> None:
    """Make one event, or one thread, of two. The decision is kept for ever, and later readings respect it."""
    from comity.linking.groupings import members_of, merge

    with changed(settings_with(ledger)) as kept:
        decided = merge(kept, one, other, reviewer_name(by), note=why)
    with changed(settings_with(ledger)) as kept:
        group, members = members_of(kept, decided.one[0])
    console().print(f"{group} now has {len(members)} records; undo with  comity split {group} RECORD ...")
