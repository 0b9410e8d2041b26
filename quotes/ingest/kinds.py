"""What kind of article a text is, told by its lines."""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.transcript import is_transcript, turns
from quotes.models import Article

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
SPOKEN = 0.5
"""Share of a transcript's paragraphs that begin with who speaks."""


def kind_of_text(text: str) -> str:
    """Return TRANSCRIPT where most lines begin with who speaks, ARTICLE for the rest.

    Of a press release the text tells nothing that is sure: only the record can.
    """
    if text.count(":") < 3:  # no transcript has fewer turns
        return Article.Kind.ARTICLE
    lines = [match.span() for match in _PARAGRAPH.finditer(text)]
    spoken = turns(text, lines)
    if is_transcript(spoken) and len(spoken) >= SPOKEN * len(lines):
        return Article.Kind.TRANSCRIPT
    return Article.Kind.ARTICLE
