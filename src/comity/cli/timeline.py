"""`comity timeline DYAD`: what happened between two states, in order, each event once."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from comity.cli.ledgers import opened
from comity.cli.options import (
    AsJson,
    DyadWords,
    LedgerPath,
    Limit,
    Pillar,
    Since,
    Until,
    dyad_of,
    pillar_of,
    settings_with,
    span,
)
from comity.cli.output import Entry, console, dump, entries, show


def timeline_command(
    dyad: DyadWords,
    since: Since = None,
    until: Until = None,
    pillar: Pillar = None,
    status: Annotated[
        str | None,
        typer.Option("--status", help="Only occurred, ongoing, future, hypothetical, negated or historical."),
    ] = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print the events of a dyad by date, reports of one happening counted once. The latest are shown."""
    from comity.brief import naming, wording
    from comity.brief.claims import day_of
    from comity.ledger import Filter
    from comity.linking.happenings import Happening, happenings
    from comity.records import Status

    def as_row(one: Happening) -> dict[str, Any]:
        reports = [linked.record.id for linked in one.reports]
        return {**one.event.to_json(), "event_id": one.id, "sources": one.sources, "reports": reports}

    first, last = span(since, until)
    asked = Filter(
        dyad=dyad_of(dyad),
        kind="event",
        since=first,
        until=last,
        pillar=pillar_of(pillar),
        status=_known(status, [one.value for one in Status]),
    )
    with opened(settings_with(ledger)) as kept:
        found = happenings(kept, asked)
    shown = found[-limit:] if limit else found
    if as_json:
        dump([as_row(one) for one in shown])
        return
    out = console()
    if not found:
        out.print(f"the ledger holds no such event of {asked.dyad}")
        return
    if len(found) > len(shown):
        out.print(f"{len(found) - len(shown):,} earlier ones are not shown; --limit 0 shows all")
    items = (
        Entry(
            day_of(one),
            f"{wording.event_name(one.event)}: {naming.sides(one.event)}",
            one.event.quote,
            (
                wording.STATUS_NAMES[one.event.status],
                naming.attribution(one.event.speaker, None, one.event.published),
                wording.plural(one.sources, "source") if one.sources > 1 else "",
                f"{one.event.confidence:.0%}",
                one.event.id,
            ),
        )
        for one in shown
    )
    show(entries(items, title=f"{asked.dyad}: {wording.plural(len(found), 'event')}"))


def _known(value: str | None, allowed: list[str]) -> str | None:
    from comity.errors import InputError

    if value is None or value in allowed:
        return value
    raise InputError(f"there is no status {value!r}; it is one of {', '.join(allowed)}")
