"""Flows of goods in words: which way they go, of what, from whom to whom; and whether every word was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from comity.checking import vocabulary
from comity.checking.telling import Name, Piece, Place, Who
from comity.checking.vocabulary import Goods, Told


class View(StrEnum):
    """From which side a flow is told: whose statistics say it first."""

    EXPORTS = "exports"
    IMPORTS = "imports"
    BOTH = "both"
    DEFICIT = "deficit"
    SURPLUS = "surplus"
    BALANCE = "balance"


HARD = frozenset(View)
"""What speaks of trade by itself; words of selling and buying do so only beside goods."""

_SOFT = {"sold": View.EXPORTS, "bought": View.IMPORTS}
_ONE_WAY = frozenset({View.EXPORTS, View.IMPORTS})
_DIGIT = frozenset("0123456789")
_MUTUAL = frozenset({"mutual", "bilateral", "reciprocal", "two", "both", "our", "between"})
_ABROAD = frozenset({"foreign", "external", "total", "overall", "international", "aggregate"})
_ANYWHERE = frozenset({"world", "abroad", "overseas", "worldwide", "globally"})


@dataclass(slots=True)
class Flow:
    """A flow as words tell it. For `BOTH` and balances, `first` is the state whose trade it is and `second` the other.

    For exports and imports, `first` is the exporter and `second` the importer. `goods` is empty for goods of all kinds.
    `problem` says why it cannot be compared; `unknown` are words that were not understood.
    """

    view: View
    hard: bool = True
    first: str | None = None
    second: str | None = None
    goods: tuple[Goods, ...] = ()
    problem: str = ""
    unknown: tuple[str, ...] = ()
    by_weight: bool = False
    world: bool = False
    lone: bool = False  # a deficit or surplus that is not said to be of trade
    mutual: bool = False  # said to be between two
    owned: bool = False  # told as that of one state by name
    abroad: bool = False  # said to be with all others

    @property
    def one_way(self) -> bool:
        """Whether it goes from one state to the other."""
        return self.view in _ONE_WAY

    def parties(self) -> set[str]:
        """The codes that are known."""
        return {code for code in (self.first, self.second) if code}


@dataclass(slots=True)
class _Reading:
    """A piece with what its words say, and which words are names or left over."""

    piece: Piece
    told: list[Told]
    names: list[Name]
    unknown: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, piece: Piece) -> _Reading:
        told = list(piece.told(vocabulary.trade()))
        names = [name for name in piece.names if name.who is not Who.NONE or name.code]
        kept: list[Told] = []
        taken: set[int] = set()
        for one in told:
            clash = [name for name in names if name.first < one.last and one.first < name.last]
            longer = all(one.last - one.first > name.last - name.first for name in clash)
            if clash and not longer:
                continue
            names = [name for name in names if name not in clash]
            kept.append(one)
            taken |= set(range(one.first, one.last))
        for name in names:
            taken |= set(range(name.first, name.last))
        unknown = [
            word
            for at, word in enumerate(piece.folded)
            if at not in taken and not _DIGIT.intersection(word) and word not in _ANYWHERE and len(word) > 1
        ]
        return cls(piece, kept, names, unknown)

    def flow_word(self, near: int | None = None) -> Told | None:
        """The word that names the flow: one that does so by itself before one that needs goods beside it.

        With `near`, a flow from one to the other is meant, and the word nearest to that place is taken.
        """
        hard = [one for one in self.told if one.word.says in {view.value for view in View}]
        soft = [one for one in self.told if one.word.says in _SOFT]
        balances = [one for one in hard if one.word.says in ("deficit", "surplus", "balance")]
        both = [one for one in hard if one.word.says == "both"]
        one_way = [one for one in hard if one not in balances and one not in both]
        if near is not None:
            ahead = [one for one in (*one_way, *soft) if one.last <= near]
            behind = [one for one in (*one_way, *soft, *both) if one.last > near]
            ahead.sort(key=lambda one: -one.first)
            return next(iter((*ahead, *behind, *both)), None)
        return next(iter((*balances, *one_way, *both, *soft)), None)

    def problem(self) -> str:
        """Why words of it turn the flow into something else."""
        return next((one.word.why for one in self.told if one.word.says == "not"), "")

    def goods(self) -> tuple[Goods, ...]:
        """The commodities that it names, each once."""
        return tuple(dict.fromkeys(one.word.goods for one in self.told if one.word.goods is not None))


def flow_in(piece: Piece, near: int | None = None) -> Flow | None:
    """The flow that a piece names, or None where it names none; the one nearest to the word `near` where given."""
    reading = _Reading.of(piece)
    word = reading.flow_word(near)
    if word is None:
        return None
    says = word.word.says
    flow = Flow(_SOFT.get(says) or View(says), hard=says not in _SOFT, goods=reading.goods())
    flow.problem = reading.problem()
    flow.unknown = tuple(reading.unknown)
    flow.by_weight = bool({"volume", "volumes", "tonnage", "quantity"} & set(piece.folded)) and flow.one_way
    flow.world = bool(_ANYWHERE & set(piece.folded))
    flow.lone = says in ("deficit", "surplus") and word.last - word.first == 1
    flow.mutual = bool(_MUTUAL & set(piece.folded)) or any(name.place is Place.BETWEEN for name in reading.names)
    flow.abroad = bool(_ABROAD & set(piece.folded)) or flow.world
    _set_parties(flow, reading.names, word)
    return flow


def _set_parties(flow: Flow, names: Sequence[Name], word: Told) -> None:
    """Who is at which end, by where the names stand."""
    foreign = [name for name in names if name.who in (Who.BODY, Who.PLACE) and name.place is not Place.ASIDE]
    if foreign:
        flow.problem = flow.problem or "it is a figure of a company, a body or a part of a country"
    near = [name for name in names if name.who in (Who.STATE, Who.GROUP) and name.place is not Place.ASIDE]
    ends: dict[str, list[str]] = {"first": [], "second": []}
    if flow.one_way:
        for name in near:
            ends[_end(flow.view, name, near, word)].append(name.code)
    else:
        between = [name.code for name in near if name.place is Place.BETWEEN]
        ends["first"] += between[:1]
        ends["second"] += between[1:]
        for name in near:
            if name.place is not Place.BETWEEN:
                other = name.place in (Place.WITH, Place.FROM, Place.TO) or (
                    name.place is Place.BY and bool(ends["first"])
                )
                ends["second" if other else "first"].append(name.code)
    for end, codes in ends.items():
        several = list(dict.fromkeys(codes))
        if len(several) > 1 and end == "first" and not flow.one_way and len(several) == 2 and not ends["second"]:
            flow.first, flow.second = several  # "India and Russia traded", "Russian-Indian trade"
            return
        if len(several) > 1:
            flow.problem = flow.problem or "it adds up or sets against each other more than two parties"
        setattr(flow, end, several[0] if several else None)
    flow.owned = flow.first is not None
    if flow.first is not None and flow.first == flow.second:
        flow.problem = flow.problem or "both ends of the flow are the same state by its words"


def _end(view: View, name: Name, near: Iterable[Name], word: Told) -> str:
    """At which end of a one-way flow a name stands: "first" the exporter, "second" the importer."""
    if name.place is Place.FROM:
        return "first"
    if name.place is Place.TO:
        return "second"
    if name.place is Place.BETWEEN:
        return "first" if name == next(one for one in near if one.place is Place.BETWEEN) else "second"
    own = "first" if view is View.EXPORTS else "second"
    other = "second" if own == "first" else "first"
    if name.place is Place.WITH:
        return other
    if name.place in (Place.OWNER, Place.BY):
        return own
    if view is View.EXPORTS:
        return own
    behind = name.first >= word.last
    owned = any(one is not name and one.place in (Place.OWNER, Place.BY) for one in near)
    before = any(one is not name and one.first < name.first and one.last <= word.first for one in near)
    if name.adjective and (behind or owned or before):
        return other  # "imports of Russian coal", "India's Russian oil imports"
    return own


def goods_in(piece: Piece) -> tuple[Goods, ...]:
    """The commodities that a piece names."""
    return _Reading.of(piece).goods()


def names_goods(piece: Piece) -> bool:
    """Whether a piece speaks of goods of all kinds."""
    return any(one.word.says == "goods" for one in _Reading.of(piece).told)


def understood(piece: Piece) -> tuple[str, str]:
    """(why its words make it something else, the first word that was not understood); empty strings where neither."""
    reading = _Reading.of(piece)
    return reading.problem(), reading.unknown[0] if reading.unknown else ""
