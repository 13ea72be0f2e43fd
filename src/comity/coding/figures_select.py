"""Which of the numbers in a text are assertions worth keeping, and the unit they are kept with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.actors.mention import Mention, MentionKind
from comity.coding.figures_business import is_business
from comity.coding.figures_lexicon import figure_words
from comity.coding.figures_units import is_measure, lender
from comity.language.analysis import Analysis, Quantity, Sentence, SentenceKind, Token
from comity.records import Change
from comity.records.units import UnitKind, units

_AGE = re.compile(r"\b(aged?|age of|years? old|years? of age|-year-old|anniversary|birthday)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\A(?:\w+ ){0,3}(?:hundreds|thousands|millions|billions|trillions|dozens|scores|tens|several|few|many)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\A(?:19|20)\d\d(?:\s|\Z)(?<!2000\s)")  # "2020 levels" names a year, "2,020 shells" counts
_FEW = 2
_FIGHTERS = frozenset({"troop", "troops", "fighter", "militant", "rebel", "guerrilla"})
_HARM = frozenset(
    {"kill", "wound", "injure", "arrest", "detain", "expel", "kidnap", "capture", "die", "release", "free", "swap"}
)
_PARTIES = frozenset(
    {MentionKind.STATE, MentionKind.ADJECTIVE, MentionKind.DEMONYM, MentionKind.IGO, MentionKind.GROUP}
)
_PERSONS = frozenset({MentionKind.DEMONYM, MentionKind.PEOPLE})


@dataclass(frozen=True, slots=True)
class Selected:
    """A quantity with the unit of its record, its sentence, and the quantity whose words name the unit."""

    quantity: Quantity
    sentence: Sentence
    source: Quantity


def figures_in(analysis: Analysis, mentions: Sequence[Mention]) -> list[Selected]:
    """The quantities of a document that count or measure something.

    Left out: ordinals, numbers that count nothing, list numbers, ages and times of day, durations that nothing
    measures, participants ("the two sides"), "one" as a pronoun, vague plurals ("hundreds of"), numbers in names.
    """
    found: list[Selected] = []
    demonyms = {i for mention in mentions if mention.kind in _PERSONS for i in range(mention.first, mention.last)}
    named = {i for mention in mentions if mention.kind in _PARTIES for i in range(mention.first, mention.last)}
    dates = [(date.start, date.end) for date in analysis.dates]
    quantities = [q for q in analysis.quantities if not q.ordinal]
    for at, quantity in enumerate(quantities):
        sentence = analysis.sentence_at(quantity.start)
        if sentence is None or sentence.kind is SentenceKind.LABEL:
            continue
        if any(start <= quantity.start and quantity.end <= end for start, end in dates):
            continue
        source = quantity if quantity.unit else lender(analysis, quantities, at)
        if source is None or not _is_assertion(analysis, quantity, sentence, demonyms):
            continue
        if source is not quantity and not _is_assertion(analysis, source, sentence, demonyms):
            continue
        if _is_small(analysis, quantity, demonyms, named) or is_business(analysis, source, sentence, mentions):
            continue
        unit = _unit(analysis, source, sentence, demonyms)
        found.append(Selected(replace(quantity, unit=unit), sentence, replace(source, unit=unit)))
    return found


def _is_assertion(analysis: Analysis, quantity: Quantity, sentence: Sentence, demonyms: set[int]) -> bool:
    words = figure_words()
    text = analysis.document.text
    noun = analysis.tokens[quantity.noun] if quantity.noun is not None else None
    if noun is not None and noun.lemma in words.durations and _is_time(quantity.unit):
        return _measures_duration(analysis, quantity, noun)
    if noun is None or quantity.change is not Change.LEVEL:
        return True
    small = quantity.value < words.not_counted_below and not is_measure(quantity.unit)
    if small and noun.lemma in words.not_counted - words.signed_papers:
        return False
    if _YEAR.match(quantity.text) and not is_measure(quantity.unit):
        return False
    if _VAGUE.match(quantity.text):
        return False
    if _AGE.search(text[max(sentence.start, quantity.start - 8) : min(sentence.end, max(quantity.end, noun.end) + 8)]):
        return False
    if noun.lemma in words.participants and quantity.value < words.participants_from and noun.i not in demonyms:
        return False
    following = analysis.tokens[noun.i + 1].lower if noun.i + 1 < sentence.last else ""
    if is_measure(quantity.unit) and units()[quantity.unit].kind is UnitKind.LENGTH and following in words.bearings:
        return False
    if quantity.value == 1 and analysis.tokens[quantity.head].lower in ("one", "a", "an", "single"):
        return noun.lemma in words.countable_one and _governs(analysis, quantity, noun)
    named = noun.pos == "PROPN" and quantity.unit == noun.text and not is_measure(quantity.unit)
    return not named or noun.i in demonyms


def _is_small(analysis: Analysis, quantity: Quantity, demonyms: set[int], named: set[int]) -> bool:
    """Whether a number only counts a few incidental things: "three complaints", "two rivers"."""
    words = figure_words()
    if quantity.noun is None or quantity.change is not Change.LEVEL or is_measure(quantity.unit):
        return False
    if quantity.value >= words.not_counted_below:
        return False
    noun = analysis.tokens[quantity.noun]
    verb = analysis.tokens[noun.head]
    if noun.lemma in words.signed_papers:
        return not (verb.lemma in words.signing and quantity.value > _FEW)
    if noun.lemma in words.countable_small or noun.lemma in words.people or noun.lower in words.countable_small:
        return False
    if noun.i in demonyms or verb.lemma in _HARM:
        return False
    return not any(
        child.i in named
        for child in analysis.children(noun)
        if child.dep in ("amod", "compound", "poss", "nmod") and child.i < noun.i
    )


def _is_time(unit: str) -> bool:
    entry = units().get(unit)
    return entry is None or entry.kind is UnitKind.TIME


def _governs(analysis: Analysis, quantity: Quantity, noun: Token) -> bool:
    """Whether the number is the noun's own numeral ("one soldier"), not a pronoun ("one of the soldiers")."""
    return analysis.tokens[quantity.head].head == noun.i and quantity.head < noun.i


def _measures_duration(analysis: Analysis, quantity: Quantity, noun: Token) -> bool:
    """Whether something is said to last, be extended, be due … by this time."""
    words = figure_words()
    after = analysis.tokens[noun.i + 1].lower if noun.i + 1 < len(analysis.tokens) else ""
    if after in ("after", "before", "later", "earlier", "ago", "since"):
        return False  # it says when, and not how long
    governors = words.long_governors if noun.lemma in words.short_durations else words.duration_governors
    node = noun
    for _ in range(3):
        parent = analysis.tokens[node.head]
        if parent.lemma in governors and parent.pos in ("VERB", "NOUN"):
            return True
        if parent is node:
            break
        node = parent
    return any(
        below.lemma in governors for below in analysis.subtree(noun) if below.i > noun.i and below.i < noun.i + 5
    )


def _unit(analysis: Analysis, quantity: Quantity, sentence: Sentence, demonyms: set[int]) -> str:
    """The unit of the record: "people" for persons counted as such, "reactors" for the units of a nuclear plant."""
    words, unit = figure_words(), quantity.unit
    if quantity.noun is None or quantity.change is not Change.LEVEL:
        return unit
    noun = analysis.tokens[quantity.noun]
    if unit.lower() in words.reactor_units:
        near = analysis.sentences[max(0, sentence.index - 2) : sentence.index + 1]
        if any(token.lemma in words.reactor_context for other in near for token in analysis.of(other)):
            return "reactors"
        military = any(token.lemma in words.military for token in analysis.of(sentence))
        if not military and any(token.lemma in words.reactor_context for token in analysis.tokens):
            return "reactors"
    harmed = analysis.tokens[noun.head].lemma in _HARM and noun.lemma in _FIGHTERS
    if (
        harmed
        or noun.lemma in words.people
        or (noun.i in demonyms and noun.lower == unit.lower() and noun.text[:1].isupper())
    ):
        return "people"
    return unit
