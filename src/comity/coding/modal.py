"""How a clause puts an act: done, going on, to come, imagined, denied, asked for, refused, and who is said to say
so."""

from __future__ import annotations

from dataclasses import dataclass

from comity.coding.lexicon import modality
from comity.coding.syntax import CLAUSAL, child, governor, subject
from comity.language.analysis import Analysis, Token
from comity.records import Status

_NOBODY = frozenset({"no", "neither", "nor", "none", "nobody"})
_INVERTED = frozenset({"Had", "Were", "Should", "had", "were", "should"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How an act is put. `carrier` is the word that makes it so; `sayer` heads the phrase of who reports it.

    `embedded` is "ask" or "refuse" or "intend" when another word asks, refuses or undertakes the act, so that this
    word and not the act is the event; `cannot` marks inability; `duty` marks should/must, `gerund` an act that only
    qualifies a noun ("contributions to strengthening ties"), `wished` one that is wanted.
    """

    status: Status | None
    carrier: Token | None = None
    embedded: str | None = None
    sayer: Token | None = None
    cannot: bool = False
    duty: bool = False
    gerund: bool = False
    wished: bool = False
    tense: str = "past"


def read_verb(analysis: Analysis, verb: Token) -> Reading:
    """The reading of an act whose clause is headed by `verb`."""
    words = modality()
    status, cannot, duty = _own(analysis, verb)
    embedded: str | None = None
    carrier: Token | None = None
    sayer: Token | None = None
    gerund = wished = False
    at = verb
    for _ in range(6):
        base = at
        while base.dep == "conj" and analysis.tokens[base.head].pos in ("VERB", "AUX") and base.head != base.i:
            base = analysis.tokens[base.head]
        if base is not at and status is None and base.tag == at.tag:
            status, cannot, duty = _own(analysis, base)
        if base.dep == "advcl":
            mark = child(analysis, base, "mark", "advmod")
            if mark is not None and mark.lower in words.conditions:
                status = status or Status.HYPOTHETICAL
            elif mark is not None and mark.lower == "before" and _tense(analysis, base) == "present":
                status = status or Status.FUTURE
        over = governor(analysis, base)
        if over is None:
            break
        infinitive = base.dep in ("xcomp", "pcomp") or base.tag == "VB" or has_to(analysis, base)
        kind = _class(over, infinitive=infinitive)
        if base.dep == "pcomp" and over.lemma in words.carriers["charge"]:
            kind = "ask"  # the charge is the event, not what is charged
        if kind == "say" and base.dep in ("ccomp", "xcomp", "pcomp", "acl", "relcl"):
            if sayer is None:
                sayer = subject(analysis, over) if over.pos in ("VERB", "AUX") else child(analysis, over, "poss")
        elif infinitive and kind in ("ask", "refuse", "intend"):
            embedded, carrier = embedded or kind, carrier or over
        elif infinitive and kind == "future":
            status = status or Status.FUTURE
        elif infinitive and kind == "wish":
            wished = wished or over.pos == "VERB"
            gerund = gerund or (base.dep == "pcomp" and over.pos != "VERB")
            status = status or Status.HYPOTHETICAL
        elif infinitive and kind == "fail":
            status = Status.NEGATED
        elif kind is None and base.dep == "pcomp":
            finite = any(other.dep in ("nsubj", "nsubjpass") for other in analysis.children(base))
            gerund = not finite and (
                over.pos not in ("VERB", "AUX") or analysis.tokens[base.head].lower in ("at", "to", "of", "for")
            )
            break
        elif infinitive and kind is None and base.dep in ("advcl", "acl") and base.tag == "VB":
            status = status or Status.HYPOTHETICAL
        elif kind is None and base.dep in ("acl", "relcl") and base.tag == "VBN" and has_to(analysis, base):
            status = status or Status.FUTURE  # "a pact to be signed in May"
        elif kind == "doubt" and over.i < base.i:
            status = Status.NEGATED
        if base.dep not in ("relcl",) and over.pos in ("VERB", "AUX") and embedded is None:
            outer, unable, _ = _own(analysis, over)
            if outer is not None and infinitive:
                status, cannot = status or outer, cannot or unable
        if over.pos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            break
        at = over
        if at.dep not in CLAUSAL and at.dep != "conj":
            break
    return Reading(status, carrier, embedded, sayer, cannot, duty, gerund, wished, _tense(analysis, verb))


def has_to(analysis: Analysis, verb: Token) -> bool:
    """Whether "to" stands before the verb, gerunds that the parse takes for infinitives included."""
    return any(other.dep == "aux" and other.tag == "TO" for other in analysis.children(verb))


def _precedes_subject(analysis: Analysis, auxiliary: Token, verb: Token) -> bool:
    """Whether the auxiliary stands before its subject and opens the clause: "Had they settled …"."""
    own = child(analysis, verb, "nsubj", "nsubjpass")
    return own is not None and auxiliary.i < own.i and verb.dep in ("advcl", "ccomp", "csubj")


def _class(token: Token, *, infinitive: bool) -> str | None:
    carriers = modality().carriers
    order = (
        ("ask", "refuse", "intend", "fail", "future", "wish", "phase", "doubt", "say")
        if infinitive
        else ("doubt", "say")
    )
    for kind in order:
        if token.lemma in carriers[kind]:
            if kind == "ask" and token.lemma in carriers["intend"] and token.dep != "ccomp":
                continue
            return kind
    return None


def _own(analysis: Analysis, verb: Token) -> tuple[Status | None, bool, bool]:
    """Status by the verb's own auxiliaries and negation; inability; duty."""
    status: Status | None = None
    negated = cannot = duty = False
    for other in analysis.children(verb):
        if other.dep in ("aux", "auxpass"):
            if other.text in _INVERTED and other.i < verb.i and _precedes_subject(analysis, other, verb):
                status = Status.HYPOTHETICAL
            kind = modality().auxiliaries.get(other.lower)
            if kind == "future":
                status = Status.FUTURE
            elif kind == "hypothetical":
                status = Status.HYPOTHETICAL
                cannot = other.lower in ("can", "ca", "could")
            elif kind == "duty":
                status, duty = Status.HYPOTHETICAL, True
            elif other.lower == "going" or (
                other.lower == "to" and verb.dep == "xcomp" and analysis.tokens[verb.head].lower == "going"
            ):
                status = Status.FUTURE
        elif other.dep == "neg" or (
            other.dep in ("advmod", "preconj") and other.lower in ("never", "neither", "nor", "hardly")
        ):
            negated = True
        elif other.dep in ("nsubj", "nsubjpass", "dobj"):
            negated = negated or any(word.lower in _NOBODY for word in analysis.children(other))
        elif other.dep == "advmod" and other.lower == "longer":
            negated = negated or any(word.lower == "no" for word in analysis.children(other))
    if negated:
        return (status if cannot or status is Status.FUTURE else Status.NEGATED), cannot, duty
    return status, False, duty


def is_negated(analysis: Analysis, verb: Token) -> bool:
    """Whether the verb itself is negated."""
    return any(other.dep == "neg" or other.lower == "never" for other in analysis.children(verb))


def _tense(analysis: Analysis, verb: Token) -> str:
    """past, perfect, present, progressive or bare, from tags and auxiliaries."""
    auxiliaries = [other for other in analysis.children(verb) if other.dep in ("aux", "auxpass")]
    lowers = {other.lower for other in auxiliaries}
    present = lowers & {"is", "are", "'s", "'re", "am", "has", "have", "'ve"} or verb.tag in ("VBZ", "VBP")
    if verb.tag == "VBG":
        return "progressive" if present or not auxiliaries else "past"
    if lowers & {"has", "have", "'ve"}:
        return "perfect"
    if verb.tag in ("VBZ", "VBP") or (verb.tag == "VBN" and lowers & {"is", "are", "'s", "'re"}):
        return "present"
    if verb.tag in ("VBD", "VBN"):
        return "past"
    return "bare"


def governing_verb(analysis: Analysis, token: Token) -> Token | None:
    """The nearest verb above a token, itself included."""
    at = token
    for _ in range(8):
        if at.pos in ("VERB", "AUX"):
            return at
        if at.head == at.i:
            return None
        at = analysis.tokens[at.head]
    return None
