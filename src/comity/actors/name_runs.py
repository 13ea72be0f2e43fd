"""Runs of words that are a person's name: after a title, before or after a comma."""

from __future__ import annotations

from comity.actors.atoms import Atom
from comity.actors.cues import cue
from comity.actors.lexicon import Sort
from comity.language.analysis import Token

CALENDAR = cue("calendar")
HONORIFICS = cue("honorific")
FEMININE = cue("feminine title")
_PARTICLES = cue("name particle")


class NameRuns:
    """Finds names at given tokens; `at` are the atoms by token, `role_at` the tokens of role words."""

    def __init__(self, tokens: list[Token], at: dict[int, Atom], role_at: set[int]) -> None:
        self._tokens = tokens
        self._at = at
        self._role_at = role_at

    def starting_at(self, k: int) -> tuple[int, int] | None:
        """The tokens of a person's name that begin at `k`, honorifics included; None where there is no name."""
        tokens = self._tokens
        start = k
        while k < len(tokens) and (
            tokens[k].lower in HONORIFICS
            or tokens[k].lower in ("h.e.", "-elect")
            or (k > start and tokens[k].text == ".")  # "Lt. Col." cut into pieces
        ):
            k += 1
        begin = k
        while k < len(tokens) and k - begin < 6 and tokens[k].sentence == tokens[start - 1].sentence:
            token = tokens[k]
            atom = self._at.get(k)
            if atom is not None:
                if atom.sort is not Sort.PERSON or k != begin:
                    break
                return start, atom.last
            if k in self._role_at and k != begin:
                break
            if token.text[0].isupper() and token.lower not in CALENDAR:
                if token.pos != "PROPN" and (k > begin or token.pos not in ("NOUN", "ADJ", "X")):
                    break
            elif not (k > begin and token.lower in _PARTICLES and k + 1 < len(tokens) and self._goes_on(k)):
                break
            k += 1
        return (start, k) if k > begin and begin not in self._role_at else None

    def _goes_on(self, k: int) -> bool:
        following = self._tokens[k + 1]
        glued = self._tokens[k].end == following.start and self._tokens[k - 1].end == self._tokens[k].start
        if self._tokens[k].text in ("-", "’", "'"):
            return glued and following.text[0].isalpha()
        return following.text[0].isupper() or following.lower in _PARTICLES

    def closes(self, name: tuple[int, int]) -> bool:
        """Whether a name between commas ends there, as an apposition does."""
        tokens = self._tokens
        ends = name[1] >= len(tokens) or tokens[name[1]].text in (",", ".", ")", ";")
        known = self._at.get(name[0])
        several = name[1] - name[0] > 1 or (known is not None and known.sort is Sort.PERSON)
        follows = tokens[name[1] + 1].lower if name[1] + 1 < len(tokens) else ""
        return ends and several and follows not in ("and", "&") and self._at.get(name[1] + 1) is None

    def ending_at(self, comma: int) -> tuple[int, int] | None:
        """The tokens of a name that ends at a comma."""
        tokens, k = self._tokens, comma
        sentence = tokens[comma].sentence
        while k > 0 and comma - k < 6 and tokens[k - 1].sentence == sentence:
            token, atom = tokens[k - 1], self._at.get(k - 1)
            if atom is not None:
                if atom.sort is not Sort.PERSON:
                    return None
                k = atom.first
                continue
            if k - 1 in self._role_at or token.lower in CALENDAR:
                return None
            if token.pos == "PROPN" and (token.text[0].isupper() or token.lower in _PARTICLES):
                k -= 1
            else:
                break
        if k == comma or not tokens[k].text[0].isupper():
            return None
        if (
            k
            and tokens[k - 1].sentence == sentence
            and (tokens[k - 1].pos in ("ADP", "SCONJ") or tokens[k - 1].text == ",")
        ):
            known = self._at.get(k)
            if known is None or known.sort is not Sort.PERSON:
                return None
        return k, comma
