"""The parties of a text about one state only: its police, courts, parties, workers and protesters, named by common
nouns.

In a text that names several states "the police" may be anybody's, and only the document's own words can say whose.
Where a single state is named, they are that state's; and what one of them acts on, or what acts on one of them, is too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from comity.actors.drafts import name_of
from comity.actors.mention import Mention, MentionKind
from comity.actors.name_runs import CALENDAR
from comity.actors.raw import names_actor
from comity.actors.roles import is_bare_head, role_words
from comity.actors.tables import Office
from comity.language.analysis import Analysis, Token
from comity.records import Actor

# Sentences, a headline among them, in which a text about one state says what happened there. The rest is left: it tells
# nothing of relations between states, and would take most of the time of reading.
LEAD = 2
# Companies and banks act on each other all day without any state in it.
_BUSINESS = frozenset({"BUS"})
# Prepositions that mostly say where and when, not to whom.
_CIRCUMSTANCE = frozenset({"at", "in", "during", "after", "before", "since", "until", "amid", "within", "near"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_INSIDE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "advmod", "quantmod"})


def domestic_mentions(analysis: Analysis, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of the only state's own people and bodies, in text order; none where the text names another party.

    Every actor is marked inferred, with the reason.
    """
    countries = {country for mention in mentions for country in mention.countries}
    if len(countries) != 1:
        return []
    (country,) = countries
    if len(country) != 3 or not country.isalpha():
        return []  # an organisation or a group has no police
    if not names_actor(analysis.document.text):
        return []  # a town or a province that somebody did business in: no state has been named
    taken = {i for mention in mentions for i in range(mention.first, mention.last)}
    found: list[Mention] = []

    def take(first: int, head: Token, last: int, kind: MentionKind, office: Office | None = None) -> None:
        if taken & set(range(first, last)):
            return
        taken.update(range(first, last))
        start, end = analysis.tokens[first].start, analysis.tokens[last - 1].end
        text = analysis.document.text[start:end]
        actor = Actor(
            country, country, name_of(country), text, start, end,
            role=office.role if office else None, sector=office.sector if office else None,
            inferred=True, reason="the only state that the text names",
        )  # fmt: skip
        found.append(Mention(start, end, first, last, head.i, kind, (actor,)))

    lead = [token for token in analysis.tokens if token.sentence < LEAD]
    for word in role_words(lead):
        if word.office.sector not in _BUSINESS and not is_bare_head(word.office):
            head = analysis.tokens[word.last - 1]
            take(_first(analysis, head, word.first), head, word.last, MentionKind.PEOPLE, word.office)
    for head in list(_arguments(analysis, lead, taken)):
        take(_first(analysis, head, head.i), head, head.i + 1, MentionKind.MATTER)
    return sorted(found, key=lambda mention: mention.start)


def _arguments(analysis: Analysis, lead: Sequence[Token], parties: Collection[int]) -> Iterator[Token]:
    """Heads of what a party of the text acts on, or of what acts on it: the other argument of the same verb."""
    for verb in lead:
        if verb.pos != "VERB":
            continue
        sides: list[Token] = []
        for other in analysis.children(verb):
            if other.dep in _ARGUMENTS:
                sides.append(other)
            elif other.dep in ("agent", "prep", "dative") and other.lower not in _CIRCUMSTANCE:
                sides += [inner for inner in analysis.children(other) if inner.dep == "pobj"]
        if any(side.i in parties for side in sides):
            yield from (
                side
                for side in sides
                if side.i not in parties and side.tag in ("NN", "NNS", "NNP", "NNPS") and side.lower not in CALENDAR
            )


def _first(analysis: Analysis, head: Token, at: int) -> int:
    """Where the noun phrase of the head begins: its determiners and adjectives directly before it."""
    before = sorted(t.i for t in analysis.children(head) if t.i < at and t.dep in _INSIDE)
    first = at
    for i in reversed(before):
        if i == first - 1:
            first = i
    return first
