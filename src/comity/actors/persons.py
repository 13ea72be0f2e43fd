"""Persons of one document: who was introduced by title or apposition, and who is meant by a family name alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.actors import people
from comity.actors.name_runs import CALENDAR, HONORIFICS
from comity.actors.words import fold


@dataclass(frozen=True, slots=True)
class Known:
    """A person as one document knows them: folded words of the full name, state, role, and how they were introduced."""

    words: frozenset[str]
    name: str
    country: str
    role: str | None
    sector: str
    feminine: bool | None
    reason: str


class Persons:
    """The persons that a document introduces, by the folded words that may name them later."""

    def __init__(self, day: date | None) -> None:
        self._day = day
        self._by_word: dict[str, list[Known]] = {}

    @property
    def words(self) -> frozenset[str]:
        """All words by which an introduced person may be named."""
        return frozenset(self._by_word)

    def introduce(self, known: Known, short: tuple[str, ...] = ()) -> None:
        """Remember a person by the last word of the name (the first where family names come first) and by `short`."""
        spoken = [word for word in map(fold, known.name.replace("-", " ").split()) if word not in HONORIFICS]
        if not spoken:
            return
        keys = {spoken[-1], *short}
        if known.country in people.FAMILY_FIRST or known.country in people.EITHER_NAME:
            keys.add(spoken[0])
        for key in keys:
            several = self._by_word.setdefault(key, [])
            same = next((i for i, other in enumerate(several) if _same(other, known)), None)
            if same is None:
                several.append(known)
            elif len(known.words) > len(several[same].words) or (known.role and not several[same].role):
                several[same] = known

    def recall(self, run: list[str]) -> Known | None:
        """Who a run of folded name words means, if the document has introduced exactly one such person."""
        spoken = [word for word in run if word not in HONORIFICS and word != "-"]
        if not spoken:
            return None
        for key in (spoken[-1], spoken[0]):
            fitting = [known for known in self._by_word.get(key, ()) if _agrees(known, spoken)]
            if len({known.country for known in fitting}) == 1:
                return min(reversed(fitting), key=_standing) if len(spoken) == 1 else fitting[-1]
        return None


def _standing(known: Known) -> int:
    """Of several who share a name and a state, the highest office is meant."""
    if known.role is None:
        return people.rank("")
    return 0 if known.role in people.TOPS else people.rank(known.role)


def _same(one: Known, other: Known) -> bool:
    return one.words <= other.words or other.words <= one.words


def _agrees(known: Known, spoken: list[str]) -> bool:
    """A longer run must not bring a given name that the known person does not have."""
    if len(spoken) == 1:
        return True
    return set(spoken) <= known.words or (len(known.words) == 1 and known.words <= set(spoken))


def from_table(name: str, day: date | None) -> tuple[Known, tuple[str, ...]]:
    """A person of the tables as of a day, with the single words they go by."""
    person = people.people()[name]
    term = person.term(day)
    country = person.country(day)
    role: str | None = None
    reason = f"{name} held office for {country}"
    if term is not None:
        role, reason = term.role, f"{name} is {term.role} of {term.country} on {day}"
    elif day is not None:
        past = [each for each in person.terms if each.until is not None and each.until < day]
        past.sort(key=lambda each: (each.until or day, -people.rank(each.role)))
        if past:
            role, reason = (
                f"former {past[-1].role}",
                f"{name} was {past[-1].role} of {past[-1].country} until {past[-1].until}",
            )
    words = frozenset(fold(word) for word in name.replace("-", " ").split())
    return Known(words, name, country, role, "GOV" if term else "ELI", None, reason), person.short


def incumbent_called(word: str, day: date | None, named: frozenset[str], sure: bool, titled: bool) -> Known | None:
    """The one office holder who goes by a family name on a day; `named` are the codes that the document names.

    Heads of state and government are known everywhere; holders of other offices, and those who left a top office lately
    or come into one soon, only where their state is named in the document. Names that are everyday words count only
    mid-sentence (`sure`) and with their state named; given names of monarchs and popes, and names that are also days
    and months, only after a title (`titled`). Of several the highest in office is meant, of a state named in the
    document first: a president before his wife, an official or a member of parliament.
    """
    if day is None or (word in CALENDAR and not titled):
        return None
    holding = [person for person in people.holders(word, day) if titled or not person.regal]
    near = not holding
    if near:
        holding = [
            person
            for person in people.near_holders(word, day)
            if person.country(day) in named and (titled or not person.regal)
        ]
    person = _highest(holding, day, named)
    if person is None:
        return None
    known, _ = from_table(person.name, day)
    top = known.role in people.TOPS
    if word in people.COMMON_NAMES:
        return known if sure and top and known.country in named else None
    return known if near or top or known.country in named else None


def _highest(holding: list[people.Person], day: date, named: frozenset[str]) -> people.Person | None:
    """The one of highest office, among those of named states if there are any; None where two are equal."""
    for pool in ([person for person in holding if person.country(day) in named], holding):
        if not pool:
            continue
        ranks = [_rank_on(person, day) for person in pool]
        best = [person for person, rank in zip(pool, ranks, strict=True) if rank == min(ranks)]
        if len(best) == 1:
            return best[0]
        if len(pool) == len(holding):
            return None
    return None


def _rank_on(person: people.Person, day: date) -> int:
    """The rank of the office on a day; heads of state, of government and other leaders are equal."""
    term = person.term(day)
    if term is None:
        return 0
    return 0 if term.role in people.TOPS else people.rank(term.role)
