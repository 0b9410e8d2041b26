"""The query language: web syntax, read once and compiled for each database.

``taxes pensions``   both words, in any order, in any inflection of their stem
``"raise taxes"``    these words next to each other
``taxes OR levies``  either; binds the two terms it stands between, and no more
``-cuts``            without; also ``-"raise taxes"``

Stop words count, since quotations are full of them; so only ``OR`` in capitals
is an operator. Case, accents and punctuation do not count. A word that
punctuation divides ("don't", "well-known") is a phrase of its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.search.words import split_words

MOST_TERMS = 32
"""Terms looked at; each costs the database an index scan."""

_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:[“”„"](?P<phrase>[^“”„"]*)[“”„"]?|'
                   r'(?P<word>[^\s“”„"]+))')  # fmt: skip

Phrase = tuple[str, ...]
"""Folded words that must stand next to each other; usually one."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read.

    wanted: groups of phrases; a text matches with at least one of every group.
    unwanted: phrases that a matching text does not contain.
    truncated: terms beyond ``MOST_TERMS`` were left out.
    """

    wanted: tuple[tuple[Phrase, ...], ...]
    unwanted: tuple[Phrase, ...] = ()
    truncated: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to look for: exclusions alone are not."""
        return bool(self.wanted)

    @property
    def wanted_words(self) -> tuple[str, ...]:
        """Every folded word looked for, once each, in order."""
        words = (word for group in self.wanted for phrase in group for word in phrase)
        return tuple(dict.fromkeys(words))

    @property
    def is_conjunction(self) -> bool:
        """Whether all the words must occur: several groups, or one phrase."""
        return len(self.wanted) > 1 or len(self.wanted[0]) == 1


def parse_query(text: str) -> Query:
    """Read ``text`` as a query. No input raises.

    A quotation mark never closed opens a phrase to the end. A lone ``-`` or
    ``OR`` without a term on either side is passed over. Terms without a letter
    or digit vanish.
    """
    wanted: list[tuple[Phrase, ...]] = []
    unwanted: list[Phrase] = []
    joins, count = False, 0
    for match in _TERM.finditer(text):
        if match["word"] == "OR" and not match["minus"]:
            joins = bool(wanted)
            continue
        phrase = tuple(split_words(match["phrase"] or match["word"] or ""))
        if not phrase:
            continue
        count += len(phrase)
        if count > MOST_TERMS:
            return Query(tuple(wanted), tuple(unwanted), truncated=True)
        if match["minus"]:
            unwanted.append(phrase)
        elif joins:
            wanted[-1] += (phrase,)
        else:
            wanted.append((phrase,))
        joins = False
    return Query(tuple(wanted), tuple(unwanted))
