"""Documents in languages that nobody codes yet: said out loud, instead of silently without records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.reading import Refusal
    from comity.records import Document

_CODED = frozenset({"en", "eng", "english", "und"})
"""English, and what is too short to tell, which is read as English."""


def watched(found: Iterable[Document | Refusal], uncoded: list[Refusal]) -> Iterator[Document | Refusal]:
    """The same documents and refusals; those in another language are also named in `uncoded`, with the reason."""
    from comity.reading import Refusal
    from comity.records import Document

    for one in found:
        if isinstance(one, Document) and one.language.lower().replace("_", "-").split("-")[0] not in _CODED:
            reason = (
                f"this text is in {_name(one.language)}, and only English is coded: it has no records; translate it"
            )
            uncoded.append(Refusal(one.source or one.id, reason))
        yield one


def _name(language: str) -> str:
    """`French`; the code itself where CLDR has no name for it."""
    from babel import Locale

    return str(Locale("en").languages.get(language, f"the language {language!r}"))
