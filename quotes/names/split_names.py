"""Runs of capitalised words taken apart: what stands before a name, and the name.

A title, a role, an office with its field or a body before a person's name belongs to
its description; ``person_names`` judges what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from quotes.names.gazetteer import common, organisations, people, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.offices import behind_office, is_body_for, is_somebody_of
from quotes.names.person_names import (
    NameKind,
    fold_word,
    has_first_name,
    is_demonym,
    is_first_name,
    is_letter,
    is_place,
    is_plural_role,
    is_title,
    judge,
    says_origin,
)
from quotes.names.services import is_middle_name, is_service, is_tan_sri

# "Doctors Without Borders" is a body.
_OF_A_CAUSE = word_set("without against united first international worldwide")


@dataclass(frozen=True, slots=True)
class SplitName:
    """A run of capitalised words taken apart.

    before: how many words stand before the name (titles, roles, bodies).
    sure: whether a title, a role or a known first name vouches for ``kind``.
    """

    before: int
    kind: NameKind
    sure: bool


def _is_titled(word: str) -> bool:
    """Whether ``word``, as printed before a name, is a title: "Dr", "Datuk", "CP"."""
    return word in people.ACRONYM_TITLES or is_title(fold_word(word))


def _is_before_name(word: str) -> bool:
    folded = fold_word(word)
    return not is_letter(word) and (
        _is_titled(word)
        or folded in organisations.ORGANISATION_HEADS
        or folded in common.NOT_NAMES
        or folded in common.NOT_SURNAMES
        or folded in common.ADJECTIVES
        or is_demonym(word)
        or says_origin(word)
    )


def _leading(words: tuple[str, ...]) -> int:
    """How many of ``words`` stand before the name that ends them, if it is one."""
    cut = 0
    for index, word in enumerate(words[:-1]):
        joined = f"{word} {words[index + 1]}"
        if is_place(joined) or is_demonym(joined):
            cut = index + 2
        elif _precedes_name(words, index, cut):
            cut = index + 1
    return max(cut, behind_office(words))


def _precedes_name(words: tuple[str, ...], index: int, cut: int) -> bool:
    word = words[index]
    if word in people.ACRONYM_TITLES and len(words) - index == 2:
        # "DSP Ada Holm" is a person; "DC Comics" and "CP Rail" are none.
        return is_title(fold_word(word))
    if index and fold_word(words[index - 1]) in ("of", "for"):
        return True
    if word in ("Tan", "Sri") and is_tan_sri(words, index):
        return True
    if is_middle_name(words, index, cut):
        return False
    if is_service(words, index):
        return True
    if _is_before_name(word):
        return not _is_given(words, index)
    if _is_field(words, index) or (not index and _titles_several(words)):
        return True
    return index == cut and is_place(word) and len(words) - index > 2


def _is_field(words: tuple[str, ...], index: int) -> bool:
    """Like "Affairs" of "Director of Harbour Affairs Ada Holm"."""
    field = fold_word(words[index]) in roles.FIELDS
    return field and not {"of", "for"}.isdisjoint(words[:index])


def _titles_several(words: tuple[str, ...]) -> bool:
    """Whether the first word is a title of two: "Ministers Ada Holm and Jon Reve"."""
    if len(words) < 3 or fold_word(words[1]) in _OF_A_CAUSE:
        return False
    first = fold_word(words[0])
    return first not in roles.GROUP_NOUNS and is_plural_role(first)


def _is_given(words: tuple[str, ...], index: int) -> bool:
    """Whether a word that may be a title is a first name here ("Dean Warren")."""
    folded = fold_word(words[index])
    if folded in common.NOT_NAMES and words[index] != "Will":
        # "Chairman May Holm"
        titled = index > 0 and _is_titled(words[index - 1])
        return titled and folded in people.ALSO_VERBS and len(words) - index == 2
    return is_first_name(folded) and len(words) - index <= 3


@lru_cache(maxsize=20_000)
def split_name(words: tuple[str, ...]) -> SplitName:
    """Take a run of capitalised ``words`` apart.

    ("Kremlin", "President", "Ada", "Holm") → three words before? No: the last title
    or body word ends what stands before, here "President": before 2, a sure person.
    """
    whole = _kind_of_whole(words)
    if whole is not None:
        return SplitName(0, whole, True)
    if is_body_for(words) and not is_somebody_of(words):
        return SplitName(0, NameKind.ORGANISATION, False)
    before = _leading(words)
    name = words[before:]
    if not name:
        return SplitName(0, NameKind.OTHER, False)
    kind = judge(name)
    titled = before > 0 and (
        _is_titled(words[before - 1]) or before == behind_office(words)
    )
    courteous = before > 0 and fold_word(words[before - 1]) in people.HONORIFICS
    surname_alone = len(name) == 1 and (kind is NameKind.OTHER or courteous)
    if kind is NameKind.PERSON or (titled and surname_alone):
        return SplitName(before, NameKind.PERSON, titled or has_first_name(name))
    return SplitName(0, judge(words), False)


def _kind_of_whole(words: tuple[str, ...]) -> NameKind | None:
    """What ``words`` name where all of them together are listed, or end with a
    listed word for a body or a role; None otherwise."""
    joined, last = " ".join(words), fold_word(words[-1])
    if is_place(joined) or is_demonym(joined):
        return NameKind.PLACE
    if len(words) > 1 and _is_named_as_body(words, last):
        return NameKind.ORGANISATION
    if is_title(last) and not (has_first_name(words[-2:]) or _is_surname(words)):
        return NameKind.ROLE
    return None


def _is_named_as_body(words: tuple[str, ...], last: str) -> bool:
    """Whether several words are a body's name by their last one, or their first."""
    if words[0] == "Police" and is_place(words[1]):
        return True  # "Police Scotland"
    if last in organisations.NAME_HEADS and not has_first_name(words):
        return True
    if last in organisations.ORGANISATION_HEADS | organisations.GOODS:
        return True
    return is_title(last) and is_body_for(words)  # "Glim Center for Justice"


def _is_surname(words: tuple[str, ...]) -> bool:
    """Whether a trade that ends ``words`` is a surname here: "Mina Fisher"."""
    return (
        len(words) > 1
        and fold_word(words[-1]) in people.TRADES_AS_SURNAMES
        and not _is_before_name(words[-2])
        and not is_place(words[-2])
        and words[-1].istitle()
    )
