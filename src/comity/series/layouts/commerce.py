"""Trade tables of India's Ministry of Commerce and Industry: by HS code and country, and by principal commodity."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.errors import ReadingError
from comity.records.series import TOTAL, WORLD
from comity.series import principal
from comity.series.cells import period_in, table_of
from comity.series.layout import Hints, Read
from comity.series.periods import APRIL, Period
from comity.series.tables import File, Row, Sheet, Table, each, fold, header, refuse
from comity.series.tally import NO_VALUE, PROVIDER, SHARE, Line, Money, Tally
from comity.series.values import unit_of

_LONG = ("hs", "period", "country")
_PUBLISHED = ("S.No.", "Country / Region")
_YEAR = re.compile(r"\s*(?:19|20)\d\d")
_IN_BRACKETS = re.compile(r"\([^()]*(?:US|Rs|\$|million|crore|lakh)[^()]*\)", re.IGNORECASE)
_ALL_TRADE = re.compile(r"india'?s total (?P<flow>import|export)s?", re.IGNORECASE)
_CODE = re.compile(r"\d{2}(?:\d{2}){0,3}")
_CODE_NAMED = re.compile(
    r"(?<![^\W_])hs[-_ ]?(?:code)?[-_ :]*(?P<hs>\d{2,8})(?!\d)"
    r"|\bcommodity\W{1,3}(?P<commodity>\d{2,8})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Book:
    """The lines of one HS code and period."""

    sheet: Sheet
    item: str
    when: Period
    money: Money
    lines: list[Line]


class Commerce:
    """India's trade as its Ministry of Commerce publishes it, in three layouts.

    By HS code in one long table (`hs`, `period`, `country` and a column of values); by country with a column for each
    fiscal year, as in the Ministry's workbooks, whose HS code stands in a note or the file's name; and by principal
    commodity, whose fiscal year stands there. Fiscal years begin in April; "2022-2023(Apr-Aug)" is a part of one.

    The rows of a table must add up to its row Total, within rounding (0.005 for each row), or the file is refused.
    "Total" is the trade of the item with all countries, "India's Total Imports" that of all items. A table of
    principal commodities that has a total is complete, so that its sums give the trade of each commodity with all
    countries and of each country in all commodities. A country in two rows of one table is refused with both.
    """

    name = "commerce"
    title = "India's Ministry of Commerce, trade by HS code or principal commodity and country"

    def recognises(self, file: File) -> bool:
        """By its columns."""
        return any(_long(sheet) or _published(sheet) or _principal(sheet) for sheet in file.sheets)

    def read(self, file: File, hints: Hints) -> Read:
        """See `Layout.read`."""
        if any(_principal(sheet) for sheet in file.sheets):
            return _read_principal(file)
        books = list(_books(file))
        if not books:
            columns = principal.COLUMNS if any(header(sheet, "COMMODITY") for sheet in file.sheets) else _LONG
            table_of(file, *columns)
            why = "one column must name a currency, as in 'VALUE(US$ million)' or 'usd_million'"
            raise ReadingError(file.name, why)
        tally = Tally(file, _flow(file, (line.label for book in books for line in book.lines)))
        for book in books:
            _tabulate(tally, book)
        return _released(tally, f"India's {tally.flow} by HS code and country")


LAYOUT = Commerce()


def _with_value(table: Table | None) -> Table | None:
    return table if table is not None and _heading(table) else None


def _heading(table: Table) -> str | None:
    """The one heading that names a currency."""
    found = [name for name in table.head if unit_of(name)]
    return found[0] if len(found) == 1 else None


def _long(sheet: Sheet) -> Table | None:
    return _with_value(header(sheet, *_LONG))


def _principal(sheet: Sheet) -> Table | None:
    return _with_value(header(sheet, *principal.COLUMNS))


def _published(sheet: Sheet) -> Table | None:
    table = header(sheet, *_PUBLISHED) or header(sheet, "S.No.", "Country")
    return table if table is not None and any(_YEAR.match(name) for name in table.head) else None


def _notes(file: File, table: Table, sheet: Sheet) -> str:
    """What stands above a table, and the names of its file and sheet."""
    return " ".join([*(cell for row in table.notes for cell in row.cells if cell), file.name, sheet.name])


def _flow(file: File, labels: Iterable[str]) -> str:
    """`imports` or `exports`, as a row or a note says, or else the name of the file."""
    found = {f"{match['flow'].lower()}s" for label in labels if (match := _ALL_TRADE.search(label))}
    found = found or {flow for flow in ("imports", "exports") if flow[:-1] in file.name.casefold()}
    if len(found) != 1:
        raise ReadingError(file.name, "it does not say whether it holds imports or exports; put the word into its name")
    return found.pop()


def _books(file: File) -> Iterator[_Book]:
    for sheet in file.sheets:
        if table := _long(sheet):
            yield from _long_books(file, sheet, table)
        elif table := _published(sheet):
            yield from _published_books(file, sheet, table)


def _long_books(file: File, sheet: Sheet, table: Table) -> Iterator[_Book]:
    heading = _heading(table) or ""
    groups: dict[tuple[str, str], list[Line]] = {}
    for row in each(file, table):
        key = (table.get(row, "hs"), table.get(row, "period"))
        groups.setdefault(key, []).append(Line(row, table.get(row, "country"), table.get(row, heading)))
    for (code, period), lines in groups.items():
        if not _CODE.fullmatch(code):
            raise refuse(file, lines[0].row, f"the HS code is {code!r}; write its 2, 4, 6 or 8 digits", sheet=sheet)
        when = period_in(file, lines[0].row, _IN_BRACKETS.sub("", period), fiscal_start=APRIL)
        yield _Book(sheet, f"HS{code}", when, Money.of(file, heading), lines)


def _published_books(file: File, sheet: Sheet, table: Table) -> Iterator[_Book]:
    codes = {match["hs"] or match["commodity"] for match in _CODE_NAMED.finditer(_notes(file, table, sheet))}
    if len(codes) != 1:
        told = f"it names the HS codes {', '.join(sorted(codes))}" if codes else "no HS code is named"
        why = f"{told}; put the one that it holds into the name of the file, as in imports-hs2709.xlsx"
        raise refuse(file, None, why, sheet=sheet)
    country = next(name for name in table.head if fold(name).startswith("country"))
    item = f"HS{codes.pop()}"
    for heading in table.head:
        if _YEAR.match(heading):
            when = period_in(file, None, _IN_BRACKETS.sub("", heading), fiscal_start=APRIL)
            lines = [Line(row, table.get(row, country), table.get(row, heading)) for row in each(file, table)]
            yield _Book(sheet, item, when, Money.of(file, heading), lines)


def _tabulate(tally: Tally, book: _Book) -> None:
    """Add a table of one HS code and period."""
    parts: list[float] = []
    total: tuple[Row, float] | None = None
    for line in book.lines:
        tally.rows += 1
        label = fold(line.label)
        value = tally.value(line, book.sheet)
        if line.label.startswith("%") or label == "share":
            tally.skipped[SHARE] += 1
        elif value is None:
            tally.skipped[NO_VALUE] += 1
        elif _ALL_TRADE.search(line.label):
            _add(tally, book, line, WORLD, value, TOTAL, repeated=True)
        elif label == "total":
            total = line.row, value
            _add(tally, book, line, WORLD, value, book.item)
        else:
            parts.append(value)
            if partner := tally.partner(line):
                _add(tally, book, line, partner, value, book.item)
    if total is not None:
        tally.check(total[1], parts, total[0], book.sheet)


def _add(
    tally: Tally, book: _Book, line: Line, partner: str, value: float, item: str, *, repeated: bool = False
) -> None:
    tally.add(
        partner,
        item,
        book.when,
        round(value * book.money.scale, 2),
        unit=book.money.unit,
        row=line.row,
        sheet=book.sheet,
        rounded=value < 1,
        repeated=repeated,
    )


def _read_principal(file: File) -> Read:
    """The tables of principal commodities, each with the year that its notes or names say."""
    tables = [(sheet, table) for sheet in file.sheets if (table := _principal(sheet))]
    tally = Tally(file, _flow(file, (cell for _, table in tables for row in table.notes for cell in row.cells)))
    whens = []
    for sheet, table in tables:
        when = principal.year_named(file, sheet, _notes(file, table, sheet))
        heading = _heading(table) or ""
        principal.tabulate(tally, sheet, table, Money.of(file, heading), heading, when)
        whens.append(f"{when.start} {when.end}")
    digest = hashlib.sha256(" ".join([file.digest, tally.flow, *whens]).encode()).hexdigest()
    return _released(tally, f"India's {tally.flow} by principal commodity and country", digest)


def _released(tally: Tally, title: str, digest: str | None = None) -> Read:
    return Read(
        provider=PROVIDER,
        title=title,
        data=tally.data(),
        rows=tally.rows,
        citation="Ministry of Commerce and Industry, Government of India, Export Import Data Bank",
        licence="© Government of India; may be reproduced with the source, see commerce.gov.in",
        url="https://tradestat.commerce.gov.in",
        skipped=tally.skipped,
        digest=digest,
    )
