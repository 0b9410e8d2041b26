"""What stands before a name without saying so: a service, a medium, "Tan Sri".

"Marine John Holm", "Harbour News Sean Holm"; but in "Daniel Porter Holm" the trade is
a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.names.folding import fold
from quotes.names.gazetteer import common, organisations, people
from quotes.names.person_names import is_first_name

_LONGEST_NAME = 3


def is_service(words: Sequence[str], index: int) -> bool:
    """Whether the word at ``index`` ends a service or a medium before a name.

    "Marine" of "Marine John Holm" and "News" of "Harbour News Sean Holm", but not
    "Marine" of "Marine Le Pen".
    """
    if not _is_named_behind(words, index):
        return False
    folded = fold(words[index])
    kind = index > 0 and folded in organisations.MEDIA_HEADS
    medium = kind or fold(" ".join(words[: index + 1])) in organisations.MEDIA
    return medium or words[index] == "Marine"


def is_middle_name(words: Sequence[str], index: int, opens: int) -> bool:
    """Whether a trade at ``index`` is a name, behind the first name at ``opens``."""
    trade = fold(words[index]) in people.TRADES_AS_SURNAMES
    return trade and index - 1 == opens and is_first_name(fold(words[opens]))


def is_tan_sri(words: Sequence[str], index: int) -> bool:
    """Whether a word is of the title in "Tan Sri Ada Holm", "Dato Sri Ada Holm"."""
    if words[index] == "Tan":
        return words[index + 1] == "Sri" and len(words) - index > 2
    titled = bool(index) and words[index - 1] in ("Tan", "Dato", "Datuk")
    return titled and len(words) - index > 1


def _is_named_behind(words: Sequence[str], index: int) -> bool:
    """Whether a first name and one or two words more are left behind ``index``."""
    name = words[index + 1 :]
    if not 2 <= len(name) <= _LONGEST_NAME or fold(name[0]) in people.ALSO_VERBS:
        return False
    no_names = common.NOT_NAMES | common.NOT_SURNAMES
    return is_first_name(fold(name[0])) and all(
        fold(word) not in no_names for word in name
    )
