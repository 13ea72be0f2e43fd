"""Fetching series from providers that have an interface of their own: the only part of Comity that goes out.

Each provider is asked by its own client, slowly, a few times at most, and what it answered is kept in a folder of the
user. The rows then take the same way as those of a file.
"""

from comity.series.fetching.answers import Answer, Answers
from comity.series.fetching.keeping import Kept, keep

__all__ = ["Answer", "Answers", "Kept", "keep"]
