"""Where a name begins behind an office and its field: "Secretary of State Ada Holm".

The words for what somebody is secretary or director of are capitals like the name's.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.names.folding import fold
from quotes.names.gazetteer import people
from quotes.names.gazetteer.words import word_set

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
    for at in range(max(opens, field) + 1, len(words) - 1):
        if _is_first(words[at]) and len(words) - at <= _LONGEST_NAME:
            return at
    return field + 1 if 0 < field < len(words) - 1 else 0


def _field_start(words: Sequence[str]) -> int:
    """Where the words begin that say what the last office is for; 0 where none do."""
    for at in range(len(words) - 2, 0, -1):
        if words[at] in _PREPOSITIONS and _folded(words[at - 1]) in OFFICES:
            return at + 1 + (words[at + 1] == "the")
    return 0


def _folded(word: str) -> str:
    return fold(word.strip(".,"))


def _is_first(word: str) -> bool:
    folded = _folded(word)
    return folded in people.MALE_NAMES or folded in people.FEMALE_NAMES
