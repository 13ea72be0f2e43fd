"""Where the noun phrase of a thread ends: the complements that say what the thing is about."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_capitals import titled_right
from comity.coding.threads_lexicon import lexicon
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import ThreadKind

_COMPLEMENT = frozenset({"of", "on", "for", "between", "with", "against", "among", "to", "concerning", "regarding"})
_OF_ITSELF = frozenset({"partnership", "alliance"})
_BARGAINS = frozenset(
    {"agreement", "accord", "deal", "treaty", "pact", "contract", "memorandum", "protocol", "convention"}
)
_PUT = frozenset({"proposal"})
_NEAR = 4
_MOST_RIGHT = 15
_MOST_SITE = 9
_SITES = frozenset({"in", "at", "near", "over", "across", "under", "from", "between", "on", "of", "to", "through"})
_SITED = frozenset({"at", "near", "in"})
_ACROSS = frozenset({"over", "across", "under", "beneath", "between"})  # of the thing, though the parser may differ
_STOPS = frozenset({";", ":", "(", "—", "–", '"', "”"})
_CLAUSE = frozenset(
    {"that", "which", "who", "whose", "whom", "where", "when", "while", "although", "because", "as", "if", "than"}
)
_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "PUNCT", "CCONJ"})
_LOOSE = frozenset(
    {
        "in",
        "at",
        "from",
        "by",
        "under",
        "after",
        "before",
        "since",
        "during",
        "into",
        "through",
        "within",
        "until",
        "via",
        "over",
    }
)
_TO_PARTIES = frozenset({"with", "between", "among"})
_TRIM = frozenset({"PUNCT", "ADP", "CCONJ", "DET", "PART", "SCONJ", "AUX"})

_PERSONAL = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
_STATES = frozenset(
    {
        MentionKind.STATE,
        MentionKind.ADJECTIVE,
        MentionKind.METONYM,
        MentionKind.IGO,
        MentionKind.ANAPHOR,
        MentionKind.GROUP,
    }
)


def right_edge(
    analysis: Analysis, head: Token, sentence: Sentence, mentions: Sequence[Mention], *, titled: bool
) -> int:
    """Token number after the last word that says what the thing is: "… on trade", "… between A and B", "… to build"."""
    tokens = analysis.tokens
    last = head.i + 1
    if titled:
        last = titled_right(tokens, head.i + 1, sentence.last)
        if last > head.i + 1:
            return last
    if head.lemma in lexicon().christened and last < sentence.last and tokens[last].pos == "PROPN":
        return titled_right(tokens, last, sentence.last)  # "the joint exercise Varuna"
    for child in _complements(analysis, head):
        infinitive = child.i == last + 1 and child.dep == "acl" and _is_to_infinitive(analysis, child)
        if child.i < head.i or (child.i > last and not infinitive):
            continue
        if child.dep in ("prep", "dative"):
            if child.lower not in _COMPLEMENT and (head.lemma in _OF_ITSELF or not _is_topical_in(analysis, child)):
                continue
            end = _of_preposition(analysis, child, head, sentence, mentions)
            if end is None:
                break
            last = max(last, end)
        elif child.dep == "acl" and (_is_to_infinitive(analysis, child) or _says_what(child, head, last)):
            last = max(last, phrase_end(analysis, child, head.i + 1 + _MOST_RIGHT))
    if last == head.i + 1 and last + 1 < sentence.last and tokens[last].tag == "TO" and head.lemma in _BARGAINS | _PUT:
        last = max(last, phrase_end(analysis, tokens[tokens[last].head], head.i + 1 + _MOST_RIGHT))
    if (
        last + 1 < sentence.last
        and tokens[last].lower in ("and", "to")
        and tokens[last - 1].pos == tokens[last + 1].pos == "NUM"
    ):
        last += 2  # "for units 3 and 4"
    if head.lemma in _BARGAINS and last > head.i + 1:
        last = past_site(analysis, last, sentence.last)
    while last > head.i + 1 and tokens[last - 1].lower != ")":
        cut = tokens[last - 1].pos in ("ADJ", "VERB") and tokens[last - 1].head >= last  # its noun was cut off
        if not cut and tokens[last - 1].pos not in _TRIM:
            break
        last -= 1
    return last


def _complements(analysis: Analysis, head: Token) -> list[Token]:
    """The dependents of a noun, and a phrase that the parser hung on its verb: "signed a pact with B for reactors"."""
    found = [child for child in analysis.children(head) if child.i > head.i]
    verb = analysis.tokens[head.head]
    if head.dep in ("dobj", "nsubjpass") and verb.pos == "VERB":
        hung = [child for child in analysis.children(verb) if child.dep == "prep" and child.i > head.i]
        found += [child for child in hung if child.lower in ("on", "with", "for")]
    following = analysis.tokens[head.i + 1] if head.i + 1 < len(analysis.tokens) else None
    if following is not None and following.dep == "prep" and following.head < head.i:
        topical = following.lower in ("on", "for") and analysis.tokens[following.head].pos == "NOUN"
        found += [following] if topical else []
    return sorted(found, key=lambda token: token.i)


def _of_preposition(
    analysis: Analysis, preposition: Token, head: Token, sentence: Sentence, mentions: Sequence[Mention]
) -> int | None:
    """The end of a prepositional phrase of a name; None where the phrase is no part of it (persons, sums, times)."""
    tokens = analysis.tokens
    start = preposition.i + 1
    if start >= sentence.last:
        return None
    here = [m for m in mentions if m.first <= start + 1 < m.last or m.first == start]
    if any(m.kind in _PERSONAL and tokens[m.head].lemma not in lexicon().heads for m in here):
        return None
    follow = tokens[start : min(start + 3, sentence.last)]
    content = next((token for token in follow if token.pos not in ("DET", "ADJ")), None)
    if follow[0].lower in lexicon().not_topics or (content is not None and content.lower in lexicon().not_topics):
        return None
    if any(token.text in ("$", "£", "€") or token.tag == "$" for token in follow):
        return None
    if preposition.lower in _TO_PARTIES:
        end = _past_parties(tokens, start, sentence.last, mentions)
        if end is not None:
            return end
        if preposition.lower == "with" and not any(start <= m.first < start + _NEAR for m in mentions):
            return None  # "agreement with over-production": it hangs on something else
    limit = head.i + 1 + _MOST_RIGHT
    end = phrase_end(analysis, preposition, limit)
    if end == start:  # the parser hung the object elsewhere: take the run of names that follows
        return titled_right(tokens, _past_article(tokens, end, sentence.last), sentence.last)
    if tokens[end - 1].text[:1].isupper() and end < sentence.last and tokens[end - 1].lower != "dlrs":
        end = max(end, titled_right(tokens, end, sentence.last, started=True))
    elif (
        end >= limit and tokens[min(end, sentence.last - 1)].pos != "ADP"
    ):  # cut in the middle of something: better without its last phrase
        end = next((i for i in range(end - 1, start, -1) if tokens[i].pos == "ADP"), end)
    return end


def _past_parties(tokens: Sequence[Token], start: int, stop: int, mentions: Sequence[Mention]) -> int | None:
    """The end of the states that "with" or "between" names, or None where it names something else first."""
    end = start
    at = _past_article(tokens, start, stop)
    while True:
        party = max(
            (m for m in mentions if at - 1 <= m.first <= at + 1 and m.last > at and m.kind in _STATES),
            key=lambda mention: mention.last,
            default=None,
        )
        if party is None or party.last > stop:
            break
        end = party.last
        noun = end < stop and tokens[end].pos in ("NOUN", "PROPN") and tokens[end].dep != "ROOT"
        if noun and party.kind is not MentionKind.STATE:
            return None  # "with Japanese firms"; but a state's name heads no noun: "let its treaty with Japan lapse"
        if end + 1 >= stop or tokens[end].lower not in ("and", ",", "&"):
            break
        at = _past_article(tokens, end + 1, stop)
        if tokens[end].lower == "," and at < stop and tokens[at].lower == "and":
            at = _past_article(tokens, at + 1, stop)
    return end if end > start else None


def _is_topical_in(analysis: Analysis, preposition: Token) -> bool:
    """Whether an "in" phrase says the field ("projects in fusion"), not the place ("in the hall")."""
    if preposition.lower != "in":
        return False
    for child in analysis.children(preposition):
        if child.dep not in ("pobj", "pcomp") or child.pos not in ("NOUN", "VERB"):
            continue
        told = any(below.dep in ("amod", "compound", "prep") for below in analysis.children(child))
        if child.lemma in lexicon().times and not (told and child.lemma in lexicon().fields):
            continue
        pointed = any(below.dep == "det" and below.lower != "the" for below in analysis.children(child))
        owned = any(below.dep in ("poss", "det") for below in analysis.children(child))
        return not pointed and (not owned or child.lemma in lexicon().fields)
    return False


def _past_article(tokens: Sequence[Token], start: int, stop: int) -> int:
    return start + 1 if start < stop and tokens[start].pos == "DET" else start


def _says_what(clause: Token, head: Token, last: int) -> bool:
    """Whether a clause right after the noun of a bargain says which it is: "the agreement struck in Paris"."""
    if clause.i != last:
        return False
    bargain = head.lemma in _BARGAINS
    bare = clause.tag == "VBN" and last == head.i + 1 and clause.lemma in lexicon().bargained
    return bargain and (clause.tag == "VBG" or bare)


def _is_to_infinitive(analysis: Analysis, verb: Token) -> bool:
    return any(child.lower == "to" and child.dep == "aux" for child in analysis.children(verb))


def phrase_end(analysis: Analysis, token: Token, limit: int) -> int:
    """The end of a dependent's subtree, cut before clauses, asides, places, and at `limit`.

    A comma ends it too, unless it is one of a list: "of peace, friendship and cooperation".
    """
    end = token.i + 1
    below_all = [below for below in analysis.subtree(token) if below.i >= token.i]
    for at, below in enumerate(below_all):
        if below.i >= limit or below.i > end or below.lower in _STOPS:
            break
        if below.lower == "," and not _is_list(below_all[at + 1 :]):
            break
        if below.lower in lexicon().pointing:
            return _before_preposition(analysis, token.i, below.i)
        if below is not token and (
            below.dep in ("relcl", "advcl")
            or below.dep == "acl"
            or below.lower in _CLAUSE
            or below.tag in ("WDT", "WP", "WRB")
        ):
            break
        if (
            below.i > token.i + 1
            and below.dep == "prep"
            and below.lower in _LOOSE
            and not _is_topical_in(analysis, below)
        ):
            break
        end = below.i + 1
    return end


def past_site(analysis: Analysis, last: int, stop: int) -> int:
    """The end of a phrase with the site of what is built: "a contract for a plant | at Kanda"."""
    tokens = analysis.tokens
    if last < 1 or last + 1 >= stop or tokens[last].lower not in _SITED or not tokens[last + 1].text[:1].isupper():
        return last
    built = any(
        head.kind is ThreadKind.PROJECT and len(head.words) == 1
        for head in lexicon().heads.get(tokens[last - 1].lemma, ())
    )
    if not built or tokens[last + 1].pos != "PROPN":
        return last
    end = last + 2
    while end < stop and tokens[end].pos == "PROPN":
        end += 1
    return end


def site_preposition(analysis: Analysis, head: Token) -> Token | None:
    """The preposition after a noun that says where the thing stands or what it joins: "a bridge over the Rhine"."""
    following = analysis.tokens[head.i + 1 : head.i + 2]
    hung = [token for token in following if token.dep == "prep" and token.lower in _ACROSS and token.head < head.i]
    for child in (*analysis.children(head), *hung):
        if child.i > head.i and child.dep == "prep" and child.lower in _SITES:
            things = [below for below in analysis.children(child) if below.dep == "pobj"]
            if any(below.text[:1].isupper() or below.tag == "NN" for below in things):
                return child
    return None


def site_end(analysis: Analysis, head: Token) -> int:
    """The end of a noun with where it stands, or the end of the noun alone."""
    preposition = site_preposition(analysis, head)
    if preposition is None or preposition.i > head.i + 2:
        return head.i + 1
    end = phrase_end(analysis, preposition, head.i + _MOST_SITE)
    return end if end > preposition.i + 1 else head.i + 1


def _before_preposition(analysis: Analysis, first: int, i: int) -> int:
    """The token number of the last preposition at or after `first` before token `i`, which points at the context."""
    return next((j for j in range(i - 1, first, -1) if analysis.tokens[j].pos == "ADP"), first)


def _is_list(following: Sequence[Token]) -> bool:
    """Whether after a comma a list goes on that "and" closes, before anything but nouns and adjectives."""
    joined = False
    for token in following:
        if token.pos not in _LISTED:
            return False
        if joined and token.pos in ("NOUN", "PROPN"):
            return True
        joined = joined or token.lower == "and"
    return False
