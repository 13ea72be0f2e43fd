"""Pronouns of the third person: he, she, it, they and their forms, by subjects and nearness."""

from __future__ import annotations

from comity.actors.cues import cue
from comity.actors.discourse import Discourse
from comity.actors.drafts import Draft
from comity.actors.mention import MentionKind
from comity.language.analysis import Analysis, Token

PERSONAL = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_HUMAN_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "ant", "ee")
_REPORTED = cue("empty it")
_SHARED = cue("shared")
_THANKING = cue("thanking")
# What two do with each other.
_TOGETHER = frozenset((
    "meet", "speak", "talk", "discuss", "sign", "confer", "negotiate", "review", "exchange", "agree", "sit", "converse",
    "cooperate", "conclude",
))  # fmt: skip
_FEMININE_NAMES = cue("feminine name")


class Pronouns:
    """Resolves pronouns of the third person; keeps which draft each token heads."""

    def __init__(self, analysis: Analysis, discourse: Discourse) -> None:
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._discourse = discourse
        self._by_head: dict[int, Draft] = {}
        self._persons: dict[int, Draft] = {}
        for draft in discourse.history:
            self.learn(draft)
        self._subjects: dict[int, Token | None] = {}

    def learn(self, draft: Draft) -> None:
        """Remember which token a draft hangs on; the longer of two drafts wins."""
        if draft.kind is MentionKind.PERSON:
            self._persons.update(dict.fromkeys(range(draft.first, draft.last), draft))
        head = self._discourse.head(draft)
        known = self._by_head.get(head)
        if known is None or known.last - known.first < draft.last - draft.first:
            self._by_head[head] = draft

    def antecedents(self, token: Token, form: str) -> tuple[list[Draft], str]:
        """The drafts that a pronoun stands for and why; an empty list where nothing decides."""
        if form in ("he", "she"):
            found = self._person(token, form)
            return ([found], f"{_words(found)} is the last person this may be") if found else ([], "")
        if form == "it":
            if token.lower == "it" and self._empty(token):
                return [], ""
            found = self._thing(token)
            return ([found], f"{_words(found)} is the subject before") if found else ([], "")
        several = self._several(token)
        return several, " and ".join(_words(each) for each in several) + " stand before" if several else ""

    # -- subjects ----------------------------------------------------------------------------------------------------

    def _clause_subjects(self, token: Token) -> list[Token]:
        """Subjects before a token in its clause and the clauses above, nearest first, not containing the token."""
        found: list[Token] = []
        chain = {token.i}
        at = token
        for _ in range(14):
            if at.head == at.i:
                break
            at = self._tokens[at.head]
            if at.pos in ("VERB", "AUX") or at.head == at.i:
                for child in self._analysis.children(at):
                    if child.dep in _SUBJECT and child.i not in chain and child.i < token.i:
                        found.append(child)
            chain.add(at.i)
        return found

    def _main_subject(self, sentence: int) -> Token | None:
        if sentence not in self._subjects:
            found: Token | None = None
            whole = self._analysis.sentences[sentence]
            for token in self._analysis.of(whole):
                if token.dep in _SUBJECT:
                    if self._tokens[token.head].head == token.head:
                        found = token
                        break
                    found = found or token
            self._subjects[sentence] = found
        return self._subjects[sentence]

    def _drafts_of(self, subject: Token) -> list[Draft]:
        """The drafts of a subject and of what is coordinated with it; empty where one part is no actor."""
        found: list[Draft] = []
        stack = [subject]
        while stack:
            token = stack.pop()
            draft = self._by_head.get(token.i) or self._persons.get(token.i)
            if draft is None:
                return []
            if draft not in found:
                found.append(draft)
            stack += [child for child in self._analysis.children(token) if child.dep == "conj"]
        return sorted(found, key=lambda draft: draft.first)

    def may_be_pair(self, token: Token) -> bool:
        """Whether "they" does what two do with each other, and no other plural subject stands before it."""
        verb = self._tokens[token.head]
        if token.dep != "nsubj" or verb.lemma not in _TOGETHER or self._clause_subjects(token):
            return False
        if any(other.i < token.i and other.tag in ("NNS", "NNPS") for other in self._analysis.children(verb)):
            return False
        main = self._main_subject(token.sentence - 1) if token.sentence else None
        return main is None or main.tag not in ("NNS", "NNPS")

    # -- he and she --------------------------------------------------------------------------------------------------

    def _thanked(self, token: Token) -> Draft | None:
        """The one thanked in "thanked X for his visit"."""
        at = token
        for _ in range(4):
            if at.dep == "prep" and at.lower == "for":
                verb = self._tokens[at.head]
                for child in self._analysis.children(verb):
                    if verb.lemma in _THANKING and child.dep == "dobj" and child.i < token.i:
                        return self._by_head.get(child.i) or self._persons.get(child.i)
                return None
            if at.head == at.i:
                return None
            at = self._tokens[at.head]
        return None

    def _person(self, token: Token, form: str) -> Draft | None:
        thanked = self._thanked(token) if token.tag == "PRP$" else None
        if thanked is not None and self._may_be(thanked, form):
            return thanked
        own = token.dep in _SUBJECT
        subjects = self._clause_subjects(token)
        barred: frozenset[str] = frozenset()
        if token.lower in ("him", "her") and token.tag == "PRP" and subjects:
            # an object is never the subject of its own clause
            barred = frozenset(code for draft in self._drafts_of(subjects[0]) for code in draft.codes)
            subjects = subjects[1:]
        for subject in subjects:
            found = self._drafts_of(subject)
            if len(found) == 1 and self._may_be(found[0], form):
                return found[0]
        near = [d for d in self._discourse.within(token.sentence) if d.last <= token.i and self._may_be(d, form)]
        near = [d for d in near if not barred.intersection(d.codes)]
        if near and not (own and not subjects and len({d.codes for d in near}) > 1):
            people = {d.person or _words(d): d for d in near}
            if len({d.codes for d in people.values()}) == 1:
                return near[-1]
        elif not near and any(self._stranger(subject) for subject in subjects):
            return None
        for back in range(1, 4):
            sentence = token.sentence - back
            if sentence < 0:
                return None
            main = self._main_subject(sentence)
            if main is not None:
                found = self._drafts_of(main)
                if len(found) == 1 and self._may_be(found[0], form) and not barred.intersection(found[0].codes):
                    return found[0]
                if self._stranger(main):
                    return None
            fitting = [d for d in self._discourse.within(sentence) if self._may_be(d, form)]
            fitting = [d for d in fitting if not barred.intersection(d.codes)]
            if fitting:
                return fitting[-1] if len({d.codes for d in fitting}) == 1 else None
        return None

    def _stranger(self, subject: Token) -> bool:
        """Whether a subject is a person that no actor is known for."""
        if subject.i in self._by_head or subject.pos == "PRON":
            return False
        return subject.pos == "PROPN" or (subject.tag == "NN" and subject.lower.endswith(_HUMAN_ENDINGS))

    def _may_be(self, draft: Draft, form: str) -> bool:
        if not draft.human or draft.plural or len(draft.codes) != 1 or draft.kind is MentionKind.DEMONYM:
            return False
        feminine = draft.feminine
        if feminine is None and draft.person:
            feminine = any(word.lower() in _FEMININE_NAMES for word in draft.person.split()) or None
        if form == "she":
            return feminine is True or (feminine is None and not draft.person)
        return feminine is not True

    # -- it ----------------------------------------------------------------------------------------------------------

    def _thing(self, token: Token) -> Draft | None:
        subjects = self._clause_subjects(token)
        if token.lower == "it" and token.dep not in _SUBJECT and subjects:
            subjects = subjects[1:]
        for subject in subjects:
            found = self._drafts_of(subject)
            if len(found) == 1 and _is_thing(found[0]):
                return found[0]
            if subject.pos not in ("PRON",) and not (found and found[0].human):
                return None
        near = [d for d in self._discourse.within(token.sentence) if d.last <= token.i and _is_thing(d)]
        if token.lower == "its" and near and not subjects:
            head = self._discourse.head(near[-1])
            if len({d.codes for d in near}) == 1 and self._tokens[head].dep in (*_SUBJECT, "poss", "pobj", "dobj"):
                return near[-1]
            return None
        if subjects or near or token.sentence == 0:
            return None
        main = self._first_subject(token.sentence - 1)
        if main is None:
            return None
        found = self._drafts_of(main)
        return found[0] if len(found) == 1 and _is_thing(found[0]) else None

    def _first_subject(self, sentence: int) -> Token | None:
        """The subject of what is reported where the reporting clause comes last ("Zaire may buy rice, X said")."""
        main = self._main_subject(sentence)
        if main is None:
            return None
        for token in self._analysis.of(self._analysis.sentences[sentence]):
            if token.dep in _SUBJECT and token.i < main.i and self._tokens[token.head].dep == "ccomp":
                return token
        return main

    def _empty(self, token: Token) -> bool:
        """ "It was agreed that", "it is important to": a subject that stands for nothing."""
        if token.dep not in _SUBJECT:
            return token.dep == "expl"
        verb = self._tokens[token.head]
        if verb.lemma in _REPORTED and any(
            child.dep in ("ccomp", "auxpass") for child in self._analysis.children(verb)
        ):
            return token.dep == "nsubjpass" or verb.lemma in ("seem", "appear", "happen", "turn", "mean")
        return verb.lemma in ("be", "seem", "appear", "happen", "rain", "snow", "take", "make")

    # -- they --------------------------------------------------------------------------------------------------------

    def _several(self, token: Token) -> list[Draft]:
        subjects = self._clause_subjects(token)
        if token.lower == "them" and subjects:
            if subjects[0].i not in self._by_head:
                return []
            subjects = subjects[1:]
        shared = token.tag == "PRP$" and self._tokens[token.head].lower in _SHARED
        for subject in subjects:
            found = self._drafts_of(subject)
            if _are_several(found):
                return found
            if shared:
                break
            if not found and (
                subject.tag in ("NNS", "NNPS") or any(c.dep == "conj" for c in self._analysis.children(subject))
            ):
                return []
        if shared:
            return self._coordinated(token, token.sentence) or self._last_pair(token)
        if subjects:
            return self._coordinated(token, token.sentence)
        here = self._coordinated(token, token.sentence)
        if here:
            return here
        if token.sentence == 0:
            return []
        main = self._main_subject(token.sentence - 1)
        if main is None:
            return []
        found = self._drafts_of(main)
        if _are_several(found):
            return found
        if not found and main.tag in ("NNS", "NNPS"):
            return []
        if len(found) == 1 and found[0].human and token.dep in _SUBJECT:
            others = {d.codes: d for d in self._discourse.within(token.sentence - 1) if d.kind is MentionKind.PERSON}
            if len(others) == 2 and all(len(codes) == 1 for codes in others):
                return list(others.values())
        return []

    def _last_pair(self, token: Token) -> list[Draft]:
        """The last draft of two states, of this sentence or the one before ("their partnership")."""
        for draft in reversed(self._discourse.before(token.i)):
            if token.sentence - self._discourse.sentence(draft) > 1:
                return []
            if len(draft.codes) == 2:
                return [draft]
        return []

    def _coordinated(self, token: Token, sentence: int) -> list[Draft]:
        """The last coordination of actors, or plural actor, before a token of its sentence."""
        for draft in reversed([d for d in self._discourse.within(sentence) if d.last <= token.i]):
            if draft.kind in (MentionKind.ADJECTIVE, MentionKind.PLACE):
                continue
            if _are_several([draft]):
                return [draft]
            head = self._tokens[self._discourse.head(draft)]
            if head.dep == "conj" and head.head in self._by_head:
                first = self._by_head[head.head]
                return [first, draft] if first.codes != draft.codes else []
        return []


def _is_thing(draft: Draft) -> bool:
    return (
        not draft.human
        and not draft.plural
        and len(draft.codes) == 1
        and draft.kind not in (MentionKind.PERSON, MentionKind.PEOPLE, MentionKind.DEMONYM, MentionKind.ADJECTIVE)
    )


def _are_several(drafts: list[Draft]) -> bool:
    return len(drafts) > 1 or (len(drafts) == 1 and (drafts[0].plural or len(drafts[0].codes) > 1))


def _words(draft: Draft) -> str:
    return (
        " ".join(draft.actors[0].text.split()) if len(draft.actors) == 1 else " and ".join(a.name for a in draft.actors)
    )
