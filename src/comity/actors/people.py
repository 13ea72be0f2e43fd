"""People: who held which office of which state on which day, from the tables in data/people/.

Format of the tables: `name,aliases,country,role,from,until`. Aliases are other spellings of the full name, `;`
between them; an alias of one word is a name that the person goes by alone ("Lula"). Days are inclusive; an empty
`until` means in office. A person has one row for each term.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from comity.actors.cues import cue
from comity.actors.tables import holds_on
from comity.actors.words import fold
from comity.errors import ComityError

# States whose people are written family name first in English too (Xi Jinping, Kim Jong Un, Lee Hsien Loong).
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "SGP", "KHM"})
# States whose people go by their given name, or by either (Abiy, Thaksin, Mahathir, Thein Sein).
EITHER_NAME = frozenset({"ETH", "ERI", "THA", "MYS", "IDN", "ISL", "LAO", "MMR", "VNM", "KHM", "SGP", "IRQ", "BTN"})
# Family names that are everyday words, or so common that alone they name nobody.
COMMON_NAMES = cue("common name")


_EARLY = 365  # days before the first office in which a person is already spoken of as a coming one


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office."""

    name: str
    country: str
    role: str
    since: date | None
    until: date | None

    def holds(self, day: date | None) -> bool:
        """Whether the person is in office on a day; on an unknown day nobody is."""
        return day is not None and holds_on(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Person:
    """One person with all terms, earliest first.

    `short` are the folded single words that the person goes by; `regal` is true of monarchs and popes, who go by a
    given name and only with their title ("King Charles").
    """

    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    terms: tuple[Term, ...]
    regal: bool = False

    def term(self, day: date | None) -> Term | None:
        """The office held on a day, the highest first; None outside all terms."""
        held = [term for term in self.terms if term.holds(day)]
        return min(held, key=lambda term: rank(term.role)) if held else None

    def unknown_yet(self, day: date | None) -> bool:
        """Whether a day is more than a year before the first office: the name is then a private person's."""
        firsts = [term.since for term in self.terms if term.since is not None]
        return day is not None and len(firsts) == len(self.terms) and (min(firsts) - day).days > _EARLY

    def country(self, day: date | None) -> str:
        """The state the person acts or acted for, as of a day: of the running term, else of the nearest one."""
        term = self.term(day)
        if term is not None:
            return term.country
        if day is None:
            return self.terms[-1].country
        return min(self.terms, key=lambda each: _distance(each, day)).country


_RANKS = (
    "head of state",
    "head of government",
    "leader",
    "crown prince",
    "head of organisation",
    "foreign minister",
    "defence minister",
)


TOPS = frozenset({"head of state", "head of government", "leader"})


def rank(role: str) -> int:
    """How high an office is; 0 is the highest."""
    return _RANKS.index(role) if role in _RANKS else len(_RANKS)


def _distance(term: Term, day: date) -> int:
    if term.until is not None and term.until < day:
        return (day - term.until).days
    if term.since is not None and term.since > day:
        return (term.since - day).days
    return 0


def _day(text: str, *, last: bool) -> date | None:
    if not text.strip():
        return None
    numbers = [int(part) for part in text.strip().split("-")]
    year, month, day = (*numbers, 0, 0)[:3]
    if not month:
        return date(year, 12, 31) if last else date(year, 1, 1)
    if not day:
        if not last:
            return date(year, month, 1)
        return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    return date(year, month, day)


_NUMERAL = re.compile(r"[IVX]+\.?|(?:Jr|Sr)\.?")
_REGAL = cue("regal title")


def _spoken(full: str) -> list[str]:
    """The words of a name without the number, the "Jr." or the "of Jordan" at its end."""
    words = full.split(" of ")[0].split()
    while len(words) > 1 and _NUMERAL.fullmatch(words[-1]):
        words.pop()
    return words


def _is_regal(name: str, aliases: tuple[str, ...]) -> bool:
    """Whether a person bears a given name with a number, or a regal title."""
    numbered = len(_spoken(name)) < len(name.split()) and not name.rstrip(".").endswith(("Jr", "Sr"))
    return numbered and (
        len(_spoken(name)) == 1 or any(fold(alias.split()[0]) in _REGAL for alias in (name, *aliases) if alias)
    )


def _short_names(name: str, aliases: tuple[str, ...], country: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for full in (name, *aliases):
        spoken = _spoken(full)
        words = [fold(word) for word in " ".join(spoken).replace("-", " ").split()]
        if len(words) == 1:
            found[words[0]] = None
            continue
        if country in FAMILY_FIRST:
            found[words[0]] = None
        else:
            found[fold(spoken[-1]).removeprefix("al-").removeprefix("el-")] = None
        if country in EITHER_NAME:
            found[words[0]] = None
            found[words[-1]] = None
    return tuple(word for word in found if len(word) > 1)


@cache
def people() -> dict[str, Person]:
    """All people of the tables by name. Raises ComityError on a row that breaks the format."""
    rows: dict[str, list[tuple[Term, tuple[str, ...]]]] = {}
    folder = files("comity.actors") / "data" / "people"
    for table in sorted((each for each in folder.iterdir() if each.name.endswith(".csv")), key=lambda each: each.name):
        lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                term = Term(
                    row["name"].strip(),
                    row["country"].strip(),
                    row["role"].strip(),
                    _day(row["from"], last=False),
                    _day(row["until"], last=True),
                )
                aliases = tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip())
            except (KeyError, ValueError, AttributeError) as error:
                raise ComityError(f"data/people/{table.name}, row {number}: {error!r}; see docs/actors.md") from error
            rows.setdefault(term.name, []).append((term, aliases))
    found: dict[str, Person] = {}
    for name, several in rows.items():
        aliases = tuple(dict.fromkeys(alias for _, each in several for alias in each))
        terms = tuple(sorted((term for term, _ in several), key=lambda term: term.since or date.min))
        found[name] = Person(
            name, (name, *aliases), _short_names(name, aliases, terms[-1].country), terms, _is_regal(name, aliases)
        )
    return found


def full_names() -> list[tuple[str, str]]:
    """Every name of two words and more, with the key of its person."""
    return [(full, name) for name, person in people().items() for full in person.names if len(full.split()) > 1]


@cache
def _by_short_name() -> dict[str, tuple[Person, ...]]:
    found: dict[str, list[Person]] = {}
    for person in people().values():
        for word in person.short:
            found.setdefault(word, []).append(person)
    return {word: tuple(several) for word, several in found.items()}


@cache
def short_names() -> frozenset[str]:
    """All folded single words by which somebody of the tables goes."""
    return frozenset(_by_short_name())


@cache
def holders(word: str, day: date | None) -> tuple[Person, ...]:
    """Those who go by a folded single word and hold an office on a day."""
    return tuple(person for person in _by_short_name().get(word, ()) if person.term(day) is not None)


_RECENT = 730  # days after an office in which a top holder is still known by family name alone


@cache
def near_holders(word: str, day: date | None) -> tuple[Person, ...]:
    """Those who go by a folded word and held a top office lately, or soon will ("President-elect Trump")."""
    if day is None:
        return ()
    return tuple(
        person
        for person in _by_short_name().get(word, ())
        if any(
            term.role in TOPS
            and (
                (term.until is not None and 0 < (day - term.until).days <= _RECENT)
                or (term.since is not None and 0 < (term.since - day).days <= _EARLY)
            )
            for term in person.terms
        )
    )


@cache
def _by_office() -> dict[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], list[Term]] = {}
    for person in people().values():
        for term in person.terms:
            found.setdefault((term.country, term.role), []).append(term)
    return {key: tuple(several) for key, several in found.items()}


def incumbent(country: str, role: str, day: date | None) -> str | None:
    """Who holds an office of a state on a day; None if the tables know nobody, or more than one."""
    held = [term.name for term in _by_office().get((country, role), ()) if term.holds(day)]
    return held[0] if len(held) == 1 else None
