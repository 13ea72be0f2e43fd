"""Definite noun phrases that take up a thread named before: "this plant", "the agreement", "the first two units"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, make_name
from comity.coding.threads_traits import ordinal_of
from comity.language.analysis import Analysis, SentenceKind, Token
from comity.records import ThreadKind

_REACH = 2  # paragraphs back that a definite noun phrase may reach
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "all", "both"})
_SEATED = frozenset({"commission", "committee", "council", "forum", "assembly", "group", "dialogue", "summit"})
_ANYTHING = frozenset({"document", "project", "agreement", "deal"})
_PAST = frozenset({"last", "previous", "next", "latest", "such", "following"})
_ADVERBIAL = frozenset({"once", "if", "until", "unless", "when"})
_WORKS = frozenset({"railway", "line", "road", "dam", "plant", "reactor"})  # what a bare designation may be
_SERVICES = frozenset({"army", "naval", "air", "military", "joint", "navy"})
_DONE_FOR = frozenset({ThreadKind.PROJECT, ThreadKind.PROGRAMME, ThreadKind.EXERCISE})
_FOR_IT = frozenset({"on", "for", "to", "of", "under", "into", "with", "behind", "in"})
_MEASURES = frozenset(
    {"capacity", "cost", "price", "value", "worth", "total", "size", "length", "share", "term", "name", "owner"}
    | {"output", "number", "copy", "text", "version", "margin", "importance", "significance"}
)
_SAME, _ALIKE, _VAGUE = 3, 2, 1  # how well a noun fits a name


def taken_up(analysis: Analysis, names: Sequence[ThreadName], mentions: Sequence[Mention] = ()) -> list[ThreadName]:
    """What in the document takes up one of the names, as names of the rule "anaphor" with its canonical form."""
    anaphors = lexicon().anaphors
    found: list[ThreadName] = []
    seen: dict[str, int] = {}
    if not names:
        return found
    taken = {i for name in names for i in range(name.first, name.last)}
    words = _words_of(analysis, names)
    for token in analysis.tokens:
        noun = token.lemma if token.lemma in anaphors else token.lower
        kinds = anaphors.get(noun)
        if kinds is None or token.i in taken or token.dep == "compound" or token.pos not in ("NOUN", "PROPN"):
            continue
        sentence = analysis.sentences[token.sentence]
        if sentence.kind is SentenceKind.LABEL or not _is_definite(analysis, token, noun):
            continue
        ordinal = ordinal_of(analysis, token)
        sitting = noun in lexicon().sittings
        if sitting and ordinal is None and not _is_pointed_back(analysis, token):
            continue
        earlier = [
            name
            for name in names
            if name.end <= token.start
            and (
                (sitting and ordinal is not None)
                or sentence.paragraph - max(seen.get(name.canonical, 0), analysis.sentences[name.sentence].paragraph)
                <= _REACH
            )
        ]
        name = _antecedent(analysis, token, noun, earlier, kinds, words, mentions)
        if name is None:
            continue
        seen[name.canonical] = sentence.paragraph
        found.append(
            replace(
                make_name(analysis, token.i, token.i + 1, name.kind, "anaphor", name.canonical, head=token.i),
                named=name.named,
                given=name.given,
                written=name.written or analysis.document.text[name.start : name.end],
                ordinal=ordinal if sitting else None,
            )
        )
    return found


def is_argued(analysis: Analysis, name: ThreadName) -> bool:
    """Whether a sentence is about what a name stands for: it does something, or something is done to it.

    "The plant will cover a tenth of demand", not "the capacity of the plant", "at the forum", "once it is ready".
    """
    token = analysis.tokens[name.head]
    if name.kind is ThreadKind.MECHANISM and _is_pointed_back(analysis, token):
        return True  # "at the last such summit"
    if token.text[:1].isupper() and token.i > analysis.sentences[token.sentence].first:
        return True  # "a key item of the Dialogue"
    numbered = any(child.pos == "NUM" and child.i > token.i for child in analysis.children(token))
    if token.lemma in lexicon().parts and numbered:
        for _ in range(4):  # "loading of unit 1 waits"
            if token.dep not in ("pobj", "prep"):
                break
            token = analysis.tokens[token.head]
    verb = analysis.tokens[token.head]
    if token.dep == "pobj" and name.kind in _DONE_FOR:
        long = any(child.dep == "compound" and child.pos == "NOUN" for child in analysis.children(token))
        return verb.lower in _FOR_IT and analysis.tokens[verb.head].lemma not in _MEASURES and not long
    if token.dep not in ("nsubj", "nsubjpass", "dobj") or verb.pos not in ("VERB", "AUX"):
        return False
    kids = list(analysis.children(verb))
    if verb.tag == "VBG" and not any(child.dep == "aux" for child in kids):
        return False
    return not (verb.dep == "advcl" and any(child.lower in _ADVERBIAL for child in kids))


def _words_of(analysis: Analysis, names: Sequence[ThreadName]) -> dict[str, set[str]]:
    """The words that the document uses for each thread: of its names, and of the nouns that go on after them."""
    found: dict[str, set[str]] = {}
    for name in names:
        words = found.setdefault(name.canonical, set(name.canonical.split()))
        end = name.last
        while end < len(analysis.tokens) and end < name.last + 4 and analysis.tokens[end].pos in ("NOUN", "PROPN"):
            end += 1
        words.update(token.lemma if token.pos == "NOUN" else token.lower for token in analysis.tokens[name.first : end])
        words.update(token.lemma for token in analysis.tokens[name.first : end])
        words.update(token.lower for token in analysis.tokens[name.first : end])
        letters = name.canonical.partition("-")[0]
        words.update(sort for sort, prefixes in lexicon().prefixes.items() if letters in prefixes)
    return found


def _antecedent(
    analysis: Analysis,
    token: Token,
    noun: str,
    earlier: Sequence[ThreadName],
    kinds: frozenset[ThreadKind],
    words: dict[str, set[str]],
    mentions: Sequence[Mention],
) -> ThreadName | None:
    """The nearest name that fits best: one of the same noun or sort before one that any such noun may stand for."""
    best: tuple[int, ThreadName] | None = None
    said = [
        child for child in analysis.children(token) if child.i < token.i and child.dep in ("compound", "amod", "nmod")
    ]
    for name in reversed(earlier):
        fit = _fit(name, token, noun, kinds, words[name.canonical])
        if not fit or not all(_agrees(analysis, child, name, words[name.canonical], mentions) for child in said):
            continue
        if token.text[:1].isupper() and token.i > analysis.sentences[token.sentence].first and fit < _SAME:
            continue
        level = min(fit, _ALIKE)
        if best is not None and level == best[0] and name.sentence == best[1].sentence:
            if _is_place(analysis, best[1]) and not _is_place(analysis, name):
                best = level, name  # "a zone in the Canal Zone": it is the first that the text is about
        elif best is None or level > best[0]:
            best = level, name
    return best[1] if best is not None else None


def _is_place(analysis: Analysis, name: ThreadName) -> bool:
    """Whether a name only says where something else is: "in the Free Zone"."""
    head = analysis.tokens[name.head]
    return head.dep == "pobj" and analysis.tokens[head.head].lower in ("in", "at", "near", "within")


def _fit(name: ThreadName, token: Token, noun: str, kinds: frozenset[ThreadKind], words: set[str]) -> int:
    """How well a noun can stand for a name, 0 where it cannot."""
    lists = lexicon()
    several = token.tag in ("NNS", "NNPS")
    if name.kind not in kinds:
        bought = name.kind is ThreadKind.PROJECT and name.rule == "designation" and noun in lists.contracts
        return _VAGUE if bought and not several else 0
    if several and name.kind is ThreadKind.AGREEMENT and token.lower not in words:
        return 0  # "the deals" are not "the accord"
    if noun in lists.sittings:
        seated = _SEATED - {"summit"} if noun == "session" else _SEATED  # summits are held, commissions sit
        return _ALIKE if seated & words or name.rule == "acronym" else 0
    if noun in words:
        return _SAME
    if any(noun in nouns and about & words for nouns, about in lists.classes):
        return _ALIKE
    if name.kind is ThreadKind.EXERCISE:
        return _ALIKE
    if name.kind is ThreadKind.MECHANISM and name.rule == "acronym":
        return _ALIKE if name.canonical.endswith(noun[0]) else 0
    if name.rule == "designation" and not words & lists.hardware and (noun in lists.parts | lists.hardware | _WORKS):
        return _VAGUE
    return _VAGUE if noun in _ANYTHING and token.tag != "NNS" else 0  # "these projects" are several


def _agrees(analysis: Analysis, child: Token, name: ThreadName, words: set[str], mentions: Sequence[Mention]) -> bool:
    """Whether a modifier of the noun can be said of a name: a light word, a word of its own, its party, a measure."""
    lists = lexicon()
    if (
        child.lower in lists.light
        or {child.lower, child.lemma} & words
        or ordinal_of(analysis, analysis.tokens[child.head])
    ):
        return True
    if name.kind is ThreadKind.EXERCISE and child.lower in _SERVICES:
        return True
    if any(child.lemma in nouns and about & words for nouns, about in lists.classes):
        return True
    if any(m.kind is MentionKind.ADJECTIVE and m.first <= child.i < m.last for m in mentions):
        return True
    below = list(analysis.children(child))
    return any(other.pos == "NUM" for other in (child, *below)) or child.text[:1].isdigit()


def _is_pointed_back(analysis: Analysis, token: Token) -> bool:
    """Whether a meeting is one of a series told of: "its previous session", "the last such summit"."""
    return any(child.lower in _PAST for child in analysis.children(token) if child.i < token.i)


def _is_definite(analysis: Analysis, token: Token, noun: str) -> bool:
    """Whether the phrase is "the/this/that" with a number, a light adjective or what `_agrees` allows."""
    determined = False
    parts = lexicon().parts
    for child in analysis.children(token):
        if child.i > token.i:
            if child.dep in ("nummod", "appos") and child.pos == "NUM" and noun in parts:
                determined = True
            if child.dep == "prep" and child.lower == "of":
                return False
            continue
        if child.dep == "det":
            determined = determined or child.lower in _DEFINITE
            if child.lower in ("a", "an", "no", "any", "another"):
                return False
        elif child.dep == "poss":
            year = child.lemma == "year" and any(below.lower == "this" for below in analysis.children(child))
            if child.lower not in ("its", "their") and not year:
                return False
            determined = True
        elif child.dep == "nummod":
            determined = determined or noun in parts
        elif child.lower in ("other", "another", "separate"):
            return False
    return determined
