"""What every command ends with: one clear line and a stable exit code, whatever went wrong."""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable
from typing import Any

import typer

from comity.cli.output import note
from comity.errors import ComityError, EvidenceError

_OUTPUT_FAILED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})


class InterruptionError(ComityError):
    """The user stopped the command; the message says what is kept."""

    exit_code = 130


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its failures made one line on standard error and an exit code of `comity.errors`.

    130 is an interruption. A reader of our output that has left (`comity export | head`) is no failure. A full disk
    under the output is exit code 1. Anything unforeseen is a fault of ours, 70; COMITY_DEBUG shows where.
    """

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except ComityError as error:
            note(f"comity: {error}")
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            note("comity: interrupted; nothing was lost, run the command again")
            raise typer.Exit(InterruptionError.exit_code) from None
        except BrokenPipeError:
            _leave_output()
            raise typer.Exit(0) from None
        except OSError as error:
            if error.errno in _OUTPUT_FAILED:
                _leave_output()
                note(f"comity: the output could not be written ({error.strerror}): free some room and run it again")
            else:
                note(f"comity: {error.filename or 'the system'} failed: {error.strerror or error}")
            raise typer.Exit(1) from None
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except MemoryError:
            note("comity: not enough memory: read fewer or smaller documents at a time, with fewer --workers")
            raise typer.Exit(1) from None
        except Exception as error:
            if os.environ.get("COMITY_DEBUG"):
                raise
            note(
                f"comity: a fault of Comity itself ({type(error).__name__}: {error}): please report it with what"
                " COMITY_DEBUG=1 comity ... prints"
            )
            raise typer.Exit(EvidenceError.exit_code) from None

    return run


def _leave_output() -> None:
    """Let nothing more be written to where writing failed: the interpreter flushes once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
