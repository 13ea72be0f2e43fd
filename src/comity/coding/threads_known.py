"""Threads that are known by name: of the table, by an explained acronym, in quotation marks; and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from comity.actors.mention import Mention, MentionKind
from comity.actors.tables import igos
from comity.coding.threads_lexicon import Known, Need, known_key, known_names, lexicon, written_small
from comity.coding.threads_name import ThreadName, canonical_name, make_name
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import ThreadKind

_QUOTED = re.compile(r"[\"“«‘]([A-Z0-9][^\"“”«»‘’\n]{3,60})[\"”»’]")
_LONGEST_QUOTED = 8
_MEETS = frozenset({Need.TOPIC, Need.SERIES, Need.PARTY})
_FRAMING = frozenset(
    {"in", "within", "of", "at", "like", "as", "including", "through", "under", "to", "for", "on", "into"}
)
_LINKED = frozenset({"conj", "appos"})


def known(analysis: Analysis, sentence: Sentence, acronyms: Mapping[str, ThreadName]) -> Iterator[ThreadName]:
    """Names of the table, and acronyms that the document itself has explained."""
    table, heads = known_names(), lexicon().heads
    for token in analysis.of(sentence):
        if not token.text[:1].isalnum():
            continue
        key = known_key(token.text)
        for entry in table.get(key, ()) if token.text[0].isupper() or key in written_small() else ():
            last = _end_of(analysis, token, entry)
            if last is None or (entry.kind is ThreadKind.PROJECT and _is_attacked_at(analysis, token)):
                continue
            following = analysis.tokens[last] if last < sentence.last else None
            kind, canonical = entry.kind, entry.canonical
            if following is not None and following.pos in ("NOUN", "PROPN") and following.lemma in heads:
                last += 1
                if any(
                    head.kind is ThreadKind.MECHANISM and head.need in _MEETS and len(head.words) == 1
                    for head in heads[following.lemma]
                ):
                    meets = kind is not ThreadKind.MECHANISM  # "the Eastern Partnership summit"
                    canonical = f"{canonical} {following.lemma}" if meets else canonical
                    kind = ThreadKind.MECHANISM
            yield replace(make_name(analysis, token.i, last, kind, "known", canonical), given=entry.parties)
            break
        else:
            explained = acronyms.get(token.text)
            if explained is not None:
                name = make_name(analysis, token.i, token.i + 1, explained.kind, "acronym", explained.canonical)
                yield replace(name, given=explained.given, named=explained.named)


def _is_attacked_at(analysis: Analysis, token: Token) -> bool:
    """Whether a project is only the place of fighting: "gunmen fired at engineers in Gwadar"."""
    placed = token.dep == "pobj" and analysis.tokens[token.head].lower in ("in", "at", "near", "outside")
    words = analysis.of(analysis.sentences[token.sentence])
    return placed and any(other.pos == "VERB" and other.lemma in lexicon().war for other in words)


def _end_of(analysis: Analysis, token: Token, entry: Known) -> int | None:
    """Token number after the known name that begins at a token, or None where it does not stand there."""
    text, published = analysis.document.text, analysis.document.published
    if published is not None and published.year < entry.since:
        return None
    end = token.start + len(entry.name)
    written = text[token.start : end]
    if written != entry.name:
        titled = entry.name[0].isupper() and not written[:1].isupper()
        if entry.exact or titled or " ".join(written.lower().split()) != entry.name.lower():
            return None
    if text[end : end + 1] == "s" and entry.name[-1].islower() and not text[end + 1 : end + 2].isalnum():
        end += 1  # "the Trans-Adriatic pipelines"
    if end < len(text) and text[end].isalnum():
        return None
    joined = text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isupper()
    if joined or text[token.start - 1 : token.start] in ("-", "–"):
        return None  # a part of a longer name
    inside = analysis.tokens_in(token.start, end)
    last = inside[-1] if inside else token
    if last.end != end and text[end : end + 1] == "(":  # "Plan of Action(JCPOA)" without a space is one token
        return last.i + 2 if last.end < end and last.i + 1 < len(analysis.tokens) else token.i + 1
    return last.i + 1 if last.end == end else None


def quoted(analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[ThreadName]:
    """Names in quotation marks with a head noun beside or inside them: the "Make in India" initiative."""
    heads = lexicon().heads
    for match in _QUOTED.finditer(analysis.document.text, sentence.start, sentence.end):
        inside = analysis.tokens_in(match.start(1), match.end(1))
        while inside and inside[-1].pos == "PUNCT":
            inside.pop()
        if not 0 < len(inside) <= _LONGEST_QUOTED:
            continue
        if sum(token.text[:1].isupper() for token in inside) * 2 < len(inside):
            continue
        first, last = inside[0].i, inside[-1].i + 1
        beside = [analysis.tokens[i] for i in (last + 1, last + 2, first - 2) if sentence.first <= i < sentence.last]
        noun = next((token for token in beside if token.lemma in heads and token.pos in ("NOUN", "PROPN")), None)
        noun = noun or next((token for token in reversed(inside) if token.lower in heads), None)
        if noun is None:
            continue
        entries = heads.get(noun.lemma) or heads[noun.lower]
        kind = next((head for head in entries if _ends_with(analysis, noun, head.words)), entries[-1]).kind
        yield make_name(analysis, first, last, kind, "quoted", canonical_name(analysis, first, last, mentions))


def _ends_with(analysis: Analysis, noun: Token, words: tuple[str, ...]) -> bool:
    """Whether the words before a noun are those of a head noun of several words."""
    before = analysis.tokens[max(0, noun.i - len(words) + 1) : noun.i]
    return len(words) > 1 and tuple(token.lower for token in before) == words[:-1]


def organisations(analysis: Analysis, mentions: Sequence[Mention]) -> Iterator[ThreadName]:
    """Organisations named as the frame in which states act: "within the SCO", "platforms like BRICS and G20"."""
    framed: set[int] = set()
    last_framed = -9
    for mention in mentions:
        if mention.kind is not MentionKind.IGO or mention.inferred or not mention.actors[0].name[:1].isupper():
            continue
        listed = mention.first - last_framed <= 4 and _is_listed(analysis, mention, framed)
        framed_here = listed or _is_framed(analysis, mention) or _follows_frame(analysis, mention)
        if not is_named(mention) or not (framed_here or _keeps_rules(analysis, mention)):
            continue
        framed.update(range(mention.first, mention.last))
        last_framed = mention.last
        first = mention.first
        while first < mention.last - 1 and analysis.tokens[first].pos == "DET":
            first += 1
        name = mention.actors[0].name.lower()
        yield make_name(analysis, first, mention.last, ThreadKind.ORGANISATION, "organisation", name, head=mention.head)


def is_named(mention: Mention) -> bool:
    """Whether an organisation is named as one: no region or loose group of states, no common noun."""
    actor = mention.actors[0]
    entry = igos().get(actor.country)
    capitals = sum(letter.isupper() for letter in actor.text)
    return (entry is None or entry.kind not in ("bloc", "region", "court")) and (capitals >= 2 or actor.text.istitle())


def _keeps_rules(analysis: Analysis, mention: Mention) -> bool:
    """Whether an organisation acts by what its members have agreed: "OPEC stays within its output ceiling"."""
    head = analysis.tokens[mention.head]
    if head.dep not in ("nsubj", "nsubjpass"):
        return False
    owned = (
        token for token in analysis.of(analysis.sentences[head.sentence]) if token.lower == "its" and token.i > head.i
    )
    return any(analysis.tokens[token.head].lemma in lexicon().own_rules for token in owned)


def _is_listed(analysis: Analysis, mention: Mention, framed: set[int]) -> bool:
    """Whether only commas, "and" and articles stand between an organisation and a framed one before it."""
    i = mention.first - 1
    while i >= 0 and (analysis.tokens[i].pos in ("PUNCT", "CCONJ", "DET")):
        i -= 1
    return i in framed


def _follows_frame(analysis: Analysis, mention: Mention) -> bool:
    """Whether "organisations", "platforms" … stand shortly before, with no verb and no other name between."""
    sentence = analysis.sentences[analysis.tokens[mention.head].sentence]
    collectives = lexicon().collectives
    for i in range(mention.first - 1, max(sentence.first, mention.first - 8) - 1, -1):
        token = analysis.tokens[i]
        if token.lemma in collectives and token.tag == "NNS":
            return True
        if token.pos in ("VERB", "PROPN"):
            return False
    return False


def _is_framed(analysis: Analysis, mention: Mention) -> bool:
    """Whether the word that an organisation hangs on speaks of a frame of cooperation."""
    frames = lexicon().frames
    node = analysis.tokens[mention.head]
    for _ in range(4):
        if node.dep not in _LINKED:
            break
        node = analysis.tokens[node.head]
        if node.lemma in frames:
            return True
    parent = analysis.tokens[node.head]
    if node.dep == "pobj" and parent.lower in _FRAMING:
        if parent.lower == "within" and mention.countries != ("EU",):
            return True
        above = analysis.tokens[parent.head]
        if parent.lower == "as" or above.dep == "prep":
            above = analysis.tokens[above.head] if above.dep in ("prep", "mark", "amod") else above
        if above.lemma == "member":
            return above.dep == "attr" and not _is_open(analysis, analysis.tokens[above.head])
        return above.lemma in frames
    if node.dep in ("compound", "nmod"):
        return parent.lemma in lexicon().framed_nouns
    return node.dep == "dobj" and parent.lemma == "join" and not _is_open(analysis, parent)


def _is_open(analysis: Analysis, verb: Token) -> bool:
    """Whether it is denied, to come or merely possible: "will join the union"."""
    return any(
        child.dep == "neg" or (child.dep == "aux" and (child.tag in ("MD", "TO") or child.lower == "to"))
        for child in analysis.children(verb)
    )
