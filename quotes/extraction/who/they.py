"""Whom "they" means where no body has spoken: two people named together, or several.

"Noor and Imran Sol sold the flat. They said …", "Three miners came. … they said".
Looked for as the subject of the sentences right before, nearest first.
"""

from __future__ import annotations

import re

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.phrases import Phrase
from quotes.names.gazetteer import roles
from quotes.names.person_names import (
    fold_word,
    is_function_word,
    is_place,
    is_plural_role,
)

_WORD = r"[A-Z][\w’'-]*"
_NAME = rf"{_WORD}(?:\s(?:[A-Z]\.|de|van|von|al|el|bin|{_WORD})){{0,3}}"
_TWO = re.compile(
    rf"(?:[A-Z][a-z]+ly,?\s)?(?P<who>(?P<first>{_NAME})\sand\s(?P<second>{_NAME}))"
    r"(?:,[^,.]{1,60},)?\s(?=[a-z])"
)
_SEVERAL = re.compile(
    r"(?:[Tt]he\s|[Tt]wo\s|[Tt]hree\s|[Ff]our\s|[Ff]ive\s|[Ss]ix\s|[Ss]even\s|[Ee]ight\s"
    r"|[Nn]ine\s|[Tt]en\s|[Ss]ome\s|[Mm]any\s|[Ss]everal\s|\d+\s)?"
    r"(?P<words>[A-Za-z][\w-]*(?:\s[a-z][\w-]*){1,3})\b"
)
_KIN = re.compile(
    r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)\s(?P<who>(?:[a-z-]+\s)?"
    r"(?:couple|parents|sisters|brothers|twins|newlyweds|siblings|pair|duo|trio|family"
    r"|children|grandparents|friends|neighbours|neighbors))\s(?=[a-z])"
)
_SENTENCES = 3
# Of whom others speak: who died, was held or sued, or police and officials beside them.
_SUFFERED = re.compile(
    r"\b(?:(?:was|were|been|being|are)\s(?:\w+\s)?(?:found|killed|shot|arrested|held|charged"
    r"|detained|rescued|injured|wounded|hurt|buried|stabbed|attacked|taken|seized|jailed"
    r"|sentenced|questioned|released|freed|evicted|robbed|dead)|died|drowned|sued|arrested"
    r"|police|officers|officials|prosecutors|authorities|managers|doctors)\b",
    re.IGNORECASE,
)


def they(context: Context, phrase: Phrase) -> Resolution | None:
    """Those whom the sentences before ``phrase`` are about, or None."""
    starts = context.outline.sentence_starts
    here = context.outline.sentence(phrase.start)
    for number in range(here, max(-1, here - _SENTENCES), -1):
        end = phrase.start
        if number < here:
            end = min(end, starts[number + 1])
        found = _subject(context, starts[number], end)
        if found is not None and _SUFFERED.search(context.text, starts[number], end):
            return None
        if found is not None:
            return Resolution(
                DocumentSpeaker(found, SpeakerKind.GROUP, (found,)),
                How.PRONOUN,
                f"pronoun ‘{phrase.text}’ resolved to {found}, named just before",
                distance=here - number,
                margin=0.5,
            )
    return None


def _subject(context: Context, start: int, end: int) -> str | None:
    """The two people or the several that a sentence opens with, or None."""
    text = context.text
    two = _TWO.match(text, start, end)
    if two is not None and _are_people(two):
        return two["who"]
    kin = _KIN.match(text, start, end)
    if kin is not None:
        return kin["who"]
    several = _SEVERAL.match(text, start, end)
    return _plural(text, several) if several is not None else None


def _plural(text: str, several: re.Match[str]) -> str | None:
    """The words up to a noun for several people, one adjective or two before it."""
    words = several["words"].split()
    for count, word in enumerate(words[:-1], start=1):
        head = fold_word(word)
        if is_plural_role(head) and head not in roles.GROUP_NOUNS:
            end = several.start("words") + len(" ".join(words[:count]))
            return text[several.start() : end]
    return None


def _are_people(two: re.Match[str]) -> bool:
    return not any(
        is_function_word(fold_word(words.split()[0])) or is_place(words)
        for words in (two["first"], two["second"])
    )
