"""How far a thread has got, read from the words that govern its name."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.coding.threads_lexicon import WORD_ORDINALS, lexicon
from comity.language.analysis import Analysis, Token
from comity.records import Stage, Status, ThreadKind
from comity.records.stages import stage_cues, stages

_CLIMB = 7
_FUTURE_AUX = frozenset({"will", "shall", "would", "wo", "'ll"})
_MODAL_AUX = frozenset({"may", "might", "could", "can", "should", "must"})
_SOFT = frozenset({Stage.PROPOSED, Stage.DISCUSSED, Stage.AGREED})
_UNDER = frozenset({"under", "through", "via", "by", "per", "like", "such", "including"})
_OF = frozenset({"of", "on", "to", "from", "for", "in", "about", "over", "within"})
_INSIDE = frozenset({"in", "within", "under", "at"})  # "talks in the format" are not about the format
_THROUGH = frozenset({"through", "via"})  # "gas flows through the pipeline"
_WORK = frozenset({"work", "construction", "delivery", "production", "implementation", "development", "manufacture"})
_WISHES = frozenset({"importance", "need", "necessity", "call", "urge", "demand", "desirability", "appeal"})
_GOING_ON = ("continu", "expand", "deepen", "strengthen", "intensif")
_ENDED = frozenset({Stage.COMPLETED, Stage.SUSPENDED, Stage.CANCELLED})
_ONCE = frozenset({"once", "if", "until", "unless", "before"})
_DUE = frozenset({"due", "expected", "scheduled", "promised", "planned", "slated", "overdue"})
_NOMINAL = frozenset({"pobj", "pcomp", "prep", "compound", "poss", "nmod", "conj", "appos"})
_WRITTEN = frozenset({ThreadKind.AGREEMENT, ThreadKind.PROGRAMME})
_SIGNABLE = frozenset({ThreadKind.AGREEMENT, ThreadKind.PROGRAMME, ThreadKind.PROJECT})
# What is made or held is there, or over, once the verb is in the past ("were built", "held a drill").
_MADE = frozenset({"build", "construct", "deliver", "renovate", "modernise", "modernize", "upgrade"})
_OPENS = frozenset({"begin", "start", "launch", "open", "continue", "resume"})
_TALKS = frozenset({"talk", "talks", "negotiation", "negotiations", "discussion", "discussions", "consultations"})
_STOPPED = frozenset({Stage.SUSPENDED, Stage.CANCELLED})
_TEXTS = frozenset(
    {"agreement", "deal", "contract", "memorandum", "accord", "pact", "protocol", "understanding", "sign"}
)
_LISTED = frozenset({"including", "among"})
_HELD = frozenset({"held", "hold", "holding", "holds"})
_EXISTING = frozenset(
    {"work", "progress", "implementation", "fulfilment", "fulfillment", "realisation", "realization", "operation"}
)
_OBJECT = frozenset({"dobj", "nsubjpass", "obj", "dative", "oprd"})


@dataclass(frozen=True, slots=True)
class StageReading:
    """A stage with the word that gave it, and whether what it says lies ahead, is denied or merely possible.

    `promised` is the stage that is to be reached where it lies ahead ("is to be completed" promises completed, and says
    that it is under way); `at` is the token number of the word; `part` marks what is said of a part of the thing, and
    `of_part` is the stage that the part has reached, where `stage` is that of the whole.
    """

    stage: Stage | None
    word: str | None
    status: Status
    promised: Stage | None = None
    at: int | None = None
    part: bool = False
    of_part: Stage | None = None


@dataclass(slots=True)
class _Climb:
    """What was seen on the way up from a noun."""

    found: list[tuple[Stage, str, int]] = field(default_factory=list)
    future: bool = False
    negated: bool = False
    modal: bool = False
    part: bool = False
    own: bool = False  # a clause of the noun itself says the first of them
    wished: bool = False  # somebody wants it: "the need to adopt"
    first: bool = False  # the first of several parts: when it comes, the thing is not complete


def read_stage(analysis: Analysis, head: Token, first: int, kind: ThreadKind) -> StageReading:
    """The stage that the sentence gives to the noun phrase headed by `head` and beginning at token `first`.

    Climbs from the noun to the verb that governs it, and on through infinitives and reporting verbs. The nearest cue
    counts, unless a cue above it says that all this is only proposed, discussed or agreed: "discussed the
    construction of" is discussed. What is only promised is one stage behind: "will sign" is agreed.
    What is said of a part ("the first unit is in operation") is not said of the whole, which is then under way.
    """
    seen = _Climb(part=head.lemma in lexicon().parts)
    seen.first = seen.part and any(child.lower in WORD_ORDINALS for child in analysis.children(head))
    _modifiers(analysis, head, first, seen)
    if head.lemma == "proposal":
        seen.found.append((Stage.PROPOSED, head.text, head.i))
    node = head
    for _ in range(_CLIMB):
        above = analysis.tokens[node.head]
        if node.dep == "prep" and above.pos == "VERB" and not seen.found and not _is_ahead(analysis, above):
            through = kind is ThreadKind.PROJECT and node.lower in _THROUGH
            if through or (kind is ThreadKind.AGREEMENT and node.lower == "under"):
                return StageReading(Stage.OPERATIONAL, node.text, Status.ONGOING, at=above.i, part=seen.part)
        if node.dep == "prep" and node.lower in _LISTED and above.tag == "NNS":
            node = above  # "signed ten agreements, including one on customs"
            continue
        if node.head == node.i or (node.dep == "prep" and node.lower in _UNDER):
            break
        parent = analysis.tokens[node.head]
        misread = parent.tag == "VB" and parent.dep in ("nsubj", "nsubjpass")  # "Work on … ended"
        if parent.pos in ("VERB", "AUX") and not misread:
            if node.dep == "conj" and node.pos == "VERB":
                # "rejects A and relies on B"; but "agreed to build A and to hold B"
                seen.future = seen.future or (node.tag == "VB" and _is_ahead(analysis, parent))
                break
            _verb(analysis, parent, node, kind, seen)
        elif node.dep in _NOMINAL and (misread or parent.pos in ("NOUN", "PROPN")):
            stage = stage_cues().nouns.get(parent.lower) or stage_cues().nouns.get(parent.lemma)
            inside = node.dep == "appos" or (
                node.dep == "prep" and node.lower in _INSIDE and kind is ThreadKind.MECHANISM
            )
            ends = parent.lower == "ends"  # of a road, not of its building
            if stage is not None and node.dep != "conj" and not inside and not ends:
                seen.found.append((stage, parent.text, parent.i))
            ordered = stage is not None and parent.lemma == "order"
            seen.future = seen.future or (parent.lemma in stage_cues().promises and not ordered)
            seen.wished = seen.wished or parent.lemma in _WISHES
            seen.part = seen.part or (node.dep in ("prep", "compound") and parent.lemma in lexicon().parts)
        elif parent.pos == "ADJ":
            seen.future = seen.future or parent.lemma in stage_cues().promises
        node = parent
        if node.dep in ("relcl", "advcl") or (node.dep == "ROOT" and node.pos in ("VERB", "AUX")):
            break
    seen.found = [cue for cue in seen.found if cue[0] is not Stage.SIGNED or kind in _SIGNABLE]
    return _settle(seen, kind)


def _modifiers(analysis: Analysis, head: Token, first: int, seen: _Climb) -> None:
    """Cues that hang on the noun itself: "the proposed corridor", "a programme, which is to be signed in May"."""
    cues = stage_cues()
    for child in analysis.children(head):
        if child.dep in ("amod", "acl", "compound", "nmod") and child.lower != "joint":
            stage = cues.modifiers.get(child.lower) or (cues.modifiers.get(child.lemma) if child.dep == "acl" else None)
            if stage is not None and child.i >= first - 1:
                seen.found.append((stage, child.text, child.i))
        elif child.dep == "relcl" and child.i > head.i:
            verb = child
            if verb.lemma == "be":
                verb = next((below for below in analysis.children(verb) if below.dep == "xcomp"), verb)
            passive = any(below.dep == "auxpass" for below in analysis.children(verb))
            due = any(below.dep == "acomp" and below.lower in _DUE for below in analysis.children(verb))
            if due:
                seen.found.append((Stage.COMPLETED, "due", verb.i))
            elif verb.lemma in cues.verbs and (passive or _takes_relative(analysis, verb, child)):
                seen.found.append((cues.verbs[verb.lemma], verb.text, verb.i))
                seen.own = not _is_ahead(analysis, verb) and verb is child
            else:
                continue
            seen.future = due or verb is not child or _is_ahead(analysis, verb)
            return


def _takes_relative(analysis: Analysis, verb: Token, clause: Token) -> bool:
    """Whether "which" is what the verb of a relative clause acts on: "which the two are to build"."""
    return any(
        below.dep == "dobj" and below.lower in ("which", "that")
        for node in (verb, clause)
        for below in analysis.children(node)
    )


def _verb(analysis: Analysis, verb: Token, node: Token, kind: ThreadKind, seen: _Climb) -> None:
    """What a verb says of the dependent `node`: its cue, and whether it lies ahead, is denied or possible."""
    cues = stage_cues()
    stage, word = _verb_cue(analysis, verb, node)
    if stage in (Stage.UNDER_WAY, Stage.OPERATIONAL) and _is_over(analysis, verb, node, kind):
        stage = Stage.COMPLETED
    if stage is not None:
        seen.found.append((stage, word, verb.i))
    kids = list(analysis.children(verb))
    auxiliaries = {child.lower for child in kids if child.dep in ("aux", "auxpass")}
    seen.negated = seen.negated or any(child.dep == "neg" for child in kids) or verb.lemma in cues.refusals
    seen.future = seen.future or _is_ahead(analysis, verb)
    seen.wished = seen.wished or analysis.tokens[verb.head].lemma in _WISHES
    seen.modal = seen.modal or bool(auxiliaries & _MODAL_AUX)
    seen.modal = seen.modal or (verb.dep == "advcl" and any(child.lower in _ONCE for child in kids))
    if node.dep in ("nsubj", "nsubjpass") and stage is None and _is_due(analysis, verb):
        seen.found.append((Stage.COMPLETED, "due", verb.i))
        seen.future = True
    if node.dep == "nsubj" and verb.lemma == "be":  # "the unit was to be completed in March"
        goal = next((child for child in kids if child.dep == "xcomp" and _promised(analysis, child)), None)
        if goal is not None and goal.lemma in cues.verbs | cues.stands:
            seen.found.append((cues.verbs.get(goal.lemma) or cues.stands[goal.lemma], goal.text, goal.i))
            seen.future = True


def _is_over(analysis: Analysis, verb: Token, node: Token, kind: ThreadKind) -> bool:
    """Whether a verb in the past says that the thing is there, or the exercise held."""
    held = kind is ThreadKind.EXERCISE and verb.lemma not in _OPENS
    made = verb.lemma in _MADE and node.dep in _OBJECT and kind is not ThreadKind.EXERCISE
    if made and any(child.lower in WORD_ORDINALS for child in analysis.children(node)):
        return False  # "delivered the first jets": more are to come
    if not (held or made):
        return False
    helped = {child.lower for child in analysis.children(verb) if child.dep in ("aux", "auxpass")}
    if helped & {"being", *_FUTURE_AUX, *_MODAL_AUX}:
        return False
    return verb.tag == "VBD" or (verb.tag == "VBN" and bool(helped & {"was", "were", "been", "has", "have", "had"}))


def _is_ahead(analysis: Analysis, verb: Token) -> bool:
    """Whether an auxiliary or an infinitive under a word of promise puts a verb into the future."""
    auxiliaries = {child.lower for child in analysis.children(verb) if child.dep in ("aux", "auxpass")}
    return bool(auxiliaries & _FUTURE_AUX) or ("to" in auxiliaries and _promised(analysis, verb))


def _is_due(analysis: Analysis, verb: Token) -> bool:
    """Whether a verb says that something is due: "is due in 2026", "is now expected in 2026"."""
    kids = list(analysis.children(verb))
    if verb.lemma == "be":
        return any(child.dep in ("acomp", "advmod", "oprd") and child.lower in _DUE for child in kids)
    passive = any(child.dep == "auxpass" for child in kids)
    return verb.lower in _DUE and passive and not any(child.dep in ("xcomp", "ccomp") for child in kids)


def _verb_cue(analysis: Analysis, verb: Token, node: Token) -> tuple[Stage | None, str]:
    """The stage a verb gives to the dependent `node`, by the role the node has."""
    cues = stage_cues()
    if node.dep in _OBJECT or _is_one_of_them(analysis, node):
        if f"{verb.lemma} {node.lower}" in cues.phrases:
            return cues.phrases[f"{verb.lemma} {node.lower}"], f"{verb.lemma} {node.lower}"
        for child in analysis.children(verb):
            if child.dep in ("prt", "prep") and child.i > verb.i:
                phrase = f"{verb.lemma} {child.lower}"
                if phrase in cues.phrases:
                    return cues.phrases[phrase], phrase
        return cues.verbs.get(verb.lemma), verb.text
    if node.dep == "nsubj":
        helped = any(child.dep in ("aux", "auxpass") for child in analysis.children(verb))
        if verb.tag == "VBN" and not helped and verb.lemma in cues.verbs:
            return cues.verbs[verb.lemma], verb.text  # "the bridge, opened in 2017, carries"
        if verb.lemma in ("be", "become", "remain"):
            for child in analysis.children(verb):
                if child.dep in ("acomp", "attr", "prep", "advmod", "oprd"):
                    stage = cues.stands.get(child.lower) or cues.modifiers.get(child.lower)
                    for below in analysis.children(child):
                        stage = stage or cues.phrases.get(f"{child.lower} {below.lower}")
                    if stage is not None:
                        return stage, child.text
        for child in analysis.children(verb):
            if child.dep in ("prep", "prt", "dobj"):
                phrase = f"{verb.lemma} {child.lower}"
                for longer in (phrase, *(f"{phrase} {below.lower}" for below in analysis.children(child))):
                    if longer in cues.phrases:
                        return cues.phrases[longer], longer
        return cues.stands.get(verb.lemma), verb.text
    if node.dep == "prep":
        if node.lower == "for" and any(
            child.dep in ("dobj", "nsubjpass") and child.lemma in lexicon().traded for child in analysis.children(verb)
        ):  # "signed a contract with A for five systems"
            return cues.verbs.get(verb.lemma), verb.text
        particle = next(
            (child for child in analysis.children(verb) if child.dep in ("prt", "advmod") and child.i == verb.i + 1),
            None,
        )
        phrases = [f"{verb.lemma} {node.lower}", f"{verb.lemma} {particle.lower} {node.lower}" if particle else ""]
        things = [child.lemma for child in analysis.children(verb) if child.dep in ("dobj", "nsubjpass")]
        for phrase in (*phrases, *(f"{verb.lemma} {thing} {node.lower}" for thing in things)):
            if phrase in cues.phrases:
                return cues.phrases[phrase], phrase
    return None, ""


def _is_one_of_them(analysis: Analysis, node: Token) -> bool:
    """Whether a noun beside the object says what is among it: "signed ten agreements, among them one on customs"."""
    return node.dep == "dep" and any(child.lower == "among" for child in analysis.children(node))


def _promised(analysis: Analysis, verb: Token) -> bool:
    """Whether an infinitive depends on a word of promise, plan or need, or says what an agreement is to do."""
    parent = analysis.tokens[verb.head]
    if parent.lemma in _TEXTS:
        return verb.dep in ("xcomp", "acl", "advcl", "relcl")
    return verb.dep in ("xcomp", "acl", "ccomp", "ROOT", "relcl", "pcomp") and (
        parent.lemma in stage_cues().promises or parent.lemma == "be" or parent is verb
    )


def _settle(seen: _Climb, kind: ThreadKind) -> StageReading:
    if seen.negated and seen.own:  # "rejects the memorandum that the two signed": it is signed all the same
        stage, word, at = seen.found[0]
        return StageReading(stage, word, Status.OCCURRED, None, at, seen.part)
    if seen.negated:
        return StageReading(None, None, Status.NEGATED, part=seen.part)
    if not seen.found:
        status = Status.FUTURE if seen.future else Status.HYPOTHETICAL if seen.modal else Status.OCCURRED
        return StageReading(None, None, status, part=seen.part)
    stage, word, at = seen.found[0]
    if stage is Stage.COMPLETED and kind in _WRITTEN and word.lower().startswith("finali"):
        stage = Stage.AGREED  # a text that is finalised, or that is to be, has still to be signed
        status = Status.FUTURE if seen.future else Status.OCCURRED
        return StageReading(stage, word, status, Stage.SIGNED if seen.future else None, at)
    if stage is Stage.UNDER_WAY and word.lower() in _WORK:  # "work on the complex ended"
        stage, word, at = next((cue for cue in seen.found[1:2] if cue[0] in _ENDED), (stage, word, at))
    if stage is Stage.OPERATIONAL and kind is ThreadKind.PROGRAMME and word.lower().startswith("launch"):
        stage = Stage.UNDER_WAY
    if stage is Stage.DISCUSSED and word.lower() in _TALKS:  # "talks on the pipeline were frozen"
        stage, word, at = next((cue for cue in seen.found[1:2] if cue[0] in _STOPPED), (stage, word, at))
    future = seen.future
    for outer, outer_word, outer_at in seen.found[1:]:
        looked_at = outer is Stage.DISCUSSED and word.lower() in _EXISTING
        looked_at = looked_at or (stage not in _SOFT and outer_word.lower().startswith("welcom"))
        if outer in _SOFT and stage not in (Stage.SUSPENDED, Stage.CANCELLED) and not looked_at:
            stage, word, at, future = outer, outer_word, outer_at, False
            break
    if kind is ThreadKind.MECHANISM and word.lower() in _HELD:
        stage = Stage.OPERATIONAL  # one of its meetings is held: it meets
    promised = stage if future or (seen.modal and stage not in _SOFT) else None
    if promised is Stage.UNDER_WAY and word.lower().startswith(_GOING_ON):
        promised = None  # what is to be continued is already there
        future = False
    if promised is not None:
        stage = stages()[stage].once_done or stage
        if word.lower().startswith("ratif"):
            stage = Stage.SIGNED  # what is to be ratified has been signed
        if seen.wished and promised in (Stage.SIGNED, Stage.AGREED):
            stage = Stage.PROPOSED  # "the importance of adopting the package"
        if kind is ThreadKind.MECHANISM and stage is Stage.UNDER_WAY:
            stage = Stage.AGREED  # "agreed to set up a commission": nothing is built before it meets
    of_part = stage if seen.part and promised is None else None
    stage = _of_the_whole(stage) if seen.part else stage
    status = Status.ONGOING if stage in (Stage.UNDER_WAY, Stage.OPERATIONAL) else Status.OCCURRED
    if promised is not None:
        status = Status.FUTURE if future else Status.HYPOTHETICAL
    if not future or seen.first:
        promised = None
    return StageReading(stage, word, status, promised, at, seen.part, of_part)


def _of_the_whole(stage: Stage) -> Stage:
    """The stage of a thing of which a part has a stage: it is under way while parts are built, run or wait."""
    built = (Stage.UNDER_WAY, Stage.OPERATIONAL, Stage.COMPLETED, Stage.SUSPENDED, Stage.CANCELLED)
    return Stage.UNDER_WAY if stage in built else stage
