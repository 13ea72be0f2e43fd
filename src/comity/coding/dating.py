"""Dating: each draft of a sentence gets the date that the text says, or one that is taken over and then marked.

In this order: the date in the trigger's own clause; a distance from another happening ("four weeks earlier", "two days
after they met"); for what a main clause tells, the date of the sentence before where it goes on with the same parties,
and in a text that reports news its day. What a clause only looks back on ("the pact that they had signed") keeps no
date rather than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from comity.coding.anchored import Distance, beneath, counted, distances
from comity.coding.completing import Draft
from comity.coding.lexicon import modality
from comity.coding.modal import governing_verb, read_verb
from comity.coding.scene import Scene
from comity.coding.status import VERBAL
from comity.coding.syntax import child, object_
from comity.coding.timing import (
    inherited,
    is_apart,
    is_recent,
    own_date,
    publication_day,
    reach,
    status_by_date,
)
from comity.language.analysis import DateMention, Sentence, SentenceKind, Token
from comity.records import Period, Precision, Status

# Sentences in which a text shows whether it is news, and whose present perfect is news.
_OPENING = 3
# How near to its first character a date stands that a sentence opens with.
_FRONT = 25
_LONG_AGO = timedelta(days=60)
# Prepositions behind which a noun is not what is told.
_ELSEWHEN = frozenset({"before", "since", "until", "ahead", "like", "unlike", "from", "than", "of"})
_OTHER = frozenset({"previous", "last", "earlier", "past", "former", "next", "latest", "recent", "preceding"})
_TIMES = frozenset(
    {"day", "week", "month", "year", "decade", "time", "period", "era", "century", "past", "war", "wartime"}
)
_SIGNATURE = "057"
_PAPERS = frozenset(
    {"document", "text", "paper", "agreement", "accord", "pact", "treaty", "contract", "memorandum", "deal"}
)
# "Two days of talks", "a round of talks": the talks are what is told.
_LENGTHS = frozenset({"hour", "day", "night", "week", "month", "round", "series", "set"})


@dataclass(slots=True)
class Memory:
    """What one sentence leaves for the next.

    `news` says whether the document reports news, and `lead` of which day; `date`, `parties` and `sentence` are those
    of the last happening told, which the next sentence may go on with; `told` is the last date given to any; `signed`
    and `signers` are the date of the last signature that the text dates, and its parties.
    """

    news: bool | None = None
    lead: Period | None = None
    date: Period | None = None
    parties: frozenset[str] = frozenset()
    sentence: int = -2
    told: Period | None = None
    signed: Period | None = None
    signers: frozenset[str] = frozenset()


def date_drafts(scene: Scene, sentence: Sentence, drafts: list[Draft], memory: Memory) -> None:
    """Give each draft of a sentence its date, and the status that goes with it."""
    published = scene.analysis.document.published
    tokens = {draft.found.token.i for draft in drafts}
    for draft in drafts:
        draft.date = date_of(scene, sentence, draft, tokens)
    places = {id(draft): told_how(scene, draft) for draft in drafts}
    _decide_news(scene, sentence, drafts, memory, places)
    elsewhen = _count_from_others(scene, sentence, drafts, memory)
    for draft in drafts:
        draft.status = status_by_date(draft.status, draft.date, published)
    fellow = next(
        (d.date for d in drafts if places[id(d)] == "main" and _is_day(d) and _is_new(d, memory, scene)), None
    )
    for draft in drafts:
        if draft.date is None and memory.signed is not None and _signs_it(scene, draft, memory):
            draft.date = inherited(memory.signed)
            draft.reasons.append("date taken over from where its signature was told before")
        told = places[id(draft)] in ("main", "beside") and not _is_elsewhen(scene, draft) and id(draft) not in elsewhen
        if draft.date is None and told and _may_inherit(draft, sentence):
            _inherit(scene, sentence, draft, memory, fellow)
    for draft in drafts:
        if draft.rule.cameo == _SIGNATURE and draft.date is not None and draft.date.text and draft.date.start:
            memory.signed, memory.signers = draft.date, draft.parties
    dated = next((draft for draft in drafts if places[id(draft)] == "main" and _is_day(draft)), None)
    if dated is not None and dated.date is not None:
        memory.date, memory.parties = inherited(dated.date), dated.parties
        memory.sentence = sentence.index
    elif memory.news or any(draft.date is not None and not draft.date.text for draft in drafts):
        memory.sentence = max(memory.sentence, sentence.index) if memory.date is not None else memory.sentence
    else:
        memory.date = None
    memory.told = next(
        (d.date for d in reversed(drafts) if d.date is not None and d.date.start and d.date.end), memory.told
    )


def _signs_it(scene: Scene, draft: Draft, memory: Memory) -> bool:
    """Whether it tells again of the signature told before ("The document was signed by …", "They signed it …")."""
    if draft.rule.cameo != _SIGNATURE or draft.parties != memory.signers or draft.found.part != "verb":
        return False
    thing = object_(scene.analysis, draft.found.token)
    if thing is None or (thing.pos != "PRON" and thing.lemma not in _PAPERS):
        return False
    det = child(scene.analysis, thing, "det")
    return thing.lower == "it" or (det is not None and det.lower in ("the", "this", "both"))


def date_of(scene: Scene, sentence: Sentence, draft: Draft, triggers: set[int]) -> Period | None:
    """The date that the sentence itself gives a draft: at its trigger, else at the verb that carries it."""
    promised = draft.status is Status.FUTURE
    token, light = draft.found.token, draft.found.light
    words = [token] if light is None else [light, token] if light.dep in ("acl", "relcl") else [token, light]
    for word in words:
        found = own_date(scene, sentence, word, triggers | {word.i}, deadlines=promised)
        if found is not None:
            return found
    return None


def _decide_news(scene: Scene, sentence: Sentence, drafts: list[Draft], memory: Memory, places: dict[int, str]) -> None:
    """Whether the document reports news: its first act is of the last days, or is told in the past without a date."""
    published = scene.analysis.document.published
    if memory.news is None and published is None:
        memory.news = False
    if memory.news is None:
        recent = [mention.period for mention in _mentions(scene, sentence) if is_recent(mention.period, published)]
        main = [draft for draft in drafts if places[id(draft)] == "main"]
        first = main[0] if main else None
        long_ago = _opens_long_ago(scene, sentence)
        if sentence.index > _OPENING or (long_ago and not recent):
            memory.news = False
        elif first is not None and first.date is not None and not (long_ago and recent):
            memory.news = is_recent(first.date, published)
        elif recent and (long_ago or all(draft.date is None for draft in main)):
            memory.news = True
            memory.lead = inherited(recent[0]) if recent[0].precision is Precision.DAY else None
        elif first is not None and _tense(scene, first) == "past":
            memory.news = True
        elif sentence.kind is not SentenceKind.HEADLINE and drafts and not _is_undecided(drafts[0]):
            memory.news = False
    if memory.news and memory.lead is None:
        lead = next((d.date for d in drafts if places[id(d)] == "main" and _is_day(d)), None)
        if lead is not None and is_recent(lead, published):
            memory.lead = inherited(lead)


def _opens_long_ago(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence opens with a date long before the publication ("Ten years ago …")."""
    published = scene.analysis.document.published
    return published is not None and any(
        mention.start < sentence.start + _FRONT
        and mention.period.end is not None
        and mention.period.end < published - _LONG_AGO
        for mention in _mentions(scene, sentence)
    )


def _tense(scene: Scene, draft: Draft) -> str:
    """Its tense; of a noun, that of the verb it stands beside."""
    verb = governing_verb(scene.analysis, draft.found.token) if draft.reading.tense == "noun" else None
    return read_verb(scene.analysis, verb).tense if verb is not None else draft.reading.tense


def _is_undecided(draft: Draft) -> bool:
    """Whether its tense leaves open whether this is news."""
    return draft.reading.tense in ("noun", "perfect", "bare")


def _mentions(scene: Scene, sentence: Sentence) -> list[DateMention]:
    """The dates of a sentence that date what it tells."""
    inside = [m for m in scene.analysis.dates if sentence.start <= m.start and m.end <= sentence.end]
    return [mention for mention in inside if not mention.modifier]


def _is_day(draft: Draft) -> bool:
    """Whether the next sentence may take the date over: a single day, of something done."""
    return (
        draft.status in (Status.OCCURRED, Status.ONGOING)
        and draft.date is not None
        and draft.date.precision is Precision.DAY
    )


def _is_new(draft: Draft, memory: Memory, scene: Scene) -> bool:
    return draft.date is not None and (not memory.news or is_recent(draft.date, scene.analysis.document.published))


def _may_inherit(draft: Draft, sentence: Sentence) -> bool:
    """Whether a draft without a date is told as something that has just happened, or goes on while it is told."""
    tense = draft.reading.tense
    if draft.status is Status.ONGOING:
        return draft.type == "CONSULT"
    if draft.status is not Status.OCCURRED:
        return False
    if tense == "perfect":
        return sentence.index <= _OPENING and draft.type in VERBAL
    return tense in ("past", "noun", "progressive") and not draft.rule.ambient


def _inherit(scene: Scene, sentence: Sentence, draft: Draft, memory: Memory, fellow: Period | None) -> None:
    published = scene.analysis.document.published
    follows = sentence.index - memory.sentence <= 1 and bool(memory.parties & draft.parties)
    verbal = draft.type in VERBAL
    if fellow is not None and draft.type in VERBAL:
        draft.date = inherited(fellow)
        draft.reasons.append("date taken over from the same sentence")
    elif follows and memory.date is not None and (verbal or memory.news):
        draft.date = memory.date
        draft.reasons.append("date taken over from the sentence before")
    elif memory.news and published is not None and (verbal or draft.found.part == "verb"):
        draft.date = memory.lead or publication_day(published)
        draft.reasons.append("date inferred: reported as news on the publication day")


def told_how(scene: Scene, draft: Draft) -> str:
    """How the sentence tells of a draft: as its "main" matter; "beside" it, as what goes on or is done with it; or
    "apart", as what was before, is still to come, or only says which thing is meant."""
    analysis, token = scene.analysis, draft.found.token
    verb = draft.found.light or (token if draft.found.part == "verb" else governing_verb(analysis, token))
    how = "main"
    if draft.found.part == "noun" and draft.found.light is None:
        if any(other.lower in _OTHER for other in analysis.children(token)) or _is_behind(scene, token):
            return "apart"
        how = "beside"
        if verb is not None and token.dep in ("nsubj", "nsubjpass", "attr", "dobj"):
            how = "main"
    if verb is None:
        return how
    if _had(scene, verb):
        return "apart"
    at = verb
    for _ in range(10):
        if at.head == at.i:
            break
        if at.pos in ("VERB", "AUX"):
            if is_apart(scene, at) or (at.dep == "acl" and at.tag != "VBG") or _is_when(scene, at):
                return "apart"
            if at.dep in ("relcl", "advcl", "acl", "pcomp"):
                how = "beside"
            if at.dep in ("ccomp", "xcomp") and _had(scene, analysis.tokens[at.head]):
                return "apart"
        elif at.dep == "appos":
            how = "beside"
        at = analysis.tokens[at.head]
    return how


def _is_behind(scene: Scene, noun: Token) -> bool:
    head = scene.analysis.tokens[noun.head]
    owner = scene.analysis.tokens[head.head]
    return noun.dep == "pobj" and head.lower in _ELSEWHEN and not (head.lower == "of" and owner.lemma in _LENGTHS)


def _is_when(scene: Scene, verb: Token) -> bool:
    """Whether the clause opens with "when": what it tells was at the time of another thing, often long ago."""
    opening = [other for other in scene.analysis.children(verb) if other.i < verb.i]
    return verb.dep in ("advcl", "relcl") and any(other.lower in ("when", *modality().conditions) for other in opening)


def _is_elsewhen(scene: Scene, draft: Draft) -> bool:
    """Whether the clause names a time that is no date ("in the first days of the war", "at that time", "years ago")."""
    analysis, token = scene.analysis, draft.found.token
    verb = draft.found.light or (token if draft.found.part == "verb" else governing_verb(analysis, token))
    if verb is None:
        return False
    for other in analysis.children(verb):
        if other.lower in ("once", "ago", "formerly", "previously", "earlier", "originally", "traditionally"):
            return True
        if other.dep == "prep" and other.lower in ("in", "during", "at", "throughout"):
            inner = child(analysis, other, "pobj")
            if inner is not None and inner.lemma in _TIMES and inner.i not in _dated(scene, draft):
                return True
    return False


def _dated(scene: Scene, draft: Draft) -> set[int]:
    """The words of the sentence that are dates."""
    sentence = scene.analysis.sentences[draft.found.token.sentence]
    return {
        token.i
        for mention in scene.analysis.dates
        if sentence.start <= mention.start and mention.end <= sentence.end
        for token in scene.analysis.tokens_in(mention.start, mention.end)
    }


def _had(scene: Scene, verb: Token) -> bool:
    """Whether a verb is in the pluperfect, its own or that of the verb it is coordinated with."""
    if verb.tag != "VBN":
        return False
    auxiliary = child(scene.analysis, verb, "aux")
    if auxiliary is not None:
        return auxiliary.lower in ("had", "'d")
    return verb.dep == "conj" and verb.head != verb.i and _had(scene, scene.analysis.tokens[verb.head])


def _count_from_others(scene: Scene, sentence: Sentence, drafts: list[Draft], memory: Memory) -> set[int]:
    """Date what lies a stated distance from another happening; the identities of the drafts that lie at a distance
    from one whose date is not known."""
    elsewhen: set[int] = set()
    text = scene.analysis.document.text
    tokens = {draft.found.token.i for draft in drafts}
    for distance in distances(scene.analysis, sentence):
        wording = text[distance.start : distance.end]
        below = beneath(scene.analysis, distance)
        if distance.over is None:
            anchor = _told_before(scene, sentence, distance, memory)
            near = [d for d in drafts if reach(scene, _word_of(scene, distance), d.found.token, tokens) is not None]
            for draft in near:
                if anchor is not None:
                    draft.date = draft.date or _if_past(scene, draft, counted(anchor, distance, wording))
            elsewhen |= {id(draft) for draft in near if draft.date is None}
            continue
        inner = [draft for draft in drafts if draft.found.token.i in below and draft.date is None]
        outer = [draft for draft in drafts if draft.found.token.i not in below]
        if inner and (anchor := _outer_date(scene, sentence, distance, outer, below, memory)) is not None:
            for draft in inner:
                draft.date = counted(anchor, distance, wording, turned=True)
        told = _inner_date(scene, sentence, below) if distance.over != "since" else None
        for draft in outer:
            if told is not None and draft.date is None:
                reached = reach(scene, _word_of(scene, distance), draft.found.token, tokens)
                draft.date = counted(told, distance, wording) if reached is not None else None
    return elsewhen


def _if_past(scene: Scene, draft: Draft, period: Period | None) -> Period | None:
    """The period, unless it lies after publication and the draft tells of what was done: then it is counted wrongly."""
    published = scene.analysis.document.published
    late = period is not None and published is not None and period.start is not None and period.start > published
    return None if late and draft.status is not Status.FUTURE and draft.reading.tense == "past" else period


def _word_of(scene: Scene, distance: Distance) -> Token:
    return scene.analysis.tokens_in(distance.start, distance.end)[0]


def _told_before(scene: Scene, sentence: Sentence, distance: Distance, memory: Memory) -> Period | None:
    """The date that the text named last, in this sentence or the one before; else that of the last happening."""
    near = [
        mention.period
        for mention in sorted(scene.analysis.dates, key=lambda mention: not mention.modifier)
        if mention.end <= distance.start
        and _distance_in_sentences(scene, sentence, mention) <= 1
        and mention.period.start is not None
        and mention.period.end is not None
    ]
    return near[-1] if near else memory.told or memory.lead


def _distance_in_sentences(scene: Scene, sentence: Sentence, mention: DateMention) -> int:
    of = scene.analysis.sentence_at(mention.start)
    return 99 if of is None else sentence.index - of.index


def _outer_date(
    scene: Scene, sentence: Sentence, distance: Distance, outer: list[Draft], below: set[int], memory: Memory
) -> Period | None:
    """The date of what the distance is measured to: named in the sentence, or the day of the news."""
    if distance.over != "since":
        dates = [draft.date for draft in outer if draft.date is not None]
        named = [
            mention.period
            for mention in _mentions(scene, sentence)
            if not any(token.i in below for token in scene.analysis.tokens_in(mention.start, mention.end))
        ]
        for period in (*dates, *named):
            if period.start is not None and period.end is not None:
                return period
    published = scene.analysis.document.published
    if memory.news is False and distance.over != "since":
        return None
    if memory.lead is not None:
        return memory.lead
    return publication_day(published) if published is not None else None


def _inner_date(scene: Scene, sentence: Sentence, below: set[int]) -> Period | None:
    for mention in scene.analysis.dates:
        if sentence.start <= mention.start and mention.end <= sentence.end:
            words = scene.analysis.tokens_in(mention.start, mention.end)
            start, end = mention.period.start, mention.period.end
            short = start is not None and end is not None and end - start < timedelta(days=32)
            if short and words and all(token.i in below for token in words):
                return mention.period
    return None
