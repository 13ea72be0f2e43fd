"""Builds the PDF and DOCX examples from the texts in `sources/`, the same bytes each time.

    python examples/make_binary.py [FOLDER]

writes them below FOLDER (`documents/` beside this file unless given). A source is plain text: `Publisher:` and `Date:`
lines, then blocks parted by blank lines. `# ` opens the title, `## ` a heading, `- ` an item of a list.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx

HERE = Path(__file__).resolve().parent
BUILT = {
    "2014-12-12-annual-summit-conclusions": "india-russia/2014-12-12-annual-summit-conclusions.docx",
    "2024-04-30-crude-oil-brief": "india-russia/2024-04-30-crude-oil-brief.pdf",
    "2025-03-20-kudankulam-answer": "india-russia/2025-03-20-kudankulam-answer.pdf",
    "2023-03-10-beijing-statement": "other-dyads/2023-03-10-beijing-statement.docx",
}

MADE = datetime(2026, 1, 1)  # any fixed day: the files must not differ from one build to the next
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 72  # A4 in points
# Widths of Helvetica's letters from the blank to the tilde, in thousandths of the type size (Adobe's AFM file).
HELVETICA = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584
584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667
611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500
722 500 500 500 334 260 334 584
"""
WIDTHS = [int(width) for width in HELVETICA.split()]
OTHER_WIDTH = 556


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a source: its kind (title, heading, item, paragraph, header) and its words."""

    kind: str
    words: str


def blocks(source: str) -> Iterator[Block]:
    """The blocks of a source text; each line of the header is a block of its own."""
    marks = {"# ": "title", "## ": "heading", "- ": "item"}
    header, _, body = source.strip().partition("\n\n")
    for line in header.split("\n"):
        yield Block("header", line)
    for part in body.split("\n\n"):
        items = part.split("\n") if part.startswith("- ") else [" ".join(part.split("\n"))]
        for words in items:
            mark = next((mark for mark in marks if words.startswith(mark)), "")
            yield Block(marks.get(mark, "paragraph"), words.removeprefix(mark))


def make_docx(source: str) -> bytes:
    """A Word document of the source in python-docx's default template."""
    document = docx.Document()
    properties = document.core_properties
    properties.author = "Comity examples"
    properties.comments = ""
    properties.created = properties.modified = MADE
    for block in blocks(source):
        if block.kind == "title":
            document.add_heading(block.words, 1)
            properties.title = block.words
        elif block.kind == "heading":
            document.add_heading(block.words, 2)
        else:
            document.add_paragraph(block.words, style="List Bullet" if block.kind == "item" else None)
    made = BytesIO()
    document.save(made)
    packed = BytesIO()
    # The zip python-docx writes carries the time of day; the same parts without it are the same file every time.
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), old.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def make_pdf(source: str) -> bytes:
    """A PDF of the source: A4, Helvetica, a real text layer, the page's number at its foot."""
    sizes = {"title": (15, True), "heading": (12, True), "header": (9, False)}
    pages: list[list[str]] = [[]]
    height = PAGE_HEIGHT - MARGIN
    kind_above = "header"
    for block in blocks(source):
        size, bold = sizes.get(block.kind, (11, False))
        leading = round(1.4 * size)
        if block.kind != kind_above or block.kind == "paragraph":
            height -= 9
        kind_above = block.kind
        text = f"\u2022 {block.words}" if block.kind == "item" else block.words
        for line in wrapped(text, size, PAGE_WIDTH - 2 * MARGIN):
            if height - leading < MARGIN:
                pages.append([])
                height = PAGE_HEIGHT - MARGIN
            height -= leading
            pages[-1].append(shown(line, size, bold, MARGIN, height))
    for number, page in enumerate(pages, 1):
        page.append(shown(str(number), 9, False, PAGE_WIDTH // 2, MARGIN // 2))
    return pdf_file(["\n".join(page).encode("cp1252") for page in pages])


def wrapped(text: str, size: int, width: int) -> Iterator[str]:
    """The lines of a paragraph that fit the width, in points."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if line and sum(map(letter_width, longer)) * size / 1000 > width:
            yield line
            longer = word
        line = longer
    yield line


def letter_width(letter: str) -> int:
    """Width of a letter in thousandths of the type size."""
    at = ord(letter) - ord(" ")
    return WIDTHS[at] if at < len(WIDTHS) else OTHER_WIDTH


def shown(line: str, size: int, bold: bool, x: int, y: int) -> str:
    """The operators that show a line at a place of the page (PDF 32000-1, 9.4)."""
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{'B' if bold else 'F'} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def pdf_file(contents: Sequence[bytes]) -> bytes:
    """The file around the content streams of its pages (PDF 32000-1, 7.5)."""
    kids = " ".join(f"{5 + 2 * page} 0 R" for page in range(len(contents)))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    ]
    for page, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents {6 + 2 * page} 0 R "
            "/Resources << /Font << /F 3 0 R /B 4 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")  # the second line tells other programs that the file is binary
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def build(folder: Path) -> list[Path]:
    """Write every PDF and DOCX example below `folder`; the paths written."""
    written = []
    for name, place in BUILT.items():
        source = (HERE / "sources" / f"{name}.txt").read_text(encoding="utf-8")
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make_pdf(source) if path.suffix == ".pdf" else make_docx(source))
        written.append(path)
    return written


if __name__ == "__main__":
    for built in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "documents"):
        sys.stdout.write(f"{built}\n")
