"""Days as people type them, in options and addresses: `2024-11-11`, `2024-11`, `2024`."""

from __future__ import annotations

from datetime import date

from comity.errors import InputError


def day(text: str | None, *, last: bool = False) -> date | None:
    """A day from `2024-11-11`, `2024-11` or `2024` (its first day, or its last). Raises InputError otherwise."""
    if text is None:
        return None
    parts = text.strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        if len(numbers) == 2:
            year, month = numbers
            if not last:
                return date(year, month, 1)
            return date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1)
        if len(numbers) == 1 and len(parts[0]) == 4:
            return date(numbers[0], 12, 31) if last else date(numbers[0], 1, 1)
    except ValueError:
        pass
    raise InputError(f"{text!r} is not a date; write it as 2024-11-11, 2024-11 or 2024")


def span(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The days of --since and --until. Raises InputError when the first is after the last."""
    first, last = day(since), day(until, last=True)
    if first is not None and last is not None and first > last:
        raise InputError(f"--since {first} is after --until {last}; nothing lies between them")
    return first, last
