"""The wordings of the codebook's units, before and after a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity.records.units import Unit, UnitKind, units

# People called by their nation ("7,000 Ukrainians") are people; the endings of English demonyms, and those without one.
_DEMONYM = re.compile(
    r"[A-Z][\w'’]*(?:ians?|eans|cans|mans|tans|vaks|nese|lese|kis|tis|nis|qis|dis|ranis|[^aeiou]ans)$"
    r"|(?:Turks|Poles|Serbs|Croats|Greeks|Czechs|Arabs|Kurds|Britons|Germans|Finns|Danes|Swedes|Jews|Muslims|Christians|Uzbeks|Tajiks|"
    r"Kazakhs|Kyrgyz|Afghans|Thais|Filipinos|Cypriots|Slovenes|Slovaks|Scots|Spaniards|Latvians|Chinese|Japanese|French|British|Irish|Dutch|Swiss|"
    r"Israelis|Saudis|Emiratis|Iraqis|Yemenis|Omanis|Kuwaitis|Qataris|Pakistanis|Bangladeshis|Nepalis|Somalis|Bengalis|Azeris|Tatars|Roma|Rohingya|Uighurs|Uyghurs|Tutsis|Hutus|"
    r"Lebanese|Vietnamese|Portuguese|Sudanese|Burmese|Maltese|Congolese|Senegalese)$"
)


@dataclass(frozen=True, slots=True)
class UnitPatterns:
    """Compiled wordings: `before` ends where the number starts, `after` begins where it ends."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    by_before: dict[str, Unit]
    by_code: dict[str, Unit]
    by_name: dict[str, Unit]

    def find_before(self, text: str, start: int, limit: int) -> tuple[Unit, int] | None:
        """The currency sign or code that ends at `start` (spaces aside), and where it begins."""
        low = max(limit, start - 6)
        found = self.before.search(text[low:start])
        return (self.by_before[found["sign"]], low + found.start("sign")) if found else None

    def find_after(self, text: str, end: int, limit: int) -> tuple[Unit, int, int] | None:
        """The unit that follows `end` (a space or a hyphen aside), where its words begin and where they end."""
        found = self.after.match(text, end, limit)
        if found is None:
            return None
        if found["code"]:
            return self.by_code[found["code"]], found.start("code"), found.end("code")
        return self.by_name[_key(found["name"])], found.start("name"), found.end("name")


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name.lower())


@cache
def unit_patterns() -> UnitPatterns:
    """The patterns made of the codebook, once."""
    by_before, by_code, by_name = {}, {}, {}
    for unit in units().values():
        by_before.update(dict.fromkeys(unit.before, unit))
        by_code.update(dict.fromkeys(unit.codes, unit))
        by_name.update({_key(name): unit for name in unit.names})
    signs = "|".join(re.escape(sign) for sign in sorted(by_before, key=len, reverse=True))
    codes = "|".join(re.escape(code) for code in sorted(by_code, key=len, reverse=True))
    names = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in sorted(by_name, key=len, reverse=True))
    return UnitPatterns(
        re.compile(rf"(?<![\w$])(?P<sign>{signs})\s?$"),
        re.compile(rf"(?:\s+|\s?-\s?|)(?:(?P<code>{codes})(?![\w/²³])|(?P<name>(?i:{names}))(?!\w))"),
        by_before,
        by_code,
        by_name,
    )


def unit_of_noun(noun: str) -> str:
    """The unit of a counted noun: a codebook unit, `people` for people of a nation, else the noun in lower case.

    The name of a model ("F-35s") stays as it is written.
    """
    entry = unit_patterns().by_name.get(noun.lower())
    if entry is not None and entry.kind in (
        UnitKind.CURRENCY,
        UnitKind.PEOPLE,
        UnitKind.TIME,
        UnitKind.MASS,
        UnitKind.VOLUME,
        UnitKind.LENGTH,
    ):
        return entry.id
    if noun.lower() in ("others", "survivors", "dead", "wounded", "injured") or _DEMONYM.match(noun):
        return "people"
    return noun if any(character.isdigit() for character in noun) else noun.lower()
