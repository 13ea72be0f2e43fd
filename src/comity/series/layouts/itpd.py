"""Total trade by exporter, importer and year (year, from, to, value in US$), as aggregated from the ITPD-E."""

from __future__ import annotations

from comity.errors import ReadingError
from comity.records import Frequency, Observation, Series
from comity.records.series import TOTAL
from comity.series.cells import number_in, period_in, state_in, table_of
from comity.series.gathering import TWICE, Gathering
from comity.series.layout import Hints, Read
from comity.series.names import not_a_state
from comity.series.tables import File, Row, Table, each, header, refuse

_COLUMNS = ("year", "from", "to", "value")


class Itpd:
    """Trade of the ITPD-E."""

    name = "itpd"
    title = "total trade by exporter, importer and year (ITPD-E)"

    def recognises(self, file: File) -> bool:
        tables = (header(sheet, *_COLUMNS) for sheet in file.sheets)
        return any(table is not None and len(table.columns) == len(_COLUMNS) for table in tables)

    def read(self, file: File, hints: Hints) -> Read:
        table = table_of(file, *_COLUMNS)

        def contradicts(row: int, why: str) -> ReadingError:
            return refuse(file, row, why)

        gathered = Gathering(contradicts)
        for row in each(file, table):
            _add(file, table, row, gathered)
        return Read(
            provider="itpd",
            title="International Trade and Production Database for Estimation (ITPD-E), total trade",
            data=gathered.data(),
            rows=gathered.rows,
            citation=(
                "Ingo Borchert, Mario Larch, Serge Shikher and Yoto V. Yotov, The International Trade and Production"
                " Database for Estimation (ITPD-E), International Economics 166 (2021), 140-166; US International Trade"
                " Commission"
            ),
            licence="public data of the US International Trade Commission, free with citation",
            url="https://www.usitc.gov/data/gravity/itpde.htm",
            skipped=gathered.skipped,
        )


LAYOUT = Itpd()


def _add(file: File, table: Table, row: Row, gathered: Gathering) -> None:
    gathered.rows += 1
    year = period_in(file, row, table.get(row, "year"))
    if year.frequency is not Frequency.YEAR or year.partial:
        raise refuse(file, row, f"{table.get(row, 'year')!r} is no calendar year")
    value = number_in(file, table, row, "value")
    sides = table.get(row, "from"), table.get(row, "to")
    nowhere = next(filter(not_a_state, sides), None)
    if value is None:
        gathered.skipped["no value"] += 1
    elif value < 0:
        raise refuse(file, row, f"trade of {value:g} US$ cannot be; mend the value, or leave it empty")
    elif nowhere is not None:
        gathered.skipped[f"{nowhere}: no state"] += 1
    else:
        one, other = (state_in(file, row, side) for side in sides)
        series = Series("itpd", "exports", one, other, TOTAL, "USD", Frequency.YEAR)
        if one == other:
            gathered.skipped["a state's trade with itself"] += 1
        elif not gathered.add(series, Observation(year.start, year.end, value), row.number):
            gathered.skipped[TWICE] += 1
