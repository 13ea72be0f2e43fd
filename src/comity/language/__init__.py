"""Documents become sentences, tokens, parses, quotations, dates and numbers, with offsets into the stored text."""

from comity.language.analyser import Analyser
from comity.language.analysis import (
    Analysis,
    DateMention,
    Quantity,
    Quotation,
    Sentence,
    SentenceKind,
    Token,
    Voice,
)

__all__ = ["Analyser", "Analysis", "DateMention", "Quantity", "Quotation", "Sentence", "SentenceKind", "Token", "Voice"]
