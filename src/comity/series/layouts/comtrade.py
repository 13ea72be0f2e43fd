"""UN Comtrade: merchandise trade by reporter, partner, commodity and period, as exported to CSV or given by its API.

Both layouts of the export are read: that of today (`refYear`, `reporterISO`, `flowCode`, `primaryValue`, …) and the
former one (`Year`, `Reporter`, `Trade Flow`, `Trade Value (US$)`, …). Most reporters value imports with insurance and
freight (CIF), and exports without (FOB). Rows that split a total up (by second partner, customs procedure or mode of
transport) are left out, and so are re-exports and re-imports, which exports and imports contain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any

from comity.actors import tables as actors
from comity.errors import InputError, UnknownPartyError
from comity.records import Flag, Frequency, Observation, Series
from comity.records.series import TOTAL, WORLD
from comity.series.cells import table_of
from comity.series.gathering import TWICE, Gathering, Refuse
from comity.series.layout import Hints, Read
from comity.series.names import not_a_state, state
from comity.series.periods import Period, period
from comity.series.tables import File, Row, Table, each, header, refuse
from comity.series.values import number

_NEW = ("flowCode", "cmdCode", "primaryValue")
_FORMER = ("Trade Flow", "Reporter", "Partner", "Commodity Code", "Trade Value (US$)")
_FIELDS = {
    "type": ("typeCode",),
    "frequency": ("freqCode",),
    "period": ("period",),
    "year": ("refYear", "Year"),
    "reporter": ("reporterISO",),
    "reporter name": ("reporterDesc", "Reporter"),
    "reporter number": ("reporterCode",),
    "partner": ("partnerISO",),
    "partner name": ("partnerDesc", "Partner"),
    "partner number": ("partnerCode",),
    "flow": ("flowCode", "Trade Flow Code"),
    "flow name": ("flowDesc", "Trade Flow"),
    "second partner": ("partner2ISO", "2nd Partner ISO"),
    "second partner number": ("partner2Code", "2nd Partner Code"),
    "customs": ("customsCode", "Customs Proc. Code"),
    "transport": ("motCode", "Mode of Transport Code"),
    "classification": ("classificationCode", "Classification"),
    "commodity": ("cmdCode", "Commodity Code"),
    "value": ("primaryValue", "Trade Value (US$)"),
    "cif": ("cifvalue", "CIF Trade Value (US$)"),
    "fob": ("fobvalue", "FOB Trade Value (US$)"),
    "weight": ("netWgt", "Netweight (kg)"),
    "weight estimated": ("isNetWgtEstimated",),
    "estimation": ("legacyEstimationFlag", "Flag"),
}
_FLOWS = {
    "m": "import", "1": "import", "import": "import", "imports": "import",
    "x": "export", "2": "export", "export": "export", "exports": "export",
}  # fmt: skip
_OTHER_FLOWS = {
    "rx": "re-exports", "3": "re-exports", "re-export": "re-exports", "re-exports": "re-exports",
    "rm": "re-imports", "4": "re-imports", "re-import": "re-imports", "re-imports": "re-imports",
    "dx": "domestic exports", "domestic export": "domestic exports", "domestic exports": "domestic exports",
    "fm": "foreign imports", "foreign import": "foreign imports", "foreign imports": "foreign imports",
    "mip": "imports for processing", "mop": "imports after processing", "miop": "imports for processing",
    "xip": "exports for processing", "xop": "exports after processing",
}  # fmt: skip
_WORLDS = frozenset({"W00", "WLD", "0"})
# The numbers of Comtrade that are not those of ISO 3166 (M49): customs territories that are wider than the state, and
# "Other Asia, not elsewhere specified", which is how the United Nations keep the trade of Taiwan.
_NUMBERS = {
    "0": WORLD, "251": "FRA", "381": "ITA", "490": "TWN", "579": "NOR", "699": "IND", "757": "CHE", "841": "USA",
    "842": "USA",
}  # fmt: skip
_ALL = {
    "second partner": frozenset({"", "W00", "0"}),
    "second partner number": frozenset({"", "0"}),
    "customs": frozenset({"", "C00", "0"}),
    "transport": frozenset({"", "0"}),
}
_SPLIT = {
    "second partner": "a part of the total, by second partner",
    "second partner number": "a part of the total, by second partner",
    "customs": "a part of the total, by customs procedure",
    "transport": "a part of the total, by mode of transport",
}
_WEIGHT_ESTIMATED = frozenset({"4", "6"})
_KG = 1000.0

Cell = Callable[[str], str]
"""Gives the text of a row under a name of a column; "" where there is none."""


class Comtrade:
    """UN Comtrade."""

    name = "comtrade"
    title = "UN Comtrade: merchandise trade by reporter, partner and commodity"

    def recognises(self, file: File) -> bool:
        return _table(file) is not None

    def read(self, file: File, hints: Hints) -> Read:
        table = _table(file) or table_of(file, *_NEW)

        def refused(row: int, why: str) -> InputError:
            return refuse(file, row, why)

        rows = ((row.number, partial(_cell, table, row)) for row in each(file, table))
        return _read(rows, refused, hints.vintage)


LAYOUT = Comtrade()


def from_rows(rows: Iterable[Mapping[str, Any]], *, vintage: date | None = None) -> Read:
    """The series of rows as the API gives them. Raises InputError naming the row (from 1) that cannot be understood."""

    def refused(row: int, why: str) -> InputError:
        return InputError(f"row {row:,} of the answer of UN Comtrade: {why}")

    return _read(((at, partial(_given, row)) for at, row in enumerate(rows, start=1)), refused, vintage)


def _table(file: File) -> Table | None:
    found = (header(sheet, *needed) for sheet in file.sheets for needed in (_NEW, _FORMER))
    return next((table for table in found if table is not None), None)


def _cell(table: Table, row: Row, column: str) -> str:
    return table.get(row, column)


def _given(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    if value is None or value != value:  # NaN, as data frames write what is missing
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _read(rows: Iterable[tuple[int, Cell]], refused: Refuse, vintage: date | None) -> Read:
    gathered = Gathering(refused)
    for at, cell in rows:
        gathered.rows += 1
        line = {field: next(filter(None, map(cell, names)), "") for field, names in _FIELDS.items()}
        try:
            why = _add(line, at, gathered)
        except (ValueError, UnknownPartyError) as problem:
            raise refused(at, str(problem)) from problem
        if why:
            gathered.skipped[why] += 1
    return Read(
        provider="comtrade",
        title="UN Comtrade",
        data=gathered.data(),
        rows=gathered.rows,
        citation="United Nations Statistics Division, UN Comtrade Database",
        licence="UN Comtrade terms of use: free use with citation; passing on larger parts needs a licence",
        vintage=vintage,
        url="https://comtradeplus.un.org",
        skipped=gathered.skipped,
    )


def _add(line: Mapping[str, str], at: int, gathered: Gathering) -> str:
    """Add a row; why it is left out, or "". Raises ValueError and UnknownPartyError, which say what is wrong."""
    why = _left_out(line)
    if why:
        return why
    flow = _flow(line)
    when = _period(line)
    item = _item(line["classification"], line["commodity"])
    reporter, partner = (_party(line, side) for side in ("reporter", "partner"))
    if reporter is None or partner is None:
        side = "partner" if partner is None else "reporter"
        return f"{line[f'{side} name'] or line[side] or line[f'{side} number']}: no state"
    told = []
    for indicator, unit, value, flags in _values(line, flow):
        series = Series("comtrade", indicator, reporter, partner, item, unit, when.frequency)
        told.append(gathered.add(series, Observation(when.start, when.end, value, flags), at))
    return "no value" if not told else "" if any(told) else TWICE


def _left_out(line: Mapping[str, str]) -> str:
    """The named rule that leaves a row out, or ""."""
    if line["type"].upper() == "S":
        return "trade in services"
    flow = (line["flow"] or line["flow name"]).casefold()
    if flow in _OTHER_FLOWS:
        return _OTHER_FLOWS[flow]
    for field, totals in _ALL.items():
        if line[field].upper() not in totals:
            return _SPLIT[field]
    return ""


def _flow(line: Mapping[str, str]) -> str:
    word = line["flow"] or line["flow name"]
    if word.casefold() not in _FLOWS:
        raise ValueError(f"the flow {word!r} is none of: import, export, re-import, re-export")
    return _FLOWS[word.casefold()]


def _period(line: Mapping[str, str]) -> Period:
    text = line["period"] or line["year"]
    found = period(text, months=True)
    stated = {"A": Frequency.YEAR, "M": Frequency.MONTH, "Q": Frequency.QUARTER}.get(line["frequency"].upper())
    if found.partial or found.frequency not in (Frequency.YEAR, Frequency.MONTH, Frequency.QUARTER):
        raise ValueError(f"the period {text!r} is none of Comtrade's: 2021, or 202103")
    if stated is not None and stated is not found.frequency:
        raise ValueError(f"the period {text!r} is no {stated}, as freqCode {line['frequency']} says")
    return found


def _item(classification: str, commodity: str) -> str:
    """`HS2709` (codes of odd length have lost a nought), `SITC333`, `TOTAL`."""
    code = commodity.upper()
    if code == TOTAL:
        return TOTAL
    if not code[:1].isdigit() or not code.isalnum() or len(code) > 8:
        raise ValueError(f"{commodity!r} is no code of a commodity; ask for codes such as 2709, or TOTAL")
    kind = classification.upper()[:1]
    if kind == "B":
        return f"BEC{code}"
    if kind == "S":
        return f"SITC{code}"
    return f"HS{code.zfill(len(code) + len(code) % 2)}"


def _party(line: Mapping[str, str], side: str) -> str | None:
    """The code of reporter or partner; None where Comtrade names no state. Raises UnknownPartyError."""
    iso, name, given = line[side].upper(), line[f"{side} name"], line[f"{side} number"]
    if iso in _WORLDS or (not iso and name.casefold() == "world"):
        return WORLD
    if given in _NUMBERS or iso in actors.states():
        return _NUMBERS.get(given) or state(iso)
    if name:
        if not_a_state(name):
            return None
        return state(name)
    if given in _numbers():
        return _numbers()[given]
    if side == "partner":
        return None
    raise UnknownPartyError(iso or given)


@cache
def _numbers() -> Mapping[str, str]:
    known = (one for one in actors.states().values() if one.numeric and one.kind != "former")
    return {**{str(int(one.numeric)): one.code for one in known}, **_NUMBERS}


def _values(line: Mapping[str, str], flow: str) -> Iterable[tuple[str, str, float, tuple[Flag, ...]]]:
    """The value in US$ and the net weight in tonnes, where told; a weight of nought beside a value is missing."""
    value = _amount(line["value"])
    if value is None:
        value = _amount(line["cif" if flow == "import" else "fob"])
    if value is not None:
        yield f"{flow}s", "USD", value, ()
    weight = _amount(line["weight"])
    if weight is not None and (weight or not value):
        estimated = line["weight estimated"].casefold() in ("true", "1") or line["estimation"] in _WEIGHT_ESTIMATED
        yield f"{flow}-quantity", "tonnes", weight / _KG, (Flag.ESTIMATE,) if estimated else ()


def _amount(text: str) -> float | None:
    value = number(text)
    if value is not None and value < 0:
        raise ValueError(f"{text!r} is below nought, which trade cannot be; mend it, or leave it empty")
    return value
