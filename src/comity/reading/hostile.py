"""Files come from strangers, and the libraries that parse them raise whatever a broken file provokes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from comity.errors import ReadingError


@contextmanager
def parsing(source: str, what: str, *loggers: str) -> Iterator[None]:
    """Turn every failure of a parser into a ReadingError for `source`, and keep the parser's own warnings quiet.

    `what` names the format for people ("PDF"); `loggers` are the names of the loggers to quieten meanwhile.
    """
    quiet = [logging.getLogger(name) for name in loggers]
    levels = [logger.level for logger in quiet]
    for logger in quiet:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except ReadingError:
        raise
    except Exception as error:
        detail = " ".join(str(error).split())[:120] or type(error).__name__
        raise ReadingError(source, f"this {what} is damaged and cannot be read ({detail})") from error
    finally:
        for logger, level in zip(quiet, levels, strict=True):
            logger.setLevel(level)
