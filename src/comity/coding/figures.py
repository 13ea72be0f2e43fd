"""Codes figures: the numbers that a text asserts, with unit, measure, parties, period and status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity import __version__
from comity.actors.mention import Mention
from comity.coding.figures_context import change_of, dates_of, governors, status_of
from comity.coding.figures_measure import Resolve, measure_of
from comity.coding.figures_parties import dyad, parties_of
from comity.coding.figures_select import Selected, figures_in
from comity.coding.figures_speaker import speaker_of
from comity.coding.pillars import pillars_of
from comity.coding.threads_anaphora import taken_up
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_names import thread_names
from comity.language.analysis import Analysis, Quantity, Sentence, Token
from comity.records import Actor, Figure, Trigger

_NAMED = re.compile(r" \((?P<name>[A-Z][^()]+)\)\Z")  # the name that figures_measure adds in brackets
_NEXT = 3  # characters between two sentences that follow each other


def code_figures(analysis: Analysis, mentions: list[Mention]) -> list[Figure]:
    """The figures of a document in text order, without ids: one for every number that the text asserts.

    Pure: the same analysis and mentions give the same records. `mentions` are in text order.
    """
    starts = [mention.start for mention in mentions]
    selected = figures_in(analysis, mentions)
    if not selected:
        return []
    resolve = _resolver(analysis, mentions)
    pair = dyad(mentions)
    records: list[Figure] = []
    pillars: dict[int, tuple[str, ...]] = {}
    for chosen in selected:
        sentence = chosen.sentence
        if sentence.index not in pillars:
            pillars[sentence.index] = pillars_of(analysis.of(sentence))
        around = _Around(
            mentions=mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)],
            others=[other.quantity for other in selected if other.sentence is sentence and other is not chosen],
            measure=_measure(analysis, chosen, resolve) or _taken_on(records, sentence),
            pillars=pillars[sentence.index],
            speaker=speaker_of(analysis, mentions, sentence, analysis.tokens[chosen.quantity.head]),
            pair=pair,
        )
        records.append(_figure(analysis, chosen.quantity, sentence, around))
    return _with_parties(records)


def _with_parties(records: list[Figure]) -> list[Figure]:
    """Numbers of one named thing ("total capacity (Akkuyu Plant)") are between the parties told once of that thing."""
    parties: dict[str, tuple[str, str]] = {}
    for record in records:
        found = _NAMED.search(record.measure)
        if found and record.source and record.target:
            parties.setdefault(found["name"], (record.source, record.target))
    if not parties:
        return records
    return [
        replace(record, source=parties[found["name"]][0], target=parties[found["name"]][1])
        if (found := _NAMED.search(record.measure))
        and not (record.source or record.target)
        and found["name"] in parties
        else record
        for record in records
    ]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a number: the mentions and other numbers of its sentence, what it measures, who says it;
    the two countries that the document is about."""

    mentions: Sequence[Mention]
    others: Sequence[Quantity]
    measure: str
    pillars: tuple[str, ...]
    speaker: Actor | None
    pair: tuple[str, str] | None


def _figure(analysis: Analysis, quantity: Quantity, sentence: Sentence, around: _Around) -> Figure:
    document = analysis.document
    above = governors(analysis, quantity)
    change, direction = change_of(analysis, quantity, above)
    period, baseline = dates_of(analysis, quantity, change, sentence, around.others)
    source, target = parties_of(analysis, quantity, sentence, around.mentions, around.pair)
    words = document.text[quantity.start : quantity.end]
    return Figure(
        document=document.id,
        published=document.published,
        quote=document.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        coder=f"rules:figure.{change.value}@{__version__}",
        confidence=0.85 if quantity.noun is not None else 0.75,
        pillars=around.pillars,
        speaker=around.speaker,
        reasons=(f"'{words}' counts {quantity.unit}",),
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        comparator=quantity.comparator,
        change=change,
        direction=direction,
        measure=around.measure or words,
        source=source,
        target=target,
        period=period,
        baseline=baseline,
        status=status_of(analysis, quantity, above, period),
        number=Trigger(words, quantity.start, quantity.end),
    )


def _measure(analysis: Analysis, chosen: Selected, resolve: Resolve) -> str:
    """What the number measures by its own words, else by those of the number that lends it its unit."""
    if chosen.quantity.start != chosen.source.start:
        own = measure_of(analysis, replace(chosen.quantity, noun=None), resolve)
        if own and not any(character.isdigit() for character in own):
            return own
    return measure_of(analysis, chosen.source, resolve)


def _taken_on(records: Sequence[Figure], sentence: Sentence) -> str:
    """What the figure before measures, if it stands in this sentence or the one before: "It then reached 4 %"."""
    if records and sentence.start - records[-1].end < _NEXT:
        return records[-1].measure
    return ""


def _resolver(analysis: Analysis, mentions: Sequence[Mention]) -> Resolve:
    """Gives the name that a noun takes up ("this plant" -> "Kudankulam Nuclear Power Plant"), looked for on demand."""
    nouns = lexicon().anaphors
    found: dict[int, str] | None = None

    def resolve(token: Token) -> str | None:
        nonlocal found
        if token.lemma not in nouns:
            return None
        if found is None:
            names = thread_names(analysis, mentions)
            written = {name.canonical: analysis.document.text[name.start : name.end] for name in reversed(names)}
            found = {name.first: " ".join(written[name.canonical].split()) for name in taken_up(analysis, names)}
        return found.get(token.i)

    return resolve
