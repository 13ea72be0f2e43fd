"""Groups as people name and correct them: members, merging, splitting. Decisions are kept for ever, the latest wins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from comity.errors import InputError
from comity.ledger import Filter, Ledger, LinkDecision, Linking

_GROUPS = ("evt_", "thr_")


def members_of(ledger: Ledger, named: str) -> tuple[str, list[str]]:
    """The id of a group and of its records; `named` is the group, or one record of it.

    Raises InputError when there is no such group, or the record is in none.
    """
    group = named
    if not named.startswith(_GROUPS):
        linked = ledger.linked_record(named)
        group = linked.event_id or linked.thread_id or ""
        if not group:
            raise InputError(f"{named} is a {linked.record.kind} that belongs to no event or thread")
    asked = Filter(event_id=group) if group.startswith("evt_") else Filter(thread_id=group)
    members = [linked.record.id for linked in ledger.linked_records(asked)]
    if not members:
        raise InputError(f"the ledger has no linked event or thread {named!r}")
    return group, members


def merge(
    ledger: Ledger, one: str, other: str, reviewer: str, *, note: str = "", at: datetime | None = None
) -> Linking:
    """Say that two groups are one. Link anew afterwards. Raises InputError when they are one, or of different kinds."""
    (first, mine), (second, theirs) = members_of(ledger, one), members_of(ledger, other)
    if first == second:
        raise InputError(f"{one} and {other} are one already")
    if first[:4] != second[:4]:
        raise InputError(f"{first} and {second} are of different kinds: an event cannot be merged with a thread")
    return ledger.decide_links(LinkDecision.MERGE, mine, theirs, reviewer, note=note, at=at)


def split(
    ledger: Ledger, group: str, records: Sequence[str], reviewer: str, *, note: str = "", at: datetime | None = None
) -> Linking:
    """Say that these records do not belong to the rest of their group. Link anew afterwards.

    Raises InputError when one is not in the group, or nothing would be left in it.
    """
    named, members = members_of(ledger, group)
    strangers = [record for record in records if record not in members]
    if strangers:
        raise InputError(f"{strangers[0]} is not in {named}; see  comity why {named}")
    rest = [record for record in members if record not in records]
    if not rest:
        raise InputError(f"that is all of {named}; name the records that do not belong to it")
    return ledger.decide_links(LinkDecision.SPLIT, list(records), rest, reviewer, note=note, at=at)
