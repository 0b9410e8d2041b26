"""Accounts, pages and sites that speak for whose they are: "her Twitter account".

Ada Holm left. The next day her Twitter account posted: “…” → Ada Holm
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quotes.extraction.who.campaigns import LEAST_MARGIN
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.phrases import Phrase, phrase_of

_CHANNEL = re.compile(
    r"(?P<whose>[Hh]is|[Hh]er)\s(?:(?:official|own|personal|verified|public|private"
    r"|now-deleted|deleted|campaign)\s)*"
    r"(?:(?:Twitter|Facebook|Instagram|LinkedIn|YouTube|TikTok|Snapchat|Telegram|Weibo|X"
    r"|Truth Social|Threads|Bluesky|Myspace|Google|Substack|WhatsApp|social[ -]media"
    r"|online)\s(?:account|page|feed|profile|handle|channel|wall|bio|timeline|blog|post"
    r"|status|site|biography)|website|web site|web page|blog|homepage|home page)"
)


def own_channel(
    context: Context, phrase: Phrase, resolve: Callable[[Phrase], Resolution]
) -> Resolution | None:
    """Return who is meant by "her" in "her Twitter account", or None."""
    asked = _CHANNEL.fullmatch(phrase.text)
    if asked is None:
        return None
    end = phrase.start + len(asked["whose"])
    owner = phrase_of(context.text, ((phrase.start, end),))
    found = resolve(owner) if owner is not None else None
    if found is None or found.person is None or found.margin < LEAST_MARGIN:
        return None
    method = f"‘{phrase.text}’ speaks for {found.person.name}"
    return replace(found, how=How.DOCUMENT, method=method)
