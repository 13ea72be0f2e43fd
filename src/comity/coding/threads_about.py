"""Projects and the agreements on them: "an agreement on the plant", "the plant is built under an agreement"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.actors.mention import Mention
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, canonical_name, make_name
from comity.coding.threads_sited import is_reactor_site
from comity.language.analysis import Analysis
from comity.records import ThreadKind

ABOUT = "about"
_ON = frozenset({"on", "for"})
_UNDER = frozenset({"under", "by"})
_TEXTS = frozenset({"agreement", "accord", "treaty", "contract", "memorandum", "deal", "protocol", "pact"})
_VAGUE = frozenset({"line", "crossing", "post"})  # of credit, of a border: no works by themselves
_OWN_CLAUSE = frozenset({"acl", "relcl"})


def spoken_about(analysis: Analysis, names: Sequence[ThreadName], mentions: Sequence[Mention]) -> Iterator[ThreadName]:
    """The projects that agreements are about, as names of the rule "about"; later words may take them up.

    They are no mentions themselves: the words belong to the name of the agreement.
    """
    for name in names:
        if name.kind is not ThreadKind.AGREEMENT:
            continue
        start = next((i for i in range(name.first, name.last) if analysis.tokens[i].lower in _ON), None)
        if start is None:
            continue
        for token in analysis.tokens[start + 1 : name.last]:
            heads = [head for head in lexicon().heads.get(token.lemma, ()) if len(head.words) == 1]
            if token.pos not in ("NOUN", "PROPN") or not any(head.kind is ThreadKind.PROJECT for head in heads):
                continue
            if (token.dep == "compound" and token.head == token.i + 1) or token.lemma in _VAGUE:
                continue
            first = start + 1
            while first < token.i and analysis.tokens[first].pos in ("DET", "NUM"):
                first += 1
            canonical = canonical_name(analysis, first, name.last, mentions, ThreadKind.PROJECT)
            if is_reactor_site(analysis, token, first) and name.last > token.i + 2:
                site = analysis.document.text[analysis.tokens[token.i + 2].start : name.end]
                canonical = f"{site.lower()} nuclear power plant"
            found = make_name(analysis, first, name.last, ThreadKind.PROJECT, ABOUT, canonical, head=token.i)
            yield replace(found, named=name.named)
            break


def built_under(analysis: Analysis, names: Sequence[ThreadName]) -> Iterator[ThreadName]:
    """The nameless agreements under which the one project of a sentence is built, as words that take up the project.

    "The plant is being built under an agreement signed in 1988" says that the project was signed in 1988.
    """
    taken = {i for name in names for i in range(name.first, name.last)}
    for token in analysis.tokens:
        above = analysis.tokens[token.head]
        if token.lemma not in _TEXTS or token.i in taken or token.dep != "pobj" or above.lower not in _UNDER:
            continue
        if not any(child.dep in _OWN_CLAUSE and child.i > token.i for child in analysis.children(token)):
            continue
        before = {
            name.canonical: name
            for name in names
            if name.sentence == token.sentence and name.end <= token.start and name.kind is ThreadKind.PROJECT
        }
        if len(before) == 1:
            (project,) = before.values()
            written = project.written or analysis.document.text[project.start : project.end]
            name = make_name(analysis, token.i, token.i + 1, project.kind, "anaphor", project.canonical, head=token.i)
            yield replace(name, named=project.named, given=project.given, written=written)
