"""Parties: what a person types on a command line becomes the code of a state, an organisation or a group."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from comity.actors import tables
from comity.errors import InputError, UnknownPartyError

# The languages whose names of states are understood: those with an official standing in a state or at the United
# Nations and good cover in CLDR. Reading all of CLDR's locales would cost seconds.
_LANGUAGES = (
    *("ar", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu"),
    *("hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "mn", "ms", "my", "nb", "ne", "nl", "pl"),
    *("ps", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz"),
    *("vi", "zh", "zh_Hant"),
)

_HOW = "name two different ones, for example  IND-RUS  or  India Russia"
_JOINT = re.compile(r"\s+(?:and|with|vs\.?|versus|&)\s+|\s*[-\u2010-\u2015/,&]\s*|\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a dyad. `kind` is `state` (or territory), `organisation` (or bloc) or `group`."""

    code: str
    name: str
    kind: str


def _fold(name: str) -> str:
    """Without case, diacritics, full stops and a leading "the"; one space between words."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter != ".")
    return " ".join(kept.replace("’", "'").casefold().split()).removeprefix("the ")


def _codes() -> Iterator[tuple[str, str]]:
    for code in (*tables.states(), *tables.igos(), *tables.groups()):
        yield code, code
    for state in tables.states().values():
        if state.alpha2 and state.kind != "former":
            yield state.alpha2, state.code


def _names() -> Iterator[tuple[str, str]]:
    """Every English name with its code, the plainest first, so that the first meaning of a name is the likeliest."""
    states, igos, groups = tables.states().values(), tables.igos().values(), tables.groups().values()
    for state in states:
        yield from ((name, state.code) for name in state.all_names)
    for igo in igos:
        yield from ((name, igo.code) for name in (igo.name, *igo.names, *igo.abbreviations))
    for group in groups:
        yield from ((name, group.code) for name in (group.name, *group.names, *group.abbreviations))
    for state in states:
        yield from (
            (name, state.code) for name in (*state.adjectives, *(word for pair in state.demonyms for word in pair))
        )


@cache
def _english() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in _names():
        readings = [reading.code for reading in tables.readings().get(name, ()) if reading.default and reading.code]
        found.setdefault(_fold(name), readings[0] if readings else code)
    return found


@cache
def _code_index() -> dict[str, str]:
    """Codes in any case; an alpha-2 code gives way to no longer code, and only in capitals to an organisation's."""
    found: dict[str, str] = {}
    for name, code in _codes():
        found.setdefault(name, code)
        if name.casefold() not in found or len(name) == 2:
            found[name.casefold()] = code
    return found


@cache
def _other_languages() -> dict[str, str]:
    """Names of states in other languages (CLDR, by Babel), but for those that mean two states."""
    from babel import Locale

    alpha3 = {state.alpha2: state.code for state in tables.states().values() if state.alpha2 and state.kind != "former"}
    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for alpha2, name in Locale.parse(language).territories.items():
            if alpha2 in alpha3:
                found.setdefault(_fold(name), set()).add(alpha3[alpha2])
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


@cache
def _combining() -> dict[str, str]:
    return {_fold(form): state.code for state in tables.states().values() for form in state.combining}


@cache
def _seats() -> dict[str, str]:
    """Capitals and seats of power, for suggestions only: a city is not a party."""
    return {
        _fold(seat): state.code
        for state in reversed([*tables.states().values()])
        for seat in (*state.capitals, *state.metonyms)
    }


@cache
def _shown() -> dict[str, str]:
    """What a suggestion shows for each folded name: the short name of the party."""
    return {folded: country_name(code) for folded, code in _english().items() if len(folded) > 3}


def _find_english(name: str) -> str | None:
    word, codes = name.strip(), _code_index()
    return codes.get(word) or codes.get(word.casefold()) or _english().get(_fold(name))


def _find(name: str) -> str | None:
    return _find_english(name) or (_other_languages().get(_fold(name)) if name.strip() else None)


def country_name(code: str) -> str:
    """The short English name of a state, organisation or group; a code that no table knows is its own name."""
    known = tables.states().get(code) or tables.igos().get(code) or tables.groups().get(code)
    return known.name if known else code


def _kind(code: str) -> str:
    if code in tables.states():
        return "state"
    return "organisation" if code in tables.igos() else "group"


def suggestions(name: str) -> tuple[str, ...]:
    """Up to three names of parties that look like a misspelt one; a capital suggests its state."""
    folded = _fold(name)
    if folded in _seats():
        return (country_name(_seats()[folded]),)
    near = get_close_matches(folded, _shown(), n=8, cutoff=0.75)
    return tuple(dict.fromkeys(_shown()[match] for match in near))[:3]


def party(name: str) -> Party:
    """The state, organisation or group of that code (ISO alpha-2 or alpha-3), name, adjective or demonym.

    Case, diacritics and full stops do not count, and names of states in other languages are understood. In a clash
    of two-letter codes capitals mean the organisation ("AU" the African Union) and small letters the state ("au"
    Australia). Raises UnknownPartyError, with suggestions.
    """
    code = _find(name)
    if code is None:
        raise UnknownPartyError(name, suggestions(name))
    return Party(code, country_name(code), _kind(code))


def dyad(*words: str) -> tuple[str, str]:
    """The two codes, in alphabetical order, of a pair of parties, however it is written.

    `India Russia`, `IND-RUS`, `ru-in`, `India–Russia`, `India and Russia`, `indo-russian`, in one argument or in
    several. Raises UnknownPartyError for a name that nobody knows, and InputError where only one party, the same one
    twice, or more than two are named.
    """
    text = " ".join(words).strip()
    joints = list(_JOINT.finditer(text))
    for find in (_find_english, _find):  # other languages take half a second to load: only where English fails
        if len(words) == 2 and (first := find(words[0])) and (second := find(words[1])):
            return _ordered(first, second, text)
        if only := find(text):
            raise InputError(f"{text!r} names one party only, {country_name(only)}; {_HOW}")
        if both := _halves(text, joints, find):
            return _ordered(*both, text)
    raise _refusal(text, joints)


def dyad_in(words: str) -> tuple[str, str] | None:
    """Like `dyad`, for words that need not be one: None where they are not, without looking for what was meant."""
    text = words.strip()
    both = None if _find(text) else _halves(text, list(_JOINT.finditer(text)), _find)
    return None if both is None or both[0] == both[1] else (min(both), max(both))


def _halves(text: str, joints: list[re.Match[str]], find: Callable[[str], str | None]) -> tuple[str, str] | None:
    """The codes of the two parties that one of the joints stands between."""
    for joint in joints:
        left, right = text[: joint.start()], text[joint.end() :]
        first = (_combining().get(_fold(left)) if joint.group().strip() else None) or find(left)
        second = find(right)
        if first and second:
            return first, second
    return None


def _ordered(first: str, second: str, text: str) -> tuple[str, str]:
    if first == second:
        raise InputError(f"{text!r} names {country_name(first)} twice; {_HOW}")
    return (first, second) if first < second else (second, first)


def _refusal(text: str, joints: list[re.Match[str]]) -> InputError:
    """What to say of words that are no dyad: the half that is unknown where the other half is known."""
    if not text or not joints:
        return UnknownPartyError(text, suggestions(text)) if text else InputError(f"no parties given; {_HOW}")
    pieces = [piece for piece in _JOINT.split(text) if piece]
    if len(pieces) > 2 and all(_find(piece) for piece in pieces):
        return InputError(f"{text!r} names {len(pieces)} parties; {_HOW}")
    for joint in reversed(joints):
        left, right = text[: joint.start()], text[joint.end() :]
        if _find(left):
            return UnknownPartyError(right, suggestions(right))
    for joint in joints:
        left, right = text[: joint.start()], text[joint.end() :]
        if _find(right):
            return UnknownPartyError(left, suggestions(left))
    middle = joints[len(joints) // 2]
    left = text[: middle.start()]
    return UnknownPartyError(left, suggestions(left))
