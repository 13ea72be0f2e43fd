"""Cells of a table as numbers, states and periods; what cannot be read is refused with its row and column."""

from __future__ import annotations

from comity.errors import ReadingError, UnknownPartyError
from comity.series import names, periods, values
from comity.series.tables import File, Row, Sheet, Table, fold, header, refuse


def table_of(file: File, *needed: str) -> Table:
    """The first table of a file that has the needed columns. Raises ReadingError that says which are missing."""
    found = [table for sheet in file.sheets if (table := header(sheet, *needed))]
    return found[0] if found else _missing(file, file.sheets[0], needed)


def _missing(file: File, sheet: Sheet, needed: tuple[str, ...]) -> Table:
    """The error for a table without its columns, with those of the row that has the most of them."""
    wanted = {fold(name): name for name in needed}
    best = max(sheet.rows[:60], key=lambda row: len(wanted.keys() & {fold(cell) for cell in row.cells}))
    there = {fold(cell) for cell in best.cells}
    lacking = [name for key, name in wanted.items() if key not in there]
    if len(lacking) == len(wanted):
        raise ReadingError(file.name, f"no row names the columns {', '.join(needed)}")
    raise refuse(file, best, f"the columns {', '.join(lacking)} are missing; fetch the file again, or name them so")


def number_in(file: File, table: Table, row: Row, column: str, *, decimal: str | None = None) -> float | None:
    """The number in a cell, None where it says that there is none. Raises ReadingError."""
    text = table.get(row, column)
    try:
        return values.number(text, decimal=decimal)
    except ValueError:
        why = f"{column} is {text!r}, which is no number; write it plainly or leave it empty"
        raise refuse(file, row, why) from None


def state_in(file: File, row: Row, name: str) -> str:
    """The code of a state. Raises ReadingError with what the name may be."""
    try:
        return names.state(name)
    except UnknownPartyError as unknown:
        what = f"no state is known as {name!r}" if name else "the name of a state is missing"
        hint = f" (did you mean {' or '.join(unknown.suggestions)}?)" if unknown.suggestions else ""
        raise refuse(file, row, f"{what}{hint}; write its English name or ISO code") from None


def period_in(
    file: File, row: Row | None, text: str, *, fiscal_start: int | None = None, months: bool = False
) -> periods.Period:
    """The period that a cell or a heading names. Raises ReadingError."""
    try:
        return periods.period(text, fiscal_start=fiscal_start, months=months)
    except ValueError as problem:
        raise refuse(file, row, str(problem)) from problem
