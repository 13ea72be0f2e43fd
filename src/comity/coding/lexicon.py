"""The event rules as data: one YAML file an event type, read into an index by word.

A rule names words (`verbs`, `nouns`, `adjectives`) that speak of an event of its type, the frame in which its roles
are found (frames.yaml), and conditions on what stands around the word. The fields are described in docs/coding.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from typing import Any

import yaml

from comity.errors import ComityError
from comity.records.plover import codebook, read_data

PACKAGE = "comity.coding.data"


@dataclass(frozen=True, slots=True)
class Frame:
    """Slots to search for each side, in order; `both` makes all of them sides of a symmetric event."""

    name: str
    agent: tuple[str, ...]
    recipient: tuple[str, ...]
    both: bool = False


# Where labelled data and analysts part. Records call an embargo or sanctions (CAMEO 163) SANCTION, a signature (057)
# AGREE, a blockade (191) COERCE; the field's data follow PLOVER's table of 2021 for the first two (COERCE, SUPPORT),
# and CAMEO's root "fight" for the third (ASSAULT).
_BY_TABLE = {"163": "COERCE", "057": "SUPPORT", "191": "ASSAULT"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the event lexicon. Word lists are lemmas; a list's `$class` names are already expanded."""

    type: str
    id: str
    frame: str
    weight: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    status: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    objects_of: frozenset[str] = frozenset()
    objects_or_actor: bool = False
    objects_or_none: bool = False
    none_verbs: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    clause_words: frozenset[str] = frozenset()
    of_gerund: frozenset[str] = frozenset()
    not_clause_verbs: frozenset[str] = frozenset()
    light: tuple[str, ...] = ()
    not_with: frozenset[str] = frozenset()
    of: str | None = None
    needs_light: bool = False
    needs_light_or_sides: bool = False
    needs_sides: bool = False
    needs_clause: bool = False
    clause: str | None = None
    needs_joint: bool = False
    not_joint: bool = False
    object_actor: bool = False
    with_person: bool = False
    object_person: bool = False
    object_place: bool = False
    subject_person: bool = False
    no_object: bool = False
    bare_object: bool = False
    fill: str = ""  # "any", "this" or ""
    no_complement: bool = False
    plural: bool = False
    civil: bool = False
    reverse: bool = False
    promise: bool = False
    ambient: bool = False
    of_speaker: bool = False
    thanks: bool = False
    keeps_topic: bool = False
    unmet_with_had: bool = False
    settled: bool = False

    @property
    def name(self) -> str:
        """`accuse.blame`: what a record's coder field says."""
        return f"{self.type.lower()}.{self.id}"

    @property
    def table_type(self) -> str:
        """The type that labelled data of the field give the rule's CAMEO code, where records keep to another."""
        return _BY_TABLE.get(self.cameo or "", self.type)


@dataclass(frozen=True, slots=True)
class Words:
    """A verb entry: its lemma, and the particle or preposition it must have ("call for")."""

    rule: Rule
    particles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules, by the lemma of their trigger."""

    verbs: dict[str, tuple[Words, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    adjectives: dict[str, tuple[Rule, ...]]
    frames: dict[tuple[str, str], Frame]
    rules: tuple[Rule, ...] = field(repr=False, default=())
    forms: dict[str, str] = field(repr=False, default_factory=dict)

    def of_verb(self, lemma: str, form: str) -> tuple[Words, ...]:
        """Entries of a verb; by its form where the lemma is none of theirs ("staged", which is read as "stag")."""
        return self.verbs.get(lemma) or self.verbs.get(self.forms.get(form, ""), ())


@dataclass(frozen=True, slots=True)
class Modality:
    """Word lists of modality.yaml: auxiliaries and carriers by class, conditions, light verbs, words for jointness,
    nouns that stand for the pair, for one side, or for what was said before."""

    auxiliaries: dict[str, str]
    carriers: dict[str, frozenset[str]]
    conditions: frozenset[str]
    light: frozenset[str]
    joint: frozenset[str]
    pair: frozenset[str]
    voices: frozenset[str]
    taken_up: frozenset[str]
    reciprocal: frozenset[str]
    topics: frozenset[str]
    no_events: frozenset[str]
    measures: frozenset[str]
    folk: frozenset[str]


def _load(name: str) -> Any:
    return yaml.load(read_data(PACKAGE, name), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def modality() -> Modality:
    """The words that change what a trigger says."""
    raw = _load("modality.yaml")
    auxiliaries = {word: kind for kind, words in raw["auxiliaries"].items() for word in words}
    carriers = {kind: frozenset(words) for kind, words in raw["carriers"].items()}
    plain = ("conditions", "light", "joint", "pair", "voices", "taken_up", "reciprocal", "topics")
    more = ("no_events", "measures", "folk")
    return Modality(auxiliaries, carriers, *(frozenset(raw[name]) for name in plain + more))


@cache
def lexicon() -> Lexicon:
    """All event rules. Raises ComityError when a file names an unknown field, frame, class, mode or context."""
    classes = {f"${name}": words for name, words in _load("nouns.yaml").items()}
    frames = {
        (part, name): Frame(name, tuple(body["agent"]), tuple(body["recipient"]), bool(body.get("both")))
        for part, named in _load("frames.yaml").items()
        for name, body in named.items()
    }
    rules: list[Rule] = []
    folder = resources.files(PACKAGE).joinpath("events")
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".yaml"):
            kind = path.name.removesuffix(".yaml")
            rules += [_rule(kind, entry, classes, frames) for entry in _load(f"events/{path.name}")]
    verbs: dict[str, tuple[Words, ...]] = {}
    nouns: dict[str, tuple[Rule, ...]] = {}
    adjectives: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for phrase in rule.verbs:
            lemma, *particles = phrase.split()
            verbs[lemma] = (*verbs.get(lemma, ()), Words(rule, tuple(particles)))
        for noun in rule.nouns:
            nouns[noun] = (*nouns.get(noun, ()), rule)
        for adjective in rule.adjectives:
            adjectives[adjective] = (*adjectives.get(adjective, ()), rule)
    forms = {form: lemma for lemma in sorted(verbs) for form in _inflected(lemma)}
    return Lexicon(verbs, nouns, adjectives, frames, tuple(rules), forms)


def _inflected(lemma: str) -> tuple[str, ...]:
    """The regular past and gerund of a verb; of a short one also with a doubled consonant."""
    if lemma.endswith("e"):
        return (f"{lemma}d", f"{lemma[:-1]}ing")
    if lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "o", "u"):
        return (f"{lemma[:-1]}ied", f"{lemma}ing")
    doubled = (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing") if len(lemma) < 5 else ()  # "ram", "ban", "swap"
    return (f"{lemma}ed", f"{lemma}ing", *doubled)


_NAMES = {entry.name: entry for entry in fields(Rule)}


def _rule(
    kind: str, entry: dict[str, Any], classes: dict[str, list[str]], frames: dict[tuple[str, str], Frame]
) -> Rule:
    where = f"rule {kind}.{entry.get('id')}"
    if unknown := set(entry) - set(_NAMES):
        raise ComityError(f"{where}: unknown field {sorted(unknown)}; the fields are those of docs/coding.md")
    if kind not in codebook().types:
        raise ComityError(f"{where}: {kind} is not an event type of the codebook")
    mode = entry.get("mode")
    if mode is not None and mode not in codebook().types[kind].modes:
        raise ComityError(f"{where}: {kind} has no mode {mode!r}")
    if unknown := set(entry.get("contexts", ())) - set(codebook().contexts):
        raise ComityError(f"{where}: unknown context {sorted(unknown)}")
    if not any((part, entry["frame"]) in frames for part in ("verb", "noun")):
        raise ComityError(f"{where}: unknown frame {entry['frame']!r}")
    values: dict[str, Any] = {"type": kind}
    for key, value in entry.items():
        if not isinstance(value, list):
            values[key] = value
            continue
        words: list[str] = []
        for word in value:
            if word.startswith("$") and word not in classes:
                raise ComityError(f"{where}: unknown noun class {word}")
            words += classes.get(word, [word])
        values[key] = frozenset(words) if str(_NAMES[key].type).startswith("frozenset") else tuple(dict.fromkeys(words))
    return Rule(**values)
