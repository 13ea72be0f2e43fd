"""`comity why EVENT`: why reports are held to be one event, or mentions one thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from comity.brief.visible import one_line
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, LedgerPath, settings_with
from comity.cli.output import dump, show

if TYPE_CHECKING:
    from comity.ledger import Join, Ledger


def why_command(
    group: Annotated[
        str, typer.Argument(metavar="EVENT", help="Id of a linked event, of a linked thread, or of one record of it.")
    ],
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print each join that made an event or a thread one, with what spoke for and against it and by how much."""
    from comity.linking.groupings import members_of

    with opened(settings_with(ledger)) as kept:
        named, members = members_of(kept, group)
        joins = kept.joins_of(named)
        people = [one for one in kept.link_decisions() if set(members) & {*one.one, *one.other}]
        if as_json:
            dump(
                {
                    "group": named,
                    "records": members,
                    "joins": [
                        {"one": j.one, "other": j.other, "score": j.score, "features": list(j.features)} for j in joins
                    ],
                    "decisions": [one.to_json() for one in people],
                }
            )
            return
        show(_lines(kept, named, members, joins))
        for one in people:
            said = f"{one.decision.value} by {one.reviewer}, {one.at:%Y-%m-%d}{f': {one.note}' if one.note else ''}"
            show([Text(one_line(f"decided: {said}"), "bold")])


def _lines(kept: Ledger, group: str, members: list[str], joins: list[Join]) -> Iterator[Text]:
    from comity.linking.weights import weights

    kind = "events" if group.startswith("evt_") else "threads"
    says = weights(kind).says
    what = "report" if kind == "events" else "mention"
    yield Text(one_line(f"{group}: {len(members)} {what}{'' if len(members) == 1 else 's'}"), "bold")
    if not joins:
        alike = "; all bear the same name" if len(members) > 1 else ""
        yield Text(f"nothing was joined{alike}")
    for join in joins:
        one, other = kept.record(join.one), kept.record(join.other)
        yield Text()
        for record in (one, other):
            day = f"{record.published} " if record.published else ""
            yield Text.assemble((f"{day}{record.id}  ", "cyan"), f"“{one_line(record.quote)}”")
        for feature in join.features:
            shown = f": {feature['shown']}" if feature["shown"] else ""
            said = one_line(f"{says.get(feature['feature'], feature['feature'])}{shown}")
            yield Text(f"  {feature['weight']:+5.2f}  {said}")
        yield Text(f"  {join.score:+5.2f}  in all", "bold")
