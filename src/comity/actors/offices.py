"""Drafts of role phrases that have an owner: offices, bodies, people of a state, and persons with a title."""

from __future__ import annotations

from comity.actors import people, tables
from comity.actors.atoms import Atom
from comity.actors.cues import cue
from comity.actors.drafting import Drafting
from comity.actors.drafts import Draft, name_of
from comity.actors.lexicon import Sort
from comity.actors.mention import MentionKind
from comity.actors.name_runs import FEMININE
from comity.actors.persons import Known, from_table
from comity.actors.phrases import RolePhrase
from comity.actors.roles import is_bare_head, role_name
from comity.actors.words import fold
from comity.records import Actor

_HEADSHIPS = (
    "head of state",
    "head",
    "governor",
    "secretary-general",
    "director general",
    "managing director",
    "leader",
)


_RELATIONS = cue("relation")
_VAGUE = frozenset({"side", "leader", "minister", "official", "head"})


class OfficeDrafter:
    """Turns role phrases into drafts; those without an owner go to `pending`."""

    def __init__(self, drafting: Drafting) -> None:
        self._on = drafting

    def read(self, phrase: RolePhrase) -> None:
        office = phrase.role.office
        if office.kind == "institution" and phrase.name is not None:
            phrase.name, phrase.whole = None, (phrase.first, phrase.last)  # a name after it belongs to no one known
        owners = self._owner_codes(phrase)
        if owners and phrase.name is None and self._is_relation(phrase):
            return
        if not owners and office.implies and not phrase.possessed and (phrase.name or self._titled(phrase)):
            owners = [(office.implies, None)]
        if owners:
            self._owned(phrase, owners)
        elif phrase.name is not None or office.kind != "people" or phrase.pronoun is not None:
            self._on.pending.append(phrase)

    def _is_relation(self, phrase: RolePhrase) -> bool:
        """ "India's main weapons supplier", "Brazil's creditors": others than the owner, and no body of the owner's."""
        tokens = self._on.tokens
        word = tokens[phrase.role.last - 1].lower
        return word in _RELATIONS and any(tokens[i].tag == "POS" for i in range(phrase.first, phrase.role.first))

    def _titled(self, phrase: RolePhrase) -> bool:
        """A title that implies its state is written with capitals or a definite article."""
        return phrase.definite or self._on.tokens[phrase.role.first].text[0].isupper()

    def _owner_codes(self, phrase: RolePhrase) -> list[tuple[str, Atom | None]]:
        found: list[tuple[str, Atom | None]] = []
        for atom in phrase.owners:
            if atom.sort is Sort.PERSON:
                known, _ = from_table(atom.sense.id, self._on.day)
                found.append((known.country, atom))
            else:
                found += [(code, atom) for code in atom.codes]
        return found

    def _owned(self, phrase: RolePhrase, owners: list[tuple[str, Atom | None]]) -> None:
        office = phrase.role.office
        role = self._role(phrase)
        codes = list(dict.fromkeys(code for code, _ in owners))
        first, last = phrase.whole
        if phrase.name is not None and not self._same_person(phrase, codes):
            phrase.name, (first, last) = None, (phrase.first, phrase.last)
        if phrase.name is not None:
            role = self._held(phrase, codes[0], role)
            start, end = self._on.name_span(phrase.name)
            actor = self._on.actor(codes[0], start, end, role=role, sector=office.sector, reason=self._why(owners))
            draft = self._on.draft(first, last, MentionKind.PERSON, (actor,))
            if (first, last) != (phrase.first, phrase.last) and phrase.name[0] < phrase.first:
                self.office(phrase, codes, owners, role)
            self.introduce(draft, phrase, codes[0], role)
            self._on.used.update(range(*phrase.name))
        else:
            self.office(phrase, codes, owners, role)

    def _held(self, phrase: RolePhrase, code: str, role: str) -> str:
        """The office that the tables know, where the text only says "leader" or "counterpart"."""
        atom = self._on.atoms.at.get(phrase.name[1] - 1) if phrase.name else None
        if (
            atom is None
            or atom.sort is not Sort.PERSON
            or role not in ("side", "leader", "minister", "official", "head")
        ):
            return role
        known, _ = from_table(atom.sense.id, self._on.day)
        return known.role if known.role and known.country == code else role

    def _role(self, phrase: RolePhrase) -> str:
        """The role; the president of a bank or of an organisation is not a head of state."""
        role = role_name(phrase.role.office, phrase.modifiers)
        word = self._on.tokens[phrase.role.first].lower
        if is_bare_head(phrase.role.office) and word.rstrip("s") in ("member", "founder", "deputy", "secretary"):
            return word.rstrip("s")
        atom = phrase.owners[0] if len(phrase.owners) == 1 and not phrase.chained else None
        if atom is None or atom.sort not in (Sort.BODY, Sort.IGO) or not role.endswith(_HEADSHIPS):
            return role
        former = "former " if role.startswith("former ") else ""
        body = tables.bodies().get(atom.sense.id) if atom.sort is Sort.BODY else None
        bank = body is not None and "bank" in body.kind
        return former + ("central bank governor" if bank else "head of organisation")

    def office(self, phrase: RolePhrase, codes: list[str], owners: list[tuple[str, Atom | None]], role: str) -> None:
        office = phrase.role.office
        kind = {"person": MentionKind.OFFICE, "people": MentionKind.PEOPLE}.get(office.kind) or (
            MentionKind.OFFICE if office.sector == "GOV" else MentionKind.BODY
        )
        if self._on.tokens[phrase.role.first].lower == "capital":
            kind = MentionKind.PLACE  # "in the Russian capital"
        why = self._why(owners)
        if len(codes) == 1:
            start, end = self._on.bare(phrase.first, phrase.last)
            actors: tuple[Actor, ...] = (
                self._on.actor(codes[0], start, end, role=role, sector=office.sector, reason=why),
            )
        else:
            spans = _spans(owners)
            actors = tuple(
                self._on.actor(
                    code, *spans.get(code, self._on.bare(phrase.first, phrase.last)), role=role, sector=office.sector
                )
                for code in codes
            )
        draft = self._on.draft(phrase.first, phrase.last, kind, actors)
        draft.plural, draft.role, draft.human = phrase.role.plural, role, office.kind != "institution"

    def _why(self, owners: list[tuple[str, Atom | None]]) -> str:
        return next((atom.why for _, atom in owners if atom is not None and atom.why), "")

    def _same_person(self, phrase: RolePhrase, codes: list[str]) -> bool:
        """An apposition must not bind a person of the tables to another state."""
        assert phrase.name is not None
        atom = next((self._on.atoms.at[i] for i in range(*phrase.name) if i in self._on.atoms.at), None)
        if atom is None:
            return True
        countries = {term.country for term in people.people()[atom.sense.id].terms}
        return bool(countries & set(codes)) or phrase.name[0] == phrase.last

    def introduce(self, draft: Draft, phrase: RolePhrase, country: str, role: str) -> None:
        assert phrase.name is not None
        start, end = self._on.name_span(phrase.name)
        name = " ".join(self._on.text[start:end].split())
        words = frozenset(fold(word) for word in name.replace("-", " ").split())
        feminine = True if any(self._on.tokens[i].lower in FEMININE for i in range(draft.first, draft.last)) else None
        draft.person, draft.feminine, draft.role = name, feminine, role
        atom = self._on.atoms.at.get(phrase.name[1] - 1)
        short = people.people()[atom.sense.id].short if atom is not None and atom.sort is Sort.PERSON else ()
        reason = f"{name} was introduced as {role} of {name_of(country)}"
        known = Known(words, name, country, role, phrase.role.office.sector, feminine, reason)
        self._on.persons.introduce(known, short)


def _spans(owners: list[tuple[str, Atom | None]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for code, atom in owners:
        if atom is None:
            continue
        for sense, part in zip(atom.senses, atom.parts, strict=True):
            if code in sense.codes:
                found.setdefault(code, part)
    return found
