"""Alliance Treaty Obligations and Provisions (ATOP) by pair of states and year: which obligations bind them."""

from __future__ import annotations

from comity.series import cells
from comity.series.cow import PAIRS, by_pair, table_of
from comity.series.layout import Hints, Read
from comity.series.tables import File, Table

_OBLIGATIONS = {
    "defense": "alliance-defence",
    "offense": "alliance-offence",
    "neutral": "alliance-neutrality",
    "nonagg": "alliance-nonaggression",
    "consul": "alliance-consultation",
}
_PREFIXES = ("atop_", "")


class Atop:
    """Alliances."""

    name = "atop"
    title = "alliance obligations by pair of states and year (ATOP)"

    def recognises(self, file: File) -> bool:
        return _table(file) is not None

    def read(self, file: File, hints: Hints) -> Read:
        table, prefix = _table(file) or (cells.table_of(file, *PAIRS[0], "year", *_OBLIGATIONS), "")
        columns = {f"{prefix}{column}": indicator for column, indicator in _OBLIGATIONS.items()}
        gathered = by_pair(file, table, "atop", columns)
        return Read(
            provider="atop",
            title="Alliance Treaty Obligations and Provisions (ATOP)",
            data=gathered.data(),
            rows=gathered.rows,
            citation=(
                "Brett Ashley Leeds, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long, Alliance Treaty"
                " Obligations and Provisions, 1815-1944, International Interactions 28 (2002), 237-260"
            ),
            licence="free for scholarly use with citation",
            url="http://www.atopdata.org",
            skipped=gathered.skipped,
        )


LAYOUT = Atop()


def _table(file: File) -> tuple[Table, str] | None:
    tables = ((table_of(file, *(prefix + column for column in _OBLIGATIONS)), prefix) for prefix in _PREFIXES)
    return next(((table, prefix) for table, prefix in tables if table is not None), None)
