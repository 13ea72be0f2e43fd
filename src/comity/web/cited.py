"""A brief inside the room: its Markdown as a page, in which every citation leads to the sentence in its document."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from urllib.parse import quote, urlencode

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from comity.brief import phrases
from comity.brief.model import Brief, Note
from comity.brief.visible import one_line

_NOTES = re.compile(r"^\[\^\d+\]: .*$", re.MULTILINE)
_CITED = re.compile(r"\[\^(\d+)\]")
_TITLE = re.compile(r"\A# .*\n")
_ALIGNED = re.compile(r' style="text-align:(left|right|center)"')
_WORDS = re.compile(r"(?<=>)[^<]+")
_DAY = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
_COMMAND = re.compile(r"<code>comity (timeline|threads|figures|numbers)((?: [^<]*)?)</code>")
_TABS = {"timeline": "events"}
"""Pages of a dyad that show what a command line shows, where their names differ."""


def body(brief: Brief, markdown: str) -> Markup:
    """The text of a brief, whose Markdown this is, as HTML without its title and notes.

    Citations are links, and so are the commands that show more: they lead to the page that does. No day is broken in
    two.
    """
    text = _TITLE.sub("", _NOTES.sub("", markdown))
    made = _ALIGNED.sub(r' class="to-\1"', _reader().render(text))
    notes = {note.number: note for note in brief.notes}

    def cite(found: re.Match[str]) -> str:
        note = notes.get(int(found[1]))
        if note is None:
            return found[0]
        said = escape(one_line(note.quote[:300]))
        return f'<a class="cite" href="{escape(address(note))}" title="{said}">{note.number}</a>'

    def leads(found: re.Match[str]) -> str:
        tab, words = _TABS.get(found[1], found[1]), found[2].split()
        given = {name[2:]: value for name, value in pairwise(words) if name in ("--pillar", "--since", "--until")}
        return f'<a href="{escape(f"/dyad/{brief.question.dyad}/{tab}?{urlencode(given)}".rstrip("?"))}">{tab}</a>'

    linked = _COMMAND.sub(leads, made)
    whole = _WORDS.sub(lambda found: _DAY.sub(r'<span class="day">\g<0></span>', found[0]), linked)
    return Markup(_CITED.sub(cite, whole))


def address(note: Note) -> str:
    """The sentence of a note in its document."""
    record = f"#{note.coded[0].record}" if note.coded else ""
    return f"/document/{quote(note.document)}{record}"


def sources(brief: Brief) -> dict[str, str]:
    """What documents are called in notes, by their id."""
    return {source.document: phrases.source_line(source) for source in brief.sources}


@cache
def _reader() -> MarkdownIt:
    """Markdown without HTML: what a document says was escaped, and stays text in any case."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])
