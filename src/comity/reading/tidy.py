"""White space is tidied once, when a text is read, and never again: tidy(tidy(text)) == tidy(text).

Letters are never changed: no case folding, no Unicode normalisation, no reordering. Offsets of all records refer to
the tidied text, so a change here is a change of every stored document.
"""

from __future__ import annotations

import re

INDENT = "    "

# Line ends: CR LF, CR, vertical tab, form feed, NEL, LINE SEPARATOR. PARAGRAPH SEPARATOR ends a paragraph.
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x1e\x85\u2028]")
_PARAGRAPH_END = "\u2029"
# Unicode category Zs without the plain space, and the tab (as one blank; in an indent four, see _indent).
_BLANK = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Characters without a shape of their own: other controls, soft hyphen, Mongolian vowel separator, zero width space,
# bidirectional controls (they can make a quote look like another one), word joiner and invisible operators, BOM,
# interlinear annotation, halves of surrogate pairs, non-characters.
_SHAPELESS = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001d173-\U0001d17a]"
)
# Tag characters spell regional flags after a black flag; anywhere else they are a hidden text.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
# ZWNJ and ZWJ belong between letters or marks of joining scripts (Arabic, Persian, Indic …) and inside emoji.
_JOINING = (
    "\u0590-\u1dff\u2190-\u2bff\ua840-\uabff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe0e\ufe0f\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001f000-\U0001fbff"
)
_STRAY_JOINER = re.compile(f"(?<![{_JOINING}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINING}])")
_BLANKS = re.compile("[ \t]+")
_BLANK_LINES = re.compile("\n{3,}")


def tidy(text: str) -> str:
    """The text with its white space in one form; idempotent.

    Line ends become ``\\n``; tabs, no-break and odd spaces become plain spaces; runs of blanks become one; no line
    ends in a blank; runs of blank lines become one; nothing blank stands before the first or after the last word.
    An indent of two or more blanks beyond the text's margin opens a paragraph in wire copy and is kept as four.
    Byte-order marks, controls and zero-width characters are dropped, except joiners that a script or emoji needs.
    """
    text = _LINE_END.sub("\n", text).replace(_PARAGRAPH_END, "\n\n")
    text = _SHAPELESS.sub("", text)
    if not text.isascii():
        text = _BLANK.sub(" ", text)
        text = _TAGS.sub(lambda found: found.group(1) or "", text)
        text = _STRAY_JOINER.sub("", text)
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    indents = [_indent(line) for line in lines]
    margin = min((indent for line, indent in zip(lines, indents, strict=True) if line), default=0)
    tidied = "\n".join(
        (INDENT if indent - margin >= 2 else "") + _BLANKS.sub(" ", line.lstrip(" \t"))
        for line, indent in zip(lines, indents, strict=True)
    )
    return _BLANK_LINES.sub("\n\n", tidied).strip("\n ")


def one_line(text: str) -> str:
    """A title or name on one line, without odd blanks."""
    return " ".join(tidy(text).split())


def _indent(line: str) -> int:
    """Columns before the first word, with tab stops every four columns."""
    lead = line[: len(line) - len(line.lstrip(" \t"))]
    return len(lead.expandtabs(len(INDENT)))
