"""Whether a phrase names a medium, and what that medium is called."""

from __future__ import annotations

import re

from quotes.extraction.who.bodies import Bodies
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word, is_acronym

_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+(?=\S)", re.IGNORECASE)
_OWNER = re.compile(r"^(?P<owner>[^’']+?)(?:[’']s|(?<=[sS])[’'])\s+(?P<owned>.+)$")
_OF = re.compile(r"^[A-Z][\w’'-]+ (?:[A-Z][\w’'.-]+ )+(?:of|from) (?P<body>[A-Zt].+)$")
# "Norland state-owned Al-Marsa television": whose it is, before what it is called.
_OWNED_BY = re.compile(
    r"^.*?\b(?:state|government|family|privately|publicly|church)-"
    r"(?:owned|run|controlled|backed|funded)\s(?=[A-Z])"
)
# "investors of New Harbour Media" are no medium.
_SOME_OF = re.compile(r"^[a-z][\w’'-]*s\s(?:of|in|at|from|on)\s")
_DESKS = word_set(
    "senior chief national political investigative diplomatic foreign special co"
)
_NO_MEDIUM = word_set(
    """
    conference briefing briefings secretary corps release pool gallery reporters
    investors shareholders customers employees
    journalists committee rally crowd audience supporters hearing court panel summit
    office officer officers officials staff party campaign reporter reporter's
    anchor host correspondent editor editors
    """
)
_PEOPLE_OF_MEDIA = word_set(
    "reporter reporters journalist journalists anchor host correspondent editor editors"
)
_LOWER_TAIL = re.compile(
    r"\s(?:newspaper|magazine|programme|program|podcast|show|website|radio|television"
    r"|tv|channel|network|(?:state |state-run )?news agency|agency|broadcaster|tabloid"
    r"|daily|weekly)$"
)


def medium_name(phrase: str, bodies: Bodies) -> str | None:
    """What the medium in ``phrase`` is called, or None where it names no medium.

    "Agence France-Presse", "the newspaper", "Glim Herald’s Ada Holm" (the Herald),
    "XNA" where the document expands it to a news agency.
    """
    bare = _OWNED_BY.sub("", _ARTICLE.sub("", phrase.strip()))
    # "told people" is not "told People".
    if not bare or _SOME_OF.match(bare) or bare == "people":
        return None
    if _known(bare):
        return bare
    worker = _OF.match(bare)
    if worker is not None and not bare.islower():
        found = _plain(_ARTICLE.sub("", worker["body"]), bodies)
        if found is not None:
            return found
    owner = _OWNER.match(bare)
    if owner is not None:
        found = _plain(owner["owner"], bodies, owned=True)
        if found is not None:
            return found
        bare_owned = _plain(owner["owned"], bodies)
        if bare_owned is not None:
            whole = owner["owned"][:1].isupper()
            return bare_owned if whole else bare
    return _plain(bare, bodies)


def _plain(name: str, bodies: Bodies, *, owned: bool = False) -> str | None:
    """What the medium that ``name`` names is called, or None where it names none."""
    words = name.split()
    last = fold_word(words[-1]) if words else ""
    people_of_media = _outlet_of_people(words, bodies)
    if not words or last in _NO_MEDIUM or people_of_media is not None:
        return people_of_media
    body = bodies.named(name) or bodies.by_last_word(name)
    fullest = body.name if body is not None else name
    if _known(name) or _known(fullest) or _sounds(fullest, owned=owned):
        return _without_kind(fullest)
    if _is_kind_and_name(words):
        return " ".join(word for word in words if word[:1].isupper())
    if _is_station(words):
        return name
    return _acronym_of_medium(words)


def _without_kind(name: str) -> str:
    """A medium's name without what it is: "Tide" for "Tide magazine"."""
    short = _LOWER_TAIL.sub("", name)
    named = short[:1].isupper() and short.split()[-1][:1].isupper()
    return short if named and not _only_adjective(short) else name


def _acronym_of_medium(words: list[str]) -> str | None:
    """The acronym among words that names a known medium, or what they call one."""
    called_so = fold_word(words[-1]) in organisations.SURE_MEDIA
    for word in words:
        if is_acronym(word) and (called_so or _known(word)):
            return word
    return None


def _outlet_of_people(words: list[str], bodies: Bodies) -> str | None:
    """Like "Glim Herald reporters" speak to the Herald; "reporters" to nobody."""
    for index, word in enumerate(words):
        if index and fold_word(word) in _PEOPLE_OF_MEDIA:
            outlet = words[:index]
            while outlet and fold_word(outlet[-1]) in _DESKS:
                outlet.pop()
            known = (outlet[:end] for end in range(len(outlet), 0, -1))
            # "XTV Harbour correspondent": XTV, whose beat is the harbour.
            sure = next(filter(_known, map(" ".join, known)), "")
            name = sure or " ".join(outlet)
            return _plain(name, bodies) if name and not name.islower() else None
    return None


def _known(name: str) -> bool:
    folded = fold(name)
    return (
        folded in organisations.MEDIA
        or folded.removeprefix("the ") in organisations.MEDIA
    )


def _is_kind_and_name(words: list[str]) -> bool:
    """Whether words are what a medium is and then its name ("magazine Tide")."""
    kinds = [word for word in words if word[:1].islower()]
    names = words[len(kinds) :]
    return bool(kinds and names) and (
        kinds[-1] in organisations.SURE_MEDIA
        and all(word[:1].isupper() for word in names)
    )


def _is_station(words: list[str]) -> bool:
    """Whether words are a known medium and a part of it ("XTV 35", "XTV Sports")."""
    if not 2 <= len(words) <= 3 or not _known(words[0]):
        return False
    return all(word[0].isdigit() or word[0].isupper() for word in words[1:])


def _only_adjective(name: str) -> bool:
    """Whether nothing but "Russian" or "Local" is left of "Russian radio"."""
    return (
        " " not in name
        and not is_acronym(name)
        and name.endswith(("an", "ish", "ese", "al", "ch"))
    )


def _sounds(name: str, *, owned: bool) -> bool:
    """Whether the words of a name are those of a medium."""
    words = name.split()
    folded = [fold_word(word) for word in words]
    if folded[-1] in organisations.SURE_MEDIA or "news" in folded:
        return folded[-1] != "agency" or "news" in folded or "press" in folded
    if words[-1][:1].isupper() and folded[-1] in organisations.MEDIA_HEADS - {
        "press",
        "agency",
        "report",
        "record",
        "star",
    }:
        return True
    return (
        len(words) > 1
        and words[0][:1].isupper()
        and any(
            word in organisations.SURE_MEDIA - {"agency", "press", "network", "outlet"}
            for word in folded
        )
    )
