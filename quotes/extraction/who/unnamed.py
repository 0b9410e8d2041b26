"""Speakers keep the article that belongs to how they are called.

"A ministry spokesperson" reads as somebody who is not named; "ministry spokesperson"
reads as a heading. The article is that of the first mention: "a spokesman" stays that
where "the spokesman" goes on. Of a name it is a part where it is printed with a capital
in the middle of a sentence: "told The Harbour Tide".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from quotes.extraction.types import Candidate, DocumentSpeaker, Quotation, SpeakerKind
from quotes.extraction.who.context import How, Resolution

_AS_PRINTED = (How.ROLE, How.PRINTED)
_BY_NOUN = (How.BODY, How.DESCRIPTION, How.DOCUMENT)
_IN_SENTENCE = re.compile(r"[a-z,]\s$")
_ARTICLE = re.compile(r"(the|an?)\s+", re.IGNORECASE)
_ARTICLE_AHEAD = re.compile(r"\b(the|an?)\s$", re.IGNORECASE)

Resolved = tuple[Quotation, Resolution]


def with_articles(text: str, resolved: Iterable[Resolved]) -> list[Quotation]:
    """Return the quotations, their speakers by name with the article that it has.

    resolved: in the order of the text, each with what its source was resolved to.
    """
    resolved = list(resolved)
    names = _printed_names(text, resolved)
    called: dict[str, str] = {}
    return [
        _as_called(text, _renamed(quotation, names), called)
        for quotation, _ in resolved
    ]


def _as_called(text: str, quotation: Quotation, called: dict[str, str]) -> Quotation:
    """The quotation of a body whose name has a "The" of its own under that name.

    called: names with it by names without, filled as they are met.
    """
    speaker = quotation.speaker
    if speaker is None or speaker.kind is not SpeakerKind.ORGANISATION:
        return quotation
    name = called.get(speaker.name)
    if name is None:
        name = called[speaker.name] = _with_its_article(text, speaker.name)
    if name == speaker.name:
        return quotation
    speaker = replace(speaker, name=name, names=(name, *speaker.names))
    return replace(quotation, speaker=speaker)


def _with_its_article(text: str, name: str) -> str:
    whole = f"The {name}"
    at = text.find(whole)
    while at >= 0:
        behind = text[at + len(whole) : at + len(whole) + 2]
        longer = " " not in name and behind[1:].isupper()
        goes_on = behind[:1].isalnum() or longer
        if not goes_on and _IN_SENTENCE.search(text, max(0, at - 2), at):
            return whole
        at = text.find(whole, at + 1)
    return name


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
    # "a number of families in Salem" has none either.
    return bool(speaker.names) and not speaker.name.split()[0].islower()


def _name_with_article(text: str, quotation: Quotation, name: str) -> str:
    """``name`` behind the article that stands before it in the source, if one does."""
    first = re.compile(rf"{re.escape(name.split()[0])}(?!\w)")
    if _ARTICLE.match(name):
        return name  # "a narrator in the ad", called "the ad’s narrator" later
    for start, end in quotation.source:
        article = _ARTICLE.match(text, start, end)
        if article and first.match(text, article.end(), end):
            return f"{article.group(1).lower()} {name}"
        ahead = _ARTICLE_AHEAD.search(text, max(0, start - 5), start)
        if ahead and first.match(text, start, end):
            return f"{ahead.group(1).lower()} {name}"  # "A" + "judge", as cut
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
