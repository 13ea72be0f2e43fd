"""Which language a text is in, told cheaply by its script and its commonest words (data/languages.yaml).

This serves to flag texts that the English coder cannot read; it is no linguist. "und" (ISO 639-2: undetermined) is the
answer where the words do not decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from comity.reading.letters import MARKS

UNDETERMINED = "und"
_SAMPLE = 3_000  # characters; a few hundred words decide
_LETTERS_LOOKED_AT = 400
_WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}])+(?:['’ʻ‘][^\W\d_]+)*")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
# One word in fourteen must be a common one: running prose has one in three, lists of names in another tongue have none.
_SHARE = 0.07
_LEAD = 1.15  # the best language must be ahead of the next by this factor
# Different common words that must be seen: names and abbreviations look like a foreign word or two (a, la, de, U.S.).
_DISTINCT = {"en": 1}
_DISTINCT_LATIN, _DISTINCT_ELSE = 3, 2
_KANA_SHARE = 0.08  # Japanese mixes kana with Han characters; Chinese has none


@dataclass(frozen=True, slots=True)
class _Profile:
    scripts: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, tuple[str, ...]]


def detect(text: str) -> str:
    """ISO 639-1 code of the language of a text, or "und" where it cannot be told."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + " " + text[len(text) // 2 :][: _SAMPLE // 2]
    profile = _profile()
    if sample.isascii():
        candidates: tuple[str, ...] = profile.scripts["LATIN"]
    else:
        candidates = profile.scripts.get(_script(sample), ())
    if len(candidates) == 1:
        return candidates[0]
    return _by_words(sample, frozenset(candidates), profile)


def _by_words(sample: str, candidates: frozenset[str], profile: _Profile) -> str:
    if sample.isascii():
        words = _ASCII_WORD.findall(sample.lower())
    else:
        words = _WORD.findall(unicodedata.normalize("NFC", sample).casefold())
    if not words:
        return UNDETERMINED
    scores: Counter[str] = Counter()
    distinct: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for language in profile.words.get(word, ()):
            scores[language] += count if len(word) == 1 and word.isascii() else 2 * count
            distinct[language] += 1
    if not sample.isascii():
        for letter, count in Counter(sample.casefold()).items():
            for language in profile.letters.get(letter, ()):
                scores[language] += count
    needed = _DISTINCT_LATIN if "en" in candidates else _DISTINCT_ELSE
    ranked = [
        (score, language)
        for language, score in scores.most_common()
        if language in candidates and distinct[language] >= _DISTINCT.get(language, needed)
    ]
    if not ranked or ranked[0][0] < 2 * _SHARE * len(words):
        return UNDETERMINED
    best = ranked[0][0]
    if any(language == "en" and score * _LEAD >= best for score, language in ranked):
        return "en"  # quoting foreign names and words; a foreign text has not as many English ones
    if len(ranked) > 1 and best < _LEAD * ranked[1][0]:
        return UNDETERMINED
    return ranked[0][1]


def _script(sample: str) -> str:
    """The script of most of the letters, by the first word of their Unicode names."""
    step = max(1, len(sample) // _LETTERS_LOOKED_AT)
    looked_at = [character for character in sample[::step] if character.isalpha()]
    if not looked_at:
        return ""
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in looked_at)
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana > _KANA_SHARE * len(looked_at) and scripts["CJK"] + kana > len(looked_at) / 2:
        return "HIRAGANA"
    return scripts.most_common(1)[0][0]


@cache
def _profile() -> _Profile:
    written = (files("comity.reading") / "data" / "languages.yaml").read_text("utf-8")
    loaded = yaml.load(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    words: dict[str, list[str]] = {}
    for language, line in loaded["words"].items():
        for word in sorted(set(line.split())):
            words.setdefault(word, []).append(language)
    letters: dict[str, list[str]] = {}
    for language, line in loaded["letters"].items():
        for letter in sorted(set(line)):
            letters.setdefault(letter, []).append(language)
    scripts = loaded["scripts"]
    return _Profile(
        scripts={name: (codes,) if isinstance(codes, str) else tuple(codes) for name, codes in scripts.items()},
        words={word: tuple(languages) for word, languages in words.items()},
        letters={letter: tuple(languages) for letter, languages in letters.items()},
    )
