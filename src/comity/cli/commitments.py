"""`comity commitments DYAD`: what was undertaken, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Pillar, dyad_of, pillar_of, settings_with
from comity.cli.output import Entry, console, dump, entries, show
from comity.errors import InputError

if TYPE_CHECKING:
    from comity.analysis.commitments import Commitment
    from comity.analysis.fates import Fate
    from comity.analysis.money import Amount, Money, Sum

_MOST_APART = 8


def commitments_command(
    dyad: DyadWords,
    state: Annotated[
        str | None, typer.Option("--state", metavar="open|kept|broken|overdue", help="Only in this state.")
    ] = None,
    pillar: Pillar = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also what names no deed, such as to continue contacts.")
    ] = False,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print what each side undertook, newest first, and whether a later report says that it was kept or broken.

    Overdue is what was due before the newest document and of which none says that it was done. At the end, money
    pledged beside money delivered.
    """
    from comity.analysis.commitments import State
    from comity.analysis.money import promise_ledger
    from comity.brief.wording import plural

    if state is not None and state not in set(State):
        raise InputError(f"there is no state {state!r}; the states are {', '.join(State)}")
    code, sector = dyad_of(dyad), pillar_of(pillar)
    with opened(settings_with(ledger)) as kept:
        every_one, pledged, delivered = promise_ledger(kept, code, courtesies=every)
    found = [
        one for one in every_one if (state is None or one.state == state) and (sector is None or sector in one.pillars)
    ]
    shown = found[:limit] if limit else found
    if as_json:
        money = {"pledged": pledged.to_json(), "delivered": delivered.to_json()}
        dump({"dyad": code, "commitments": [one.to_json() for one in shown], "money": money})
        return
    out = console()
    if not found:
        out.print(f"the ledger holds no such commitment of {code}")
        return
    counts = ", ".join(
        f"{sum(one.state == each for one in found)} {each.value}"
        for each in State
        if any(one.state == each for one in found)
    )
    show(entries(_lines(shown), title=f"{code}: {plural(len(found), 'commitment')} ({counts})"))
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")
    if state is None and sector is None:
        show(_money(pledged, delivered))


def _lines(found: Sequence[Commitment]) -> Iterator[Entry]:
    for one in found:
        yield _entry(one)
        for fate, word in ((one.fate, one.state.value), (one.progress, "so far")):
            if fate is not None:
                yield _fate(fate, word)


def _entry(one: Commitment) -> Entry:
    from comity.brief.naming import names
    from comity.brief.wording import plural, value_of, when

    sides = names(one.of) + (f" → {names(one.to)}" if one.to else "")
    money = f" ({', '.join(value_of(figure) for figure in one.amounts)})" if one.amounts else ""
    more = len(one.said) - 1
    return Entry(
        one.state.value,
        f"{sides}: {one.what}{money}",
        one.said[0].quote,
        (
            f"made {one.made}" if one.made else "made earlier",
            f"due {when(one.due)}" if one.due else "",
            one.thread_name,
            one.said[0].where,
            f"and {plural(more, 'more sentence')}" if more else "",
            one.id,
        ),
    )


def _fate(fate: Fate, word: str) -> Entry:
    words = fate.words.removeprefix(f"{word}: ")
    return Entry("", f"{word}{f' {fate.day}' if fate.day else ''}: {words}", fate.said.quote, (fate.said.where,))


def _money(pledged: Money, delivered: Money) -> Iterator[RenderableType]:
    items: list[Entry] = []
    for title, money in (("pledged", pledged), ("delivered", delivered)):
        for one in money.sums:
            items.append(_sum(title, one))
            items += [_amount("", amount) for amount in one.amounts]
        items += [_amount(f"{title}, not added", amount) for amount in money.apart[:_MOST_APART]]
        more = len(money.apart) - _MOST_APART
        if more > 0:
            items.append(Entry("", f"and {more} more that are not added; --json gives all", ""))
    if items:
        yield Text()
        yield from entries(items, title="Money; added up only where who gives, and how much, is said")


def _sum(title: str, one: Sum) -> Entry:
    from comity.brief.naming import names
    from comity.brief.wording import number, plural

    parts = plural(len(one.amounts), "amount")
    return Entry(
        title, f"{names([one.giver])} → {names([one.receiver])}: {number(one.total)} {one.unit} in {parts}", ""
    )


def _amount(title: str, amount: Amount) -> Entry:
    from comity.brief.naming import names
    from comity.brief.wording import value_of

    sides = " → ".join(names([code]) for code in (amount.giver, amount.receiver) if code)
    head = f"{value_of(amount.figure)}{f', {sides}' if sides else ''}: {amount.what}"
    return Entry(title, head, amount.said.quote, (amount.said.where,))
