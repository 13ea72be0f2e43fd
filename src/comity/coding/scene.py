"""Scene: a document's analysis and mentions, indexed for the rules: which parties a phrase names, who speaks, who is
in focus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from comity.actors.mention import Mention, MentionKind
from comity.coding.syntax import child, conjuncts, prepositions
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import Actor, ThreadKind, ThreadMention

# Kinds whose words only say where or of what sort something is, so that they fill no bare role of their own.
ATTRIBUTIVE = frozenset({MentionKind.ADJECTIVE})
HOLDERS = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
# How much of a document's party mentions its two leading parties must make up for it to be about that pair: below
# this, a
# missing side is never filled in. Chosen by reading releases: communiqués lie above 0.8, round-ups of many states
# below 0.5.
FOCUS_SHARE = 0.7
FOCUS_MINOR = 0.12

_DOER_SLOTS = ("by", "poss", "mod", "of", "from", "other")


@dataclass(frozen=True, slots=True)
class Act:
    """An event told earlier in the document: its type and sides."""

    type: str
    agents: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


@dataclass(slots=True, eq=False)
class Scene:
    """Analysis and mentions of one document. `outer` maps a token to the maximal mention that covers it,
    `inner` to the innermost; `pair` sets the pair in focus where the caller knows it. `acts` are the events told so
    far,
    `in_talks` whether the pair in focus was seen talking or working together, `will_talk` whether it is further on,
    `will_fight` whether it is seen fighting further on,
    `at_odds` whether it was seen fighting, `in_dispute` whether one accused, refused or threatened the other; the event
    coder keeps them. `things` gives for each token in
    the name of a lasting thing the parties of that thing, `named` its kind."""

    analysis: Analysis
    mentions: Sequence[Mention]
    pair: tuple[str, str] | None = None
    outer: dict[int, Mention] = field(init=False)
    inner: dict[int, Mention] = field(init=False)
    focus: tuple[str, str] | None = field(init=False)
    acts: list[Act] = field(default_factory=list)
    in_talks: bool = False
    will_talk: bool = False
    will_fight: bool = False
    at_odds: bool = False
    in_dispute: bool = False
    things: dict[int, frozenset[str]] = field(default_factory=dict)
    named: dict[int, ThreadKind] = field(default_factory=dict)
    _latest: dict[str, list[Mention]] = field(init=False)

    def __post_init__(self) -> None:
        self.outer, self.inner, self._latest = {}, {}, {}
        for mention in self.mentions:
            for i in range(mention.first, mention.last):
                if mention.parent is None:
                    self.outer[i] = mention
                self.inner[i] = mention
            for country in mention.countries:
                self._latest.setdefault(country, []).append(mention)
        self.focus = self.pair or self._focus()
        self.in_talks = self.pair is not None

    def _focus(self) -> tuple[str, str] | None:
        counts: Counter[str] = Counter()
        for mention in self.mentions:
            if mention.parent is None and (mention.kind is not MentionKind.PLACE or self.is_bilateral):
                counts.update(mention.countries)
        total = sum(counts.values())
        leading = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
        if len(leading) < 2 or total < 3:
            return None
        (first, most), (second, less) = leading
        if (most + less) / total < FOCUS_SHARE or less / total < FOCUS_MINOR:
            return None
        return (first, second)

    @property
    def is_domestic(self) -> bool:
        """Whether the text names one party only, so that what happens in it happens within that party."""
        return len(self._latest) == 1

    @property
    def is_bilateral(self) -> bool:
        """Whether the text names two parties only, places included."""
        return len(self._latest) == 2

    def speak_of(self, things: Iterable[ThreadMention]) -> None:
        """Note the parties of lasting things at the words of their names."""
        for thing in things:
            if thing.mention is not None:
                tokens = self.analysis.tokens_in(thing.mention.start, thing.mention.end)
                self.named.update((token.i, thing.thread_kind) for token in tokens)
                if len(thing.parties) > 1:
                    self.things.update((token.i, frozenset(thing.parties)) for token in tokens)

    def partner(self, country: str) -> str | None:
        """The other party of the pair that the document is about."""
        if self.focus is None or country not in self.focus:
            return None
        return self.focus[1] if self.focus[0] == country else self.focus[0]

    def recalled(self, country: str, before: int, reason: str) -> Actor | None:
        """An actor of that country from its nearest mention up to an offset (else its first), marked inferred."""
        known = self._latest.get(country)
        if not known:
            return None
        earlier = [mention for mention in known if mention.start <= before]
        mention = earlier[-1] if earlier else known[0]
        actor = next(actor for actor in mention.actors if actor.country == country)
        return replace(actor, inferred=True, reason=reason)

    def phrase(self, token: Token) -> list[Mention]:
        """The parties that a noun phrase itself names, coordinated ones included; empty when its head names none."""
        found: list[Mention] = []
        for part in conjuncts(self.analysis, token):
            mention = self.outer.get(part.i)
            if mention is None:
                appositive = child(self.analysis, part, "appos")
                mention = self.outer.get(appositive.i) if appositive is not None else None
            if mention is None or (mention.kind in ATTRIBUTIVE and mention.head != part.i):
                continue
            if mention not in found:
                found.append(mention)
                found += [other for other in self._joined(mention) if other not in found]
        return found

    def _joined(self, mention: Mention) -> Iterator[Mention]:
        """Mentions coordinated with a word inside a mention: titles often hide the name that carries the "and"."""
        for i in range(mention.first, mention.last):
            for other in self.analysis.children(self.analysis.tokens[i]):
                if other.dep == "conj" and other.i >= mention.last:
                    yield from self.phrase(other)
                elif other.lower == "of" and other.i >= mention.last and mention.kind in HOLDERS:
                    # "President Ruto of Kenya and President Kagame": the parse joins the second president to Kenya
                    state = child(self.analysis, other, "pobj")
                    fellows = conjuncts(self.analysis, state) if state is not None else iter(())
                    yield from (
                        m for part in fellows if (m := self.outer.get(part.i)) is not None and m.kind in HOLDERS
                    )
                elif other.dep == "nmod" and other.i < mention.first and child(self.analysis, other, "cc") is not None:
                    fellow = self.outer.get(other.i)
                    if fellow is not None and fellow is not mention:
                        yield fellow

    def inside(self, token: Token) -> list[Mention]:
        """The parties inside a noun phrase whose head names none: the doer first ("Russia's attack", "an attack by
        …")."""
        slots = self._slots_inside(token)
        for name in _DOER_SLOTS:
            if slots[name]:
                return slots[name]
        return []

    def _slots_inside(self, token: Token) -> dict[str, list[Mention]]:
        slots: dict[str, list[Mention]] = {name: [] for name in _DOER_SLOTS}
        for part in conjuncts(self.analysis, token):
            slots["poss"] += self.modifiers(part, possessive=True)
            slots["mod"] += self.modifiers(part, possessive=False)
            for word, other in prepositions(self.analysis, part):
                slot = word if word in ("by", "of", "from") else "other"
                slots[slot] += self.phrase(other) or self.inside(other)
            for other in self.analysis.children(part):
                if other.dep in ("acl", "relcl"):
                    by = child(self.analysis, other, "agent")
                    inner = child(self.analysis, by, "pobj") if by is not None else child(self.analysis, other, "nsubj")
                    if inner is not None:
                        slots["by"] += self.phrase(inner)
                elif other.dep == "appos":
                    slots["mod"] += self.phrase(other)
        return slots

    def modifiers(self, noun: Token, *, possessive: bool) -> list[Mention]:
        """Parties that stand before a noun: possessors, or adjectives and compounds ("Russian", "India-Russia")."""
        found: list[Mention] = []
        for other in self.analysis.children(noun):
            if other.dep == "poss":
                if possessive:
                    found += self.phrase(other) or [m for m in (self.inner.get(other.i),) if m is not None]
            elif (
                not possessive and other.i < noun.i and other.dep in ("amod", "compound", "nmod", "nummod", "npadvmod")
            ):
                for part in self.analysis.subtree(other):
                    mention = self.inner.get(part.i)
                    if mention is not None and mention.kind is not MentionKind.PLACE and mention not in found:
                        found.append(mention)
        return found

    def in_clause(self, clause: Token, skip: Iterable[str] = ()) -> list[Mention]:
        """Parties anywhere under a clause head, in text order, but for the countries to skip and mere places."""
        barred = set(skip)
        found: list[Mention] = []
        for token in self.analysis.subtree(clause):
            mention = self.outer.get(token.i)
            if (
                mention is not None
                and mention not in found
                and mention.kind is not MentionKind.PLACE
                and not barred.issuperset(mention.countries)
            ):
                found.append(mention)
        return found

    def covering(self, start: int, end: int) -> Mention | None:
        """The first maximal mention that overlaps the characters [start, end)."""
        for token in self.analysis.tokens_in(start, end):
            if token.i in self.outer:
                return self.outer[token.i]
        return None

    def sentences(self) -> Iterator[Sentence]:
        """Sentences that can state something."""
        return (sentence for sentence in self.analysis.sentences if sentence.kind != "label")


def actors_of(mentions: Iterable[Mention]) -> tuple[Actor, ...]:
    """All actors of the mentions, once an id."""
    found: dict[str, Actor] = {}
    for mention in mentions:
        for actor in mention.actors:
            found.setdefault(actor.id, actor)
    return tuple(found.values())


def countries_of(actors: Iterable[Actor]) -> set[str]:
    """Country or organisation codes of the actors."""
    return {actor.country for actor in actors}
