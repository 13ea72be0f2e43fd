"""Which of the numbers in a text are assertions worth keeping, and the unit they are kept with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.actors.mention import Mention, MentionKind
from comity.coding.figures_business import is_business
from comity.coding.figures_lexicon import figure_words
from comity.coding.figures_units import is_measure, lender, money_meant
from comity.language.analysis import Analysis, Quantity, Sentence, SentenceKind, Token
from comity.records import Change
from comity.records.units import UnitKind, units

_AGE = re.compile(r"\b(aged?|age of|years? old|years? of age|-year-old|anniversary|birthday)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\A(?:\w+ ){0,3}(?:hundreds|thousands|millions|billions|trillions|dozens|scores|tens|several|few|many)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\A(?:19|20)\d\d(?:\s|\Z)(?<!2000\s)")  # "2020 levels" names a year, "2,020 shells" counts
_COMPOUND_TIME = re.compile(r"\w-(?:day|week|month|year|decade)\Z", re.IGNORECASE)  # "30-year", not "30 years"
_AFTER_ASIDE = re.compile(r"\s*(?:\([^)]{1,20}\)|\))?\s*(?P<word>\w+)")  # "80 km (50 miles) west"
_HYPHEN = re.compile(r"\d-?[a-z]|\w-")  # "a 155-mm gun"
_IDIOM = re.compile(r"(?i)(?:a|one)\s+hundred\s+per\s?cent")
_PER = re.compile(r"(?i)\b(?:per|for every)\s+\Z")
_FEW = 1
_MANY = 10  # "eleven institutions" were counted, "two institutions" are spoken of
_DEFINITE = frozenset({"the", "these", "those", "its", "their", "our", "both", "'s", "’s"})
_HARM = frozenset(
    {
        "lose",
        "kill",
        "wound",
        "injure",
        "arrest",
        "detain",
        "expel",
        "kidnap",
        "capture",
        "die",
        "release",
        "free",
        "swap",
    }
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
        if any(_is_small(analysis, one, sentence, demonyms, named) for one in (quantity, source)) or is_business(
            analysis, source, sentence, mentions
        ):
            continue
        unit = _unit(analysis, source, sentence, demonyms)
        found.append(Selected(replace(quantity, unit=unit), sentence, replace(source, unit=unit)))
    return found


def _is_assertion(analysis: Analysis, quantity: Quantity, sentence: Sentence, demonyms: set[int]) -> bool:
    words = figure_words()
    text = analysis.document.text
    if _PER.search(text[max(sentence.start, quantity.start - 8) : quantity.start]):
        return False  # "46 ecus per 100 kilos": the number is part of the unit
    noun = analysis.tokens[quantity.noun] if quantity.noun is not None else None
    if noun is not None and noun.lemma in words.durations and _is_time(quantity.unit):
        return _measures_duration(analysis, quantity, noun)
    if noun is None or quantity.change is not Change.LEVEL:
        return True
    if (
        _IDIOM.fullmatch(quantity.text)
        and analysis.tokens[noun.i + 1 : noun.i + 2]
        and analysis.tokens[noun.i + 1].lower != "of"
    ):
        return False
    if quantity.value == 1 and any(child.tag == "POS" for child in analysis.children(noun)):
        return False  # "one person's evil"
    small = quantity.value < words.not_counted_below and not is_measure(quantity.unit)
    if small and noun.lemma in words.not_counted - words.signed_papers and not _is_held(analysis, noun, sentence):
        return False
    if _YEAR.match(quantity.text) and not is_measure(quantity.unit):
        return False
    if _VAGUE.match(quantity.text):
        return False
    if _AGE.search(text[max(sentence.start, quantity.start - 8) : min(sentence.end, max(quantity.end, noun.end) + 8)]):
        return False
    if noun.lemma in words.participants and quantity.value < words.participants_from and noun.i not in demonyms:
        return False
    following = _AFTER_ASIDE.match(text, noun.end, sentence.end)
    if is_measure(quantity.unit) and units()[quantity.unit].kind is UnitKind.LENGTH:
        calibre = quantity.unit in ("mm", "cm", "inches") and _HYPHEN.search(quantity.text)
        if calibre or (following is not None and following["word"].lower() in words.bearings):
            return False
    if (
        quantity.value == 1
        and not is_measure(quantity.unit)
        and analysis.tokens[quantity.head].lower in ("one", "a", "an", "single")
    ):
        return noun.lemma in words.countable_one and _governs(analysis, quantity, noun)
    named = noun.pos == "PROPN" and quantity.unit == noun.text and not is_measure(quantity.unit)
    return not named or noun.i in demonyms or noun.text[-2:-1].isdigit()


def _is_held(analysis: Analysis, noun: Token, sentence: Sentence) -> bool:
    """Whether areas are counted that an army holds or takes: "in control of four mountain areas"."""
    words = figure_words()
    return noun.lemma in words.held and any(token.lemma in words.holding for token in analysis.of(sentence))


def _is_small(analysis: Analysis, quantity: Quantity, sentence: Sentence, demonyms: set[int], named: set[int]) -> bool:
    """Whether a small number counts incidental things ("three reasons") or those who speak ("two officials said")."""
    words = figure_words()
    if quantity.noun is None or quantity.change is not Change.LEVEL or is_measure(quantity.unit):
        return False
    if quantity.value >= words.not_counted_below:
        return False
    noun = analysis.tokens[quantity.noun]
    verb = analysis.tokens[noun.head]
    if noun.lemma in words.signed_papers:
        return not (verb.lemma in words.signing and quantity.value > _FEW)
    if noun.dep == "nsubj" and verb.lemma in words.saying and noun.lemma not in words.reactor_units:
        return True
    if noun.lemma in words.countable_small or noun.lemma in words.people or noun.lower in words.countable_small:
        return False
    if noun.i in demonyms or verb.lemma in _HARM or _is_held(analysis, noun, sentence):
        return False
    if any(child.lower in _DEFINITE and child.i < noun.i for child in analysis.children(noun)):
        return True  # "the three initiatives" take up what was told before
    passing = noun.lemma in words.incidental and quantity.value < _MANY
    if passing or noun.tag not in ("NNS", "NNPS"):
        return not any(
            child.i in named or (child.lemma in words.ways and child.dep == "compound")
            for child in analysis.children(noun)
            if child.dep in ("amod", "compound", "poss", "nmod") and child.i < noun.i
        )
    return False


def _is_time(unit: str) -> bool:
    entry = units().get(unit)
    return entry is None or entry.kind is UnitKind.TIME


def _governs(analysis: Analysis, quantity: Quantity, noun: Token) -> bool:
    """Whether the number is the noun's own numeral ("one soldier"), not a pronoun ("one of the soldiers")."""
    return analysis.tokens[quantity.head].head == noun.i and quantity.head < noun.i


def _measures_duration(analysis: Analysis, quantity: Quantity, noun: Token) -> bool:
    """Whether something lasts, is extended, is due … by this time: "for up to seven days", "a 30-year loan"."""
    words = figure_words()
    after = analysis.tokens[noun.i + 1].lower if noun.i + 1 < len(analysis.tokens) else ""
    if after in ("after", "before", "later", "earlier", "ago", "since", "old"):
        return False  # it says when, and not how long
    if _looks_back(analysis, noun):
        return False
    lead = analysis.document.text[max(0, quantity.start - 12) : quantity.start].lower().split()
    if lead and lead[-1] in ("for", "within") and quantity.noun is not None and after not in ("of", "now"):
        return True
    if _COMPOUND_TIME.search(quantity.text):
        return any(token.lemma in words.lasting for token in analysis.tokens[noun.i + 1 : noun.i + 5])
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


def _looks_back(analysis: Analysis, noun: Token) -> bool:
    """Whether "for seven years" says since when something has been so: "has been based there for 200 years"."""
    above = analysis.tokens[noun.head]
    verb = analysis.tokens[above.head] if above.lower in ("for", "over") else above
    if above.lower not in ("for", "over") or verb.pos not in ("VERB", "AUX"):
        return False
    return (
        any(child.dep == "aux" and child.lemma == "have" for child in analysis.children(verb))
        and not any(child.dep in ("aux", "auxpass") and child.tag == "MD" for child in analysis.children(verb))
        and verb.lemma not in figure_words().duration_governors
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
    if noun.lemma == "member" and not any(child.lemma in words.bodies for child in analysis.children(noun)):
        return "members"
    if noun.lemma in words.people or noun.lemma in words.persons:
        return "people"
    if noun.i in demonyms and noun.lower == unit.lower() and noun.text[:1].isupper():
        return "people"
    if noun.lemma == "fighter" and _is_person(analysis, noun, sentence):
        return "people"
    return money_meant(analysis, quantity, sentence)


def _is_person(analysis: Analysis, noun: Token, sentence: Sentence) -> bool:
    """Whether a "fighter" fights rather than flies: no make before it, and nothing in the sentence flies or is sold."""
    words = figure_words()
    named = any(
        child.pos == "PROPN" and child.i < noun.i and any(map(str.isdigit, child.text))
        for child in analysis.children(noun)
    )
    return not named and not any(token.lemma in words.flying for token in analysis.of(sentence))
