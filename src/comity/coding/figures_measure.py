"""What a number counts or measures, as a readable phrase of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from comity.coding.figures_context import top_of
from comity.coding.figures_lexicon import figure_words
from comity.coding.figures_units import is_measure
from comity.language.analysis import Analysis, Quantity, Token

Resolve = Callable[[Token], str | None]
_COUNTING = frozenset(
    {"first", "second", "third", "last", "next", "other", "another", "some", "such", "more", "further"}
)
_CUT = frozenset({"relcl", "advcl", "appos", "parataxis"})
_AFTER_GAP = frozenset({"for", "to", "from", "between", "with", "against"})
_LONGEST = 14
_AMOUNT = re.compile(
    r"(?i)(?:(?:more|less|over|about|those|these|some|than|of|the)\s+)*[$€£₹]?\d[\d.,]*"
    r"\s*(?:\w?illion\b.*|bn\b.*|mln\b.*|%|\w+|\w+ \w+)?\Z"
)
_EMPTY = frozenset({"compared", "have", "had", "use", "tune", "continue", "need", "make", "there"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def measure_of(analysis: Analysis, quantity: Quantity, resolve: Resolve) -> str:
    """The thing counted ("reactors designed by Russia") or measured ("Russian crude oil exports to India").

    Words of the text, without article and number; the counted noun's clause where the noun alone says too little. A
    noun that takes up a name ("this plant") is followed by that name in brackets, as `resolve` gives it.
    """
    noun = analysis.tokens[quantity.noun] if quantity.noun is not None else None
    number = {token.i for token in analysis.tokens_in(quantity.start, quantity.end)}
    if noun is not None and noun.pos in _NOMINAL and not is_measure(quantity.unit):
        number.discard(noun.i)
        phrase = _counted(analysis, noun, number)
        name = resolve(noun)
    else:
        anchor = top_of(analysis, quantity)
        phrase = _measured(analysis, anchor, number | {anchor.i})
        name = (
            next((found for token in _around(analysis, anchor) if (found := resolve(token))), None) if phrase else None
        )
    if _AMOUNT.match(phrase) or _is_lone_verb(analysis, quantity, phrase):
        phrase = ""  # "61 of those 65 billion": what the number before measured
    return f"{phrase} ({name})" if name and phrase and name.lower() not in phrase.lower() else phrase


def _is_lone_verb(analysis: Analysis, quantity: Quantity, phrase: str) -> bool:
    """Whether nothing but a verb ("grown", "fell more than fivefold") was found."""
    first = phrase.split(" ")[0]
    if phrase.lower() in _EMPTY:
        return True
    sentence = analysis.sentences[analysis.tokens[quantity.head].sentence]
    return any(
        token.text == first and token.pos in ("VERB", "AUX") and token.lemma in figure_words().level_verbs
        for token in analysis.of(sentence)
    )


def _around(analysis: Analysis, anchor: Token) -> list[Token]:
    """The nouns of the anchor's clause before it, among which a name may be taken up."""
    sentence = analysis.sentences[anchor.sentence]
    return [token for token in analysis.tokens[max(sentence.first, anchor.i - 12) : anchor.i] if token.pos == "NOUN"]


def _counted(analysis: Analysis, noun: Token, number: set[int]) -> str:
    number = number | {child.i for child in analysis.children(noun) if child.lower in _COUNTING}
    phrase = _phrase(analysis, noun, number)
    if len(phrase.split()) > 2:
        return phrase
    verb = analysis.tokens[noun.head]
    if noun.dep in ("nsubj", "nsubjpass") and verb.pos in ("VERB", "AUX"):
        rest = [token for token in analysis.subtree(verb) if token.i > noun.i and token.i not in number]
        return _join(analysis, phrase, _cut(rest))
    if noun.dep == "dobj" and verb.pos == "VERB":
        if verb.tag == "VB":
            return f"{phrase} to {verb.text.lower()}"
        subject = _subject(analysis, verb, number)
        return f"{phrase} ({subject} {verb.text.lower()})" if subject else f"{phrase} ({verb.text.lower()})"
    if noun.dep == "pobj":
        above = analysis.tokens[verb.head]
        if verb.lower in ("of", "for", "to", "from") and above.pos in _NOMINAL:
            return f"{_phrase(analysis, above, number | {verb.i})} {verb.lower} {phrase}"
        if above.pos == "VERB":
            subject = _subject(analysis, above, number)
            return f"{phrase} ({subject} {above.text.lower()})" if subject else phrase
    return phrase


def _measured(analysis: Analysis, unit: Token, number: set[int]) -> str:
    head = analysis.tokens[unit.head]
    if (
        unit.dep in ("compound", "nmod", "amod", "nummod", "npadvmod", "quantmod")
        and head.pos in _NOMINAL
        and head.i not in number
        and head.lemma not in figure_words().durations
    ):
        return _climbed(analysis, head, number | {unit.i})
    for child in analysis.children(unit):
        if child.dep == "prep" and child.lower in ("of", "in") and child.i > unit.i:
            thing = next((below for below in analysis.children(child) if below.dep in ("pobj", "pcomp")), None)
            if thing is None or thing.pos != "NOUN" or _is_dated(analysis, thing):
                continue
            if thing.lemma not in figure_words().durations:
                return _phrase(analysis, thing, number)
    if unit.dep == "pobj":
        above = analysis.tokens[head.head]
        if (
            above.pos in ("NOUN", "PROPN")
            and above.i not in number
            and head.lower in ("of", "at", "to", "by", "worth", "from", "for", "around", "about")
        ):
            return _climbed(analysis, above, number)
        head = above
    if unit.dep == "appos" and head.pos == "PROPN" and head.dep == "pobj":
        owner = analysis.tokens[analysis.tokens[head.head].head]
        if owner.pos == "NOUN":
            return _climbed(analysis, owner, number)  # "exports to Russia, 4.9 billion dollars last year"
    if unit.dep == "appos" and head.pos in _NOMINAL:
        return _climbed(analysis, head, number)
    verb = _verb_above(analysis, head)
    if verb is None:
        return _phrase(analysis, head, number) if head.pos in _NOMINAL and head.i not in number else ""
    return _of_verb(analysis, verb, unit, number)


def _of_verb(analysis: Analysis, verb: Token, unit: Token, number: set[int]) -> str:
    words = figure_words()
    purpose = ""
    for child in analysis.children(verb):
        if child.dep == "prep" and child.lower in ("for", "in", "on") and child.i > unit.i:
            thing = next((below for below in analysis.children(child) if below.dep == "pobj"), None)
            if thing is not None and thing.pos == "NOUN":
                purpose = _climbed(analysis, thing, number)
                break
    subject = _subject(analysis, verb, number)
    passive = any(child.dep == "nsubjpass" for child in analysis.children(verb))
    if (verb.lemma in words.level_verbs or passive) and (subject or _has_pronoun(analysis, verb)):
        return subject
    objects = [c for c in analysis.children(verb) if c.dep == "dobj" and c.i not in number and c.i != unit.i]
    if objects and objects[0].pos in ("NOUN", "PROPN"):
        return _climbed(analysis, objects[0], number)
    if purpose:
        return purpose
    rest = _cut(
        [token for token in analysis.subtree(verb) if token.i >= verb.i and token.i not in number and token.i != unit.i]
    )
    if len(rest) > 1 and rest[0].pos == "AUX":
        rest.pop(0)
    return " ".join(part for part in (subject, _text(analysis, rest)) if part)


def _subject(analysis: Analysis, verb: Token, number: set[int]) -> str:
    """The subject of a verb or of the verb that controls it, as a phrase."""
    node = verb
    for _ in range(4):
        for child in analysis.children(node):
            if child.dep in ("nsubj", "nsubjpass") and child.i not in number:
                if child.tag in ("WDT", "WP") and node.dep == "relcl":
                    return _climbed(analysis, analysis.tokens[node.head], number)
                if child.pos == "PRON":
                    return ""
                return _climbed(analysis, child, number)
        above = analysis.tokens[node.head]
        if node.dep in ("xcomp", "conj", "advcl") and above is not node:
            node = above
            continue
        if node.dep in ("acl", "relcl") and above.pos in _NOMINAL:
            return _climbed(analysis, above, number)
        break
    return _dangling(analysis, verb, number)


def _dangling(analysis: Analysis, verb: Token, number: set[int]) -> str:
    """The subject that the parse has lost: a noun phrase right before the verb, or first and before a comma."""
    tokens = analysis.tokens
    sentence = analysis.sentences[verb.sentence]
    if any(child.dep in ("nsubj", "nsubjpass", "csubj", "expl") for child in analysis.children(verb)):
        return ""
    start = min([verb.i, *(child.i for child in analysis.children(verb) if child.dep in ("aux", "auxpass", "neg"))])
    for noun in reversed(tokens[sentence.first : start]):
        loose = noun.pos == "NOUN" and noun.dep in ("appos", "npadvmod", "dep", "conj") and noun.i not in number
        if loose and max(below.i for below in analysis.subtree(noun)) == start - 1:
            return _climbed(analysis, noun, number)
    first = tokens[sentence.first]
    while first.pos in ("DET", "ADJ") and first.i + 1 < start:
        first = tokens[first.i + 1]
    phrase = analysis.subtree(first)
    end = phrase[-1].i + 1
    if first.pos == "NOUN" and first.dep not in ("nsubj", "nsubjpass") and end < start and tokens[end].text == ",":
        return _phrase(analysis, first, number)
    return ""


def _is_dated(analysis: Analysis, token: Token) -> bool:
    return token.text[0].isdigit() or any(date.start <= token.start < date.end for date in analysis.dates)


def _has_pronoun(analysis: Analysis, verb: Token) -> bool:
    return any(child.dep in ("nsubj", "nsubjpass") and child.pos == "PRON" for child in analysis.children(verb))


def _verb_above(analysis: Analysis, token: Token) -> Token | None:
    for _ in range(4):
        if token.pos in ("VERB", "AUX"):
            return token
        if token.head == token.i:
            return None
        token = analysis.tokens[token.head]
    return None


def _climbed(analysis: Analysis, noun: Token, number: set[int]) -> str:
    """The phrase of a noun, or of what it is an amount of ("an increase of 5 percent in exports")."""
    words = figure_words()
    if noun.lemma in words.amount:
        for child in analysis.children(noun):
            if child.dep == "prep" and child.lower in ("of", "in") and child.i > noun.i:
                thing = next(
                    (below for below in analysis.children(child) if below.dep == "pobj" and below.i not in number), None
                )
                if (
                    thing is not None
                    and thing.pos in ("NOUN", "PROPN")
                    and not any(b.i in number for b in analysis.children(thing))
                ):
                    return _phrase(analysis, noun if noun.lemma in words.keep_amount else thing, number)
        above = analysis.tokens[noun.head]
        if noun.dep == "pobj" and above.lower in ("in", "to", "for") and analysis.tokens[above.head].pos == "NOUN":
            return _climbed(analysis, analysis.tokens[above.head], number)
        if not any(c.dep in ("compound", "amod", "poss") for c in analysis.children(noun)):
            verb = analysis.tokens[noun.head]
            if verb.pos in ("VERB", "AUX") and noun.dep in ("dobj", "attr"):
                subject = _subject(analysis, verb, number)
                if subject and verb.lemma not in words.level_verbs:
                    return f"{subject} {verb.text.lower()}"
                return subject or _phrase(analysis, noun, number)
    return _phrase(analysis, noun, number)


def _phrase(analysis: Analysis, noun: Token, number: set[int]) -> str:
    """The noun with its modifiers and complements, without number, leading article, relative clauses and asides."""
    below = analysis.subtree(noun)
    left = [token for token in below if token.i < noun.i and token.i not in number]
    right = [token for token in below if token.i >= noun.i and token.i not in number]
    while left and (left[0].pos in ("DET", "PUNCT", "CCONJ", "ADP", "SCONJ") or left[0].tag in ("PRP$", "RB", "RBR")):
        left.pop(0)
    return _text(analysis, [*left[-_LONGEST:], *_cut(right, noun.i)])


def _cut(tokens: Iterable[Token], first: int | None = None) -> list[Token]:
    """Tokens up to a comma, a relative clause or the longest length, without trailing small words."""
    kept: list[Token] = []
    for token in tokens:
        if kept and token.i > kept[-1].i + 1 and not _goes_on(kept, token):
            break
        if token.lower in (",", ";", ":", "—", "–", "(", '"', "”", "“", "--") or token.tag in ("WDT", "WP", "WRB"):
            break
        if kept and (
            token.dep in _CUT
            or (token.dep == "acl" and token.head != first)
            or (token.dep == "cc" and token.head == first)
            or (token.pos == "NUM" and kept[-1].pos == "ADP")
            or len(kept) >= _LONGEST
        ):
            break
        kept.append(token)
    while kept and kept[-1].pos in ("ADP", "DET", "CCONJ", "PUNCT", "PART", "SCONJ", "AUX"):
        kept.pop()
    return kept


def _goes_on(kept: list[Token], token: Token) -> bool:
    """Whether a phrase goes on after the number that was left out of it: "provisions (of 5 billion) for education"."""
    while kept and kept[-1].pos in ("ADP", "DET", "ADV"):
        kept.pop()
    return bool(kept) and kept[-1].pos != "VERB" and token.lower in _AFTER_GAP


def _join(analysis: Analysis, phrase: str, rest: list[Token]) -> str:
    return f"{phrase} {_text(analysis, rest)}".strip()


def _text(analysis: Analysis, tokens: list[Token]) -> str:
    """Tokens as the text writes them, gaps closed with one space."""
    text = analysis.document.text
    parts: list[str] = []
    previous: Token | None = None
    for token in tokens:
        if previous is not None and text[previous.end : token.start].strip() == "" and token.start == previous.end:
            parts[-1] += text[token.start : token.end]
        else:
            parts.append(text[token.start : token.end])
        previous = token
    return " ".join(parts)
