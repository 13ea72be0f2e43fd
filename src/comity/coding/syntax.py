"""Who does what in a clause: subjects, objects, prepositional phrases and complements, read off the dependency parse.

Labels are those of the English spaCy models (ClearNLP). Every function takes the Analysis and a token and returns
tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from comity.language.analysis import Analysis, Token

RELATIVE = frozenset({"WDT", "WP", "WP$"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLAUSAL = frozenset({"ccomp", "xcomp", "pcomp", "advcl", "acl", "relcl", "csubj", "csubjpass"})


def child(analysis: Analysis, token: Token, *deps: str) -> Token | None:
    """The first dependent with one of the labels."""
    for other in analysis.children(token):
        if other.dep in deps:
            return other
    return None


def is_passive(analysis: Analysis, verb: Token) -> bool:
    """Whether the verb is passive, reduced relatives included ("talks held in Oslo")."""
    for other in analysis.children(verb):
        if other.dep in ("nsubjpass", "auxpass", "csubjpass", "agent"):
            return True
        if other.dep == "aux":
            return False
    if child(analysis, verb, "nsubj") is not None:
        return False
    if verb.dep == "acl" and verb.tag == "VBN":
        return True
    if verb.dep == "conj" and verb.tag == "VBN":
        return is_passive(analysis, analysis.tokens[verb.head])
    return verb.dep == "advcl" and verb.tag == "VBN" and child(analysis, verb, "dobj") is None


def _antecedent(analysis: Analysis, token: Token, verb: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token.tag not in RELATIVE:
        return token
    at = verb
    for _ in range(4):
        if at.dep in ("relcl", "acl"):
            return analysis.tokens[at.head]
        if at.dep == "ROOT":
            return None
        at = analysis.tokens[at.head]
    return None


def _surface_subject(analysis: Analysis, verb: Token, depth: int = 0) -> Token | None:
    found = child(analysis, verb, "nsubj", "nsubjpass")
    if found is not None:
        return _antecedent(analysis, found, verb)
    if depth > 4:
        return None
    head = analysis.tokens[verb.head]
    if verb.dep == "conj" and head.pos in ("VERB", "AUX"):
        if verb.tag in FINITE and head.tag == "VB" and head.head != head.i:
            head = analysis.tokens[head.head]  # "said it would break … and imposed": the finite verb goes with "said"
        return _surface_subject(analysis, head, depth + 1)
    if verb.dep in ("xcomp", "ccomp") and head.pos in ("VERB", "AUX", "ADJ"):
        controlled = child(analysis, head, "dobj") if verb.dep == "xcomp" else None
        if verb.dep == "xcomp" and head.dep == "acomp":
            head = analysis.tokens[head.head]  # "is due to fly", "are ready to sign": who is due or ready
        return controlled if controlled is not None else _clause_subject(analysis, head, depth)
    if verb.dep == "advcl" and head.pos in ("VERB", "AUX"):
        return _clause_subject(analysis, head, depth)
    if verb.dep == "acl":
        return head if verb.tag != "TO" and child(analysis, verb, "aux") is None else _owner(analysis, head)
    if verb.dep == "relcl":
        return head
    if verb.dep == "pcomp":
        anchor = analysis.tokens[head.head]
        if anchor.pos in ("VERB", "AUX"):
            patient = child(analysis, anchor, "dobj")
            if patient is not None and head.lower in ("of", "for", "from"):
                return patient  # "accused Chile of blocking", "thanked Chile for sending"
            return _clause_subject(analysis, anchor, depth)
        return _owner(analysis, anchor)
    return None


def _clause_subject(analysis: Analysis, verb: Token, depth: int) -> Token | None:
    """The logical subject of a governing clause, for what hangs on it."""
    if is_passive(analysis, verb):
        return agent(analysis, verb) or _surface_subject(analysis, verb, depth + 1)
    return _surface_subject(analysis, verb, depth + 1)


def _owner(analysis: Analysis, noun: Token) -> Token | None:
    """Whose noun it is ("Russia's decision to …"), or the subject of the verb that carries it ("made a decision to
    …")."""
    owner = child(analysis, noun, "poss", "nmod", "compound", "amod")
    if owner is not None and owner.dep == "poss":
        return owner
    verb = analysis.tokens[noun.head]
    if noun.dep in ("dobj", "attr") and verb.pos in ("VERB", "AUX"):
        return subject(analysis, verb)
    return owner


def agent(analysis: Analysis, verb: Token) -> Token | None:
    """The `by` phrase of a passive."""
    by = child(analysis, verb, "agent")
    return None if by is None else child(analysis, by, "pobj")


def subject(analysis: Analysis, verb: Token) -> Token | None:
    """Logical subject: who does it; inherited through coordination, control, participles and relative clauses."""
    if is_passive(analysis, verb):
        return agent(analysis, verb)
    return _surface_subject(analysis, verb)


def object_(analysis: Analysis, verb: Token) -> Token | None:
    """Logical object: to whom or what it is done."""
    if is_passive(analysis, verb):
        found = child(analysis, verb, "nsubjpass", "nsubj")
        if found is not None:
            return _antecedent(analysis, found, verb)
        if verb.dep == "acl":
            return analysis.tokens[verb.head]
        return child(analysis, verb, "dobj") or _surface_subject(analysis, verb)
    found = child(analysis, verb, "dobj", "attr", "oprd")
    if found is not None:
        return _antecedent(analysis, found, verb)
    if verb.dep == "relcl" and child(analysis, verb, "nsubj") is not None:
        own = child(analysis, verb, "nsubj")
        if own is not None and own.tag not in RELATIVE:
            return analysis.tokens[verb.head]
    return None


def conjuncts(analysis: Analysis, token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it to its right."""
    yield token
    for other in analysis.children(token):
        if other.dep == "conj":
            yield from conjuncts(analysis, other)


def prepositions(analysis: Analysis, token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, object) pairs hanging on a token, chained ones included ("out of Iraq")."""
    for other in analysis.children(token):
        if other.dep in ("prep", "agent", "dative") and other.pos in ("ADP", "SCONJ", "VERB", "PART", "ADV"):
            for inner in analysis.children(other):
                if inner.dep in ("pobj", "pcomp") or (inner.dep == "dobj" and other.tag == "VBG"):
                    yield other.lower, inner
                elif inner.dep == "prep":
                    for deepest in analysis.children(inner):
                        if deepest.dep == "pobj":
                            yield inner.lower, deepest
        elif other.dep == "prt" or (other.dep == "advmod" and other.lower in ("back", "home", "away")):
            yield from prepositions(analysis, other)


def has_particle(analysis: Analysis, verb: Token, particles: tuple[str, ...]) -> bool:
    """Whether the words of a multi-word verb entry follow the verb: particles, prepositions, or an object noun."""
    at: Token = verb
    for word in particles:
        for other in analysis.children(at):
            if (
                other.i > verb.i
                and word in (other.lower, other.lemma)
                and other.dep
                in (
                    "prt",
                    "prep",
                    "advmod",
                    "dobj",
                    "pobj",
                    "acomp",
                    "agent",
                    "oprd",
                    "dative",
                    "attr",
                    "npadvmod",
                    "aux",
                    "xcomp",
                )
            ):
                at = other
                break
        else:
            found = next(
                (other for other in analysis.children(verb) if other.i > verb.i and word in (other.lower, other.lemma)),
                None,
            )
            if found is None and at is verb and verb.i + 1 < len(analysis.tokens):
                after = analysis.tokens[verb.i + 1]  # "rolled over $2 billion": the parse hangs "over" on the number
                found = after if after.dep == "quantmod" and after.lower == word else None
            if found is None:
                return False
            at = found
    return True


def complement(analysis: Analysis, token: Token) -> Iterator[Token]:
    """Heads of the clauses that a verb, adjective or noun takes ("agreed to build", "said that …", "accused of
    lying")."""
    for other in analysis.children(token):
        if (
            other.dep in ("ccomp", "xcomp")
            or (other.dep == "acl" and token.pos in ("NOUN", "PROPN") and other.tag == "VB")
            or (other.dep == "advcl" and other.tag == "VB" and child(analysis, other, "aux") is not None)
        ):
            yield other
        elif other.dep == "prep":
            for inner in analysis.children(other):
                if inner.dep == "pcomp":
                    yield inner


def noun_object_of(analysis: Analysis, noun: Token) -> Token | None:
    """The noun after `of` ("the signing of an agreement")."""
    for word, other in prepositions(analysis, noun):
        if word == "of":
            return other
    return None


def governor(analysis: Analysis, token: Token) -> Token | None:
    """The verb or noun that a clause head hangs on as complement, purpose or noun clause; None for a main clause."""
    head = analysis.tokens[token.head]
    if head is token or token.dep not in CLAUSAL:
        return None
    if token.dep == "pcomp":
        return analysis.tokens[head.head]
    return head
