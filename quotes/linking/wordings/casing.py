"""Read a printing's words without its capitals: typed in lower case, or shouted.

Pure, without Django.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.linking.wordings.tokens import Token
from quotes.linking.wordings.vectors import UNKNOWN, rank_of
from quotes.linking.wordings.words import state_spelled, stem
from quotes.names.gazetteer import common
from quotes.names.person_names import is_first_name


def without_case(tokens: Sequence[Token], like: Sequence[Token]) -> tuple[Token, ...]:
    """Return ``tokens`` of a printing with names told by anything but capitals.

    By ``like``, the words of the fullest wording, by first names, and by being no
    word of the language: so a printing says the same in capitals and without.
    """
    names = {token.word for token in like if token.is_name}
    stems = {token.stem for token in like if token.is_name}
    return tuple(
        token if token.is_number else _recast(token, names, stems) for token in tokens
    )


def _recast(token: Token, names: set[str], stems: set[str]) -> Token:
    state = state_spelled(token.word)
    if state in stems:
        return token._replace(stem=state, is_name=True)
    first = is_first_name(token.word) and token.word not in common.NOT_NAMES
    unknown = rank_of(token.word) == UNKNOWN
    is_name = token.word in names or first or unknown
    return token._replace(stem=stem(token.word), is_name=is_name)
