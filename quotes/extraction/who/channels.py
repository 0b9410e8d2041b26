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
    r"(?P<whose>[Hh]is|[Hh]er|[^,;:]{2,60}?(?=[’']))(?:[’']s?)?\s(?:(?:official|own|personal|verified|public|private"
    r"|now-deleted|deleted|campaign)\s)*"
    r"(?:(?P<platform>Twitter|Facebook|Instagram|LinkedIn|YouTube|TikTok|Snapchat|Telegram|Weibo|X"
    r"|Truth Social|Threads|Bluesky|Myspace|Google|Substack|WhatsApp|social[ -]media"
    r"|online)\s(?:account|page|feed|profile|handle|channel|wall|bio|timeline|blog|post"
    r"|status|site|biography)|website|web site|web page|blog|homepage|home page)"
)


def own_channel(
    context: Context, phrase: Phrase, resolve: Callable[[Phrase], Resolution]
) -> Resolution | None:
    """Return whose "her Twitter account" or "the club’s Facebook page" is, or None."""
    asked = _CHANNEL.fullmatch(phrase.text)
    if asked is None:
        return None
    end = phrase.start + len(asked["whose"])
    owner_is_pronoun = asked["whose"].lower() in ("his", "her")
    owner = phrase_of(context.text, ((phrase.start, end),))
    found = resolve(owner) if owner is not None else None
    if found is None or found.speaker is None or found.margin < LEAST_MARGIN:
        return None
    if found.how is How.PRINTED:
        return None
    if found.person is None and (owner_is_pronoun or asked["platform"] is None):
        return None  # "the secretary of state’s website" is a place to look
    method = f"‘{phrase.text}’ speaks for {found.speaker.name}"
    return replace(found, how=How.DOCUMENT, method=method)
