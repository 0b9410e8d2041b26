"""Offices and bodies that say of what: "Secretary of State Ada Holm", "Center for Law".

The words for what somebody is secretary of are capitals like the name's behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.names.folding import fold
from quotes.names.gazetteer import organisations, people, places, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import is_first_name

OFFICES = word_set(
    """
    secretary undersecretary minister director chief head commissioner superintendent
    administrator chair chairman chairwoman chairperson ambassador envoy governor mayor
    president general inspector speaker adviser advisor dean professor comptroller
    controller registrar coordinator vice-president commander auditor assessor
    """
)
# What offices are for; none of these words begins the name of a person.
_FIELDS = word_set(
    """
    state defense defence security affairs intelligence services service works
    development rights operations strategy prosecutions agriculture health education
    energy labor labour commerce transportation transport interior treasury finance
    justice trade housing environment tourism culture sport sports youth water lands
    mines planning technology science communications relations policy programs
    programmes resources outreach war staff chiefs revenue customs immigration prisons
    corrections elections taxes insurance schools banking fisheries forestry industry
    infrastructure investment innovation research marketing engineering admissions
    medicine athletics public homeland foreign human national veterans pensions
    employment equality climate fishing roads parks nations
    """
)
_PREPOSITIONS = ("of", "for", "to")
_LONGEST_NAME = 3


def behind_office(words: Sequence[str]) -> int:
    """Where in ``words`` a name begins behind an office; 0 where none does.

    ("Secretary", "of", "Homeland", "Security", "Ada", "Holm") → 4. The words may be in
    lower case as far as the preposition.
    """
    opens = _field_start(words)
    if not opens:
        return 0
    field = max(
        (at for at in range(opens, len(words)) if _folded(words[at]) in _FIELDS),
        default=-1,
    )
    if 0 < field < len(words) - 2 and words[field + 1] in _PREPOSITIONS:
        opens, field = field + 2, -1  # "Minister of State for Harbours"
    for at in range(max(opens, field) + 1, len(words) - 1):
        if is_first_name(_folded(words[at])) and len(words) - at <= _LONGEST_NAME:
            return at
    if 0 < field < len(words) - 1:
        return field + 1
    return _behind_unknown(words, opens)


def _behind_unknown(words: Sequence[str], opens: int) -> int:
    """Where a name begins behind an unlisted field; 0 where too little is left.

    Behind a place it begins right there; else two words are the name, three with an
    initial or a suffix.
    """
    if words[opens] in places.PLACES or words[opens] in places.STATE_NAMES:
        return 0
    name = 2
    if "." in words[-2] or _folded(words[-1]) in people.SUFFIXES | people.PARTICLES:
        name = _LONGEST_NAME
    return len(words) - name if len(words) - opens > name else 0


def is_body_for(words: Sequence[str]) -> bool:
    """Whether a body's name goes on with what it is for: "Center for Justice"."""
    return _behind_body(words) > 0


def is_somebody_of(words: Sequence[str]) -> bool:
    """Whether such a name goes on to somebody: "Bank of Glim Governor Ada Holm"."""
    behind = words[_behind_body(words) + 1 : -1]
    return any(
        _folded(word) in people.TITLES | roles.ROLES
        or word in people.ACRONYM_TITLES
        or is_first_name(_folded(word))
        for word in behind
    )


def _behind_body(words: Sequence[str]) -> int:
    """Where the words begin that say what a body is for; 0 where none do."""
    for index, word in enumerate(words[1:], 1):
        head = _folded(words[index - 1])
        if word in ("for", "of", "on") and head in organisations.ORGANISATION_HEADS:
            return index + 1
    return 0


def _field_start(words: Sequence[str]) -> int:
    """Where the words begin that say what the last office is for; 0 where none do."""
    for at in range(len(words) - 2, 0, -1):
        if words[at] in _PREPOSITIONS and _folded(words[at - 1]) in OFFICES:
            return at + 1 + (words[at + 1] == "the")
    return 0


def _folded(word: str) -> str:
    return fold(word.strip(".,"))
