"""Places: where a sentence stands, as pages name it: publisher (else title, else id of the document) and day."""

from __future__ import annotations

from collections.abc import Collection

from comity.ledger import Ledger

_MOST = 50_000  # names that are kept


class Places:
    """The names of documents of a ledger, asked for once: a stored document changes neither its name nor its day.

    An undated one may get its day when it is read again, so what has none is asked for anew on each page.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: dict[str, str] = {}

    def named(self, ids: Collection[str]) -> dict[str, str]:
        """The names of these documents, by id; one question to the ledger for all that are not known."""
        known = {one: name for one in ids if (name := self._kept.get(one)) is not None}
        missing = {one for one in ids if one not in known}
        if missing:
            if len(self._kept) + len(missing) > _MOST:
                self._kept.clear()
            for one, heading in self._ledger.lists.headings(missing).items():
                known[one] = heading.where
                if heading.published:
                    self._kept[one] = heading.where
        return known
