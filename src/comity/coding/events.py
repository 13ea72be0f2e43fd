"""Events: the drafts of a sentence are settled against each other, dated, and become PLOVER events."""

from __future__ import annotations

from dataclasses import replace

from comity import __version__
from comity.coding.completing import Draft
from comity.coding.dating import Memory, date_drafts, date_of, told_how
from comity.coding.drafts import drafts_of, is_past_visit
from comity.coding.learned.coder import Judge
from comity.coding.mode import mode_of
from comity.coding.opinions import FLOOR, LEARNED, Opinions, settle_with
from comity.coding.pillars import pillars_of
from comity.coding.placing import place_of
from comity.coding.scene import Act, Scene, countries_of
from comity.language.analysis import Sentence
from comity.records import Event, Period, Status, Trigger
from comity.records.plover import Quad, codebook

# Sentences that make up a lead: headline, dateline and first sentence.
_LEAD = 2
_QUARRELS = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION"})
_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})


def code_events(scene: Scene, model: Judge | None = None) -> list[Event]:
    """All events of a document, in text order, without ids. Pure: same scene and model, same events."""
    if not scene.in_talks and scene.focus is not None:
        _look_ahead(scene)
    events: list[Event] = []
    memory = Memory()
    for sentence in scene.sentences():
        drafts = _settled(scene, sentence, model)
        if not drafts:
            continue
        _remember(scene, drafts)
        date_drafts(scene, sentence, drafts, memory)
        tokens = scene.analysis.of(sentence)
        pillars = pillars_of(tokens)
        events += [_event(scene, sentence, draft, pillars) for draft in drafts]
    return events


def _look_ahead(scene: Scene) -> None:
    """Whether the pair in focus is seen in talks anywhere, so that what is told before is read in that light."""
    opened: Scene = replace(scene, acts=[], things=scene.things)
    for sentence in opened.sentences():
        _remember(opened, _settled(opened, sentence, None))
        if opened.in_talks or opened.at_odds:
            break
    scene.will_talk, scene.will_fight = opened.in_talks, opened.at_odds


def _settled(scene: Scene, sentence: Sentence, model: Judge | None) -> list[Draft]:
    """The drafts of a sentence; a second look once its own talks are known ("They met and discussed …")."""
    opinions = Opinions(model, scene, sentence) if model is not None else None
    drafts = _settle(scene, sentence, _weighed(scene, sentence, opinions))
    if not scene.acts and sentence.index <= _LEAD:
        _take_lead(scene, drafts)
    if not scene.in_talks and _shows_talks(scene, drafts):
        scene.in_talks = True
        drafts = _settle(scene, sentence, _weighed(scene, sentence, opinions))
    return drafts


def _weighed(scene: Scene, sentence: Sentence, opinions: Opinions | None) -> list[Draft]:
    """The rules' drafts, settled with the model's word where there is a model."""
    drafts = [draft for draft in drafts_of(scene, sentence) if draft.weight >= FLOOR]
    if opinions is None:
        return drafts
    return [draft for draft in settle_with(opinions, drafts) if draft.weight >= FLOOR]


def _take_lead(scene: Scene, drafts: list[Draft]) -> None:
    """A document that opens with what two do together is about these two, whomever it then speaks of."""
    for draft in drafts:
        done = draft.type == "CONSULT" or (draft.found.part == "verb" and not draft.rule.ambient)
        if draft.explicit and draft.type in _TALKS and done and len(draft.parties) == 2:
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
        if draft.explicit and draft.type in _QUARRELS and draft.parties == set(scene.focus or ()):
            scene.in_dispute = True
    scene.acts += [
        Act(draft.type, draft.agents, draft.recipients) for draft in drafts if draft.status is not Status.NEGATED
    ]


def _settle(scene: Scene, sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """One event a type, set of parties and date in a sentence: the surest; ambient cooperation only where nothing
    better stands."""
    best: dict[tuple[object, ...], Draft] = {}
    words = {draft.found.token.i for draft in drafts}
    dates = {id(draft): date_of(scene, sentence, draft, words) for draft in drafts}
    for draft in _dated_first(drafts, dates):
        draft.mode = mode_of(scene, draft)
        agents, recipients = frozenset(countries_of(draft.agents)), frozenset(countries_of(draft.recipients))
        sides = (draft.parties, draft.parties) if draft.type in _TALKS else (agents, recipients)
        back = _looks_back(scene, draft, dates[id(draft)], None)
        apart = (_is_signature(draft), is_past_visit(scene, draft.found), back)
        key: tuple[object, ...] = (draft.type, *sides, draft.status is Status.NEGATED, *apart)
        kept = best.get(key)
        if kept is not None and _on_other_days(dates[id(kept)], dates[id(draft)]):
            key = (*key, dates[id(draft)])
            kept = best.get(key)
        if kept is None or draft.weight > kept.weight:
            best[key] = draft
        if kept is not None:
            best[key].mode = best[key].mode or (kept if best[key] is draft else draft).mode
    left = list(best.values())
    named = [draft for draft in left if draft.explicit]
    result: list[Draft] = []
    for draft in left:
        if not draft.explicit and any(
            other is not draft
            and other.type == draft.type
            and other.parties & draft.parties
            and not _looks_back(scene, draft, dates[id(draft)], dates[id(other)])
            for other in named
        ):
            continue
        result.append(draft)
    return sorted(result, key=lambda draft: (draft.found.token.start, draft.type))


# How much surer a draft without a date must be to stand in the place of one with a date.
_SURER = 0.15


def _dated_first(drafts: list[Draft], dates: dict[int, Period | None]) -> list[Draft]:
    """The drafts, those that the sentence dates before others that are hardly surer."""
    surest = max((draft.weight for draft in drafts), default=0.0)
    return sorted(drafts, key=lambda draft: dates[id(draft)] is None or draft.weight < surest - _SURER)


def _looks_back(scene: Scene, draft: Draft, date: Period | None, main: Period | None) -> bool:
    """Whether a clause of its own gives a draft a date that what is mainly told has not ("the treaty that was signed in
    June")."""
    return date is not None and date != main and draft.found.part == "verb" and told_how(scene, draft) == "apart"


def _on_other_days(one: Period | None, other: Period | None) -> bool:
    """Whether the sentence gives two drafts of a type days that exclude each other ("met in May and again in June")."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return False
    return one.end < other.start or other.end < one.start  # type: ignore[operator]


def _is_signature(draft: Draft) -> bool:
    """Whether something was signed: that stands beside what else was agreed."""
    return draft.rule.cameo == "057" and draft.explicit and draft.found.part == "verb"


def _event(scene: Scene, sentence: Sentence, draft: Draft, pillars: tuple[str, ...]) -> Event:
    document = scene.analysis.document
    kind = codebook().types[draft.type]
    same = draft.type == draft.rule.type
    mode = draft.mode
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
