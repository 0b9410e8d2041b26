"""What somebody does, printed before a name as its first word: "Crofter Ada Holm".

The sentence gives it its capital. Those that no list of titles and roles knows are told
by their ending, unless the word is a first name or a common surname.
"""

from __future__ import annotations

import re

from quotes.names.gazetteer import common
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word, is_first_name, is_title

_ENDINGS = re.compile(
    r"[a-z]{3,}(?:er|or|ist|ian|man|woman|smith|wright|keeper|eer|eur|ess|hand|master|mate|monger)$"
)
_SURNAMES = word_set(
    """
    taylor carter cooper walker parker turner miller fisher hunter porter potter archer
    butler chandler fletcher foster fowler gardner glover harper hooper jenner palmer
    piper sawyer skinner slater spencer spicer tanner thatcher tucker tyler wheeler
    weaver webster baxter brewster sanders rivers saunders waters rogers peter walter
    hector victor oliver alexander roger christopher xavier javier olivier master mister
    junior senior major former christian
    """
)


def is_trade(word: str) -> bool:
    """Whether ``word``, before a first name and a surname, says what somebody does."""
    folded = fold_word(word)
    if is_first_name(folded) or folded in _SURNAMES:
        return False
    if folded in common.NOT_NAMES or is_title(folded):
        return False
    return _ENDINGS.fullmatch(folded) is not None
