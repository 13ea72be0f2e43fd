"""The wording of dates as regular expressions, one named family for each kind of expression.

`ATOMS` finds the single dates of a text; `dates.py` resolves them and joins them to ranges and open periods. Month and
weekday names must be capitalised; everything else may be in any case.
"""

from __future__ import annotations

import re

_MONTH_NAMES = (
    "January February March April May June July August September October November December "
    "Jan\\.? Feb\\.? Mar\\.? Apr\\.? Jun\\.? Jul\\.? Aug\\.? Sept\\.? Sep\\.? Oct\\.? Nov\\.? Dec\\.?"
)
_DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SHORT_DAYS = ["Mon", "Tues?", "Wed", "Thur?s?", "Fri", "Sat", "Sun"]


def _either_case(names: list[str]) -> str:
    return "(?:" + "|".join([*names, *(name.upper() for name in names)]) + ")"


MONTH = _either_case(_MONTH_NAMES.split())
WEEKDAY = _either_case(_DAY_NAMES)
_ANY_WEEKDAY = _either_case(_DAY_NAMES + [f"{name}\\.?" for name in _SHORT_DAYS])
_D = r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?)"
_DAY_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"  # the old wire: "on July eight"
YEAR = r"(?:1[5-9]|20)\d\d"
_YEAR_END = r"(?![\d\w]|[.,]\d|\s?%)"
_TO = r"(?:\s*[-–—/&]\s*|\s+(?:to|and|through|until|till)\s+)"
_PART = r"(?i:early|mid|middle|late)"
_ORD = r"(?i:first|second|third|fourth|1st|2nd|3rd|4th|last)"
_OF_THE = r"(?:\s+of)?(?:\s+the)?"
_SOME_YEAR = r"(?i:(?:last|this|next|the|same|current)\s+)?(?i:year)"
_UNIT = r"(?i:day|week|fortnight|month|quarter|year|decade|centur)"
_PLURAL = r"(?i:s|ies|y)"
_COUNT = (
    r"(?i:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"a\s+couple\s+of|several|a\s+few|few|half\s+a|a\s+hundred|a\s+dozen)"
)
_SHORT_DECADES = r"(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
_OLD_CENTURIES = r"(?i:sixteen|seventeen|eighteen|nineteen|twentie|twenty-first)"


def _of_year(family: str) -> str:
    """An optional year after a day: "2024", ", 2024", "last year"."""
    return (
        rf"(?:,?\s+(?:of\s+)?(?P<{family}_y>{YEAR}){_YEAR_END}"
        rf"|,?\s+(?:of\s+)?(?P<{family}_ry>(?i:last|this|next)\s+(?i:year)))?"
    )


# Tried in this order at every place of the text; the groups of a family begin with its name or a short form of it.
_FAMILIES: dict[str, str] = {
    "iso": r"(?P<iso_y>\d{4})-(?P<iso_m>0[1-9]|1[0-2])-(?P<iso_d>0[1-9]|[12]\d|3[01])(?!\d)",
    "dmy": rf"""(?:(?P<dmy_w>{_ANY_WEEKDAY}),?\s+(?:the\s+)?)?
        (?:(?P<dmy_d0>{_D}){_TO}(?:the\s+)?)?(?P<dmy_d>{_D})(?:\s+of)?\s+(?P<dmy_m>{MONTH})(?!\w){_of_year("dmy")}""",
    "mdy": rf"""(?:(?P<mdy_w>{_ANY_WEEKDAY}),?\s+(?:the\s+)?)?
        (?P<mdy_m>{MONTH})\s+(?:the\s+)?(?P<mdy_d>{_D}|{_DAY_WORDS})(?!\d|\w)(?![.,]\d|%)
        (?:{_TO}(?P<mdy_d1>{_D})(?![\d\w]|[.,]\d{{1,2}}|\s+(?:{MONTH})))?{_of_year("mdy")}""",
    "my": rf"""(?:(?P<my_p>{_PART})[\s-]+)?(?P<my_m>{MONTH})
        (?:(?:,|\s+of)?\s+|['’]|-)(?:(?P<my_y>{YEAR}){_YEAR_END}|(?P<my_ry>(?i:last|this|next)\s+year))""",
    "rm": rf"(?P<rm_r>(?i:last|next|this|the\s+previous|this\s+past|this\s+coming))\s+(?P<rm_m>{MONTH})(?!\w)",
    "numeric": r"(?P<num_a>\d{1,2})(?P<num_s>[/.])(?P<num_b>\d{1,2})(?P=num_s)(?P<num_y>(?:19|20)\d\d)(?!\d)",
    "fy": rf"""(?i:(?:fiscal|financial|marketing|crop)\s+years?|fiscal|FY)\s*['’]?
        (?P<fy_a>{YEAR}|\d\d)(?:\s*[-–/]\s*(?P<fy_b>{YEAR}|\d\d))?(?![\d\w])""",
    "qy": rf"""(?:[Qq]|(?P<qy_o>{_ORD})\s+(?i:fiscal\s+)?(?i:quarter){_OF_THE})(?P<qy_n>[1-4])?\s*,?\s*
        (?:(?i:fiscal|financial)\s+(?:year\s+)?)?(?:(?P<qy_y>{YEAR}){_YEAR_END}|(?P<qy_ry>{_SOME_YEAR})(?!\w))""",
    "q": rf"(?P<q_o>{_ORD})\s+(?i:fiscal\s+)?(?i:quarter)(?!\w|\s+(?:century|final))",
    "hy": rf"""(?:[Hh]|(?P<hy_o>(?i:first|second|1st|2nd|last|latter))\s+(?i:half)\s+(?:of\s+)?(?:the\s+)?)
        (?P<hy_n>[12])?\s*,?\s*(?:(?P<hy_y>{YEAR}){_YEAR_END}|(?P<hy_ry>{_SOME_YEAR})(?!\w)
        |(?P<hy_dec>(?:1[5-9]|20)\d0)s|(?P<hy_c>\d\d)th\s+century|(?P<hy_m>{MONTH})(?!\w))""",
    "decade": rf"""(?:(?P<dec_p>{_PART})(?:[\s-]+to[\s-]+(?P<dec_p2>{_PART}))?[\s-]+)?
        (?P<dec_y>(?:1[5-9]|20)\d0)['’]?s(?!\w)""",
    "shortdecade": rf"""(?i:the)\s+(?:(?P<sd_p>(?i:early|mid|late))[\s-]+)?
        (?:['’‘](?P<sd_y>[2-9]0)s|(?P<sd_w>{_SHORT_DECADES}))(?!\w)""",
    "century": rf"""(?:(?P<cen_p>{_PART})[\s-]+)?(?P<cen_n>1\d|2[01]|{_OLD_CENTURIES})(?:th|st)?
        \s+(?i:century|centuries)(?!\w)""",
    "season": rf"""(?P<sea_n>(?i:spring|summer|autumn|fall|winter))(?:\s+of)?\s+
        (?P<sea_y>{YEAR})(?:\s*[-/–]\s*(?:{YEAR}|\d\d))?(?![\d\w])""",
    "sometime": r"""(?:(?P<so_r>(?i:this|last|next))\s+|(?<=\b[Ii]n\sthe\s))
        (?P<so_n>(?i:spring|summer|autumn|winter))(?!\w|-|\s+of\s|['’]s)""",
    "edge": rf"""(?P<edge_p>(?i:end|beginning|start|middle))[\s-]+(?:of\s+)?(?:
        (?:(?P<edge_m>{MONTH})(?:,?\s+(?P<edge_my>{YEAR}))?|(?P<edge_y>{YEAR}){_YEAR_END}
        |(?:the\s+)?(?P<edge_dec>(?:1[5-9]|20)\d0)s
        |(?P<edge_r>(?i:last|this|next|the\s+current|the\s+next|the\s+last|the|current))\s+
         (?P<edge_u>(?i:week|month|quarter|year|decade|century)))(?!\w))""",
    "yearend": r"(?P<ye_w>(?i:year-?end|mid-?year|month-?end))(?:\s+(?P<ye_y>(?:19|20)\d\d))?(?!\w)",
    "yrange": rf"(?P<yr_a>{YEAR})(?:\s*[-–—/]\s*)(?P<yr_b>{YEAR}|\d\d)(?![\d\w]|[.,]\d|-\d)",
    "py": rf"(?P<py_p>{_PART})[\s-]+(?P<py_y>{YEAR}){_YEAR_END}",
    "ago": rf"""(?:(?i:about|around|some|nearly|almost|roughly|more\s+than|over|less\s+than|just|exactly)\s+)?
        (?P<ago_n>{_COUNT})(?P<ago_h>[\s-]+(?i:and\s+a\s+half))?[\s-]+(?P<ago_u>{_UNIT}){_PLURAL}?
        (?P<ago_h2>\s+(?i:and\s+a\s+half))?\s+(?i:ago)(?:\s+(?P<ago_t>(?i:today|this\s+(?:week|month))))?(?!\w)""",
    "span": rf"""(?:(?i:over|in|during|within|for|through|throughout)\s+)?(?:(?i:the|this)\s+)?
        (?P<span_r>(?i:past|last|previous|preceding|next|coming|following|recent))\s+
        (?:(?P<span_n>{_COUNT})\s+)?(?P<span_u>{_UNIT})(?P<span_s>{_PLURAL})?(?!\w|['’]s\s|\s+of\s+(?:\d|the|this|last|next))""",
    "into": rf"""(?P<into_w>(?i:in|within))\s+(?P<into_n>{_COUNT})\s+(?P<into_u>{_UNIT}){_PLURAL}?
        ['’]?(?:\s+time)?(?!\w)""",
    "rel": rf"""(?:(?P<rel_p>(?i:early|earlier|late|later|mid|end|sometime|the\s+end\s+of))[\s-]+)?
        (?P<rel_r>(?i:this|last|next|the\s+current|the\s+present|current|the\s+coming|the\s+same))\s+
        (?P<rel_u>{_UNIT}|(?i:weekend))y?(?:(?=['’]s)|(?!\w|-))""",
    "rw": rf"""(?P<rw_r>(?i:last|next|this\s+coming|this\s+past|this|the\s+previous|the\s+following))\s+
        (?P<rw_d>{WEEKDAY})(?!\w)""",
    "part": r"""(?P<part_w>(?i:this\s+(?:morning|afternoon|evening)|last\s+(?:night|evening)|tonight|overnight
        |earlier\s+today|later\s+today|today|yesterday|tomorrow
        |the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow))(?!\w)""",
    "weekday": rf"(?P<wd_d>{WEEKDAY})(?!\w)(?:\s+(?i:morning|afternoon|evening|night))?",
    "pm": rf"(?P<pm_p>(?i:early|mid|late))[\s-]+(?P<pm_m>{MONTH})(?!\w)",
    "m": rf"(?P<m_m>{MONTH})(?!\w|[-–]\d)",
    "y": rf"(?P<y_y>{YEAR}){_YEAR_END}",
}

ATOMS = re.compile(
    r"(?<![\w$€£¥₹,.])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _FAMILIES.items()) + ")", re.VERBOSE
)

POST = re.compile(rf"(?<!\w)(?P<pre>(?i:post|pre))[-–](?P<y>{YEAR})s?(?!\w)")

# What opens, closes or joins the dates, looked for just before and after them.
BEFORE = re.compile(
    r"""(?ix)(?<!\w)(?P<word>since|by|until|till|up\s+to|up\s+until|through|before|prior\s+to|ahead\s+of|after|as\s+from
    |with\s+effect\s+from|starting\s+(?:from|in|on)?|beginning\s+(?:in|on)|no\s+later\s+than|not\s+later\s+than)
    (?:\s+(?:at\s+least|about|around|around\s+the|the|the\s+year|year|on|in))?\s*$"""
)
UP_TO = re.compile(
    r"""(?ix)(?:(?P<n>\w+)[\s-]+)?(?P<unit>year|quarter|months?|weeks?|half)\s+
    (?:to|ended|ending|ended\s+on|ending\s+on)\s+$"""
)
ONWARD = re.compile(r"(?i)\s+(?:onwards?|and\s+beyond|or\s+later)(?!\w)")
BETWEEN = re.compile(r"(?i)(?<!\w)between\s+(?:the\s+)?$")
FROM = re.compile(r"(?i)(?<!\w)from\s+(?:the\s+)?$")
JOIN_AND = re.compile(r"(?i)^\s+and\s+(?:the\s+)?$")
JOIN_TO = re.compile(
    r"(?i)^(?:\s+(?:to|through|until|till|up\s+to)\s+(?:the\s+|about\s+|around\s+|at\s+least\s+)?|\s*[-–—]\s*)$"
)
