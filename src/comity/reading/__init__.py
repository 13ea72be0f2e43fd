"""Bytes (text, Markdown, HTML, PDF, DOCX, JSONL) become dated, identified Documents; reprints are recognised."""

from comity.reading.languages import UNDETERMINED, detect
from comity.reading.reader import Refusal, read
from comity.reading.reprints import ReprintIndex, same_text_key, signature
from comity.reading.tidy import tidy

__all__ = ["UNDETERMINED", "Refusal", "ReprintIndex", "detect", "read", "same_text_key", "signature", "tidy"]
