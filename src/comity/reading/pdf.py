"""PDF becomes a draft by pypdf: the lines of the page become paragraphs again.

A file's own dates (created, modified) are those of the file and not of its publication, so they are not used.
"""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from comity.errors import ReadingError
from comity.reading.draft import Draft
from comity.reading.header import split_header
from comity.reading.hostile import parsing
from comity.reading.reflow import reflow
from comity.reading.tidy import one_line, tidy

# Glyphs that fonts draw for letter pairs and bullets, where the letters themselves are meant.
_GLYPHS = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•",
})  # fmt: skip


def read_pdf(data: bytes, source: str) -> Draft:
    """The text layer of a PDF. Raises ReadingError for encrypted and damaged files and for scans without text."""
    with parsing(source, "PDF", "pypdf"):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError(source, "this PDF is encrypted; save a copy without the password")
        pages = [page.extract_text().translate(_GLYPHS) for page in reader.pages]
        named = str(reader.metadata.title or "") if reader.metadata else ""
    text = tidy(reflow(pages))
    if not text:
        raise ReadingError(
            source, f"this PDF has no text layer on its {len(pages)} page(s), it is a scan; run OCR on it first"
        )
    header = split_header(text)
    return Draft(
        text=header.text,
        title=header.title or _shown_title(named, header.text),
        publisher=header.publisher,
        url=header.url,
        published=header.published,
        dated_by_metadata=header.dated_by_metadata,
    )


def _shown_title(named: str, text: str) -> str | None:
    """The title in the file's properties, if the page shows it too; often it is a file name or a template's."""
    title = one_line(named)
    shown = one_line(text[: 4 * len(title) + 1000])
    return title if len(title) > 3 and title.casefold() in shown.casefold() else None
