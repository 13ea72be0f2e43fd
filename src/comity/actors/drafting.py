"""Drafting: what all that makes explicit drafts of one document shares."""

from __future__ import annotations

from comity.actors.atoms import Atom, Atoms
from comity.actors.drafts import Draft, name_of
from comity.actors.mention import MentionKind
from comity.actors.name_runs import HONORIFICS
from comity.actors.persons import Persons
from comity.actors.phrases import RolePhrase
from comity.language.analysis import Analysis
from comity.records import Actor


class Drafting:
    """The drafts made so far, the role phrases left without an owner, and the persons that the document introduces."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.document.text
        self.day = analysis.document.published
        self.tokens = analysis.tokens
        self.atoms = Atoms(analysis)
        self.persons = Persons(self.day)
        self.named = frozenset(code for atom in self.atoms.found for code in atom.codes)
        self.drafts: list[Draft] = []
        self.pending: list[RolePhrase] = []
        self.used: set[int] = set()  # tokens of names already taken

    def draft(
        self, first: int, last: int, kind: MentionKind, actors: tuple[Actor, ...], atom: Atom | None = None
    ) -> Draft:
        """A draft over tokens [first, last); the ends of an atom are its own, where a token holds more ("U.S.-led")."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        if atom is not None:
            start, end = (atom.start if first == atom.first else start), (atom.end if last == atom.last else end)
        draft = Draft(start, end, first, last, kind, actors)
        draft.human = kind in (MentionKind.PERSON, MentionKind.DEMONYM)
        self.drafts.append(draft)
        return draft

    def actor(
        self,
        code: str,
        start: int,
        end: int,
        *,
        id_: str = "",
        name: str = "",
        role: str | None = None,
        sector: str | None = None,
        inferred: bool = False,
        reason: str = "",
    ) -> Actor:
        """An actor whose words are the characters [start, end)."""
        words = self.text[start:end]
        return Actor(id_ or code, code, name or name_of(code), words, start, end, role, sector, inferred, reason)

    def bare(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens [first, last) without a leading article or a closing possessive."""
        while first < last - 1 and self.tokens[first].lower in ("the", "a", "an"):
            first += 1
        return self.tokens[first].start, self.tokens[last - 1].end

    def name_span(self, name: tuple[int, int]) -> tuple[int, int]:
        """The characters of a person's name without honorifics."""
        first, last = name
        while first < last - 1 and (self.tokens[first].lower in HONORIFICS or self.tokens[first].text == "."):
            first += 1
        return self.tokens[first].start, self.tokens[last - 1].end
