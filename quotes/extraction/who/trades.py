"""What somebody does, printed before a name as its first word: "Crofter Ada Holm".

The sentence gives it its capital. Those that no list of titles and roles knows are told
by their ending, unless the word is a first name or a common surname.
"""

from __future__ import annotations

import re

from quotes.names.gazetteer import common, organisations
from quotes.names.gazetteer.kinds import is_kind_of_body
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word, is_first_name, is_title

_ENDINGS = re.compile(
    r"[a-z]{3,}(?:er|or|ist|ian|man|woman|smith|wright|keeper|eer|eur|ess|hand|maid|monger|herd"
    r"|master|mistress|mate|guard|boy|girl|hound|nurse|clerk|cook|chef|maker|worker)$"
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


def is_trade_here(word: str, following: str) -> bool:
    """Whether a common surname is a trade, since a first name follows it."""
    folded = fold_word(word)
    return (
        folded in _SURNAMES
        and _ENDINGS.fullmatch(folded) is not None
        and not is_first_name(folded)
        and is_first_name(fold_word(following))
    )


def is_kind_of_firm(word: str) -> bool:
    """Whether ``word``, before a firm's name, says what it does: "Retailer Velora"."""
    folded = fold_word(word)
    return (
        folded.endswith(("er", "or"))
        and is_kind_of_body(folded)
        and folded not in organisations.ORGANISATION_HEADS
        and not is_first_name(folded)
    )
