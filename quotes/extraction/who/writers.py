"""Whose a text is: who is credited with it, or wrote just before a letter is quoted.

"read the statement, which was attributed to Sol"; "“…,” the mayor wrote. “…,” the memo
added": both tell of a writer, whoever else is named with the text.
"""

from __future__ import annotations

import re

from quotes.extraction.who.context import Context, Resolution
from quotes.extraction.who.phrases import Phrase, phrase_of
from quotes.names.gazetteer.words import word_set

_CREDITED = re.compile(
    r",?\s(?:(?:which|that)\s(?:was|is)\s)?(?:attributed\sto|signed\sby|written\sby"
    r"|credited\sto|authored\sby)\s(?P<who>(?:the\s)?[A-Z](?:[\w’'-]+|\.)(?:\s[A-Z](?:[\w’'-]+|\.))*)"
)
_WRITTEN = word_set(
    "letter memo email e-mail note op-ed essay column filing brief post"
)
# Not "wrote on Facebook", "wrote in a column": another text.
_WROTE = re.compile(r"\s(?:\w+\s)?(?:wrote|writes?)\b(?!\s(?:in|on|to|for|that)\b)")
_BACK = 600


def credited_to(context: Context, phrase: Phrase) -> Phrase | None:
    """Whom the words right behind ``phrase`` credit with the text, or None."""
    found = _CREDITED.match(context.text, phrase.end)
    if found is None:
        return None
    return phrase_of(context.text, (found.span("who"),))


def wrote_before(context: Context, phrase: Phrase) -> tuple[Resolution, int] | None:
    """Who spoke last, if the words were written, and from where; else None."""
    if phrase.bare.lower() not in _WRITTEN or not context.spoken:
        return None
    last = context.spoken[-1]
    near = last.start >= phrase.start - _BACK
    if not near or last.resolution.speaker is None:
        return None
    wrote = _WROTE.match(context.text, last.end)
    return (last.resolution, last.start) if wrote is not None else None
