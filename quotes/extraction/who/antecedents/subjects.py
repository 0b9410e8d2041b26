"""Pronouns that open a sentence: they say of whom a text goes on to speak.

"Ada Holm spoke last. She has sat on the council since 2010. She said …": the second
"She" stands between, attributes nothing, and still keeps Ada Holm before the reader.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from quotes.extraction.who.antecedents.entity import Printing
from quotes.extraction.who.antecedents.ranking import rank
from quotes.extraction.who.antecedents.referring import Anaphor, Class, Ruled
from quotes.names.person_names import Gender

if TYPE_CHECKING:
    from quotes.extraction.who.context import Context

_OPENS = re.compile(
    r"(?:(?<=[.!?”\"’')]\s)|(?<=\n)|^)(?:(?:But|And|Yet|Then|Still,|When|While|As)\s)?"
    r"(?P<pronoun>He|he|She|she)(?=\s)"
)
_LEAST = 0.5


def note_subjects(context: Context, position: int) -> None:
    """Note whom each pronoun means that opens a sentence before ``position``.

    Only those are noted that no quotation has for its source, and that are likelier one
    person's than all others'. Called in order of position.
    """
    start = context.subjects_until
    if position <= start:
        return
    context.subjects_until = position
    sources = _sources_from(context, start)
    for match in _OPENS.finditer(context.text, start, position):
        where, end = match.span("pronoun")
        if where in sources or context.outline.is_quoted(where):
            continue
        male = match["pronoun"].lower() == "he"
        gender = Gender.MALE if male else Gender.FEMALE
        anaphor = Anaphor(where, end, Class.HE_OR_SHE, gender=gender)
        best = rank(context, anaphor, Ruled())[0]
        if best.option is None or best.probability < _LEAST:
            continue
        one = Printing(where, end, True, False, False, False)
        context.entities.note(best.option.entity, one)


def _sources_from(context: Context, start: int) -> set[int]:
    """Where the sources begin that stand at ``start`` or behind it."""
    spoken = reversed(context.spoken)
    return {one.start for one in takewhile(lambda one: one.start >= start, spoken)}
