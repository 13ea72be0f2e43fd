"""Shared memberships in intergovernmental organisations by pair of states and year (COW IGO data, `dyadigos`)."""

from __future__ import annotations

from comity.series import cells
from comity.series.cow import PAIRS, by_pair, table_of
from comity.series.layout import Hints, Read
from comity.series.tables import File

_COLUMN = "dyadigos"


class Igos:
    """Shared memberships."""

    name = "igos"
    title = "shared memberships in international organisations by pair of states and year (COW)"

    def recognises(self, file: File) -> bool:
        return table_of(file, _COLUMN) is not None

    def read(self, file: File, hints: Hints) -> Read:
        table = table_of(file, _COLUMN) or cells.table_of(file, *PAIRS[0], "year", _COLUMN)
        gathered = by_pair(file, table, "cow-igo", {_COLUMN: "shared-igos"})
        return Read(
            provider="cow-igo",
            title="Intergovernmental Organizations (Correlates of War)",
            data=gathered.data(),
            rows=gathered.rows,
            citation=(
                "Jon C. W. Pevehouse, Timothy Nordstrom, Roseanne W. McManus and Anne Spencer Jamison, Tracking"
                " organizations in the world: The Correlates of War IGO Version 3.0 datasets, Journal of Peace Research"
                " 57 (2020), 492-503"
            ),
            licence="free for scholarly use with citation",
            url="https://correlatesofwar.org/data-sets/igos/",
            skipped=gathered.skipped,
        )


LAYOUT = Igos()
