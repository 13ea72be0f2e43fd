"""Titles with a name but no state: "Foreign Minister Lavrov", "Finance Minister X", "the Putin regime"."""

from __future__ import annotations

from comity.actors import people
from comity.actors.discourse import Discourse
from comity.actors.drafting import Drafting
from comity.actors.drafts import Draft, name_of
from comity.actors.mention import MentionKind
from comity.actors.name_runs import HONORIFICS
from comity.actors.offices import OfficeDrafter
from comity.actors.persons import Known, from_table
from comity.actors.phrases import RolePhrase
from comity.actors.roles import role_name
from comity.actors.words import fold


class TitleDrafter:
    """Finds the state of titled persons, from the tables, from the publisher, or from the state in focus."""

    def __init__(self, drafting: Drafting, offices: OfficeDrafter) -> None:
        self._on = drafting
        self._offices = offices

    def from_tables(self) -> None:
        """Titled names whose state the tables or the document know."""
        for phrase in [each for each in self._on.pending if each.name is not None]:
            if self._known(phrase):
                self._on.pending.remove(phrase)

    def _known(self, phrase: RolePhrase) -> bool:
        """ "Foreign Minister Lavrov": the state comes from the tables, by full name or by family name and office."""
        assert phrase.name is not None
        first, last = phrase.whole
        atom = next((self._on.atoms.at[i] for i in range(*phrase.name) if i in self._on.atoms.at), None)
        run = [fold(self._on.tokens[i].text) for i in range(*phrase.name)]
        role = role_name(phrase.role.office, phrase.modifiers)
        if atom is not None:
            person = people.people()[atom.sense.id]
            known = None if person.unknown_yet(self._on.day) else from_table(atom.sense.id, self._on.day)[0]
        else:
            spoken = [word for word in run if word not in HONORIFICS]
            known = self._holder(spoken, role) or self._on.persons.recall(run)
        if known is None:
            return False
        start, end = self._on.name_span(phrase.name)
        actor = self._on.actor(
            known.country, start, end, role=known.role or role, sector=phrase.role.office.sector, reason=known.reason
        )
        draft = self._on.draft(first, last, MentionKind.PERSON, (actor,))
        self._offices.introduce(draft, phrase, known.country, known.role or role)
        self._on.used.update(range(*phrase.name))
        return True

    def _holder(self, spoken: list[str], role: str) -> Known | None:
        """Who goes by the last (or first) of these words and holds that office on the day."""
        for word in dict.fromkeys((spoken[-1], spoken[0])):
            fitting = [
                person
                for person in people.holders(word, self._on.day)
                if any(term.holds(self._on.day) and _role_fits(term.role, role) for term in person.terms)
            ]
            if len(spoken) > 1:
                fitting = [p for p in fitting if set(spoken) & set(_given(p.names, word)) or len(p.name.split()) == 1]
            named = [person for person in fitting if person.country(self._on.day) in self._on.named]
            if len(named or fitting) == 1:
                return from_table((named or fitting)[0].name, self._on.day)[0]
        return None

    def from_focus(self) -> None:
        """Titles with a name that no table knows: of the publishing government, or of the one state in focus."""
        waiting = [phrase for phrase in self._on.pending if phrase.name is not None]
        if not waiting:
            return
        discourse = Discourse(self._on.analysis, self._on.drafts)
        for phrase in waiting:
            assert phrase.name is not None
            self._on.pending.remove(phrase)
            office = phrase.role.office
            if office.sector not in ("GOV", "MIL", "LEG", "JUD") or phrase.possessed or phrase.pronoun is not None:
                continue
            if self._on.tokens[phrase.first].lower in ("a", "an") or self._qualified(phrase):
                continue
            focus = (
                (discourse.publisher, f"the publisher speaks for {name_of(discourse.publisher)}")
                if discourse.publisher
                else discourse.state(phrase.first)
                if office.unique or office.role.endswith("minister")
                else None
            )
            if focus is None:
                continue
            role = role_name(office, phrase.modifiers)
            if self._is_anothers(phrase.name, focus[0], role):
                continue
            start, end = self._on.name_span(phrase.name)
            actor = self._on.actor(
                focus[0], start, end, role=role, sector=office.sector, inferred=True, reason=focus[1]
            )
            draft = self._on.draft(*phrase.whole, MentionKind.PERSON, (actor,))
            self._offices.introduce(draft, phrase, focus[0], role)
            self._on.used.update(range(*phrase.name))

    def _is_anothers(self, name: tuple[int, int], country: str, role: str) -> bool:
        """Whether the tables know that somebody else holds this office: the president is then a company's."""
        holder = people.incumbent(country, role, self._on.day) if role in people.TOPS else None
        if holder is None:
            return False
        spoken = {fold(self._on.tokens[i].text) for i in range(*name)}
        known = {fold(word) for full in people.people()[holder].names for word in full.replace("-", " ").split()}
        return not spoken & known

    def _qualified(self, phrase: RolePhrase) -> bool:
        """ "Board President", "association president": the title of some other body."""
        tokens, first = self._on.tokens, phrase.role.first
        inside = any(tokens[i].pos in ("NOUN", "PROPN") for i in range(phrase.first, first))
        before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
        return inside or (before is not None and before.dep == "compound" and before.head >= first)

    def owned_by_names(self) -> None:
        """ "The Putin regime": a person's name before a role noun; "a spokesman for Rosatom": an actor after it."""
        ends = {draft.last: draft for draft in self._on.drafts if draft.kind is MentionKind.PERSON}
        starts: dict[int, Draft] = {}
        for draft in self._on.drafts:
            known = starts.get(draft.first)
            if draft.kind in _OWNERS and (known is None or draft.last > known.last):
                starts[draft.first] = draft
        tokens = self._on.tokens
        for phrase in list(self._on.pending):
            if phrase.name is not None or phrase.possessed:
                continue
            role = role_name(phrase.role.office, phrase.modifiers)
            owner = ends.get(phrase.role.first)
            if owner is not None:
                phrase.first = owner.first
                if phrase.first and tokens[phrase.first - 1].lower == "the":
                    phrase.first -= 1
            elif phrase.last < len(tokens) and tokens[phrase.last].lower in ("of", "for"):
                owner = starts.get(phrase.last + 1)
                if owner is not None:
                    phrase.last = owner.last
            if owner is not None:
                self._on.pending.remove(phrase)
                self._offices.office(phrase, list(owner.codes), [], role)


_OWNERS = frozenset(
    {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.BODY, MentionKind.IGO, MentionKind.GROUP, MentionKind.METONYM}
)
_LOOSE = {
    "head of state": {"leader", "monarch", "royal", "supreme leader", "king", "queen", "president", "chairman"},
    "head of government": {"leader"},
    "foreign minister": {"minister"},
    "defence minister": {"minister"},
    "finance minister": {"minister"},
    "interior minister": {"minister"},
    "leader": {"head of state", "supreme leader", "president", "chairman"},
}


def _role_fits(held: str, said: str) -> bool:
    """Whether a title in the text may stand for an office of the tables."""
    return held == said or said in _LOOSE.get(held, ())


def _given(names: tuple[str, ...], word: str) -> list[str]:
    return [fold(part) for name in names for part in name.replace("-", " ").split() if fold(part) != word]
