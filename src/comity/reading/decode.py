"""Bytes become characters: byte-order marks, UTF-8, UTF-16, a declared charset, and only then a guess by statistics."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from comity.errors import ReadingError
from comity.reading.languages import detect

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Windows-1252 has beside letters and texts do use. Statistics alone take short western texts for Central European.
_TYPOGRAPHY = frozenset("€…‘’“”•–—™\xa0£§©«®°»¿¡·")
_WESTERN = frozenset({"en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "ca"})
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 262_144
_WIDE_SHARE = 0.4  # of the bytes at odd or even places: western text in UTF-16 is almost half NUL
_CONTROL_SHARE = 0.01
_ADVICE = "save it as UTF-8 and read it again"


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The characters of a text file.

    `declared` is a charset that the file names for itself (HTML); it is used where the bytes are not UTF-8.
    A few broken bytes in UTF-8 become U+FFFD, which stays visible. Raises ReadingError for binary data and where no
    encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, source, len(mark))
    data = data.removeprefix(codecs.BOM_UTF8)
    wide = _wide(data[:_SAMPLE])
    if wide is not None:
        return _strictly(data, wide, source)
    if is_binary(data):
        raise ReadingError(source, "this is binary data, not a text; give the text, HTML, PDF or DOCX instead")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        return _legacy(data, source, declared, broken)


def is_binary(data: bytes) -> bool:
    """Whether bytes (not UTF-16) hold NULs, or more control characters than any text has."""
    sample = data[:_SAMPLE]
    return b"\x00" in data or len(_CONTROLS.findall(sample)) > _CONTROL_SHARE * len(sample)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark, known by its NULs at every other place."""
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > 2 * _WIDE_SHARE * half and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 2 * _WIDE_SHARE * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str, source: str, mark: int = 0) -> str:
    try:
        return data[mark:].decode(encoding)
    except UnicodeDecodeError as broken:
        place = broken.start + mark + 1
        raise ReadingError(
            source, f"it looks like {encoding.upper()} but byte {place:,} does not fit; {_ADVICE}"
        ) from broken


def _legacy(data: bytes, source: str, declared: str | None, broken: UnicodeDecodeError) -> str:
    if declared is not None and (text := _declared(data, declared)) is not None:
        return text
    around = data[max(0, broken.start - _SAMPLE // 2) :][:_SAMPLE]
    whole = sum(len(found) for found in _MULTIBYTE.findall(around))
    if whole >= 6 and whole > 0.9 * sum(byte >= 0x80 for byte in around):
        return data.decode("utf-8", "replace")
    if (text := _western(data)) is not None:
        return text
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadingError(source, f"byte {broken.start + 1:,} is not UTF-8 and no other encoding fits; {_ADVICE}")
    return _strictly(data, best.encoding, source)


def _western(data: bytes) -> str | None:
    """The text in Windows-1252, where that gives letters and typography alone and a language written with them."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    odd = {sign for sign in text if not sign.isascii() and not sign.isalpha()}
    return text if odd <= _TYPOGRAPHY and detect(text) in _WESTERN else None


def _declared(data: bytes, charset: str) -> str | None:
    """The text in the charset a page names for itself; a wrong or unknown name is no name."""
    try:
        # The WHATWG encoding standard: pages that say Latin-1 or ASCII mean Windows-1252.
        name = codecs.lookup(charset).name
        return data.decode("cp1252" if name in {"iso8859-1", "ascii"} else name)
    except (LookupError, UnicodeDecodeError):
        return None
