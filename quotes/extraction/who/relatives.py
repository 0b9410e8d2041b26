"""Somebody known by whose they are: "his wife", "she and her lawyers".

Mr. Holm lit the stove. Mrs. Holm came in. “It is late,” said his wife.
→ Mrs. Holm
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.phrases import Phrase, phrase_of

_SPOUSE = re.compile(r"(?P<whose>[Hh]is|[Hh]er)\s(?P<who>wife|husband)$")
_WOMAN = r"(?:Mrs|Lady|Madame|Mme|Frau|Se\u00f1ora|Signora)\.?"
_MAN = r"(?:Mr|Lord|Sir|Monsieur|Herr|Se\u00f1or|Signor|Captain|Colonel|Major)\.?"
_NAMED = r"\b{}\s(?P<name>[A-Z][\w\u2019'-]*\w)"
_BACK = 4000
_THEIRS = re.compile(
    r"(?P<who>[Hh]e|[Ss]he)\sand\s(?P<theirs>(?:his|her)\s[a-z][\w -]+)"
)


def spouse(
    context: Context, phrase: Phrase, resolve: Callable[[Phrase], Resolution]
) -> Resolution | None:
    """Whom "his wife" or "her husband" is by the titles of one surname, or None."""
    asked = _SPOUSE.match(phrase.text)
    if asked is None:
        return None
    wife = asked["who"] == "wife"
    mine, other = (_WOMAN, _MAN) if wife else (_MAN, _WOMAN)
    low = max(0, phrase.start - _BACK)
    text = context.text
    owners = {
        match["name"]
        for match in re.finditer(_NAMED.format(other), text[low : phrase.start])
    }
    named = [
        match
        for match in re.finditer(_NAMED.format(mine), text[low : phrase.start])
        if match["name"] in owners
    ]
    if not named:
        return None
    span = (low + named[-1].start(), low + named[-1].end())
    inner = phrase_of(text, (span,))
    found = resolve(inner) if inner is not None else None
    if found is None or found.speaker is None:
        return None
    return Resolution(
        found.speaker,
        How.DESCRIPTION,
        f"‘{phrase.text}’ is {text[slice(*span)]}",
        distance=context.distance(span[0], phrase.start),
        margin=0.7,
        person=found.person,
    )


def with_theirs(
    context: Context, phrase: Phrase, resolve: Callable[[Phrase], Resolution]
) -> Resolution | None:
    """Like "She and her lawyers": who she is, and those of hers as printed."""
    match = _THEIRS.fullmatch(phrase.text)
    if match is None:
        return None
    first = Phrase(phrase.start, phrase.start + match.end("who"), match["who"])
    found = resolve(first)
    if found.speaker is None:
        return None
    name = f"{found.speaker.name} and {match['theirs']}"
    return Resolution(
        DocumentSpeaker(name, SpeakerKind.GROUP, (name,)),
        How.JOINT,
        f"‘{phrase.text}’ names {found.speaker.name} and others",
        margin=0.5,
    )
