"""A flow of goods between two known ends, and what series measure of it: by either side, in every code that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.checking.flows import View
from comity.checking.measured import Measured, Role
from comity.checking.measuring import Shown, added, fits, measured, summed
from comity.checking.naming import name_of, owner
from comity.checking.store import SeriesStore
from comity.checking.vocabulary import Codes, Goods
from comity.records import SeriesTable
from comity.records.series import TOTAL, WORLD

_ROLES = tuple(Role)


@dataclass(frozen=True, slots=True)
class Leg:
    """A flow between two known ends. One-way: `first` exports to `second`; else it is `first`'s trade with `second`."""

    view: View
    first: str
    second: str
    goods: Goods | None = None
    by_weight: bool = False

    @property
    def one_way(self) -> bool:
        """Whether it goes from one to the other."""
        return self.view in (View.EXPORTS, View.IMPORTS)

    @property
    def reporter(self) -> str:
        """Whose statistics the words name."""
        return self.second if self.view is View.IMPORTS else self.first

    @property
    def partner(self) -> str:
        """The other side."""
        return self.first if self.view is View.IMPORTS else self.second


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of the goods: items that are added up, how it stands to the words, and what to say of it."""

    items: Codes
    role: Role
    name: str
    note: str = ""


def readings(goods: Goods | None) -> list[Reading]:
    if goods is None:
        return [Reading((TOTAL,), Role.DIRECT, "goods")]
    found = [Reading(_hs(codes), Role.DIRECT, f"{goods.name} ({said(codes)})") for codes in goods.hs]
    found += [
        Reading(_pc(codes), Role.DIRECT, f"{goods.name} (principal commodity {_quoted(codes)})") for codes in goods.pc
    ]
    found += [
        Reading(_hs(codes), Role.OTHER, f"{goods.name} ({said(codes)})", f"{goods.name} read as {said(codes)}")
        for codes in goods.other
    ]
    return found


def _hs(codes: Codes) -> Codes:
    return tuple(f"HS{code}" for code in codes)


def _pc(codes: Codes) -> Codes:
    return tuple(f"PC:{code}" for code in codes)


def said(codes: Codes) -> str:
    return "HS " + " and ".join(codes) if len(codes) < 4 else f"HS {codes[0]} to {codes[-1]}"


def _quoted(codes: Codes) -> str:
    return " and ".join(f"“{code.capitalize()}”" for code in codes)


class Builder:
    """Builds measured values for legs; `weight` asks for tonnes in the place of money."""

    def __init__(self, store: SeriesStore, *, weight: bool) -> None:
        self.store = store
        self.weight = weight

    def _indicator(self, flow: View) -> str:
        return f"{flow.value.removesuffix('s')}-quantity" if self.weight else flow.value

    def of(self, leg: Leg, codes: Reading) -> list[Measured]:
        """What series say of a leg in these codes, by either side's statistics."""
        return list(self._one_way(leg, codes) if leg.one_way else self._two_way(leg, codes))

    def _one_way(self, leg: Leg, codes: Reading) -> Iterator[Measured]:
        own, theirs = (View.EXPORTS, View.IMPORTS) if leg.view is View.EXPORTS else (View.IMPORTS, View.EXPORTS)
        label = self._label(own, leg.reporter, leg.partner, codes)
        yield from self._flows(own, leg.reporter, leg.partner, codes, Shown(label, codes.role, codes.note))
        if leg.partner != WORLD:
            label = self._label(theirs, leg.partner, leg.reporter, codes)
            note = f"mirror data: {owner(leg.reporter)} {own.value} as {name_of(leg.partner)} reports them"
            role = max(Role.MIRROR, codes.role, key=_ROLES.index)
            shown = Shown(label, role, "; ".join(filter(None, (note, codes.note))))
            yield from self._flows(theirs, leg.partner, leg.reporter, codes, shown)

    def _flows(self, flow: View, reporter: str, partner: str, codes: Reading, shown: Shown) -> Iterator[Measured]:
        """One flow by one reporter, of each provider; several items are added up."""
        by_item = [self._item(flow, reporter, partner, item) for item in codes.items]
        if len(by_item) == 1:
            for one, extra in by_item[0]:
                yield relabelled(one, shown, extra)
            return
        for first, extra in by_item[0]:
            parts = [first]
            for others in by_item[1:]:
                parts += [one for one, _ in others if fits(first, one)][:1]
            if len(parts) == len(by_item):
                total = added(parts, shown)
                if total is not None:
                    yield relabelled(total, shown, extra)

    def _item(self, flow: View, reporter: str, partner: str, item: str) -> list[tuple[Measured, str]]:
        """(what a series says, how it was made up) of one item; the world is the sum over all partners if need be."""
        indicator = self._indicator(flow)
        found = [(_plain(table), "") for table in self.store.tables(indicator, reporter, partner, item)]
        if partner != WORLD:
            return found
        known = {one.provider for one, _ in found}
        groups: dict[tuple[str, str, str], list[SeriesTable]] = {}
        for table in self.store.partners(indicator, reporter, item):
            one = table.series
            if one.provider not in known:
                groups.setdefault((one.provider, one.unit, one.frequency.value), []).append(table)
        for several in groups.values():
            total = summed([_plain(table) for table in several], Shown(""))
            if total is not None:
                found.append((total, f"the sum over the {len(several)} partners in the ledger"))
        return found

    def _two_way(self, leg: Leg, codes: Reading) -> Iterator[Measured]:
        """Both flows, or what one exceeds the other by: by either side's statistics, or by the exports of each."""
        first, second = leg.first, leg.second
        sources = [(View.EXPORTS, first, second, View.IMPORTS, first, second)]
        if second != WORLD:
            sources.append((View.IMPORTS, second, first, View.EXPORTS, second, first))
            sources.append((View.EXPORTS, first, second, View.EXPORTS, second, first))
        signs = {View.BOTH: (1, 1), View.DEFICIT: (-1, 1)}.get(leg.view, (1, -1))
        known: set[str] = set()
        for out, reporter, partner, back, other, back_partner in sources:
            same = reporter == other
            shown = self._shown_both(leg, codes, reporter if same else None)
            going = list(self._flows(out, reporter, partner, codes, shown))
            coming = list(self._flows(back, other, back_partner, codes, shown))
            for one in going:
                match = next((two for two in coming if fits(one, two)), None)
                if match is None or (not same and one.provider in known):
                    continue
                total = added((one, match), shown, signs)
                if total is not None:
                    known.add(one.provider)
                    yield total

    def _shown_both(self, leg: Leg, codes: Reading, reporter: str | None) -> Shown:
        what = {
            View.BOTH: "trade with",
            View.DEFICIT: "trade deficit with",
            View.SURPLUS: "trade surplus with",
            View.BALANCE: "trade balance with",
        }[leg.view]
        how = {View.BOTH: "exports and imports", View.DEFICIT: "imports less exports"}.get(
            leg.view, "exports less imports"
        )
        of = "" if leg.goods is None else f" in {codes.name}"
        label = f"{owner(leg.first)} {what} {name_of(leg.second)}{of} ({how})"
        if reporter is None:
            return Shown(label, codes.role, "what each exports to the other")
        if reporter == leg.first:
            return Shown(label, codes.role, codes.note)
        role = codes.role if leg.view is View.BOTH else max(Role.MIRROR, codes.role, key=_ROLES.index)
        kind = "" if leg.view is View.BOTH else "mirror data: "
        return Shown(label, role, f"{kind}as {name_of(reporter)} reports it")

    def _label(self, flow: View, reporter: str, partner: str, codes: Reading) -> str:
        way = "from" if flow is View.IMPORTS else "to"
        weight = " by weight" if self.weight else ""
        return f"{owner(reporter)} {flow.value} of {codes.name} {way} {name_of(partner)}{weight}"


def _plain(table: SeriesTable) -> Measured:
    return measured(table, Shown(""))


def relabelled(one: Measured, shown: Shown, extra: str) -> Measured:
    note = "; ".join(part for part in (shown.note, extra) if part)
    return Measured(
        label=shown.label,
        provider=one.provider,
        series=one.series,
        unit=one.unit,
        nature=one.nature,
        frequency=one.frequency,
        values=one.values,
        role=shown.role,
        note=note,
    )


def describe(leg: Leg) -> str:
    """A leg for people: "India's imports of crude oil from Russia"."""
    goods = leg.goods.name if leg.goods else "goods"
    if leg.one_way:
        way = "from" if leg.view is View.IMPORTS else "to"
        return f"{owner(leg.reporter)} {leg.view.value} of {goods} {way} {name_of(leg.partner)}"
    what = "trade" if leg.view is View.BOTH else f"trade {leg.view.value}"
    of = f" in {goods}" if leg.goods else ""
    return f"{owner(leg.first)} {what} with {name_of(leg.second)}{of}"
