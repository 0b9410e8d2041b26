"""A body that is named by whose it is: "her campaign", where Ada Holm is known.

Ada Holm opened the pier. Her campaign said that she would win.
→ Holm campaign

“Her campaign” alone would be one speaker with that of anybody else in other articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.phrases import Phrase, phrase_of

LEAST_MARGIN = 0.3
"""How far whose it is must lead whoever else it may be."""

_OWNED = re.compile(r"(?P<whose>[Hh]is|[Hh]er)\s(?P<body>campaign|administration)$")


def owned_body(
    context: Context, phrase: Phrase, resolve: Callable[[Phrase], Resolution]
) -> Resolution | None:
    """Return the campaign or the administration of who is meant by "his", or None."""
    asked = _OWNED.match(phrase.text)
    if asked is None:
        return None
    end = phrase.start + len(asked["whose"])
    owner = phrase_of(context.text, ((phrase.start, end),))
    found = resolve(owner) if owner is not None else None
    if found is None or found.person is None or found.margin < LEAST_MARGIN:
        return None
    surname = found.person.words[-1]
    namesakes = sum(one.words[-1] == surname for one in context.cast.people)
    name = f"{surname} {asked['body']}"
    if namesakes > 1 and name not in context.text:
        name = f"{found.person.name} {asked['body']}"
    return replace(
        found,
        speaker=DocumentSpeaker(name, SpeakerKind.ORGANISATION, (name,)),
        how=How.DESCRIPTION,
        method=f"‘{phrase.text}’ is that of {found.person.name}",
        person=None,
        gender=None,
    )
