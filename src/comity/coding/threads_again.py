"""Names that stand again: a designation without its noun, an acronym of a name that is spelt out, a unit at a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_designation import hardware_end, is_designation
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, make_name
from comity.coding.threads_traits import ordinal_of, times_met
from comity.language.analysis import Analysis, SentenceKind, Token
from comity.records import ThreadKind

_MARK = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Z]{0,3}s?\Z")
_ACRONYM = re.compile(r"[A-Z]{1,8}(?:[-&/][A-Z]{1,8})*(?:-\d{1,2})?\Z")
_PLANT = re.compile(r"[A-Z]{1,4}NPP\Z")  # nuclear power plant
_AGREED = re.compile(
    r"(?:[A-Z]{1,4}-)?(?:FTA|CEPA|CECA|ECTA|TEPA|PTA|BIT|TIFA|DCFTA|EPCA|ACSA|SOFA|MLAT|DCA|GSOMIA|RAA)\Z"
)  # free trade agreement, comprehensive economic partnership agreement …; below: joint coordination committee …
_SEATED = re.compile(r"(?:[A-Z]{1,5}-)?(?:JCC|JEC|JTC|JMC|JCM|JWG|IGC|HLCC|HLSCC|SCC|JETCO|IRIGC)\Z")
_VARIANT = re.compile(r"(?P<base>[a-z]+\d+)[a-z]{1,4}\Z")
_PROPER_RULES = frozenset({"apposed", "quoted"})
_SHORTEST = 3
_SMALL = frozenset({"of", "the", "and", "on", "for", "in", "a", "an", "to", "between", "with", "at"})
_AT = frozenset({"at", "in", "near"})
_PARTIES = frozenset(
    {MentionKind.STATE, MentionKind.ADJECTIVE, MentionKind.DEMONYM, MentionKind.METONYM, MentionKind.IGO}
    | {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.BODY, MentionKind.GROUP}
)
_MEETING = frozenset({"meet", "sit", "convene", "gather", "co-chair", "cochair", "chair", "host"})
_SITTING = frozenset({"session", "meeting", "round", "sitting"})


def named_again(analysis: Analysis, names: Sequence[ThreadName], mentions: Sequence[Mention]) -> list[ThreadName]:
    """The words that stand for one of the names and are not in it: "ML-1" of "Main Line 1", "Dabaa" with a noun."""
    taken = {i for name in names for i in range(name.first, name.last)}
    whose = {i for mention in mentions if mention.kind in _PARTIES for i in range(mention.first, mention.last)}
    keys = _keys(analysis, names, whose)
    makes = frozenset(name.canonical for name in names if name.rule == "designation" and name.canonical.isalpha())
    sites = _sites(analysis, names, whose)
    found = list(_repeated(analysis, names, taken))
    taken |= {i for name in found for i in range(name.first, name.last)}
    for token in analysis.tokens:
        sentence = analysis.sentences[token.sentence]
        if token.i in taken or sentence.kind is SentenceKind.LABEL or not token.text[:1].isupper():
            continue
        key = _key(token.text)
        again = keys.get(key) if _is_mark(token) or key in makes else None
        variant = _VARIANT.match(key)
        if again is None and variant and _is_mark(token):
            again = keys.get(variant["base"])
        span = (token.i, hardware_end(analysis, token, sentence))
        if again is None:
            again = sites.get(token.lower)
            around = _at_site(analysis, token, again) if again is not None else None
            if again is None or around is None:
                continue
            span = around
        if not taken.isdisjoint(range(*span)):
            continue
        taken.update(range(*span))
        head = token.i if span[0] == token.i else None
        name = make_name(analysis, span[0], span[1], again.kind, again.rule, again.canonical, head=head)
        ordinal = times_met(analysis, analysis.tokens[name.head]) if again.kind is ThreadKind.MECHANISM else None
        written = f"{again.written} ({token.text})" if again.written and _is_short(token.text, again) else ""
        found.append(replace(name, named=again.named, given=again.given, ordinal=ordinal, written=written))
    return found


def _repeated(analysis: Analysis, names: Sequence[ThreadName], taken: set[int]) -> Iterator[ThreadName]:
    """Proper names that a later sentence says again without what made them known as names: "Sea Lion ended in May"."""
    text = analysis.document.text
    for name in {name.canonical: name for name in reversed(names) if name.rule in _PROPER_RULES}.values():
        words = analysis.tokens[name.first : name.last]
        if not all(token.text[:1].isupper() or token.text[:1].isdigit() or token.lower in _SMALL for token in words):
            continue
        written, at = text[name.start : name.end], name.end
        while (at := text.find(written, at)) >= 0:
            inside = analysis.tokens_in(at, at + len(written))
            at += len(written)
            whole = inside and inside[0].start == at - len(written) and inside[-1].end == at
            if not whole or not taken.isdisjoint(token.i for token in inside):
                continue
            if analysis.sentences[inside[0].sentence].kind is SentenceKind.LABEL:
                continue
            again = make_name(analysis, inside[0].i, inside[-1].i + 1, name.kind, name.rule, name.canonical)
            yield replace(again, named=name.named, given=name.given)


def bodies(
    analysis: Analysis, names: Sequence[ThreadName], mentions: Sequence[Mention], world: bool
) -> Iterator[ThreadName]:
    """Acronyms that nobody explains but that meet as commissions do: "the JCC met for the eleventh time"."""
    if not world:
        return
    taken = {i for name in names for i in range(name.first, name.last)}
    taken |= {i for mention in mentions for i in range(mention.first, mention.last)}
    for token in analysis.tokens:
        if token.i in taken or not _ACRONYM.match(token.text) or len(token.text) < _SHORTEST:
            continue
        if is_designation(token) or token.lower in lexicon().not_designations:
            continue
        if _PLANT.match(token.text):
            yield make_name(analysis, token.i, token.i + 1, ThreadKind.PROJECT, "acronym", token.lower, head=token.i)
            continue
        if _AGREED.match(token.text):
            first = _acronym_start(analysis, token)
            canonical = analysis.document.text[analysis.tokens[first].start : token.end].lower()
            yield make_name(analysis, first, token.i + 1, ThreadKind.AGREEMENT, "acronym", canonical, head=token.i)
            continue
        if not (_SEATED.match(token.text) or _meets(analysis, token)):
            continue
        name = make_name(analysis, token.i, token.i + 1, ThreadKind.MECHANISM, "acronym", token.lower, head=token.i)
        yield replace(name, ordinal=times_met(analysis, token) or _sitting(analysis, token))


def _acronym_start(analysis: Analysis, token: Token) -> int:
    """Where an acronym begins whose hyphens the parser has made words of: "IA-CEPA"."""
    first = token.i
    while first >= 2 and analysis.tokens[first - 1].text == "-" and _ACRONYM.match(analysis.tokens[first - 2].text):
        if analysis.tokens[first - 1].start != analysis.tokens[first - 2].end:
            break
        first -= 2
    return first


def _meets(analysis: Analysis, token: Token) -> bool:
    """Whether an acronym is what meets, is chaired, or holds its sessions."""
    verb = analysis.tokens[token.head]
    pointed = any(child.dep == "det" and child.lower == "the" for child in analysis.children(token))
    if token.dep == "nsubj":
        return pointed and verb.lemma in ("meet", "sit", "convene", "gather")
    if token.dep in ("dobj", "nsubjpass"):
        return pointed and verb.lemma in _MEETING
    above = analysis.tokens[verb.head]
    return (
        token.dep == "pobj"
        and verb.lower == "of"
        and above.lemma in _SITTING
        and ordinal_of(analysis, above) is not None
    )


def _sitting(analysis: Analysis, token: Token) -> int | None:
    """The number of the session of which a body is said: "the tenth session of the JCC"."""
    above = analysis.tokens[analysis.tokens[token.head].head]
    return ordinal_of(analysis, above) if above.lemma in _SITTING else None


def _key(text: str) -> str:
    """A designation or acronym without case, hyphens and the s of its plural."""
    folded = "".join(letter for letter in text if letter.isalnum())
    return (folded[:-1] if folded.endswith("s") and not folded.islower() else folded).lower()


def _is_mark(token: Token) -> bool:
    return _MARK.match(token.text) is not None or (
        len(token.text) >= _SHORTEST and _ACRONYM.match(token.text) is not None
    )


def _is_short(text: str, name: ThreadName) -> bool:
    """Whether a word is an acronym of the name that it stands for, which does not give it."""
    return _key(text) not in _key(name.written) and "(" not in name.written


def _keys(analysis: Analysis, names: Sequence[ThreadName], whose: set[int]) -> dict[str, ThreadName]:
    """What each name is also called; a name that two threads could have is nobody's."""
    found: dict[str, ThreadName | None] = {}
    for name in names:
        if name.kind is ThreadKind.ORGANISATION:
            continue
        for key, called in _called(analysis, name, whose):
            other = found.setdefault(key, called)
            if other is not None and other.canonical != called.canonical:
                found[key] = None
    return {key: name for key, name in found.items() if name is not None}


def _called(analysis: Analysis, name: ThreadName, whose: set[int]) -> Iterator[tuple[str, ThreadName]]:
    tokens = analysis.tokens[name.first : name.last]
    for token in tokens:
        if _MARK.match(token.text) and token.i not in whose:
            yield _key(token.text), name
        if _ACRONYM.match(token.text) and "-" in token.text and len(token.text.rpartition("-")[2]) >= _SHORTEST:
            yield _key(token.text.rpartition("-")[2]), name  # "the TEC" of "IRIGC-TEC"
    if name.rule == "designation":
        yield _key(name.canonical), name
        return
    text = analysis.document.text
    for run in (
        [token for token in tokens if token.text[:1].isupper() or token.text.isdigit()],
        [token for token in tokens if token.text[:1].isalnum() and token.lower not in _SMALL],
    ):
        letters = "".join(_initials(token.text) for token in run)
        if len(letters) < _SHORTEST or not run[0].text[:1].isupper() or sum(map(str.isalpha, letters)) < 2:
            continue
        words = text[run[0].start : run[-1].end]
        called = replace(
            name,
            written=" ".join((words if name.kind is ThreadKind.AGREEMENT else text[name.start : name.end]).split()),
        )
        inside = run[-1].i - run[0].i + 1 < len(tokens) - 1 and letters[-1].isdigit()
        if name.kind is ThreadKind.AGREEMENT and inside:  # "a declaration on Main Line 1": the line is a project
            canonical = " ".join(re.split(r"[\s\-]+", words.lower()))
            called = replace(called, kind=ThreadKind.PROJECT, canonical=canonical)
        yield letters.lower(), called


def _initials(word: str) -> str:
    """The letters that an acronym takes of a word; a number is taken whole: "L1" of "Line-1"."""
    return "".join(part if part.isdigit() else part[0] for part in re.split(r"[-–/]", word) if part)


def _sites(analysis: Analysis, names: Sequence[ThreadName], whose: set[int]) -> dict[str, ThreadName]:
    """The proper name in what a project is called: its site, mostly; the last word of it."""
    lists = lexicon()
    found: dict[str, ThreadName | None] = {}
    for name in names:
        if name.kind is not ThreadKind.PROJECT or name.rule in ("known", "designation"):
            continue
        for token in analysis.tokens[name.first : name.last]:
            proper = token.pos == "PROPN" and token.text[:1].isupper() and token.text.isalpha()
            if not proper or token.text.isupper() or token.i in whose or token.lower in lists.heads:
                continue
            if token.lower in lists.anaphors or any(token.lower in about for _, about in lists.classes):
                continue
            other = found.setdefault(token.lower, name)
            if other is not None and other.canonical != name.canonical:
                found[token.lower] = None
    return {word: name for word, name in found.items() if name is not None}


def _at_site(analysis: Analysis, token: Token, name: ThreadName) -> tuple[int, int] | None:
    """Token numbers of a thing at a site: "unit 4 at Dabaa", "the Dabaa contracts", "Chashma 5"; None without one."""
    lists = lexicon()
    nouns = lists.anaphors.keys() | lists.parts
    following = analysis.tokens[token.i + 1] if token.i + 1 < len(analysis.tokens) else token
    if following.pos == "NUM" and following.text.isdigit() and len(following.text) == 1:
        return token.i, token.i + 2
    head = analysis.tokens[token.head]
    if token.dep in ("compound", "nmod", "amod") and head.i > token.i and head.lemma in nouns:
        return token.i, head.i + 1
    if token.dep == "pobj" and head.lower in _AT:
        above = analysis.tokens[head.head]
        if above.lemma in nouns and above.pos in ("NOUN", "PROPN") and head.i - above.i <= 2:
            return above.i, token.i + 1
    return None
