"""Events: the drafts of a sentence are settled against each other, dated, and become PLOVER events."""

from __future__ import annotations

from dataclasses import dataclass

from comity import __version__
from comity.coding.completing import Draft
from comity.coding.drafts import drafts_of
from comity.coding.learned.coder import Judge
from comity.coding.opinions import LEARNED, Opinions, settle_with
from comity.coding.pillars import pillars_of
from comity.coding.placing import place_of
from comity.coding.scene import Act, Scene, countries_of
from comity.coding.status import VERBAL
from comity.coding.timing import inherited, is_recent, own_date, publication_day, status_by_date
from comity.language.analysis import Sentence
from comity.records import Event, Period, Precision, Status, Trigger
from comity.records.plover import Quad, codebook

# A draft less sure than this is not worth a reader's time.
FLOOR = 0.3
# Sentences that make up a lead: headline, dateline and first sentence.
_LEAD = 2
_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})


@dataclass(slots=True)
class Memory:
    """What one sentence leaves for the next: the last event's date and agents, and whether the document is news."""

    news: bool | None = None
    date: Period | None = None
    agents: frozenset[str] = frozenset()
    sentence: int = -2


def code_events(scene: Scene, model: Judge | None = None) -> list[Event]:
    """All events of a document, in text order, without ids. Pure: same scene and model, same events."""
    events: list[Event] = []
    memory = Memory()
    for sentence in scene.sentences():
        drafts = _settled(scene, sentence, model)
        if not drafts:
            continue
        _remember(scene, drafts)
        _date(scene, sentence, drafts, memory)
        tokens = scene.analysis.of(sentence)
        pillars = pillars_of(tokens)
        events += [_event(scene, sentence, draft, pillars) for draft in drafts]
    return events


def _settled(scene: Scene, sentence: Sentence, model: Judge | None) -> list[Draft]:
    """The drafts of a sentence; a second look once its own talks are known ("They met and discussed …")."""
    opinions = Opinions(model, scene, sentence) if model is not None else None
    drafts = _settle(_weighed(scene, sentence, opinions))
    if not scene.acts and sentence.index <= _LEAD:
        _take_lead(scene, drafts)
    if not scene.in_talks and _shows_talks(scene, drafts):
        scene.in_talks = True
        drafts = _settle(_weighed(scene, sentence, opinions))
    return drafts


def _weighed(scene: Scene, sentence: Sentence, opinions: Opinions | None) -> list[Draft]:
    """The rules' drafts, settled with the model's word where there is a model."""
    drafts = [draft for draft in drafts_of(scene, sentence) if draft.weight >= FLOOR]
    if opinions is None:
        return drafts
    return [draft for draft in settle_with(opinions, drafts) if draft.weight >= FLOOR]


def _take_lead(scene: Scene, drafts: list[Draft]) -> None:
    """A document that opens with a meeting of two is about these two, whomever they then speak of."""
    for draft in drafts:
        if draft.explicit and draft.type == "CONSULT" and len(draft.parties) == 2:
            first, second = sorted(draft.parties)
            scene.focus = (first, second)
            return


def _shows_talks(scene: Scene, drafts: list[Draft]) -> bool:
    """Whether the pair in focus is seen talking or working together, before any act of violence."""
    if any(act.type == "ASSAULT" for act in scene.acts):
        return False
    return any(draft.explicit and draft.type in _TALKS and draft.parties == set(scene.focus or ()) for draft in drafts)


def _remember(scene: Scene, drafts: list[Draft]) -> None:
    for draft in drafts:
        hostile = codebook().types[draft.type].quad is Quad.MATERIAL_CONFLICT
        if draft.explicit and hostile and draft.parties == set(scene.focus or ()):
            scene.at_odds = True
    scene.acts += [
        Act(draft.type, draft.agents, draft.recipients) for draft in drafts if draft.status is not Status.NEGATED
    ]


def _settle(drafts: list[Draft]) -> list[Draft]:
    """One event a type and set of parties in a sentence: the surest; ambient cooperation only where nothing better
    stands."""
    best: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        agents, recipients = frozenset(countries_of(draft.agents)), frozenset(countries_of(draft.recipients))
        sides = (draft.parties, draft.parties) if draft.type in _TALKS else (agents, recipients)
        key = (draft.type, *sides, draft.status is Status.NEGATED, _is_signature(draft))
        if key not in best or draft.weight > best[key].weight:
            best[key] = draft
    kept = list(best.values())
    named = [draft for draft in kept if draft.explicit]
    result: list[Draft] = []
    for draft in kept:
        if not draft.explicit and any(
            other is not draft and other.type == draft.type and other.parties & draft.parties for other in named
        ):
            continue
        result.append(draft)
    return sorted(result, key=lambda draft: (draft.found.token.start, draft.type))


def _is_signature(draft: Draft) -> bool:
    """Whether something was signed: that stands beside what else was agreed."""
    return draft.rule.cameo == "057" and draft.explicit and draft.found.part == "verb"


def _date(scene: Scene, sentence: Sentence, drafts: list[Draft], memory: Memory) -> None:
    """Give each draft its date: named in its clause; else the last sentence's; else the day of the news."""
    published = scene.analysis.document.published
    tokens = {draft.found.token.i for draft in drafts}
    for draft in drafts:
        draft.date = own_date(scene, sentence, draft.found.token, tokens)
        if draft.date is not None and draft.date.start is None and draft.status is not Status.FUTURE:
            draft.date = None  # a deadline dates what is promised, not the promise
        draft.status = status_by_date(draft.status, draft.date, published)
    lead = drafts[0]
    if memory.news is None:
        memory.news = (
            published is not None
            and lead.reading.tense == "past"
            and (lead.date is None or is_recent(lead.date, published))
        )
        if memory.news and lead.date is not None and lead.date.precision is Precision.DAY:
            memory.date = inherited(lead.date)
    for draft in drafts:
        if draft.date is not None or draft.status is not Status.OCCURRED or draft.reading.tense != "past":
            continue
        follows = sentence.index - memory.sentence <= 1 and bool(memory.agents & countries_of(draft.agents))
        if follows and memory.date is not None and draft.type in VERBAL:
            draft.date = memory.date
            draft.reasons.append("date taken over from the sentence before")
        elif memory.news and published is not None and draft.type in VERBAL:
            draft.date = memory.date or publication_day(published)
            draft.reasons.append("date inferred: reported as news on the publication day")
    dated = next((draft for draft in drafts if _carries_on(draft)), None)
    memory.sentence = sentence.index
    if dated is not None and dated.date is not None:
        memory.date, memory.agents = inherited(dated.date), frozenset(countries_of(dated.agents))
    elif not memory.news:
        memory.date = None


def _carries_on(draft: Draft) -> bool:
    """Whether the next sentence may take the date over: a single day, of something done."""
    return draft.status is Status.OCCURRED and draft.date is not None and draft.date.precision is Precision.DAY


def _event(scene: Scene, sentence: Sentence, draft: Draft, pillars: tuple[str, ...]) -> Event:
    document = scene.analysis.document
    kind = codebook().types[draft.type]
    same = draft.type == draft.rule.type
    mode = draft.rule.mode if same else None
    token = draft.found.token
    return Event(
        document=document.id,
        published=document.published,
        quote=document.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        coder=_coder(draft),
        confidence=min(draft.weight, 0.99),
        pillars=pillars or ("political",),
        speaker=draft.speaker if draft.speaker is not None and not draft.rule.of_speaker else None,
        reasons=tuple(draft.reasons),
        type=draft.type,
        mode=mode,
        contexts=draft.rule.contexts,
        quad=kind.quad.value,
        score=kind.score_of(mode),
        cameo=(draft.rule.cameo if same else None) or kind.cameo_of(mode),
        actors=draft.agents,
        recipients=draft.recipients,
        trigger=Trigger(token.text, token.start, token.end),
        date=draft.date,
        place=place_of(scene, sentence, token, draft.found.light, draft.parties),
        status=draft.status,
    )


def _coder(draft: Draft) -> str:
    """Who spoke first: a rule by name, or the model."""
    return f"model:pairs@{__version__}" if draft.rule.id == LEARNED else f"rules:{draft.rule.name}@{__version__}"
