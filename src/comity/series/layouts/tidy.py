"""Tidy tables: one value a row, in our own columns or described by a mapping file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from comity.errors import ReadingError
from comity.records import Flag, Frequency, Observation, Series
from comity.records.series import TOTAL, WORLD, indicators
from comity.series import names
from comity.series.cells import period_in, state_in, table_of
from comity.series.layout import Hints, Read
from comity.series.mapping import Plan, is_note, plan_of
from comity.series.measures import indicator_of, measure_in
from comity.series.periods import Period, of_days
from comity.series.tables import File, Row, Sheet, Table, each, header, refuse
from comity.series.values import decimal_sign, number

_T = TypeVar("_T")

NO_VALUE = "no value given"
NO_STATE = "a party that is no state (unspecified, areas, zones)"

_OF_ALL_GOODS = frozenset({"imports", "exports", "import-quantity", "export-quantity", "arms-imports"})
_PROVIDER = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")
_HS = re.compile(r"(?:HS)?\s*(\d{2}|\d{4}|\d{6}|\d{8})", re.IGNORECASE)
_MONTHLY = re.compile(r"(?P<year>\d{4})-(?P<more>\d\d)")
_YES = frozenset({"yes", "true", "1"})
_NO = frozenset({"no", "false", "0", ""})


class Tidy:
    """Any table with one value a row, as text or workbook.

    A file that uses our own names needs nothing else. Its columns are `indicator` and `reporter`, `period` (or `start`
    and `end`, as days) and `value`, and where they say something `partner`, `item`, `unit`, `flags`, `items`, `title`
    and `frequency`; anything that is the same in all rows may stand above the header instead, in lines
    `# key: value`, as do `# provider:`, `# title:`, `# citation:`, `# licence:`, `# vintage:` (a day) and `# url:`.
    `indicator` is one of the codebook, or a word of the user's own; `reporter` and `partner` are names or codes of
    states; `period` is anything that `periods.period` understands; `unit` may have a scale ("US$ million", "Rs.
    crore", "thousand tonnes") and is that of the codebook where it is left out; `flags` and `items` are lists, divided
    by spaces and by semicolons. In merchandise and arms trade no partner is the world and no item is everything, and
    `2709` is the HS code.

    Any other table is described by a mapping file: `columns` names the column of each field, the fields themselves give
    what all rows share, `words` what the words of a field stand for, and `fiscal_start` (a month), `months` (whether
    `2011-12` is a month), `decimal` ("," or ".") and `sheet` how cells are read:

        provider: customs-of-x
        title: Trade by country
        citation: Customs of X, Trade by country, 2024
        reporter: IND
        unit: Rs. crore
        columns: {indicator: Flow, partner: Country, item: HS, period: Year, value: Value}
        words: {indicator: {Exp: exports, Imp: imports}}
    """

    name = "tidy"
    title = "tidy tables, one value a row, in our own columns or with a mapping file"

    def recognises(self, file: File) -> bool:
        """By our own columns."""
        try:
            return plan_of(file, None)[0].lacking is None
        except ReadingError:
            return False

    def read(self, file: File, hints: Hints) -> Read:
        """See `Layout.read`."""
        plan, mapping = plan_of(file, hints.mapping)
        if lacking := plan.lacking:
            raise ReadingError(
                file.name,
                f"nothing says its {lacking}: name a column so, write a line  # {lacking}: …  above the header"
                f"{' (value must be a column)' if lacking == 'value' else ''}, or say it in the mapping file",
            )
        rows = _Rows(file, plan)
        provider = rows.provider or plan.once["provider"]
        digest = hashlib.sha256(f"{file.digest} ".encode() + mapping).hexdigest() if mapping else None
        return Read(
            provider=provider,
            title=plan.once.get("title", file.name.split(".")[0]),
            data=rows.data(),
            rows=rows.count,
            citation=plan.once.get("citation", plan.once.get("title", "")),
            licence=plan.once.get("licence", ""),
            vintage=_vintage(file, plan.once.get("vintage", "")),
            url="".join(plan.once.get("url", "").split()) or None,
            skipped=rows.skipped,
            digest=digest,
        )


LAYOUT = Tidy()


def _vintage(file: File, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ReadingError(file.name, f"the vintage is {text!r}; write the day of publication as 2024-03-31") from None


@dataclass(slots=True)
class _Rows:
    """The rows of a file by a plan, as series."""

    file: File
    plan: Plan
    count: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    provider: str = ""
    _found: dict[Series, dict[tuple[date, date], tuple[Observation, Row]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        needed = tuple(self.plan.columns.values())
        wanted = self.plan.once.get("sheet")
        sheets = [sheet for sheet in self.file.sheets if wanted in (None, sheet.name)]
        if not sheets:
            known = ", ".join(sheet.name for sheet in self.file.sheets)
            raise ReadingError(self.file.name, f"there is no sheet called {wanted!r}; there are {known}")
        tables = [(sheet, table) for sheet in sheets if (table := header(sheet, *needed))]
        if not tables:
            table_of(self.file, *needed)
        for sheet, table in tables:
            _Reading(self, sheet, table).rows()

    def data(self) -> list[tuple[Series, tuple[Observation, ...]]]:
        """The series by key, their observations by day."""
        ordered = sorted(self._found.items(), key=lambda pair: pair[0].key)
        return [(series, tuple(found[at][0] for at in sorted(found))) for series, found in ordered]

    def add(self, series: Series, observation: Observation, row: Row, sheet: Sheet) -> None:
        """Add an observation. Raises ReadingError where another row speaks of the same."""
        if self.provider and series.provider != self.provider:
            why = f"the provider is {series.provider!r}, above {self.provider!r}; give each provider a file of its own"
            raise refuse(self.file, row, why, sheet=sheet)
        self.provider = series.provider
        of_series = self._found.setdefault(series, {})
        at = observation.start, observation.end
        if at in of_series:
            why = f"row {of_series[at][1].number:,} gives the same ({series.key}, {at[0]} to {at[1]}); keep one of them"
            raise refuse(self.file, row, why, sheet=sheet)
        of_series[at] = observation, row


class _Reading:
    """One table of a file."""

    def __init__(self, rows: _Rows, sheet: Sheet, table: Table) -> None:
        self.into, self.file, self.plan, self.sheet, self.table = rows, rows.file, rows.plan, sheet, table
        once = rows.plan.once
        self.decimal = once.get("decimal") or self._decimal()
        if self.decimal not in (None, ".", ","):
            raise ReadingError(self.file.name, f"decimal is {self.decimal!r}; it is '.' or ','")
        self.fiscal_start = self._month(once.get("fiscal_start", ""))
        self.months = self._yes(once.get("months", "")) or self._monthly()

    def rows(self) -> None:
        """Read every row."""
        for row in each(self.file, self.table):
            if not is_note(row):
                self.into.count += 1
                self._row(row)

    def _row(self, row: Row) -> None:
        value = self._value(row)
        if value is None:
            self.into.skipped[NO_VALUE] += 1
            return
        sides = [self._cell(row, "reporter"), self._cell(row, "partner")]
        if any(names.not_a_state(side) for side in sides):
            self.into.skipped[NO_STATE] += 1
            return
        indicator = self._read(row, indicator_of, self._cell(row, "indicator"))
        unit, factor = self._read(row, measure_in, self._cell(row, "unit"), indicator)
        codes = [state_in(self.file, row, side) if side else None for side in sides]
        reporter, partner = codes[0] or state_in(self.file, row, ""), codes[1]
        known = indicators().get(indicator)
        if known and known.symmetric and partner:
            reporter, partner = sorted((reporter, partner))
        if reporter == partner:
            raise refuse(self.file, row, f"reporter and partner are both {reporter}", sheet=self.sheet)
        item: str | None = self._cell(row, "item") or None
        if indicator in _OF_ALL_GOODS:
            partner, item = partner or WORLD, item or TOTAL
            if code := _HS.fullmatch(item):
                item = f"HS{code[1]}"
        when = self._period(row)
        series = Series(
            provider=self._provider(row),
            indicator=indicator,
            reporter=reporter,
            partner=partner,
            item=item,
            unit=unit,
            frequency=when.frequency,
            title=self.table.get(row, self.plan.columns.get("title", "")),
        )
        flags = self._flags(row)
        if when.partial and Flag.PARTIAL not in flags:
            flags = (Flag.PARTIAL, *flags)
        items = tuple(part.strip() for part in self._cell(row, "items").split(";") if part.strip())
        scaled = float(f"{value * factor:.15g}")
        self.into.add(series, Observation(when.start, when.end, scaled, flags, items), row, self.sheet)

    def _cell(self, row: Row, name: str) -> str:
        """What a row says of a field, in its column or once for all, by the plan's words."""
        column = self.plan.columns.get(name)
        text = self.table.get(row, column) if column else self.plan.once.get(name, "")
        return self.plan.words.get(name, {}).get(text.casefold(), text)

    def _read(self, row: Row, read: Callable[..., _T], *cells: Any) -> _T:
        """What a function makes of cells; what it raises as ValueError names the row."""
        try:
            return read(*cells)
        except ValueError as problem:
            raise refuse(self.file, row, str(problem), sheet=self.sheet) from problem

    def _provider(self, row: Row) -> str:
        name = self._cell(row, "provider").casefold()
        if not _PROVIDER.fullmatch(name):
            why = f"the provider is {name!r}; write a short id in small letters, such as world-bank"
            raise refuse(self.file, row, why, sheet=self.sheet)
        return name

    def _value(self, row: Row) -> float | None:
        text = self._cell(row, "value")
        try:
            return number(text, decimal=self.decimal)
        except ValueError:
            why = f"the value is {text!r}, which is no number; write it plainly or leave it empty"
            raise refuse(self.file, row, why, sheet=self.sheet) from None

    def _period(self, row: Row) -> Period:
        word = self._cell(row, "frequency").casefold().replace(" ", "_")
        told = self._read(row, Frequency, word) if word else None
        if text := self._cell(row, "period"):
            found = period_in(self.file, row, text, fiscal_start=self.fiscal_start, months=self.months)
            if told not in (None, found.frequency):
                why = f"{text!r} is a {found.frequency.value}, but the frequency is {word}; write start and end"
                raise refuse(self.file, row, why, sheet=self.sheet)
            return found
        start, end = (self._read(row, date.fromisoformat, self._cell(row, name)) for name in ("start", "end"))
        return self._read(row, of_days, start, end, told)

    def _flags(self, row: Row) -> tuple[Flag, ...]:
        words = re.split(r"[\s,;]+", self._cell(row, "flags").casefold())
        unknown = [word for word in words if word and word not in set(Flag)]
        if unknown:
            why = f"the flag {unknown[0]!r} is not known; there are {', '.join(Flag)}"
            raise refuse(self.file, row, why, sheet=self.sheet)
        return tuple(flag for flag in Flag if flag.value in words)

    def _decimal(self) -> str | None:
        """The decimal sign that the column of values proves."""
        column = self.plan.columns["value"]
        try:
            return decimal_sign(self.table.get(row, column) for row in self.table.rows if not is_note(row))
        except ValueError as problem:
            raise ReadingError(self.file.name, f"in the column {column}, {problem}") from problem

    def _monthly(self) -> bool:
        """Whether the column of periods holds months: one such as 2019-03, and no year such as 2018-19."""
        column = self.plan.columns.get("period")
        found = [_MONTHLY.fullmatch(self.table.get(row, column)) for row in self.table.rows] if column else []
        pairs = [(int(match["year"]), int(match["more"])) for match in found if match]
        apart = [1 <= more <= 12 and (year + 1) % 100 != more for year, more in pairs]
        years = [more > 12 or more == 0 for _, more in pairs]
        return any(apart) and not any(years)

    def _month(self, text: str) -> int | None:
        if not text:
            return None
        if not text.isdecimal() or not 1 <= int(text) <= 12:
            raise ReadingError(self.file.name, f"fiscal_start is {text!r}; write the month as a number, 4 for April")
        return int(text)

    def _yes(self, text: str) -> bool:
        if text.casefold() not in _YES | _NO:
            raise ReadingError(self.file.name, f"months is {text!r}; write yes or no")
        return text.casefold() in _YES
