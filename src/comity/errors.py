"""One error tree for the whole of Comity.

ComityError                 exit 1   something a person can mend; the message says how
├── InputError              exit 2   a file, a line or an option that cannot be used
│   ├── ReadingError        exit 2   bytes that do not become a document (missing, empty, binary, encrypted, too big)
│   └── UnknownPartyError   exit 2   a country, code or demonym nobody knows; carries suggestions
├── LedgerError             exit 3   the ledger cannot be opened or written
│   ├── NotALedgerError     exit 3   a file that is not a ledger
│   ├── NewerLedgerError    exit 3   a ledger written by a newer version
│   └── ConflictError       exit 3   an id that is already used for another text
├── MissingExtraError       exit 4   an optional part that is not installed; the message names the extra
├── FetchError              exit 5   a provider of statistics that cannot be reached, refuses, or has no such data
└── EvidenceError           exit 70  a record whose quote is not the text at its span: a fault of Comity itself
"""

from __future__ import annotations

from collections.abc import Sequence


class ComityError(Exception):
    """Base of every error that Comity raises on purpose. `exit_code` is what the command line ends with."""

    exit_code = 1


class InputError(ComityError):
    """A file, a line or an option that cannot be used; the message says what to do."""

    exit_code = 2


class ReadingError(InputError):
    """Bytes that cannot become a document. `source` names the file (or line) that was refused."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, str]]:
        return (type(self), (self.source, self.reason))


class UnknownPartyError(InputError):
    """A country, code or demonym that no table knows."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        hint = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no state or organisation is known as {name!r}.{hint}")
        self.name = name
        self.suggestions = tuple(suggestions)

    def __reduce__(self) -> tuple[type[UnknownPartyError], tuple[str, tuple[str, ...]]]:
        return (type(self), (self.name, self.suggestions))


class LedgerError(ComityError):
    """The ledger cannot be opened, read or written."""

    exit_code = 3


class NotALedgerError(LedgerError):
    """The file is there but is not a Comity ledger."""


class NewerLedgerError(LedgerError):
    """The ledger was written by a newer version of Comity."""


class ConflictError(LedgerError):
    """A document id that the ledger already holds with another text."""


class MissingExtraError(ComityError):
    """An optional part that is not installed."""

    exit_code = 4

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part: install it with  pip install 'comity[{extra}]'")
        self.feature = feature
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return (type(self), (self.feature, self.extra))


class FetchError(ComityError):
    """A provider of statistics cannot be reached, refuses to answer, or has no such data."""

    exit_code = 5


class EvidenceError(ComityError):
    """A record whose quote is not the document's text at its span. Never repaired, always refused."""

    exit_code = 70
