"""Noun phrases that do not name their actor: "both nations", "the two leaders", "the President", "the country"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from comity.actors import tables
from comity.actors.cues import cue
from comity.actors.discourse import Discourse
from comity.actors.drafts import Draft, name_of
from comity.actors.mention import MentionKind
from comity.actors.phrases import RolePhrase
from comity.actors.roles import role_name
from comity.actors.speech import Speakers
from comity.language.analysis import Analysis, Token
from comity.records import Actor

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5}
COUNTRY_ROLE = "state"
_CRAFT = "ship or aircraft"  # "the aircraft" is most often the thing, and not whose it is
_COUNTRY_WORDS = cue("countries")
_PLAIN_SIDES = cue("sides")
_PLURALS = _COUNTRY_WORDS | _PLAIN_SIDES
_COUNTRY_NOUNS = cue("country")
_ALLIANCES = cue("alliance")
_MILD = cue("harmless adjective")
_RELATIONS = cue("relation")
_DUOS = frozenset({"pair", "duo"})  # "the pair spoke by telephone"
_TWO_PEOPLE = frozenset({"men", "women", "statesmen"})  # only behind "two" or "both"
_ALONE = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "poss"})
_RESTRICTING = frozenset({"of", "from", "that", "which", "who", "whose", "in", "with"})
_DETERMINERS = cue("determiner")
_NEAR_ROLES = 5  # sentences back to look for "the spokesman", "the ministry"


@dataclass(slots=True, eq=False)
class NounAnaphor:
    """A noun phrase to resolve: tokens [first, last), its determiner, number, possessive pronoun and modifiers."""

    first: int
    last: int
    noun: int
    plural: bool
    determiner: str
    number: int | None
    pronoun: Token | None
    adjectives: frozenset[str]
    phrase: RolePhrase | None
    noun_before: bool


def noun_anaphors(analysis: Analysis, pending: list[RolePhrase], taken: set[int]) -> list[NounAnaphor]:
    """All candidates, in order: role phrases without an owner, and plain nouns for states and alliances."""
    tokens = analysis.tokens
    found = [
        _read(tokens, phrase.role.first, phrase.role.last, phrase.role.plural, phrase)
        for phrase in pending
        if phrase.name is None and not _modifies(tokens, phrase.role.last - 1)
    ]
    covered = {i for phrase in pending for i in range(phrase.role.first, phrase.role.last)} | taken
    for token in tokens:
        if token.i in covered or token.pos not in ("NOUN", "PROPN") or _modifies(tokens, token.i):
            continue
        if token.lower in _PLURALS or token.lower in _ALLIANCES or token.lower in _COUNTRY_NOUNS:
            found.append(_read(tokens, token.i, token.i + 1, token.lower in _PLURALS, None))
        elif token.lower in _TWO_PEOPLE or token.lower in _DUOS:
            one = _read(tokens, token.i, token.i + 1, True, None)
            if one.determiner == "both" or (one.determiner and (one.number == 2 or token.lower in _DUOS)):
                found.append(one)
    found += [_two_alone(token) for token in tokens if token.i not in covered and _stands_alone(tokens, token)]
    found.sort(key=lambda each: (each.first, -each.last))
    return found


def _stands_alone(tokens: list[Token], token: Token) -> bool:
    """Whether "the two" or "both" stands without a noun and fills a role of its own ("the two met")."""
    if token.dep not in _ALONE or token.head == token.i:
        return False
    following = tokens[token.i + 1].lower if token.i + 1 < len(tokens) else ""
    if following in ("of", "-", "per") or tokens[token.head].pos not in ("VERB", "AUX", "ADP"):
        return False
    if token.lower == "both":
        return token.dep in ("nsubj", "nsubjpass")
    return token.lower == "two" and token.i > 0 and tokens[token.i - 1].lower in ("the", "these")


def _two_alone(token: Token) -> NounAnaphor:
    two = token.lower == "two"
    first = token.i - 1 if two else token.i
    return NounAnaphor(
        first, token.i + 1, token.i, True, "the" if two else "both", 2, None, frozenset(), None, noun_before=False
    )


def _modifies(tokens: list[Token], i: int) -> bool:
    """Whether a noun stands before the noun it belongs to ("the customs sector")."""
    token = tokens[i]
    return token.dep in ("compound", "nmod", "amod", "npadvmod") and token.head > i and token.tag not in ("NNS", "NNPS")


def _read(tokens: list[Token], first: int, last: int, plural: bool, phrase: RolePhrase | None) -> NounAnaphor:
    sentence = tokens[first].sentence
    determiner, number, pronoun = "", None, None
    adjectives: list[str] = []
    start, k, noun_before = first, first - 1, False
    while k >= 0 and tokens[k].sentence == sentence and first - k <= 6:
        token = tokens[k]
        if token.lower in _DETERMINERS and (determiner == "" or token.lower in ("both", "all")):
            determiner = token.lower
            start = k
            if token.lower != "the" and token.lower != "these":
                break
        elif token.tag == "PRP$":
            pronoun, start = token, k
            if not (k and tokens[k - 1].lower == "both"):
                break
        elif determiner or pronoun:
            break
        elif token.lower in NUMBERS:
            number, start = NUMBERS[token.lower], k
        elif token.tag in ("JJ", "JJR", "JJS", "VBG", "VBN") and number is None:
            adjectives.append(token.lower)
        elif token.lower == "-" or token.tag == "HYPH":
            pass
        elif token.pos in ("NOUN", "PROPN"):
            noun_before = True
            break
        else:
            break
        k -= 1
    return NounAnaphor(
        start, last, last - 1, plural, determiner, number, pronoun, frozenset(adjectives), phrase, noun_before
    )


class NounResolver:
    """Resolves noun phrases against the discourse before them."""

    def __init__(self, analysis: Analysis, discourse: Discourse, speakers: Speakers) -> None:
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._discourse = discourse
        self._speakers = speakers

    def draft(
        self,
        first: int,
        last: int,
        sides: tuple[str, ...],
        reason: str,
        *,
        role: str | None,
        sector: str | None,
        inferred: bool = True,
        human: bool = False,
        plural: bool | None = None,
    ) -> Draft:
        """An anaphor draft over tokens [first, last) for the codes of its sides."""
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        words = self._analysis.document.text[start:end]
        actors = tuple(
            Actor(code, code, name_of(code), words, start, end, role, sector, inferred, reason) for code in sides
        )
        draft = Draft(start, end, first, last, MentionKind.ANAPHOR, actors)
        draft.role, draft.human, draft.plural = role, human, len(sides) > 1 if plural is None else plural
        return draft

    def resolve(self, anaphor: NounAnaphor, owner_codes: tuple[str, ...] | None) -> Draft | None:
        """The draft of an anaphor, or None where nothing decides. `owner_codes` are those of a pronoun or possessor."""
        phrase = anaphor.phrase
        role, sector, human = None, None, False
        if phrase is not None and phrase.role.office.role != COUNTRY_ROLE:
            role, sector = role_name(phrase.role.office, phrase.modifiers), phrase.role.office.sector
            human = phrase.role.office.kind != "institution"
        if owner_codes and self._tokens[anaphor.noun].lower in _RELATIONS:
            return None
        if owner_codes:
            reason = f"owned by {' and '.join(name_of(code) for code in owner_codes)}, resolved in the text"
            return self.draft(
                anaphor.first,
                anaphor.last,
                owner_codes,
                reason,
                role=role,
                sector=sector,
                human=human,
                plural=anaphor.plural,
            )
        if phrase is not None and phrase.possessed:
            return None
        if anaphor.plural or anaphor.determiner in ("either", "neither"):
            return self._plural(anaphor, role, sector, human)
        return self._singular(anaphor, role, sector, human)

    def _plural(self, anaphor: NounAnaphor, role: str | None, sector: str | None, human: bool) -> Draft | None:
        word = self._tokens[anaphor.noun].lower
        phrase = anaphor.phrase
        if phrase is not None and (phrase.role.office.kind == "people" or word == "speakers"):
            return None  # speakers are most often those who speak here
        both = (
            anaphor.determiner in ("both", "either", "neither")
            or word in _DUOS
            or (anaphor.number == 2 and (anaphor.determiner != "" or word in _PLURALS or role in ("side", "leader")))
        )
        if sector == "BUS" or (anaphor.number is not None and not both and anaphor.determiner == ""):
            return None
        before = self._tokens[anaphor.first - 1].lower if anaphor.first else ""
        if anaphor.determiner == "" and not both and before == "between" and phrase is not None:
            both = True  # "meetings between defence ministers"
        if not both and anaphor.number is None and anaphor.determiner != "the":
            return self._joined(anaphor, role, sector, human)
        if anaphor.noun_before or not anaphor.adjectives <= _MILD:
            return None
        following = self._tokens[anaphor.last].lower if anaphor.last < len(self._tokens) else ""
        if following in _RESTRICTING and (not both or following in ("of", "from")):
            return None
        states_only = word in _COUNTRY_WORDS
        if anaphor.number is not None and anaphor.number > 2:
            several = self._discourse.several(anaphor.first, anaphor.number, states_only=states_only)
            if several is None:
                return None
            sides, reason = several
        else:
            if not both and role == "party" and not self._discourse.bilateral:
                return None
            people = word in _TWO_PEOPLE or word in _DUOS or word in ("two", "both")
            found = self._discourse.pair(anaphor.first, states_only=True) if people else None
            found = found or self._discourse.pair(anaphor.first, states_only=states_only)
            pair = found or self._as_before(anaphor)
            if pair is None:
                return None
            sides, reason = pair
        if word in _PLURALS or role in ("side", "party"):
            role, sector = None, None
        return self.draft(anaphor.first, anaphor.last, sides, reason, role=role, sector=sector, human=human)

    def _joined(self, anaphor: NounAnaphor, role: str | None, sector: str | None, human: bool) -> Draft | None:
        """ "The security councils and defence ministers": the second has the owners of the first."""
        if anaphor.determiner or anaphor.first < 2 or self._tokens[anaphor.first - 1].lower not in ("and", "&"):
            return None
        for draft in reversed(self._discourse.before(anaphor.first)):
            if draft.kind is MentionKind.ANAPHOR and draft.last == anaphor.first - 1 and len(draft.codes) > 1:
                reason = draft.actors[0].reason
                return self.draft(
                    anaphor.first, anaphor.last, draft.codes, reason, role=role, sector=sector, human=human
                )
            if draft.last <= anaphor.first - 1:
                return None
        return None

    def _as_before(self, anaphor: NounAnaphor) -> tuple[tuple[str, ...], str] | None:
        """The pair that the same noun stood for before ("The leaders … The leaders")."""
        word = self._tokens[anaphor.noun].lower
        for draft in reversed(self._discourse.before(anaphor.first)):
            long = draft.kind is MentionKind.ANAPHOR and draft.last > draft.first + 1
            if long and len(draft.codes) == 2 and self._tokens[draft.last - 1].lower == word:
                return draft.codes, f"as {' '.join(draft.actors[0].text.split())!r} before"
        return None

    def _singular(self, anaphor: NounAnaphor, role: str | None, sector: str | None, human: bool) -> Draft | None:
        word = self._tokens[anaphor.noun].lower
        if anaphor.determiner not in ("the", "this") or anaphor.noun_before or not anaphor.adjectives <= _MILD:
            return None
        following = self._tokens[anaphor.last].lower if anaphor.last < len(self._tokens) else ""
        if following in ("of", "that", "which", "where", "from") and word not in ("president",):
            return None
        if following == "of":
            return None

        def make(codes: tuple[str, ...], reason: str) -> Draft:
            return self.draft(anaphor.first, anaphor.last, codes, reason, role=role, sector=sector, human=human)

        if word in _COUNTRY_NOUNS:
            spoken = self._speakers.state(anaphor.first) if anaphor.determiner == "this" else None
            focus = spoken or self._discourse.state(anaphor.first)
            return make((focus[0],), focus[1]) if focus else None
        if word in _ALLIANCES or (anaphor.phrase is None):
            return self._alliance(anaphor, make) if word in _ALLIANCES else None
        office = anaphor.phrase.role.office
        if office.role in (COUNTRY_ROLE, _CRAFT) or office.kind == "people" or word == "capital":
            return None
        if role == "company" or office.sector == "BUS":
            return self._last_of(anaphor, (MentionKind.BODY,), make, "BUS") if office.kind == "institution" else None
        own = self._discourse.presidency
        if own and role == "head of state" and anaphor.determiner == "the" and not self._foreign_head(anaphor, own):
            return make((own,), f"the publisher is the office of the president of {name_of(own)}")
        same = self._same_role(anaphor, role or "", far=office.unique)
        if same is not None:
            return make(same.codes, f"{' '.join(same.actors[0].text.split())} was the last {role} named")
        if office.unique and anaphor.determiner == "the":
            if office.kind == "person" and self._discourse.publisher:
                state = self._discourse.publisher
                return make((state,), f"the publisher speaks for {name_of(state)}")
            focus = self._discourse.state(anaphor.first)
            return make((focus[0],), focus[1]) if focus else None
        return None

    def _foreign_head(self, anaphor: NounAnaphor, own: str) -> bool:
        """Whether another state's head was named by title just before, in the same sentence."""
        here = self._tokens[anaphor.first].sentence
        for draft in reversed(self._discourse.before(anaphor.first)):
            if self._discourse.sentence(draft) != here:
                return False
            if draft.role == "head of state" and not draft.plural:
                titled = any(token.lower in _TITLES for token in self._tokens[draft.first : draft.last])
                return draft.codes != (own,) and titled
        return False

    def _alliance(self, anaphor: NounAnaphor, make: Callable[[tuple[str, ...], str], Draft]) -> Draft | None:
        """ "The organisation": of those named before with that word in their name the one most spoken of."""
        word = self._tokens[anaphor.noun].lower.replace("organization", "organisation")
        named = [d for d in self._discourse.before(anaphor.first) if d.kind is MentionKind.IGO and len(d.codes) == 1]
        counts = Counter(draft.codes[0] for draft in named)
        fitting = [draft for draft in named if word in _igo_words(draft.codes[0])]
        if fitting:
            best = max(reversed(fitting), key=lambda draft: counts[draft.codes[0]])
            return make(best.codes, f"{name_of(best.codes[0])} is the {word} most spoken of")
        return self._last_of(anaphor, (MentionKind.IGO,), make)

    def _last_of(
        self,
        anaphor: NounAnaphor,
        kinds: tuple[MentionKind, ...],
        make: Callable[[tuple[str, ...], str], Draft],
        sector: str | None = None,
    ) -> Draft | None:
        """The last draft of some kinds, near enough."""
        here = self._tokens[anaphor.first].sentence
        for draft in reversed(self._discourse.before(anaphor.first)):
            if here - self._discourse.sentence(draft) > _NEAR_ROLES:
                return None
            fits = draft.kind in kinds and len(draft.codes) == 1
            if fits and sector is not None:  # a company is spoken of again only where it was the subject
                fits = draft.actors[0].sector == sector and self._discourse.is_subject(draft)
            if fits:
                words = " ".join(draft.actors[0].text.split())
                return make(draft.codes, f"{words} was the last one named")
        return None

    def _same_role(self, anaphor: NounAnaphor, role: str, *, far: bool) -> Draft | None:
        """The last holder of a role that was introduced; of a publishing government, its own holder first."""
        here = self._tokens[anaphor.first].sentence
        fitting: list[Draft] = []
        for draft in reversed(self._discourse.before(anaphor.first)):
            if not far and here - self._discourse.sentence(draft) > _NEAR_ROLES:
                break
            if draft.role and not draft.plural and len(draft.codes) == 1 and _matches(draft.role, role):
                fitting.append(draft)
        own = self._discourse.publisher
        return next((draft for draft in fitting if own and draft.codes == (own,)), fitting[0] if fitting else None)


@cache
def _igo_words(code: str) -> frozenset[str]:
    """The words of all names of an organisation, in one spelling."""
    igo = tables.igos().get(code)
    names = (igo.name, *igo.names) if igo is not None else ()
    return frozenset(word.lower().replace("organization", "organisation") for name in names for word in name.split())


_TITLES = frozenset({"president", "king", "queen", "emir", "sultan", "emperor", "head", "pope"})
_TOPS = frozenset(
    {"head of state", "head of government", "leader", "monarch", "supreme leader", "party leader", "crown prince"}
)


def _matches(held: str, said: str) -> bool:
    """Whether "the minister" (said) may be the foreign minister (held), "the leader" any head."""
    if held == said:
        return True
    if said == "minister":
        return held.endswith("minister")
    if said == "leader":
        return held in _TOPS
    return said == "monarch" and held == "head of state"
