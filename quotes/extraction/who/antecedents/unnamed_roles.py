"""People without a name: "The driver", "a woman from the village", in order."""

from __future__ import annotations

import re

from quotes.extraction.text.outline import Outline
from quotes.extraction.who.antecedents.entity import (
    CLAUSE_START,
    PREPOSITION,
    Entity,
    Printing,
)
from quotes.names.folding import fold
from quotes.names.gazetteer import roles
from quotes.names.person_names import Gender, fold_word, is_role

_WORD = r"(?!(?:the|an?)\s)[a-z0-9][\w’'-]*"
# Whoever is told of for the first time may be so by a place: "a young Berlin woman".
_PLACE = r"(?:[A-Z][\w’'-]*\s){1,2}"
_ROLE_PHRASE = re.compile(
    r"(?:^|(?<=[\s“\"'‘(—–-]))(?P<article>[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother)\s"
    rf"(?P<words>(?:{_WORD}\s){{0,3}}(?:(?<=\b[Aa]\s){_PLACE}|(?<=\b[Aa]n\s){_PLACE}"
    rf"|(?<=-old\s){_PLACE})?(?!(?:the|an?)\s)[a-z][\w’'-]*)(?=(?P<next>[^\w’'-]\s?\w?))"
)
_NO_ROLES = frozenset(("lead", "head", "chief", "star", "major", "general", "second"))
_FOR_WHOM = re.compile(
    r"\s(?:for|of|to|at|with|from|in)\s(?:(?:the|both|an?)\s)?"
    r"[A-Z][\w’'-]*(?:\s(?:of\s)?[A-Z][\w’'-]*){0,4}"
)
_OPENS = 4


def find_roles(text: str, outline: Outline) -> list[Entity]:
    """Everybody whom ``text`` calls by what they are, as often as it does."""
    found: dict[str, Entity] = {}
    for match in _ROLE_PHRASE.finditer(text):
        words = _role_words(match["words"].split())
        start = match.start("words")
        end = start + len(" ".join(words))
        if not words or _is_before_name(text, end):
            continue
        name, noun = " ".join(words), next(w for w in words if is_role(fold_word(w)))
        entity = found.setdefault(
            fold(name), Entity(name, role=fold_word(noun), gender=gender_of(noun))
        )
        if not entity.printings:
            entity.introduced = _introduced(text, match["article"], name, end)
        entity.printings.append(_printing(text, outline, match.start(), start, end))
    return list(found.values())


def _role_words(words: list[str]) -> list[str]:
    """``words`` up to the noun that says what somebody is; none where none does."""
    cut = next((n for n, word in enumerate(words) if is_role(fold_word(word))), None)
    if cut is None or fold_word(words[cut]) in _NO_ROLES:
        return []
    following = words[cut + 1] if cut + 1 < len(words) else ""
    if following and is_role(fold_word(following)):
        cut += 1
    return words[: cut + 1]


def _is_before_name(text: str, end: int) -> bool:
    """Whether a role that ends there is somebody's who is named right behind it."""
    if text[end : end + 2].strip()[:1].isupper() or text[end : end + 1] in "’'":
        return True
    return text[end : end + 2] == ", " and text[end + 2 : end + 3].isupper()


def _introduced(text: str, article: str, name: str, end: int) -> str:
    """Like "an employee for Harbour Networks", where a role is printed so at first."""
    whom = _FOR_WHOM.match(text, end) if article.lower() != "the" else None
    return f"{article.lower()} {name}{whom[0]}" if whom is not None else ""


def _printing(
    text: str, outline: Outline, phrase: int, start: int, end: int
) -> Printing:
    before = text[max(0, phrase - 40) : phrase]
    opens = phrase - outline.sentence_range(phrase)[0] < _OPENS
    return Printing(
        start,
        end,
        CLAUSE_START.search(before) is not None or opens,
        PREPOSITION.search(before) is not None,
        False,
        outline.is_quoted(start),
    )


def gender_of(noun: str) -> Gender | None:
    """The gender that a noun for a person tells, or None."""
    folded = fold_word(noun)
    if folded in roles.MALE_ROLES:
        return Gender.MALE
    return Gender.FEMALE if folded in roles.FEMALE_ROLES else None
