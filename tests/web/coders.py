"""Coders for readings of the room: the plain one, and what happens to a process that codes a text made to harm it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from comity.records import Document, Record
from comity.settings import Settings
from tests.plain_coder import PlainCoder


class HarmedCoder(PlainCoder):
    """A text with "hang" is never done; one with "die" ends the process, as want of memory does."""

    def __call__(self, documents: Sequence[Document]) -> list[list[Record]]:
        for document in documents:
            if "hang" in document.text:
                time.sleep(600)
            if "die" in document.text:
                os._exit(9)
        return super().__call__(documents)


def make_coder(settings: Settings) -> HarmedCoder:
    """The coder, as the pipeline makes one in each process."""
    return HarmedCoder()
