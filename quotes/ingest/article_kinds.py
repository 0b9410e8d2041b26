"""What kind of article a text is, told by its lines."""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.transcript import is_transcript, turns
from quotes.models import Article

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
SPOKEN = 0.5
"""Share of a transcript's paragraphs that begin with who speaks."""


_BEGINNING, _END = 1500, 2500
"""Characters within which a release says above, and below, that it is one."""
_ABOVE = re.compile(
    r"^[ \t*]*(?:for|embargoed for) (?:immediate )?release\b[^a-z\n]{0,60}$"
    r"|^[ \t*]*(?:press|news|media) release[ \t*:.]*$"
    # The dateline of a wire service that sends releases out.
    r"|/ ?PR ?Newswire(?:-[\w-]{2,30})? ?/ ?(?:--|[–—-])"
    r"|\((?:BUSINESS WIRE|GLOBE ?NEWSWIRE|Newswire\.com|Marketwired)\) ?(?:--|[–—-])"
    r"|/(?:CNW|EINPresswire\.com|ACCESSWIRE)(?: Telbec)?/ ?(?:--|[–—-])?"
    r"|\bACCESSWIRE / [A-Z][a-z]+ \d",
    re.IGNORECASE | re.MULTILINE,
)
_CONTACT = re.compile(
    r"^[ \t*]*(?:media|press) (?:contacts?|enquiries|inquiries|relations)\b[^\n]{0,80}"
    r"(?:\n+[^\n]{1,120}){0,4}?(?:\S@\S+\.\w|\+?\d[\d ().-]{6,}\d)",
    re.IGNORECASE | re.MULTILINE,
)
"""Whom to ask, at the beginning of a line, with an e-mail address or a telephone."""


def kind_of_text(text: str) -> str:
    """Return what ``text`` is by its lines: PRESS_RELEASE, TRANSCRIPT, else ARTICLE.

    A release by what only releases print: “FOR IMMEDIATE RELEASE”, the dateline of a
    wire service for releases, or whom the media may ask. One without these is an
    article, unless its record says otherwise. A transcript where most lines begin with
    who speaks.
    """
    if _ABOVE.search(text[:_BEGINNING]) or _CONTACT.search(text[-_END:]):
        return Article.Kind.PRESS_RELEASE
    if text.count(":") < 3:  # no transcript has fewer turns
        return Article.Kind.ARTICLE
    lines = [match.span() for match in _PARAGRAPH.finditer(text)]
    spoken = turns(text, lines)
    if is_transcript(spoken) and len(spoken) >= SPOKEN * len(lines):
        return Article.Kind.TRANSCRIPT
    return Article.Kind.ARTICLE
