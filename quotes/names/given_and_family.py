"""What the parts of a person's name tell: the surname, the order, the gender."""

from __future__ import annotations

from quotes.names.gazetteer import people, roles
from quotes.names.person_names import Gender, fold_word, is_initial


def surnames(words: tuple[str, ...]) -> tuple[str, ...]:
    """Folded forms that may stand for the whole name, likeliest first.

    The last word ("Holm" for "Ada Holm"), with its particle ("van Dorn"), and the
    first one where the order is family name first ("Kim" for "Kim Jong-un").
    """
    parts = [fold_word(word) for word in words]
    while len(parts) > 1 and parts[-1] in people.SUFFIXES:
        parts.pop()
    if len(parts) < 2:
        return tuple(parts)
    if family_first(words):
        return parts[0], parts[-1]
    found = [parts[-1]]
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in people.PARTICLES:
        start -= 1
    if start < len(parts) - 1:
        found.insert(0, " ".join(parts[start:]))
    elif len(parts) > 2 and not is_initial(words[-2]):
        found.append(" ".join(parts[-2:]))
    return tuple(found)


def family_first(words: tuple[str, ...]) -> bool:
    """Whether the family name stands first, as in most names from East Asia."""
    first = fold_word(words[0])
    if first not in people.FAMILY_FIRST or len(words) > 3:
        return False
    given = fold_word(words[-1])
    known = given in people.MALE_NAMES or given in people.FEMALE_NAMES
    first_is_given = first in people.MALE_NAMES or first in people.FEMALE_NAMES
    if "-" in words[-1]:
        return True
    return (not known and not first_is_given) or len(words) == 3


def gender(words: tuple[str, ...], title: str = "") -> Gender | None:
    """Gender that the honorific, the title or the first name suggests, or None."""
    for word in title.split():
        folded = fold_word(word)
        if folded in people.MALE_HONORIFICS or folded in roles.MALE_ROLES:
            return Gender.MALE
        if folded in people.FEMALE_HONORIFICS or folded in roles.FEMALE_ROLES:
            return Gender.FEMALE
    first = fold_word(words[0]) if len(words) > 1 else ""
    male, female = first in people.MALE_NAMES, first in people.FEMALE_NAMES
    if first in people.UNISEX:
        return None
    if male != female and not family_first(words):
        return Gender.MALE if male else Gender.FEMALE
    return None
