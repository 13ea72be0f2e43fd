"""Markdown becomes a draft: markup goes, headings, list items and table rows stay recognisable as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from comity.reading.decode import decode
from comity.reading.draft import Draft
from comity.reading.header import split_header
from comity.reading.hostile import parsing
from comity.reading.tidy import one_line, tidy

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\](?::)?")


def read_markdown(data: bytes, source: str) -> Draft:
    """Decode Markdown (CommonMark with tables), take the header off, and write it as plain lines.

    The first heading is the title unless the header names one; it stays in the text. Raises ReadingError for binary
    data.
    """
    header = split_header(tidy(decode(data, source)))
    with parsing(source, "Markdown", "markdown_it"):
        tokens = MarkdownIt("commonmark").enable("table").parse(header.text)
    text = tidy(_FOOTNOTE.sub("", _Writer(tokens).text))
    return Draft(
        text=text,
        title=header.title or _first_heading(tokens),
        publisher=header.publisher,
        url=header.url,
        published=header.published,
        dated_by_metadata=header.dated_by_metadata,
    )


def _first_heading(tokens: Sequence[Token]) -> str | None:
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            return one_line(_inline(tokens[at + 1])) or None
    return None


class _Writer:
    """Walks the block tokens once and collects lines; a blank line parts blocks, not the items of a tight list."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._parts: list[str] = []
        self._pending = ""
        self._cells: list[str] | None = None
        for token in tokens:
            self._write(token)
        self.text = "".join(self._parts)

    def _write(self, token: Token) -> None:
        kind = token.type
        if kind == "list_item_open":
            self._pending = f"{token.info}{token.markup} " if token.info else "- "
        elif kind == "inline" and self._cells is not None:
            self._cells.append(one_line(_inline(token)))
        elif kind == "inline":
            self._parts.append(self._pending + _inline(token))
            self._pending = ""
        elif kind in {"paragraph_close", "heading_close"}:
            self._parts.append("\n" if token.hidden else "\n\n")
        elif kind in {"bullet_list_close", "ordered_list_close", "table_close"}:
            self._parts.append("\n")
        elif kind == "tr_open":
            self._cells = []
        elif kind == "tr_close":
            self._parts.append(" | ".join(self._cells or ()) + "\n")
            self._cells = None
        elif kind in {"fence", "code_block"}:
            self._parts.append(token.content + "\n")
        elif kind == "html_block":
            self._parts.append(_without_tags(token.content) + "\n\n")


def _without_tags(html: str) -> str:
    """Raw HTML without its tags and comments; a comment that is not closed runs to the end."""
    parts = []
    rest = html
    while rest:
        words, _, comment = rest.partition("<!--")
        parts.append(words)
        _, _, rest = comment.partition("-->")
    return _TAG.sub("", "".join(parts))


def _inline(token: Token) -> str:
    """The words of an inline token, without emphasis, links' addresses, images and tags."""
    words = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            words.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            words.append("\n")
    return "".join(words)
