"""The brief on paper: terminal, Markdown and HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from comity.brief import html, markdown, terminal
from comity.brief.model import Brief, Note

RENDERERS = {"terminal": terminal.as_text, "markdown": markdown.render, "html": html.render}


@pytest.mark.parametrize("name", RENDERERS)
def test_every_claim_and_figure_is_told(name: str, brief: Brief) -> None:
    page = " ".join(RENDERERS[name](brief).split())
    for words in ("Putin visited New Delhi on December 6.", "over 20-fold rise", "Aral rifle contract", "planned"):
        assert words in page


@pytest.mark.parametrize("name", RENDERERS)
def test_no_control_character_or_direction_override_gets_through(name: str, hostile: Brief) -> None:
    page = RENDERERS[name](hostile)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("name", RENDERERS)
def test_the_same_findings_give_the_same_page(name: str, brief: Brief) -> None:
    assert RENDERERS[name](brief) == RENDERERS[name](brief)


def test_square_brackets_in_a_text_are_no_markup_on_a_terminal(hostile: Brief) -> None:
    assert "[red]" in terminal.as_text(hostile)


def test_markdown_shows_a_text_as_it_is(hostile: Brief) -> None:
    page = markdown.render(hostile)
    assert "<img" not in page and "<script" not in page
    assert "[link](" not in page
    assert "\\[link\\]" in page


def test_markdown_has_a_footnote_for_every_citation(brief: Brief) -> None:
    page = markdown.render(brief)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", page))
    assert used == set(re.findall(r"^\[\^(\d+)\]:", page, flags=re.MULTILINE)) == {str(n.number) for n in brief.notes}


class Page(HTMLParser):
    """What a page links to, loads and marks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        elif tag != "a":
            self.loaded += [str(found[name]) for name in ("src", "href", "srcset", "data") if found.get(name)]


def test_the_page_loads_nothing(brief: Brief) -> None:
    text = html.render(brief)
    page = Page(text)
    assert page.loaded == []
    assert "@import" not in text and "url(" not in text
    assert "default-src 'none'" in text


def test_every_citation_leads_to_its_marked_sentence(brief: Brief) -> None:
    page = Page(html.render(brief))
    cited = {link[1:] for link in page.links if link.startswith("#c")}
    assert cited == {f"c{note.number}" for note in brief.notes}
    assert cited <= page.ids


def test_every_link_within_the_page_has_its_target(brief: Brief) -> None:
    page = Page(html.render(brief))
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.ids


def test_hostile_text_adds_no_element_and_no_link(hostile: Brief) -> None:
    page = Page(html.render(hostile))
    assert "img" not in page.tags
    assert page.tags.count("script") == 1
    assert not any(link.startswith("javascript") for link in page.links)


TEXT = "One two three.\nFour five.\n\nSix."


def note(number: int, words: str) -> Note:
    start = TEXT.index(words)
    return Note(number, "d", start, start + len(words), words)


def test_a_source_keeps_every_character_but_line_ends() -> None:
    paragraphs = html.paragraphs(TEXT, [note(1, "two"), note(2, "three.\nFour")])
    assert ["".join(piece.text for piece in one) for one in paragraphs] == ["One two three.", "Four five.", "Six."]


def test_overlapping_sentences_are_marked_each_with_its_own_number() -> None:
    (first, *_) = html.paragraphs(TEXT, [note(1, "One two three."), note(2, "two")])
    assert [(piece.text, piece.notes, piece.opens) for piece in first] == [
        ("One ", (1,), (1,)),
        ("two", (1, 2), (2,)),
        (" three.", (1,), ()),
    ]


def test_a_sentence_over_a_line_end_is_marked_in_both_lines_and_opens_once() -> None:
    found = [piece for line in html.paragraphs(TEXT, [note(1, "three.\nFour")]) for piece in line if piece.notes]
    assert [(piece.text, piece.opens) for piece in found] == [("three.", (1,)), ("Four", ())]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example", "http://[", "", None])
def test_only_plain_web_addresses_become_links(address: str | None) -> None:
    assert html.web_link(address) is None
