"""`comity disagreements DYAD`: what documents say differently of one thing, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from comity.brief.visible import one_line
from comity.brief.wording import plural
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Pillar, dyad_of, pillar_of, settings_with
from comity.cli.output import Entry, console, dump, entries, show

if TYPE_CHECKING:
    from comity.analysis.said import Said
    from comity.brief.news import Contested

_MOST_STATEMENTS = 3


def disagreements_command(
    dyad: DyadWords,
    pillar: Pillar = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print figures, dates, parties and stages that documents do not agree on, side by side with who says which.

    Only like is compared with like, reprints count once, and what rounding explains (68.7 and 69 billion) is left out.
    """
    from comity.analysis.disagreements import disagreements
    from comity.brief.news import contested

    code = dyad_of(dyad)
    with opened(settings_with(ledger)) as kept:
        found = disagreements(kept, code, pillar_of(pillar))
    shown = found[:limit] if limit else found
    if as_json:
        dump([one.to_json() for one in shown])
        return
    out = console()
    if not found:
        out.print(f"the ledger holds no disagreement on {code}")
        return
    show([Text(f"{code}: {plural(len(found), 'disagreement')}", "bold")])
    for one in shown:
        show([Text(), *lines(contested(one))])
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")


def lines(one: Contested) -> Iterator[RenderableType]:
    """A disagreement for the terminal: what it is about, then each side with its sentences."""
    from comity.brief.news import KINDS

    yield Text(one_line(f"{KINDS[one.on].capitalize()}: {one.about} ({one.id})"), "bold")
    for voice in one.voices:
        shown = voice.said[:_MOST_STATEMENTS]
        yield from entries(_entry("" if at else voice.says, by, said) for at, (by, said) in enumerate(shown))
        if more := len(voice.said) - len(shown):
            yield from entries([Entry("", f"and {plural(more, 'more document')}", "")])


def _entry(says: str, by: str, said: Said) -> Entry:
    return Entry(says, f"{by}, in {said.where}" if by else said.where, said.quote, (said.record,))
