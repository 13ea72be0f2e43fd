"""Votes of the UN General Assembly: who voted how (rcid, country, vote), and the roll calls with their days and titles.

The layout of the data by Voeten and others, in two files; either is given, and the other lies beside it. Agreement of
two states in a year: of the votes in which both voted yes, no or abstained, the percentage in which they did the same.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from comity.errors import UnknownPartyError
from comity.records import Flag, Frequency, Observation, Series
from comity.records.series import TOTAL
from comity.series.gathering import TWICE
from comity.series.issues import issues, issues_of
from comity.series.layout import Hints, Read
from comity.series.names import not_a_state, state
from comity.series.tables import File, Row, Table, each, fold, header, open_file, refuse
from comity.series.values import number

_VOTES = ("rcid", "vote")
_ROLL_CALLS = ("rcid", "date", "descr")
_SUFFIXES = (".csv", ".tsv", ".txt", ".gz", ".xlsx", ".ods")
_PEEK = 4096
_MANY_STATES = 60  # beyond it, series by issue would be hundreds of thousands
_SEASON_ENDS = 12  # the Assembly votes on most resolutions by December
# As words, and as the numbers of the original data.
_WORDS = {"yes": 0, "1": 0, "no": 1, "3": 1, "abstain": 2, "abstention": 2, "2": 2}
_NO_VOTE = {"", "na", "absent", "8", "not a member", "9"}


class Votes:
    """Votes of the General Assembly."""

    name = "votes"
    title = "votes of the UN General Assembly, with their roll calls"

    def recognises(self, file: File) -> bool:
        return _table(file, _VOTES) is not None or _table(file, _ROLL_CALLS) is not None

    def read(self, file: File, hints: Hints) -> Read:
        votes, calls = _both(file, hints)
        roll_calls = _roll_calls(*calls)
        cast = _Cast(*votes, roll_calls)
        for row in each(*votes):
            cast.add(row)
        items = (TOTAL, *(issue.id for issue in issues()))
        by_issue = len(cast.votes) <= _MANY_STATES
        return Read(
            provider="unga",
            title="Votes of the UN General Assembly" + ("" if by_issue else ", all issues together"),
            data=list(_series(cast, roll_calls, items if by_issue else (TOTAL,))),
            rows=cast.rows,
            citation=(
                "Erik Voeten, Anton Strezhnev and Michael Bailey, United Nations General Assembly Voting Data, Harvard"
                " Dataverse, doi:10.7910/DVN/LEJUQZ"
            ),
            licence="CC0 1.0",
            url="https://doi.org/10.7910/DVN/LEJUQZ",
            skipped=cast.skipped,
            digest=hashlib.sha256(f"{votes[0].digest} {calls[0].digest}".encode()).hexdigest(),
        )


LAYOUT = Votes()


def _table(file: File, needed: tuple[str, ...]) -> Table | None:
    found = (header(sheet, *needed) for sheet in file.sheets)
    return next((table for table in found if table is not None), None)


def _both(file: File, hints: Hints) -> tuple[tuple[File, Table], tuple[File, Table]]:
    """The votes and the roll calls; what the file lacks is looked for beside it. Raises ReadingError naming it."""
    votes, calls = _table(file, _VOTES), _table(file, _ROLL_CALLS)
    if votes is not None and calls is None:
        return (file, votes), _beside(file, hints, _ROLL_CALLS, "the roll calls (columns rcid, date, descr)")
    if calls is not None and votes is None:
        return _beside(file, hints, _VOTES, "the votes (columns rcid, country, vote)"), (file, calls)
    if calls is not None and votes is not None:
        return (file, votes), (file, calls)
    raise refuse(file, None, "votes have the columns rcid, country and vote; roll calls have rcid, date and descr")


def _beside(file: File, hints: Hints, needed: tuple[str, ...], what: str) -> tuple[File, Table]:
    candidates = hints.beside or tuple(
        path for path in sorted(file.path.parent.glob("*")) if path.name != file.path.name and _promising(path, needed)
    )
    found: list[tuple[File, Table]] = []
    for path in candidates:
        other = open_file(path)
        table = _table(other, needed)
        if table is not None and all(other.digest != one.digest for one, _ in found):
            found.append((other, table))
    if len(found) == 1:
        return found[0]
    if not found:
        where = "among the files given beside it" if hints.beside else "in its folder"
        raise refuse(file, None, f"the file with {what} is needed besides, and is not {where}; put it there")
    names = ", ".join(one.name for one, _ in found)
    raise refuse(file, None, f"several files beside it hold {what}: {names}; leave the one that belongs to it")


def _promising(path: Path, needed: tuple[str, ...]) -> bool:
    """Whether a file begins as if it had these columns: a quick look, so that other files are not read whole."""
    if path.suffix.casefold() not in _SUFFIXES or not path.is_file():
        return False
    if path.suffix.casefold() in (".xlsx", ".ods"):
        return "vote" in path.name.casefold() or "roll" in path.name.casefold()
    try:
        with gzip.open(path) if path.suffix.casefold() == ".gz" else path.open("rb") as opened:
            start = opened.read(_PEEK).replace(b"\0", b"").lower()
    except (OSError, EOFError):
        return False
    return all(name.encode() in start for name in needed)


@dataclass(frozen=True, slots=True)
class _RollCall:
    """A vote of the Assembly. `bit` is its place among those of its year."""

    year: int
    bit: int


@dataclass(frozen=True, slots=True)
class _RollCalls:
    """Every vote by its number; for each year and issue (or TOTAL) the votes about it, as a set of bits."""

    by_number: dict[float, _RollCall]
    about: dict[int, dict[str, int]]
    last: date


def _roll_calls(file: File, table: Table) -> _RollCalls:
    days: dict[float, tuple[date, str]] = {}
    for row in each(file, table):
        key = _number_of(file, row, table.get(row, "rcid"))
        if key in days:
            raise refuse(file, row, f"the roll call {key:g} stands in it twice; keep one of the rows")
        text = table.get(row, "date")
        try:
            day = date.fromisoformat(text[:10])
        except ValueError as problem:
            raise refuse(file, row, f"{text!r} is no day of a vote; write it as 2019-12-27") from problem
        days[key] = (day, f"{table.get(row, 'short')}\n{table.get(row, 'descr')}")
    if not days:
        raise refuse(file, None, "it holds no roll calls; give the file with its rows of data")
    by_number: dict[float, _RollCall] = {}
    about: dict[int, dict[str, int]] = {}
    counts: dict[int, int] = {}
    for key, (day, description) in days.items():
        bit = counts.get(day.year, 0)
        counts[day.year] = bit + 1
        by_number[key] = _RollCall(day.year, bit)
        found = about.setdefault(day.year, {})
        for issue in (TOTAL, *issues_of(description)):
            found[issue] = found.get(issue, 0) | 1 << bit
    return _RollCalls(by_number, about, max(day for day, _ in days.values()))


def _number_of(file: File, row: Row, text: str) -> float:
    try:
        value = number(text, decimal=".")
    except ValueError:
        value = None
    if value is None:
        raise refuse(file, row, f"{text!r} is no number of a roll call (column rcid)")
    return value


class _Cast:
    """Every state's votes: for each year the roll calls in which it voted yes, no and abstain, as sets of bits."""

    def __init__(self, file: File, table: Table, calls: _RollCalls) -> None:
        self.votes: dict[str, dict[int, list[int]]] = {}
        self.rows = 0
        self.skipped: Counter[str] = Counter()
        self._file, self._table, self._calls = file, table, calls
        self._codes: dict[str, str | None] = {}
        self._numbers: dict[str, float] = {}
        self._places = tuple(table.columns.get(fold(name)) for name in ("rcid", "country", "country_code", "vote"))

    def add(self, row: Row) -> None:
        """Add a row. Raises ReadingError where it cannot be understood or contradicts another."""
        self.rows += 1
        width = len(row.cells)
        rcid, country, code, cast = (row.cells[at] if at is not None and at < width else "" for at in self._places)
        word = cast.casefold().removesuffix(".0")
        if word in _NO_VOTE:
            self.skipped["absent or not yet a member"] += 1
            return
        if word not in _WORDS:
            raise refuse(self._file, row, f"the vote {cast!r} is none of: yes, no, abstain, absent")
        if rcid not in self._numbers:
            self._numbers[rcid] = _number_of(self._file, row, rcid)
        call = self._calls.by_number.get(self._numbers[rcid])
        voter = self._voter(row, country or code)
        if call is None:
            self.skipped["the roll call is not in the file of roll calls"] += 1
        elif voter is None:
            self.skipped[f"{country or code} is no state that series are kept of"] += 1
        else:
            self._set(row, voter, call, _WORDS[word])

    def _voter(self, row: Row, name: str) -> str | None:
        if name not in self._codes:
            try:
                self._codes[name] = state(name)
            except UnknownPartyError as problem:
                if not not_a_state(name):
                    raise refuse(self._file, row, str(problem)) from problem
                self._codes[name] = None
        return self._codes[name]

    def _set(self, row: Row, voter: str, call: _RollCall, way: int) -> None:
        sets = self.votes.setdefault(voter, {}).setdefault(call.year, [0, 0, 0])
        bit = 1 << call.bit
        if sets[way] & bit:
            self.skipped[TWICE] += 1
        elif (sets[0] | sets[1] | sets[2]) & bit:
            raise refuse(self._file, row, f"{voter} voted otherwise in this roll call by a row above it; keep one")
        sets[way] |= bit


def _series(cast: _Cast, calls: _RollCalls, items: Iterable[str]) -> Iterator[tuple[Series, tuple[Observation, ...]]]:
    """Agreement and votes compared for every pair of states, by issue (or TOTAL)."""
    for one, other in combinations(sorted(cast.votes), 2):
        for item in items:
            shares: list[Observation] = []
            counts: list[Observation] = []
            for year, both, same in _compared(cast.votes[one], cast.votes[other], item, calls.about):
                flags = (Flag.PARTIAL,) if year == calls.last.year and calls.last.month < _SEASON_ENDS else ()
                start, end = date(year, 1, 1), date(year, 12, 31)
                shares.append(Observation(start, end, 100 * same / both, flags))
                counts.append(Observation(start, end, float(both), flags))
            if shares:
                for indicator, unit, found in (
                    ("vote-agreement", "percent", shares),
                    ("votes-compared", "votes", counts),
                ):
                    yield Series("unga", indicator, one, other, item, unit, Frequency.YEAR), tuple(found)


def _compared(
    one: dict[int, list[int]], other: dict[int, list[int]], item: str, about: dict[int, dict[str, int]]
) -> Iterable[tuple[int, int, int]]:
    """Year by year in how many votes about an item both took part, and in how many they voted alike."""
    for year in sorted(one.keys() & other.keys()):
        chosen = about[year].get(item, 0)
        mine, theirs = one[year], other[year]
        both = ((mine[0] | mine[1] | mine[2]) & (theirs[0] | theirs[1] | theirs[2]) & chosen).bit_count()
        if both:
            same = sum((mine[way] & theirs[way] & chosen).bit_count() for way in range(3))
            yield year, both, same
