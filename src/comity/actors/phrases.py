"""Role phrases: "the Russian Foreign Minister", "Brazil's central bank president", "the leaders of India and China".

A phrase is a role noun with what stands to its left (determiner, modifiers, the states as adjectives or possessives)
and to its right ("of the Republic of India", then a person's name). It is read from the words and their tags rather
than from the shape of the parse tree, which small models often get wrong inside long noun phrases.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.actors.atoms import Atom, Atoms
from comity.actors.cues import cue
from comity.actors.lexicon import Sort
from comity.actors.name_runs import NameRuns
from comity.actors.roles import RoleWord, is_bare_head, role_words
from comity.language.analysis import Analysis, Token

_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "AFX", "CD"})
_OUTER_TAGS = frozenset({"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "AFX", "HYPH"})
_OWNING = frozenset(
    {Sort.STATE, Sort.ADJECTIVE, Sort.DEMONYM, Sort.IGO, Sort.BODY, Sort.GROUP, Sort.MEMBERS, Sort.CAPITAL, Sort.SEAT}
)
_OF_OWNING = frozenset({Sort.STATE, Sort.IGO, Sort.BODY, Sort.GROUP})
_FURTHEST = 9  # tokens that may stand between a state and its role noun
_DIPLOMATS = cue("diplomat")


@dataclass(slots=True, eq=False)
class RolePhrase:
    """A role noun with its surroundings: tokens [first, last) without the name, owners, and the name if one follows.

    `owners` are atoms; `pronoun` is a possessive pronoun in the owner's place ("its foreign minister").
    `name` are the tokens of a person's name; `whole` is the span with name and apposition.
    """

    first: int
    last: int
    role: RoleWord
    owners: list[Atom] = field(default_factory=list)
    nested: list[Atom] = field(default_factory=list)
    pronoun: Token | None = None
    possessed: bool = False  # "the minister's spokesman": owned by words that are no known name
    definite: bool = False
    modifiers: frozenset[str] = frozenset()
    name: tuple[int, int] | None = None
    whole: tuple[int, int] = (0, 0)
    chained: bool = False  # owned through another role phrase within it


class Phrases:
    """All role phrases of a document, in order."""

    def __init__(self, analysis: Analysis, atoms: Atoms) -> None:
        self._tokens = analysis.tokens
        self._at = atoms.at
        self._roles = [role for role in role_words(analysis.tokens) if role.first not in atoms.at]
        self._ends = {role.last - 1: role for role in self._roles}
        self._role_at = {i for role in self._roles for i in range(role.first, role.last)}
        self._names = NameRuns(self._tokens, self._at, self._role_at)
        self.found: list[RolePhrase] = []
        taken: set[int] = set()
        for role in reversed(self._roles):
            if role.last - 1 in taken:
                continue
            phrase, inner = self._read(role)
            taken.update(range(inner, phrase.last))
            self.found.append(phrase)
        self.found.reverse()
        self._chain()
        self._appose()
        self.found = [phrase for phrase in self.found if phrase.owners or not is_bare_head(phrase.role.office)]

    def _read(self, role: RoleWord) -> tuple[RolePhrase, int]:
        """The phrase of a role noun, and the first token that belongs to it alone (not to a possessor)."""
        phrase = RolePhrase(role.first, role.last, role)
        inner = self._leftwards(phrase)
        if not phrase.owners:
            self._rightwards(phrase)
        elif role.office.kind != "people":
            self._titled(phrase)
            self._posted(phrase)
        phrase.whole = (phrase.first, phrase.last)
        if role.office.kind == "person" or (role.office.kind == "institution" and phrase.owners and not role.plural):
            name = self._names.starting_at(phrase.last)
            if name is not None:
                phrase.name = name
                phrase.whole = (phrase.first, name[1])
        return phrase, inner

    def _leftwards(self, phrase: RolePhrase) -> int:
        tokens, at, role = self._tokens, self._at, phrase.role
        sentence = tokens[role.first].sentence
        j, inner, found = role.first - 1, role.first, False
        modifiers: list[str] = []
        possessive = False
        while j >= 0 and role.first - j <= _FURTHEST and (tokens[j].sentence == sentence or self._abbreviated(j, role)):
            token = tokens[j]
            atom = at.get(j)
            if atom is not None:
                if not self._owns(atom, phrase, possessive, found):
                    break
                phrase.owners.insert(0, atom)
                phrase.first = atom.first
                if not possessive or inner == role.first:
                    inner = min(inner, atom.first)
                found, possessive = True, False
                j = atom.first - 1
                joined = self._coordinated(j)
                if joined is None:
                    continue
                j = joined
                continue
            if token.tag == "POS":
                if found:
                    break
                possessive = True
                phrase.first = j
                if at.get(j - 1) is None:
                    phrase.possessed = True
                    return inner
            elif not found and j in self._ends and self._ends[j].office.kind == "institution":
                j = self._ends[j].first  # "the Ministry of External Affairs spokesperson"
                modifiers.append(tokens[j].lower)
                phrase.first = j
                inner = min(inner, j)
            elif token.tag in ("DT", "PRP$", "WP$") or token.lower == "then":
                phrase.first = inner = j if not found else min(inner, j)
                phrase.first = j
                phrase.definite = token.lower in ("the", "this", "that")
                if token.tag == "PRP$":
                    phrase.pronoun = token
                break
            elif token.tag in _OUTER_TAGS if found else token.tag in _MODIFIER_TAGS | {"VBN", "VBG"}:
                if token.tag in ("VBN", "VBG") and not phrase.first <= token.head < role.last:
                    break
                if token.tag in ("JJ", "CD") and found and not j < token.head < role.last:
                    break
                if token.tag == "CD" and not found and tokens[j + 1].tag != "HYPH":
                    break
                modifiers.append(token.lower)
                phrase.first = j
                inner = min(inner, j)
            elif token.lower in ("and", "&", ",") and not found and j + 1 < role.first and self._modifier_pair(j):
                phrase.first = j
            else:
                break
            j -= 1
        if not phrase.owners:
            phrase.first = self._trim(phrase)
            inner = min(inner, role.first)
        phrase.modifiers = frozenset(modifiers)
        return max(inner, phrase.first) if phrase.owners else min(role.first, max(inner, phrase.first))

    def _abbreviated(self, j: int, role: RoleWord) -> bool:
        """ "U.S. President": a full stop that the parser took for the end of a sentence."""
        return j in self._at and j == role.first - 1 and self._tokens[j].text.endswith(".")

    def _trim(self, phrase: RolePhrase) -> int:
        """Without an owner before it the phrase begins at its determiner, with the modifiers that hang on its noun."""
        k = phrase.role.first
        while k > phrase.first:
            token = self._tokens[k - 1]
            if (
                token.dep not in ("amod", "compound", "nmod", "det", "poss", "nummod")
                or not k <= token.head < phrase.role.last
            ):
                break
            k -= 1
        return k

    def _owns(self, atom: Atom, phrase: RolePhrase, possessive: bool, found: bool) -> bool:
        if found:
            return not possessive and atom.sort is phrase.owners[0].sort
        if possessive:
            return atom.sort in _OWNING or atom.sort is Sort.PERSON
        if atom.sort is Sort.ADJECTIVE:
            return True
        if atom.sort not in _OWNING:
            return False
        k = phrase.role.last
        if k < len(self._tokens) and self._tokens[k].lower == "of" and self._atom_after(k + 1) is not None:
            return False  # "received in the Kremlin President of Finland"
        if atom.last < phrase.role.first and self._tokens[phrase.role.first].text.isupper():
            return False  # in capitals throughout, verbs are taken for nouns
        if self._abbreviated(atom.last - 1, phrase.role):
            return True
        head = self._tokens[atom.last - 1]
        for _ in range(4):
            if atom.last <= head.head < phrase.role.last:
                return True
            if head.head == head.i:
                break
            head = self._tokens[head.head]
        # a parse that tears a title apart ("Iran Foreign Minister Zarif") still leaves capitals side by side
        return (
            atom.last == phrase.role.first and head.pos == "PROPN" and head.dep in ("compound", "nmod", "amod", "poss")
        )

    def _coordinated(self, j: int) -> int | None:
        """From "and" or a comma before an owner to the owner before it: the token to go on from, or None."""
        tokens = self._tokens
        k = j
        while k >= 0 and tokens[k].lower in ("and", "&", ",", "or"):
            k -= 1
        if k == j or k < 0:
            return None
        atom = self._at.get(k)
        later = self._at.get(j + 1)
        if atom is not None and later is not None and atom.sort is later.sort and atom.sort is Sort.ADJECTIVE:
            return k
        if tokens[k].tag == "POS" and later is not None and tokens[later.last].tag == "POS" and self._at.get(k - 1):
            return k - 1 if self._at[k - 1].sort is later.sort else None
        return None

    def _modifier_pair(self, j: int) -> bool:
        before, after = self._tokens[j - 1] if j else None, self._tokens[j + 1]
        tags = ("JJ",) if self._tokens[j].text == "," else ("JJ", "NN", "NNP")
        return before is not None and before.tag in tags and after.tag in tags and (j - 1 not in self._role_at)

    def _rightwards(self, phrase: RolePhrase) -> None:
        tokens, k = self._tokens, phrase.role.last
        people = phrase.role.office.kind == "people"
        listed = k < len(tokens) and tokens[k].text == "," and tokens[phrase.role.last - 1].lower == "affairs"
        if k >= len(tokens) or (not listed and tokens[k].lower not in (("of", "from") if people else ("of",))):
            return
        atom = self._atom_after(k + 1) if not listed else None
        if atom is None and not people:
            atom = self._atom_beyond(k + 1)
        if atom is None or atom.sort not in _OF_OWNING:
            return
        phrase.owners.append(atom)
        phrase.last = atom.last
        phrase.definite = True
        while phrase.role.plural:
            k = phrase.last
            while k < len(tokens) and tokens[k].lower in (",", "and", "&"):
                k += 1
            more = self._atom_after(k) if k > phrase.last else None
            if more is None or more.sort not in _OF_OWNING:
                break
            phrase.owners.append(more)
            phrase.last = more.last
        self._posted(phrase)

    def _titled(self, phrase: RolePhrase) -> None:
        """ "The U.S. Department of Transportation": the rest of an institution's name in capitals."""
        tokens, k = self._tokens, phrase.last
        named = phrase.role.office.kind == "institution" and tokens[phrase.role.last - 1].text[0].isupper()
        if not named or k + 1 >= len(tokens) or tokens[k].lower not in ("of", "for"):
            return
        k += 1
        while k < len(tokens) and k not in self._at and k not in self._role_at:
            joins = tokens[k].lower in ("and", "the", ",", "&", "of") and k + 1 < len(tokens)
            if not (tokens[k].text[0].isupper() or (joins and tokens[k + 1].text[0].isupper())):
                break
            k += 1
            if tokens[k - 1].text[0].isupper():
                phrase.last = k

    def _posted(self, phrase: RolePhrase) -> None:
        """ "Ambassador of India to Russia", "the Indian Embassy in Moscow": the place of the post is no owner."""
        words = {token.lower for token in self._tokens[phrase.role.first : phrase.role.last]}
        k = phrase.last
        if not words & _DIPLOMATS or k >= len(self._tokens) or self._tokens[k].lower not in ("to", "in", "at"):
            return
        atom = self._atom_after(k + 1)
        if atom is not None and atom.sort in (Sort.STATE, Sort.CAPITAL, Sort.CITY, Sort.IGO, Sort.SEAT):
            phrase.nested.append(atom)
            phrase.last = atom.last

    def _atom_after(self, k: int) -> Atom | None:
        """The atom at a token, an article or an adjective before it allowed."""
        for step in range(3):
            if k + step >= len(self._tokens):
                return None
            atom = self._at.get(k + step)
            if atom is not None:
                return atom
            if self._tokens[k + step].tag not in ("DT", "JJ", "VBN"):
                return None
        return None

    def _atom_beyond(self, k: int) -> Atom | None:
        """The state at the end of "(Minister of) Youth and Sports of the Republic of Turkey"."""
        start = k
        while k < len(self._tokens) and k - start < 12:
            token = self._tokens[k]
            if token.lower == "of" and k > start:
                atom = self._atom_after(k + 1)
                if atom is not None:
                    return atom if atom.sort is Sort.STATE else None
            elif not token.text[0].isupper() and token.lower not in ("and", "for", "the", ",", "&", "-", "of"):
                return None
            inside = self._at.get(k)
            if inside is not None:
                if inside.sort is not Sort.IGO:
                    return None
                k = inside.last - 1  # "Minister of Foreign Affairs, the European Union and Cooperation of Spain"
            k += 1
        return None

    def _chain(self) -> None:
        """ "A spokesman for the Russian Foreign Ministry", "Deputy Head of the Office of the President of Ukraine X".

        A role that is followed by "of", "for", "at" (or "to", of an adviser) and a phrase with an owner has that owner
        too, and a name after it all is the holder's of the outer role, unless it belongs with an inner title
        ("spokesman for President Putin").
        """
        by_first = {phrase.first: phrase for phrase in self.found}
        for phrase in reversed(self.found):
            if phrase.owners or phrase.role.last >= len(self._tokens):
                continue
            link = self._tokens[phrase.role.last]
            if link.lower not in ("of", "for", "at", "to") or (link.lower == "to" and not self._advises(phrase)):
                continue
            k = phrase.role.last + 1
            inner = by_first.get(k) or by_first.get(k + 1)
            if inner is None or not inner.owners or (phrase.role.office.kind == "people" and link.lower != "at"):
                continue
            if phrase.name is not None:
                continue
            phrase.owners = list(inner.owners)
            phrase.chained = True
            phrase.last = inner.whole[1]
            if inner.name is not None and inner.name[0] == inner.last and phrase.role.office.kind == "person":
                institution = inner.role.office.kind != "person"
                article = self._tokens[inner.first].lower == "the" and inner.last > inner.role.last
                known = self._at.get(inner.name[1] - 1)
                if institution or (article and known is None):
                    phrase.name, inner.name = inner.name, None
                    inner.whole, phrase.last = (inner.first, inner.last), inner.last
            if phrase.name is None and phrase.role.office.kind == "person":
                phrase.name = self._names.starting_at(phrase.last) if inner.name is None else None
            phrase.whole = (phrase.first, phrase.name[1] if phrase.name else phrase.last)

    def _advises(self, phrase: RolePhrase) -> bool:
        words = {token.lower for token in self._tokens[phrase.role.first : phrase.role.last]}
        return bool(words & {"adviser", "advisor", "aide", "assistant", "envoy", "spokesman", "counsel", "secretary"})

    def _appose(self) -> None:
        """Bind "Gros, Brazil's central bank president," and "the army chief, Gen. Naravane," together."""
        tokens = self._tokens
        for phrase in self.found:
            if phrase.name is not None or phrase.role.office.kind != "person" or phrase.role.plural:
                continue
            before, after = phrase.first - 1, phrase.last
            closed = (
                after >= len(tokens)
                or tokens[after].lower in (",", ".", ")", ";", "-", "--")
                or (tokens[after].sentence != tokens[phrase.first].sentence)
            )
            if closed and before > 0 and tokens[before].text in (",", "(") and phrase.owners:
                name = self._names.ending_at(before)
                if name is not None:
                    phrase.name, phrase.whole = name, (name[0], phrase.last)
                    continue
            if after + 1 < len(tokens) and tokens[after].text == "," and (phrase.owners or phrase.definite):
                name = self._names.starting_at(after + 1)
                if name is not None and self._names.closes(name):
                    phrase.name, phrase.whole = name, (phrase.first, name[1])
