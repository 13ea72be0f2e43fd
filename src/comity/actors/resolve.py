"""Resolution: the drafts of words that do not name their actors, in the order of the text, each with its reason."""

from __future__ import annotations

from dataclasses import replace

from comity.actors.anaphors import NounAnaphor, NounResolver, noun_anaphors
from comity.actors.discourse import Discourse
from comity.actors.drafting import Drafting
from comity.actors.drafts import Draft, name_of
from comity.actors.mention import MentionKind
from comity.actors.pronouns import PERSONAL, Pronouns
from comity.actors.speech import Speakers
from comity.language.analysis import Analysis, SentenceKind, Token
from comity.records import Actor

_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
_FILLERS = frozenset({"know", "see", "understand", "imagine", "remember", "mean"})  # "you know", "as you see"
_FIRST_PERSON = frozenset({"we", "us", "our", "ours", "ourselves", "i", "me", "my", "myself"})


def resolved(analysis: Analysis, drafting: Drafting) -> list[Draft]:
    """Drafts of kind ANAPHOR for what can be resolved; what cannot be is left out."""
    return _Resolution(analysis, drafting).run()


class _Resolution:
    def __init__(self, analysis: Analysis, drafting: Drafting) -> None:
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._discourse = Discourse(analysis, drafting.drafts)
        self._speakers = Speakers(analysis, self._discourse)
        self._pronouns = Pronouns(analysis, self._discourse)
        self._nouns = NounResolver(analysis, self._discourse, self._speakers)
        covered = {i for draft in drafting.drafts for i in range(draft.first, draft.last)}
        self._anaphors = noun_anaphors(analysis, drafting.pending, covered)
        self._found: list[Draft] = []
        self._by_pronoun: dict[int, Draft] = {}

    def run(self) -> list[Draft]:
        if not (self._discourse.history or self._discourse.publisher or self._discourse.title):
            return []
        steps: list[tuple[int, int, NounAnaphor | Token]] = [(each.first, 1, each) for each in self._anaphors]
        steps += [
            (token.i, 0, token)
            for token in self._tokens
            if token.lower in PERSONAL or token.lower in _FIRST_PERSON or token.lower in _SECOND_PERSON
        ]
        steps.sort(key=lambda step: step[:2])
        for _, _, step in steps:
            draft = self._pronoun(step) if isinstance(step, Token) else self._noun(step)
            if draft is not None:
                self._found.append(draft)
                self._discourse.add(draft)
                self._pronouns.learn(draft)
                if isinstance(step, Token):
                    self._by_pronoun[step.i] = draft
        return self._found

    def _pronoun(self, token: Token) -> Draft | None:
        if self._analysis.sentences[token.sentence].kind is SentenceKind.LABEL:
            return None
        if token.lower in _FIRST_PERSON:
            return self._first_person(token)
        if token.lower in _SECOND_PERSON:
            return self._second_person(token)
        antecedents, reason = self._pronouns.antecedents(token, PERSONAL[token.lower])
        if not antecedents and token.lower == "they" and self._pronouns.may_be_pair(token):
            return self._pair(token)
        actors: dict[str, Actor] = {}
        for draft in antecedents:
            for actor in draft.actors:
                actors.setdefault(actor.country, actor)
        if not actors:
            return None
        found = tuple(
            replace(actor, text=token.text, start=token.start, end=token.end, inferred=True, reason=reason)
            for actor in actors.values()
        )
        draft = Draft(token.start, token.end, token.i, token.i + 1, MentionKind.ANAPHOR, found)
        first = antecedents[0]
        draft.plural, draft.human = len(antecedents) > 1 or first.plural, first.human
        if len(antecedents) == 1:
            draft.person, draft.role, draft.feminine = first.person, first.role, first.feminine
        return draft

    def _pair(self, token: Token) -> Draft | None:
        """ "They spoke on Thursday" in a text about two states: these two, where nobody else may be meant."""
        pair = self._discourse.pair(token.i, states_only=True) if self._discourse.bilateral else None
        if pair is None:
            return None
        return self._nouns.draft(token.i, token.i + 1, pair[0], pair[1], role=None, sector=None)

    def _first_person(self, token: Token) -> Draft | None:
        if token.text == "US" or (token.lower == "i" and token.text != "I"):
            return None
        spoken = self._speakers.state(token.i)
        if spoken is None:
            return None
        code, reason = spoken
        actor = Actor(code, code, name_of(code), token.text, token.start, token.end, None, None, True, reason)
        draft = Draft(token.start, token.end, token.i, token.i + 1, MentionKind.ANAPHOR, (actor,))
        if token.lower in ("i", "me", "my", "myself"):
            voice = self._speakers.voice_at(token.i)
            speaker = self._speakers.speaker(voice) if voice is not None else None
            if speaker is not None:
                draft.actors = (replace(actor, role=speaker.role, sector=speaker.actors[0].sector),)
                draft.role, draft.person, draft.human = speaker.role, speaker.person, True
        return draft

    def _second_person(self, token: Token) -> Draft | None:
        if token.dep == "nsubj" and self._tokens[token.head].lemma in _FILLERS:
            return None
        found = self._speakers.addressee(token.i)
        if found is None:
            return None
        code, named, reason = found
        role = named.role if named is not None else None
        actor = Actor(code, code, name_of(code), token.text, token.start, token.end, role, None, True, reason)
        draft = Draft(token.start, token.end, token.i, token.i + 1, MentionKind.ANAPHOR, (actor,))
        if named is not None:
            draft.role, draft.person, draft.human = named.role, named.person, named.human
        return draft

    def _noun(self, anaphor: NounAnaphor) -> Draft | None:
        owner: tuple[str, ...] | None = None
        if anaphor.pronoun is not None:
            pronoun = self._by_pronoun.get(anaphor.pronoun.i)
            if pronoun is None:
                return None
            owner = pronoun.codes
            if anaphor.plural and len(owner) == 1 and anaphor.pronoun.lower in ("our", "my"):
                return self._shared(anaphor, owner[0])
        elif anaphor.phrase is not None and anaphor.phrase.possessed:
            possessor = self._ending_at(anaphor.phrase.first)
            if possessor is None:
                return None
            owner = possessor.codes
            anaphor.first = possessor.first
        return self._nouns.resolve(anaphor, owner)

    def _ending_at(self, token: int) -> Draft | None:
        """The outermost draft that ends right before a token."""
        fitting = [d for d in self._discourse.before(token) if d.last == token]
        return fitting[0] if fitting else None

    def _shared(self, anaphor: NounAnaphor, speaker: str) -> Draft | None:
        """ "Our two countries", "both our nations": the speaker's state and the other one in focus."""
        word = self._tokens[anaphor.noun].lower
        if word not in ("countries", "nations", "states", "peoples", "governments", "leaders", "economies", "capitals"):
            return None
        pair = self._discourse.pair(anaphor.first, states_only=True, including=speaker)
        if pair is None:
            return None
        sides, reason = pair
        return self._nouns.draft(anaphor.first, anaphor.last, sides, reason, role=None, sector=None)
