"""DOCX: paragraphs, headings, list items and table rows in their order, and clear refusals."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from comity.records import PublishedBasis
from comity.settings import Settings

from .conftest import ReadOne, RefuseOne


def make_docx(*, heading: bool = True, title: str = "", dated: str = "3 March 2009") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.created = datetime(2030, 1, 1)
    if heading:
        document.add_heading("Fish and Friendship", 1)
    document.add_paragraph(dated)
    document.add_paragraph("Norway and Chile signed a treaty.").add_run(" It is short.").bold = True
    document.add_paragraph("Cod", style="List Bullet")
    document.add_paragraph("Hake", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2010", "2,000 tonnes"
    document.add_paragraph("")
    document.add_paragraph("The end came soon.")
    return saved(document)


def saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def repacked(data: bytes, name: str, body: bytes, *, without: str = "") -> bytes:
    """The zip with one part more (or replaced), or one less."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in {name, without}:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, body)
    return out.getvalue()


def test_blocks_become_paragraphs_and_lines(read_one: ReadOne) -> None:
    assert read_one(make_docx(), "fish.docx").text == (
        "Fish and Friendship\n\nNorway and Chile signed a treaty. It is short.\n\n- Cod\n- Hake\n\n"
        "2010 | 2,000 tonnes\n\nThe end came soon."
    )


def test_title_and_date_come_from_the_text_not_from_the_file(read_one: ReadOne) -> None:
    document = read_one(make_docx(), "fish.docx")
    assert document.title == "Fish and Friendship"
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.LEADING_LINE)


def test_the_day_of_creation_is_not_the_day_of_publication(read_one: ReadOne) -> None:
    assert read_one(make_docx(dated="Oslo"), "fish.docx").published is None


def test_the_title_property_is_used_where_no_heading_is(read_one: ReadOne) -> None:
    assert read_one(make_docx(heading=False, title="Fish Treaty"), "fish.docx").title == "Fish Treaty"


def test_inserted_words_are_read_and_deleted_ones_are_not(read_one: ReadOne) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("They agreed ")
    w = nsdecls("w")
    paragraph._p.append(parse_xml(f'<w:ins {w} w:id="1" w:author="x"><w:r><w:t>at last</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:del {w} w:id="2" w:author="x"><w:r><w:delText>never</w:delText></w:r></w:del>'))
    assert read_one(saved(document), "fish.docx").text == "They agreed at last"


def test_paragraphs_in_content_controls_are_read(read_one: ReadOne) -> None:
    document = docx.Document()
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Held inside.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, parse_xml(control))
    assert read_one(saved(document), "fish.docx").text == "Held inside."


def test_a_document_without_text_is_refused(refuse_one: RefuseOne) -> None:
    assert "no text" in refuse_one(saved(docx.Document()), "fish.docx").reason


def test_another_zip_is_refused(refuse_one: RefuseOne) -> None:
    other = repacked(make_docx(), "readme", b"hello", without="word/document.xml")
    assert "no DOCX" in refuse_one(other, "fish.zip").reason


def test_a_zip_bomb_is_refused_before_it_is_unpacked(refuse_one: RefuseOne) -> None:
    bomb = repacked(make_docx(), "word/media/big.bin", bytes(5_000_000))
    assert len(bomb) < 100_000
    assert "more than the 4 MB allowed" in refuse_one(bomb, "fish.docx", settings=Settings(max_bytes=1_000_000)).reason


def test_a_damaged_document_is_refused(refuse_one: RefuseOne) -> None:
    assert "damaged" in refuse_one(make_docx()[:3000], "fish.docx").reason
    assert "damaged" in refuse_one(repacked(make_docx(), "word/document.xml", b"<w:broken"), "fish.docx").reason
