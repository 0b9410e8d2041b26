"""Words that stand in one run of capitals with a name and are no part of it.

"Said Ada Holm", "Per", "Crofter Ada Holm" where the sentence gives the capital, and
"KC" behind a name.
"""

from __future__ import annotations

import re

from quotes.extraction.text.outline import Outline
from quotes.extraction.types import Range
from quotes.extraction.who.trades import is_kind_of_firm, is_trade, is_trade_here
from quotes.names.gazetteer import organisations, people
from quotes.names.gazetteer.words import word_set
from quotes.names.offices import OFFICES
from quotes.names.person_names import (
    fold_word,
    is_first_name,
    is_function_word,
    is_place,
    is_plural_role,
    is_title,
    says_origin,
)

_INVERTED = word_set(
    """
    Said Says Wrote Writes Added Adds Asked Replied Answered Explained Recalled Tweeted
    Continued Noted Concluded Told
    """
)
_DETERMINER_AHEAD = re.compile(r"\s(?:the|an?|its|his|her|their)\b")
_ARTICLE_AHEAD = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
# "Sixteen-year-old Ada Holm", "Mother-of-two Ada Holm", "Ex-soldier Ada Holm"
_DESCRIBES = re.compile(
    r"[A-Z\d][\w-]*-(?:year|month)-old|[A-Z][a-z-]+-of-[a-z\d]+"
    r"|(?:Ex|Co|Vice|Then|Former|Self|Part|Full|Long|First|Second|Two|Three|Four|Five)"
    r"-[a-z][a-z-]{2,}"
)
# Verbs of headlines that are no word of a name.
HEADLINE_VERBS = word_set(
    """
    Says Said Tells Told Asks Asked Urges Urged Warns Warned Vows Vowed Insists Insisted
    Admits Admitted Denies Denied Argues Argued Accuses Accused Slams Slammed Blasts
    Blasted Reveals Revealed Confirms Confirmed Announces Announced Explains Explained
    Predicts Predicted Suggests Suggested Defends Defended Rejects Rejected Declares
    Declared Claims Claimed Finds Found Shows Showed Thinks Believes Wants Refuses
    Refused Apologizes Apologises
    """
)
_OFFICE_AHEAD = re.compile(
    r"\b(?P<office>[A-Za-z-]+)(?: of [A-Z]\w+)?[ \u00a0](?:of|for|to)(?: the)?"
    r"[ \u00a0]$"
)
_LONGEST_OFFICE = 40
_SHOWS = ("Show", "Podcast", "Radio", "Hour", "Tonight")
# "Sisters Ruth and Ada Holm"
_PAIRS = word_set(
    "Sisters Brothers Twins Siblings Cousins Friends Partners Colleagues Neighbours"
    " Neighbors Newlyweds Teammates Classmates Flatmates Roommates Parents Grandparents"
    " Husbands Wives Lovers Exes Bandmates Housemates Workmates Schoolfriends"
)
_NEAR = 8
_FULL = 2


def without_lead(
    text: str, outline: Outline, parts: list[Range], lower: frozenset[str]
) -> list[Range]:
    """The parts of a run without words before the name that only open a sentence."""
    start = parts[0][0]
    opens = outline.sentence_starts[outline.sentence(start)]
    if start - opens < _NEAR and not any(c.isalnum() for c in text[opens:start]):
        parts = _without_opener(text, parts, lower)
    while parts and is_function_word(fold_word(text[parts[0][0] : parts[0][1]])):
        if start - opens > _NEAR and _is_first_name_here(text, outline, parts):
            break
        parts = parts[1:]
    if parts and says_origin(text[slice(*parts[-1])]):
        return []  # "New York-based" says where, and names nobody
    parts = _without_show(text, _before_verb(text, parts))
    honoured = parts and text[slice(*parts[-1])] in people.POST_NOMINALS
    office = _ARTICLE_AHEAD.search(text, max(0, start - 5), start) is not None
    if len(parts) > _FULL and honoured and not office:  # no "the Salem Quay MP"
        parts = parts[:-1]  # "Ada Holm KC"
    return parts


def _is_first_name_here(text: str, outline: Outline, parts: list[Range]) -> bool:
    """Whether a verb is a first name: "Will Holm" in the middle of a sentence."""
    verb = fold_word(text[slice(*parts[0])]) in people.ALSO_VERBS
    return verb and len(parts) == _FULL and not outline.is_headline(parts[0][0])


def _without_show(text: str, parts: list[Range]) -> list[Range]:
    """The parts of a run without what its host presents: "the Ada Holm Show"."""
    if len(parts) != _FULL + 1 or text[slice(*parts[-1])] not in _SHOWS:
        return parts
    named = is_first_name(fold_word(text[slice(*parts[0])]))
    return parts[:-1] if named else parts


def _before_verb(text: str, parts: list[Range]) -> list[Range]:
    """The parts of a run up to the verb of a headline: "Ada Holm Tells Convention"."""
    for index in range(1, len(parts)):
        if text[slice(*parts[index])] in HEADLINE_VERBS:
            return parts[:index]
    return parts


def office_before(text: str, start: int) -> int:
    """Where an office in lower case begins, up to "of", before a run; else ``start``.

    "secretary of " before "State Holm", which is no name.
    """
    found = _OFFICE_AHEAD.search(text, max(0, start - _LONGEST_OFFICE), start)
    if found is None or fold_word(found["office"]) not in OFFICES:
        return start
    return found.start("office")


def _is_gerund(text: str, parts: list[Range]) -> bool:
    """Like "Entrusting" of "Entrusting Ada Holm with a bridge would be wrong"."""
    first, second = (text[slice(*part)] for part in parts[:2])
    return (
        first.endswith("ing")
        and not is_first_name(fold_word(first))
        and is_first_name(fold_word(second))
    )


def _without_opener(
    text: str, parts: list[Range], lower: frozenset[str]
) -> list[Range]:
    """The parts of a run that opens a sentence, without what only opens it."""
    if _opens_only(text, parts, lower) or _is_per(text, parts):
        parts = parts[1:]
    for leads in (_is_inverted, _are_several, _is_gerund, _is_trade_before):
        if len(parts) > _FULL and leads(text, parts):
            parts = parts[1:]
    if len(parts) == _FULL and is_kind_of_firm(text[slice(*parts[0])]):
        parts = parts[1:]
    if len(parts) > 1 and text[slice(*parts[0])] in _PAIRS:
        parts = parts[1:]
    if len(parts) > 1 and _DESCRIBES.fullmatch(text[slice(*parts[0])]):
        parts = parts[1:]
    return parts


def _are_several(text: str, parts: list[Range]) -> bool:
    """Like "Actors Ada Holm and Jon Reve"."""
    return is_plural_role(fold_word(text[slice(*parts[0])]))


def _is_trade_before(text: str, parts: list[Range]) -> bool:
    """Like "Deckhand Ada Holm"."""
    first, second = (text[slice(*part)] for part in parts[:2])
    return is_trade(first) or is_trade_here(first, second)


def _is_per(text: str, parts: list[Range]) -> bool:
    """Whether "Per" opens a sentence as a preposition: "Per the regulator, …"."""
    return text[slice(*parts[0])] == "Per" and (
        _DETERMINER_AHEAD.match(text, parts[0][1]) is not None
    )


def _is_inverted(text: str, parts: list[Range]) -> bool:
    """Whether a sentence opens with its verb: "Said Ada Holm: …"."""
    return text[parts[0][0] : parts[0][1]] in _INVERTED


def _opens_only(text: str, parts: list[Range], lower: frozenset[str]) -> bool:
    """Whether the first word has its capital from the sentence, not from a name."""
    first = text[parts[0][0] : parts[0][1]]
    folded = first.lower()
    if folded not in lower or is_title(folded):
        return False
    if len(parts) > 1 and is_place(text[parts[0][0] : parts[1][1]]):
        return False
    if fold_word(text[parts[-1][0] : parts[-1][1]]) in organisations.ORGANISATION_HEADS:
        return len(parts) == 1
    return not is_first_name(folded) or folded in people.ALSO_VERBS
