"""Speakers without a name keep the article that they are printed with.

"A ministry spokesperson" reads as somebody who is not named; "ministry spokesperson"
reads as a heading. The article is that of the first mention: "a spokesman" stays that
where "the spokesman" goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from quotes.extraction.types import Candidate, DocumentSpeaker, Quotation
from quotes.extraction.who.context import How, Resolution

_AS_PRINTED = (How.ROLE, How.PRINTED)
_BY_NOUN = (How.BODY, How.DESCRIPTION, How.DOCUMENT)
_ARTICLE = re.compile(r"(the|an?)\s+", re.IGNORECASE)

Resolved = tuple[Quotation, Resolution]


def with_articles(text: str, resolved: Iterable[Resolved]) -> list[Quotation]:
    """Return the quotations, those of unnamed speakers by name with their article.

    resolved: in the order of the text, each with what its source was resolved to.
    """
    resolved = list(resolved)
    names = _printed_names(text, resolved)
    return [_renamed(quotation, names) for quotation, _ in resolved]


def _printed_names(text: str, resolved: Iterable[Resolved]) -> dict[str, str]:
    """Names with their article by names without."""
    names: dict[str, str] = {}
    for quotation, resolution in resolved:
        speaker = quotation.speaker
        if speaker is None or _is_named(speaker):
            continue
        by_noun = resolution.how in _BY_NOUN and speaker.name[:1].islower()
        if resolution.how not in _AS_PRINTED and not by_noun:
            continue
        printed = _name_with_article(text, quotation, speaker.name)
        names.setdefault(speaker.name, printed)
    return names


def _is_named(speaker: DocumentSpeaker) -> bool:
    """Whether somebody has a name: "the audience", as printed, has none."""
    return bool(speaker.names) and not speaker.name.islower()


def _name_with_article(text: str, quotation: Quotation, name: str) -> str:
    """``name`` behind the article that stands before it in the source, if one does."""
    for start, end in quotation.source:
        article = _ARTICLE.match(text, start, end)
        if article and text.startswith(name.split()[0], article.end()):
            return f"{article.group(1).lower()} {name}"
    return name


def _renamed(quotation: Quotation, names: Mapping[str, str]) -> Quotation:
    speaker = quotation.speaker
    if speaker is not None and not _is_named(speaker):
        name = names.get(speaker.name, speaker.name)
        speaker = replace(speaker, name=name, names=(name,) if speaker.names else ())
    candidates = tuple(
        Candidate(names.get(one.name, one.name), one.score)
        for one in quotation.candidates
    )
    return replace(quotation, speaker=speaker, candidates=candidates)
