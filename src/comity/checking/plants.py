"""Where the reactors of a figure stand: at which plant, in which state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from comity.actors.words import Phrasebook
from comity.checking import vocabulary
from comity.checking.measured import Value
from comity.checking.naming import name_of
from comity.checking.store import SeriesStore
from comity.checking.telling import Name, Piece, Place, Telling, Who, is_state
from comity.records.series import WORLD

_LISTED = "reactors-operational"
_PLANT = re.compile(
    r"\b((?:[A-Z][\w'’.-]*\s+){1,4})(?:[Nn]uclear\s+|[Aa]tomic\s+)?(?:[Pp]ower\s+)?(?:[Pp]lant|[Ss]tation|NPP)\b"
)
_NUMBER = re.compile(r"[\s-](?:[Uu]nit\s+)?(\d{1,2})\b(?!\s*(?:and|,\s*\d|to|-|–|MW|GW|units\b|reactors\b))")
_AT = frozenset({"at", "of", "in", "the", "and", "from", "near"})
_THEN = frozenset(
    ("in", "has", "have", "had", "consists", "comprises", "operates", "houses", "hosts", "is", "was", "now", "with")
)
_WORLD = frozenset({"worldwide", "globally", "world", "global"})
_COMMON = frozenset({"the", "a", "this", "nuclear", "atomic", "power", "npp", "its", "first", "largest"})


@dataclass(frozen=True, slots=True)
class Where:
    """Whose reactors: of a state (or the world), and of which plant; `why` where the words leave it open or unknown."""

    state: str = ""
    plant: str | None = None
    why: str = ""
    unknown: bool = False  # a plant that no list in the ledger has

    @property
    def name(self) -> str:
        """For labels."""
        return self.plant or name_of(self.state)


@lru_cache(maxsize=8)
def _book(names: tuple[str, ...]) -> Phrasebook[str]:
    book: Phrasebook[str] = Phrasebook()
    for name in names:
        book.add(name, name)
    for name, meant in vocabulary.plant_names().items():
        if meant in names:
            book.add(name, meant)
    book.sort()
    return book


def _plants_in(piece: Piece, book: Phrasebook[str]) -> list[str]:
    """The plants that a piece names: behind "at" or "of", before "plant", or as an owner."""
    found = []
    for hit in book.hits(piece.words):
        ahead = piece.folded[hit.first - 1] if hit.first else ""
        behind = set(piece.folded[hit.last : hit.last + 3])
        owned = piece.text[hit.end : hit.end + 2] in ("'s", "’s")
        alone = len(piece) <= hit.last - hit.first + 1 or any(name.first == hit.last for name in piece.names)
        then = piece.folded[hit.last] if hit.last < len(piece) else ""
        apart = any(mark in piece.text[hit.end : hit.end + 1] for mark in (",", ")")) and hit.first
        sited = bool(behind & {"plant", "npp", "station", "project", "site", "complex"}) or then.isdigit()
        if ahead in _AT or owned or alone or then in _THEN or sited or apart:
            found.append(hit.phrases[0].meanings[0])
    return list(dict.fromkeys(found))


def named_plants(telling: Telling, store: SeriesStore) -> list[str]:
    """The plants that the words near the number name, else those of the sentence, else those taken up from before."""
    holders = store.holders(_LISTED)
    if not holders:
        return []
    book = _book(tuple(sorted(holders)))
    near = near_of(telling)
    for pieces in ((telling.measure,), telling.asides, (near,), (telling.clause,), (telling.quote,)):
        if pieces[0:1] == (telling.clause,) and _of_states(near, telling.before):
            return []  # "Ukraine has 15 reactors, six of them at Zaporozhye"
        found = [plant for piece in pieces for plant in _plants_in(piece, book)]
        if found:
            return list(dict.fromkeys(found))
    return []


def near_of(telling: Telling) -> Piece:
    """The clause of a figure, behind the number only until the next comma."""
    return Piece(telling.before.text + telling.number.text + telling.after.text.split(", ")[0])


def unit_named(telling: Telling, plant: str) -> str:
    """The number of the one unit of a plant that the clause names ("Olkiluoto 3": "3"), or nothing."""
    found = set()
    for hit in _book((plant,)).hits(telling.clause.words):
        number = _NUMBER.match(telling.clause.text, hit.end)
        found.add(number[1] if number else "")
    return found.pop() if len(found) == 1 else ""


def rated(value: Value, name: str, kind: str) -> float | None:
    """The capacity of one reactor in MW, net or gross, by what a list counts; None where it does not say."""
    for item in (item for used in value.used for item in used.items or ()):
        size = re.search(rf"([\d,.]+) MW {kind}", item)
        if item.startswith(f"{name} (") and size:
            return float(size[1].replace(",", ""))
    return None


def _of_states(near: Piece, before: Piece) -> bool:
    """Whether the words up to the next comma say of which one state the reactors are."""
    return len(_placed_in(near)) == 1 and len(_placed_in(before)) == 1


def where_of(telling: Telling, store: SeriesStore) -> Where:
    plants = named_plants(telling, store)
    placed = _placed(telling)
    if len(plants) > 1:
        return Where(why=f"it speaks of several plants: {', '.join(plants)}")
    if plants:
        holders = store.holders(_LISTED)[plants[0]]
        states = [code for code in holders if code in placed] or list(holders)
        inside = any(_names_plant(piece, plants[0]) for piece in (telling.quote,))
        others = [code for code in placed if code not in holders and code != telling.source]
        if inside or not others:
            if len(states) > 1:
                return Where(why=f"plants of {len(states)} states are called {plants[0]}")
            return Where(states[0], plants[0])
    unknown = _unknown_plant(telling) if not plants else ""
    if unknown:
        return Where(why=f"no list of reactors in the ledger has the plant “{unknown}”", unknown=True)
    if any(word in _WORLD for word in telling.clause.folded) and not placed:
        return Where(WORLD)
    if len(placed) == 1:
        return Where(placed[0])
    if placed:
        return Where(why="lists of reactors say where a reactor stands, and not who builds or sells it")
    return Where(why="the sentence does not say whose reactors they are")


def _names_plant(piece: Piece, plant: str) -> bool:
    return any(plant in hit.phrases[0].meanings for hit in _book((plant,)).hits(piece.words))


def _placed(telling: Telling) -> list[str]:
    """The states that the clause names, else those of the sentence."""
    for piece in (near_of(telling), telling.clause, telling.quote):
        found = _placed_in(piece)
        if found:
            return found
    return [telling.target] if telling.target and is_state(telling.target) else []


def _placed_in(piece: Piece) -> list[str]:
    """The states that a piece names: who builds, sells or pays only where no other is named."""
    named = [name for name in piece.names if name.who is Who.STATE and not _is_apart(piece, name)]
    others = [name for name in named if not _is_maker(piece, name)]
    return list(dict.fromkeys(name.code for name in others or named))


def _is_maker(piece: Piece, name: Name) -> bool:
    """Whether a state is named as the one by or from whom a reactor comes: "of Chinese design", "a Russian credit"."""
    behind = set(piece.folded[name.last : name.last + 3])
    made = name.adjective and bool(behind & vocabulary.words("makers"))
    return made or name.place in (Place.BY, Place.FROM) or piece.folded[name.last : name.last + 1] in (["built"],)


def _is_apart(piece: Piece, name: Name) -> bool:
    """Whether a state is named only to say when or in spite of what; "in" and "at" say where."""
    if name.place is not Place.ASIDE:
        return False
    at = name.first - 1
    while at >= 0 and piece.folded[at] in ("the", "both"):
        at -= 1
    return at < 0 or piece.folded[at] not in ("in", "at")


def _unknown_plant(telling: Telling) -> str:
    """A plant that is named, and that no list has."""
    for text in (telling.measure.text, *(piece.text for piece in telling.asides), telling.clause.text):
        for match in _PLANT.finditer(text):
            words = [word for word in match[1].split() if word.casefold() not in _COMMON]
            rest = Piece(" ".join(words))
            named = {at for name in rest.names if name.who is Who.STATE for at in range(name.first, name.last)}
            left = [word for at, word in enumerate(rest.folded) if at not in named and word != "s"]
            if left:
                return " ".join(words)
    return ""
