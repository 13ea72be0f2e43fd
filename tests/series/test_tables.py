"""Files become rows: encodings, delimiters, quotes, workbooks, and what is refused."""

from __future__ import annotations

import contextlib
import gzip
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.errors import ReadingError
from comity.series.cells import table_of
from comity.series.tables import File, each, header, open_file, refuse

Write = Callable[[str, str], Path]

_SHEET = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>"""
_BOOK = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="2017-18" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_ROOT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>"""
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
</Relationships>"""


def workbook(path: Path, cells: str) -> Path:
    """A workbook of one sheet with the rows given as XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _ROOT)
        packed.writestr("xl/workbook.xml", _BOOK)
        packed.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
        packed.writestr("xl/worksheets/sheet1.xml", _SHEET.format(cells))
    return path


def _rows(file: File) -> list[tuple[str, ...]]:
    return [row.cells for row in file.sheets[0].rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(write: Write, delimiter: str) -> None:
    text = "\n".join(delimiter.join(cells) for cells in [("country", "year", "value"), ("India", "2019", "12")])
    assert _rows(open_file(write("a.csv", text))) == [("country", "year", "value"), ("India", "2019", "12")]


def test_decimal_commas_are_no_delimiters(write: Write) -> None:
    found = _rows(open_file(write("a.csv", "country;2019;2020\nIndia;1,5;2,5\nChina;10,5;20,5\n")))
    assert found[1] == ("India", "1,5", "2,5")


def test_note_lines_and_second_delimiters_at_line_ends_do_not_mislead(write: Write) -> None:
    text = "Transfers, in all; of 2 states;\n;\nSupplier,Recipient,Year;\nRussia,India,2019;\nRussia,China,2020;\n"
    file = open_file(write("a.csv", text))
    table = header(file.sheets[0], "supplier", "recipient")
    assert table is not None
    assert [row.cells for row in table.rows] == [("Russia", "India", "2019"), ("Russia", "China", "2020")]
    assert [row.number for row in table.rows] == [4, 5]
    assert table.notes[0].number == 1


def test_rows_have_the_line_they_begin_on(write: Write) -> None:
    file = open_file(write("a.csv", 'name,value\n"two\nlines",1\nlast,2\n'))
    assert [(row.number, row.cells) for row in file.sheets[0].rows] == [
        (1, ("name", "value")),
        (2, ("two lines", "1")),
        (4, ("last", "2")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("country,value\nCôte d’Ivoire,1\nTürkiye,2\n".encode(encoding))
    assert _rows(open_file(path))[1:] == [("Côte d’Ivoire", "1"), ("Türkiye", "2")]


def test_lines_in_different_encodings_are_each_read_in_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("country,value\nCôte d’Ivoire,1\n".encode() + "Türkiye,2\n".encode("cp1252"))
    assert _rows(open_file(path))[1:] == [("Côte d’Ivoire", "1"), ("Türkiye", "2")]


def test_other_alphabets_in_old_encodings_are_guessed_by_statistics(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    names = ["Россия", "Индия", "Китай", "Соединенные Штаты", "Германия", "Казахстан", "Белоруссия"]
    path.write_bytes("\n".join(["страна;год;товарооборот", *(f"{name};2019;12" for name in names)]).encode("cp1251"))
    assert _rows(open_file(path))[1] == ("Россия", "2019", "12")


def test_packed_text_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"country,value\nIndia,1\n"))
    assert _rows(open_file(path))[1] == ("India", "1")


def test_workbooks_keep_the_numbers_of_rows_and_all_digits(tmp_path: Path) -> None:
    cells = (
        '<row r="2"><c r="A2" t="inlineStr"><is><t> ALGERIA </t></is></c><c r="B2"><v>492.86</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>0.1234567890123</v></c></row>'
    )
    file = open_file(workbook(tmp_path / "a.xlsx", cells))
    assert file.sheets[0].name == "2017-18"
    assert [(row.number, row.cells) for row in file.sheets[0].rows if not row.blank] == [
        (2, ("ALGERIA", "492.86")),
        (3, ("3", "0.1234567890123")),
    ]


def test_a_header_is_found_whatever_its_case_spaces_and_punctuation(write: Write) -> None:
    table = header(open_file(write("a.csv", "VALUE(US$ million), Country\n1,India\n")).sheets[0], "value_us_million")
    assert table is not None
    assert table.get(table.rows[0], "country") == "India"
    assert table.get(table.rows[0], "missing") == ""
    assert table.head == ("VALUE(US$ million)", "Country")


def test_missing_columns_are_named_with_the_row_that_has_the_others(write: Write) -> None:
    file = open_file(write("a.csv", "a note,\nhs,country\n2709,IRAQ\n"))
    with pytest.raises(ReadingError, match=r"a\.csv, row 2: the columns period, value are missing"):
        table_of(file, "hs", "period", "country", "value")


def test_rows_longer_than_the_header_are_refused(write: Write) -> None:
    file = open_file(write("a.csv", "country,value\nIndia,1\nCongo, Rep.,2\n"))
    with pytest.raises(ReadingError, match=r"a\.csv, row 3: it has 3 cells where the header has 2 columns"):
        list(each(file, table_of(file, "country", "value")))


def test_an_error_names_the_sheet_where_there_are_several(write: Write) -> None:
    file = open_file(write("a.csv", "a,b\n1,2\n"))
    assert str(refuse(file, 17, "why", sheet=file.sheets[0])) == "a.csv, row 17: why"


def _bomb() -> bytes:
    return gzip.compress(bytes(3_000_000))


REFUSED = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b" \n,,\n,,\n", "holds no rows"),
    "binary.csv": (bytes(range(256)) * 8, "binary"),
    "open.csv": (b'country,value\n"India,1\nChina,2\n', "row 2: a double quote is opened there and never closed"),
    "bomb.csv.gz": (_bomb(), "COMITY_MAX_BYTES"),
    "cut.csv.gz": (gzip.compress(b"a,b\n1,2\n")[:-6], "broken gzip"),
    "page.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "text.xlsx": (b"country,value\nIndia,1\n", "no workbook"),
    "broken.xlsx": (b"PK\x03\x04" + b"junk" * 40, "broken"),
    "broken.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_MAX_BYTES", "2000000")
    data, why = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError, match=why) as refused:
        open_file(path)
    assert name in str(refused.value)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no such file"):
        open_file(tmp_path / "missing.csv")
    with pytest.raises(ReadingError, match="folder"):
        open_file(tmp_path)


def test_a_workbook_that_reaches_too_far_is_refused(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(ReadingError, match="cells"):
        open_file(workbook(tmp_path / "far.xlsx", far))


def test_a_workbook_called_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>').rename(tmp_path / "a.csv")
    assert _rows(open_file(path)) == [("1",)]


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    for name in ("any.csv", "any.xlsx", "any.csv.gz"):
        path = tmp_path / name
        path.write_bytes(data)
        try:
            assert open_file(path).sheets
        except ReadingError:
            continue


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    made = BytesIO(workbook(tmp_path / "made.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>').read_bytes())
    damaged = bytearray(made.getvalue())
    damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(bytes(damaged))
    with contextlib.suppress(ReadingError):
        open_file(path)
