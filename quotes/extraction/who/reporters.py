"""People who pass a report on: reporters that somebody told, or that tell of it.

"he told Sol", where Sol is the Tide's reporter; "…, one visitor said, per Feng".
"""

from __future__ import annotations

from quotes.extraction.who.context import Context
from quotes.extraction.who.person import Person
from quotes.extraction.who.phrases import Phrase
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word

_TRADES = word_set(
    """
    reporter correspondent journalist editor host anchor columnist presenter broadcaster
    interviewer videographer photographer producer writer blogger podcaster
    """
)


def person_in(context: Context, phrase: Phrase) -> Person | None:
    """Whoever's name fills ``phrase``; None where it is more, or no person's."""
    for mention in context.cast.within(phrase.start, phrase.end):
        if mention.start == phrase.start and mention.end >= phrase.end - 1:
            return mention.person
    return None


def reporter_told(context: Context, phrase: Phrase) -> Person | None:
    """The person in ``phrase`` where the text says that they report for a medium."""
    person = person_in(context, phrase)
    if person is None:
        return None
    told = {
        fold_word(word)
        for description in person.descriptions
        for word in description.split()
    }
    return person if told & _TRADES or person.role_words & _TRADES else None
