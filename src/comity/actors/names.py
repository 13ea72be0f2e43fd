"""Drafts of names: states, organisations, bodies, seats of power, and persons by full or family name."""

from __future__ import annotations

from dataclasses import replace

from comity.actors import people, tables
from comity.actors.atoms import Atom
from comity.actors.cues import cue
from comity.actors.drafting import Drafting
from comity.actors.drafts import head_of, name_of
from comity.actors.lexicon import Sort
from comity.actors.mention import MentionKind
from comity.actors.name_runs import CALENDAR, FEMININE, HONORIFICS
from comity.actors.persons import Known, from_table, incumbent_called
from comity.actors.seats import is_place
from comity.actors.words import fold

_KINDS = {
    Sort.STATE: MentionKind.STATE,
    Sort.ADJECTIVE: MentionKind.ADJECTIVE,
    Sort.DEMONYM: MentionKind.DEMONYM,
    Sort.DEMONYMS: MentionKind.DEMONYM,
    Sort.CAPITAL: MentionKind.METONYM,
    Sort.SEAT: MentionKind.METONYM,
    Sort.IGO: MentionKind.IGO,
    Sort.BODY: MentionKind.BODY,
    Sort.GROUP: MentionKind.GROUP,
    Sort.MEMBERS: MentionKind.GROUP,
    Sort.PERSON: MentionKind.PERSON,
    Sort.CITY: MentionKind.PLACE,
}
_DIRECTIONS = cue("direction")
_COMPANY = frozenset(
    {"inc", "ltd", "corp", "co", "plc", "llc", "gmbh", "ag", "sa", "nv", "limited", "bhd", "pte", "pvt"}
)
_GIVEN_NAMES = cue("given name")
_REGIONS = cue("part of a city") | cue("venue")
_KIN = frozenset({"first lady", "first gentleman", "relative"})
_ARTICLED = frozenset({Sort.STATE, Sort.IGO, Sort.BODY, Sort.SEAT, Sort.GROUP, Sort.DEMONYM, Sort.DEMONYMS})


class NameDrafter:
    """Turns atoms and bare family names into drafts."""

    def __init__(self, drafting: Drafting) -> None:
        self._on = drafting
        self._named: frozenset[str] | None = None

    def atom(self, atom: Atom) -> None:
        if atom.sort is Sort.PERSON:
            if not self._on.used.issuperset(range(atom.first, atom.last)):
                self._known_person(atom)
            return
        first = atom.first
        if atom.options:
            self._weak_body(atom)
            return
        articles = ("the", "a", "an") if atom.sort is Sort.DEMONYM else ("the",)
        if (
            first
            and self._on.tokens[first - 1].lower in articles
            and atom.sort in _ARTICLED
            and not self._modifies(atom)
        ):
            first -= 1
        if atom.sort is Sort.STATE and (self._is_branch(atom) or self._is_given_name(atom)):
            return
        if atom.sort is Sort.DEMONYM and self._is_tongue(atom):
            return
        if atom.sort in (Sort.CITY, Sort.CAPITAL) and (self._is_surname(atom) or self._is_namesake(atom)):
            return
        kind, why = _KINDS[atom.sort], atom.why
        if atom.sort in (Sort.CAPITAL, Sort.SEAT):
            place = is_place(self._on.analysis, atom)
            if place:
                kind, why = MentionKind.PLACE, f"a place: {place}"
                actors = tuple(self._on.actor(code, atom.start, atom.end, reason=why) for code in atom.codes)
                self._on.draft(first, atom.last, kind, actors, atom)
                return
        actors = tuple(
            self._on.actor(
                code,
                start,
                end,
                id_=each.id if len(each.codes) == 1 else code,
                name=each.name if len(each.codes) == 1 else "",
                sector=each.sector,
                reason=why,
            )
            for each, (start, end) in zip(atom.senses, atom.parts, strict=True)
            for code in each.codes
        )
        draft = self._on.draft(first, atom.last, kind, actors, atom)
        draft.plural = len(draft.codes) > 1 or atom.sort in (Sort.DEMONYMS, Sort.MEMBERS)

    def _is_surname(self, atom: Atom) -> bool:
        """ "Jack London", "Rodrigo de Lima": a city's name right after a given name or a particle of a name."""
        if not atom.first:
            return False
        before, head = self._on.tokens[atom.first - 1], self._on.tokens[atom.last - 1]
        if before.lower in ("de", "da", "von", "van", "di", "du"):
            return True
        given = before.pos == "PROPN" and before.text[0].isupper() and before.text[-1:].isalpha()
        together = before.dep == "compound" and before.head in (atom.first, atom.last - 1)
        known = before.i in self._on.atoms.at or before.lower in _DIRECTIONS or before.text.isupper()
        return given and together and not known and head.dep not in ("compound", "nmod")

    def _is_namesake(self, atom: Atom) -> bool:
        """ "Michigan National Corp": a city or region as the first word of another name."""
        if atom.sort is not Sort.CITY or atom.last >= len(self._on.tokens):
            return False
        head, after = self._on.tokens[atom.last - 1], self._on.tokens[atom.last]
        name = head.dep in ("compound", "nmod") and after.pos == "PROPN" and after.text[0].isupper()
        return name and atom.last not in self._on.atoms.at and after.lower not in _REGIONS

    def _is_given_name(self, atom: Atom) -> bool:
        """ "Jordan Smith scored": a state's name that people bear, before one more word of a name."""
        tokens, k = self._on.tokens, atom.last
        if k >= len(tokens) or tokens[atom.first].lower not in _GIVEN_NAMES or k in self._on.atoms.at:
            return False
        alone = k + 1 >= len(tokens) or tokens[k + 1].pos != "PROPN"
        return alone and tokens[k].pos == "PROPN" and tokens[k].text.istitle() and tokens[k].lower not in _REGIONS

    def _is_branch(self, atom: Atom) -> bool:
        """ "Teleglobe Canada Inc": a state's name as the last word of a company's."""
        if atom.last >= len(self._on.tokens):
            return False
        return self._on.tokens[atom.last].lower.rstrip(".") in _COMPANY

    def _is_tongue(self, atom: Atom) -> bool:
        """A bare "Russian" as a noun, without article, number or adjective, is the language."""
        head = self._on.tokens[atom.last - 1]
        if head.dep not in ("pobj", "dobj", "nsubj", "attr", "conj") or head.tag not in ("NN", "NNP"):
            return False
        sense = atom.sense
        if tables.states()[sense.code].demonyms and all(
            one == many for one, many in tables.states()[sense.code].demonyms
        ):
            return False
        return not any(
            child.dep in ("det", "amod", "nummod", "poss", "compound") for child in self._on.analysis.children(head)
        )

    def _modifies(self, atom: Atom) -> bool:
        """Whether a name stands before the noun that an article belongs to ("the US ambassador")."""
        head = self._on.tokens[head_of(self._on.tokens, atom.first, atom.last)]
        follows = self._on.tokens[atom.last].pos if atom.last < len(self._on.tokens) else "PUNCT"
        if follows in ("PUNCT", "CCONJ"):
            return False
        after_of = atom.first > 1 and self._on.tokens[atom.first - 2].lower == "of"
        return head.dep in ("compound", "nmod", "amod", "npadvmod") and head.head >= atom.last and not after_of

    def _weak_body(self, atom: Atom) -> None:
        """A body whose name others share: with its owner beside it, or as inferred."""
        reading = atom.reading
        if reading is None:
            return
        sense, first = reading.sense, reading.first
        if first and self._on.tokens[first - 1].lower == "the":
            first -= 1
        start, end = self._on.bare(first, reading.last)
        actors = tuple(
            self._on.actor(
                code,
                start,
                end,
                id_=sense.id if len(sense.codes) == 1 else code,
                name=sense.name if len(sense.codes) == 1 else "",
                sector=sense.sector,
                inferred=bool(reading.why),
                reason=reading.why,
            )
            for code in sense.codes
        )
        self._on.draft(first, reading.last, MentionKind.BODY, actors)

    def _known_person(self, atom: Atom) -> None:
        if people.people()[atom.sense.id].unknown_yet(self._on.day):
            return
        known, short = from_table(atom.sense.id, self._on.day)
        owner = self._possessor(atom)
        if owner and owner not in {term.country for term in people.people()[atom.sense.id].terms}:
            known, short = self._namesake(atom, owner) or (
                replace(known, country=owner, role=None, reason=f"named as of {name_of(owner)}"),
                (),
            )
        first = atom.first
        while first and self._on.tokens[first - 1].lower in HONORIFICS:
            first -= 1
        actor = self._on.actor(
            known.country, atom.start, atom.end, role=known.role, sector=known.sector, reason=known.reason
        )
        draft = self._on.draft(first, atom.last, MentionKind.PERSON, (actor,), atom)
        feminine = True if any(self._on.tokens[i].lower in FEMININE for i in range(first, atom.first)) else None
        draft.person, draft.role, draft.feminine = known.name, known.role, feminine
        self._on.persons.introduce(known, short)

    def _namesake(self, atom: Atom, country: str) -> tuple[Known, tuple[str, ...]] | None:
        """Who of another state goes by the same name and is in office there."""
        for i in range(atom.last - 1, atom.first - 1, -1):
            for person in people.holders(fold(self._on.tokens[i].text), self._on.day):
                if person.country(self._on.day) == country:
                    return from_table(person.name, self._on.day)
        return None

    def _possessor(self, atom: Atom) -> str:
        """The state right before or after a person's name ("Jordan's King Abdullah", "King Abdullah of Jordan")."""
        tokens = self._on.tokens
        if atom.last + 1 < len(tokens) and tokens[atom.last].lower == "of":
            owner = self._on.atoms.at.get(atom.last + 1)
            if owner is not None and owner.sort is Sort.STATE and len(owner.codes) == 1:
                return owner.codes[0]
        before = atom.first - 1
        if before < 1 or self._on.tokens[before].tag != "POS":
            return ""
        owner = self._on.atoms.at.get(before - 1)
        return owner.codes[0] if owner is not None and owner.sort is Sort.STATE and len(owner.codes) == 1 else ""

    def bare_names(self) -> None:
        """Family names of persons whom the document introduced, or who alone hold a high office by that name."""
        tokens = self._on.tokens
        covered = set(self._on.used)
        for draft in self._on.drafts:
            if draft.kind is MentionKind.PERSON:
                covered.update(range(draft.first, draft.last))
        words = self._on.persons.words
        famous = people.short_names() if self._on.day is not None else frozenset()
        for token in tokens:
            if not token.text[0].isupper() or token.i in covered or token.i in self._on.atoms.at:
                continue
            word = fold(token.text)
            if word not in words and word not in famous:
                continue
            run = self._run(token.i, covered)
            if run is not None:
                self._bare_name(*run)
                covered.update(range(*run))

    def _run(self, i: int, covered: set[int]) -> tuple[int, int] | None:
        """The run of capitalised name words around a token."""
        tokens = self._on.tokens
        if tokens[i].pos not in ("PROPN", "NOUN", "ADJ", "X", "INTJ", "VERB") and not tokens[i].text.isupper():
            return None
        first = last = i

        def of_name(k: int) -> bool:
            return (
                0 <= k < len(tokens)
                and tokens[k].sentence == tokens[i].sentence
                and tokens[k].text[0].isupper()
                and (tokens[k].pos == "PROPN" or tokens[k].lower in HONORIFICS)
                and k not in covered
                and k not in self._on.atoms.at
                and tokens[k].lower not in CALENDAR
                and not any(date.start <= tokens[k].start < date.end for date in self._on.analysis.dates)
            )

        def hyphen(k: int) -> bool:
            return 0 < k < len(tokens) - 1 and tokens[k].text == "-" and tokens[k - 1].end == tokens[k].start

        while of_name(first - 1) or (hyphen(first - 1) and of_name(first - 2)):
            first -= 1
        while of_name(last + 1) or (hyphen(last + 1) and of_name(last + 2)):
            last += 1
        return first, last + 1

    def _codes(self) -> frozenset[str]:
        """The codes that the names and titles of the document name."""
        if self._named is None:
            self._named = self._on.named.union(code for draft in self._on.drafts for code in draft.codes)
        return self._named

    def _bare_name(self, first: int, last: int) -> None:
        run = [fold(self._on.tokens[i].text) for i in range(first, last) if self._on.tokens[i].text != "-"]
        spoken = [word for word in run if word not in HONORIFICS]
        if not spoken:
            return
        known = self._on.persons.recall(run)
        titled = len(run) > 1
        if known is None and not titled and spoken[0] in CALENDAR:
            return
        spouse = known is not None and known.role in _KIN and not FEMININE.intersection(run)
        if (known is None or spouse) and len(spoken) == 1:
            sentence = self._on.analysis.sentences[self._on.tokens[first].sentence]
            holder = incumbent_called(spoken[0], self._on.day, self._codes(), titled or first > sentence.first, titled)
            known = holder if known is None or (holder is not None and holder.country == known.country) else known
        if known is None:
            return
        start, end = self._on.name_span((first, last))
        actor = self._on.actor(known.country, start, end, role=known.role, sector=known.sector, reason=known.reason)
        draft = self._on.draft(first, last, MentionKind.PERSON, (actor,))
        feminine = True if any(word in FEMININE for word in run) else known.feminine
        draft.person, draft.role, draft.feminine = known.name, known.role, feminine
        self._on.persons.introduce(known)
