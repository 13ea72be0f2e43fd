"""Mention: words of a document that stand for one or more actors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comity.records import Actor


class MentionKind(StrEnum):
    """How the words name their actors."""

    STATE = "state"  # Russia, the Russian Federation
    ADJECTIVE = "adjective"  # Russian, Russia-India, Indo-Russian
    DEMONYM = "demonym"  # Ukrainians
    METONYM = "metonym"  # Moscow, the Kremlin, as seat of power
    PLACE = "place"  # a city or region as the place where something happens ("in Sochi")
    OFFICE = "office"  # the Russian Foreign Minister, the Indian Embassy
    PERSON = "person"  # Putin, President of Russia Vladimir Putin
    BODY = "body"  # Rosatom, the State Duma, Indian Navy
    IGO = "igo"  # BRICS, the UN Security Council
    GROUP = "group"  # Hamas, the Taliban
    PEOPLE = "people"  # Indian students, Russian troops, Israeli doctors: people of a state, headed by a common noun
    MATTER = "matter"  # a bill, a plan, a strike: what a party acts on, in a text about one state only
    ANAPHOR = "anaphor"  # both nations, the two leaders, he, the President, its


@dataclass(frozen=True, slots=True)
class Mention:
    """A maximal noun phrase (or adjective) that stands for actors: characters [start, end), tokens [first, last).

    `head` is the token number that carries the phrase's role in the sentence: the syntactic head for noun phrases
    ("President of Russia Vladimir Putin" → "Putin" or "President", whichever the parse attaches upwards), the
    adjective itself for ADJECTIVE. `actors` has one entry, or several for "both nations", "Russia-India",
    "the leaders of India and China". An actor's own text/start/end is the same as the mention's, or the part of it
    that names that actor. `parent` is the index, in the list of mentions of the document, of the mention that encloses
    this one ("Russian" within "the Russian Foreign Minister"); None for an outermost one.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    kind: MentionKind
    actors: tuple[Actor, ...]
    parent: int | None = None

    @property
    def inferred(self) -> bool:
        """Whether any of the actors was resolved rather than named."""
        return any(actor.inferred for actor in self.actors)

    @property
    def countries(self) -> tuple[str, ...]:
        """Country (or organisation) codes, in order, once each."""
        return tuple(dict.fromkeys(actor.country for actor in self.actors))
