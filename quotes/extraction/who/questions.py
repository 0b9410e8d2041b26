"""Clauses that tell what somebody was asked: "Asked whether Holm would resign, …".

Who is named in one is asked about, and hardly ever the one who answers.
"""

from __future__ import annotations

import re

from quotes.extraction.text.outline import Outline

_ASKED = re.compile(
    r"\W*(?:When\s|Repeatedly\s)?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Cc]hallenged"
    r"|[Rr]eferring|[Ss]peaking (?:of|about)|[Rr]esponding|[Rr]eplying|[Cc]ommenting)\b"
)


def is_asked_about(text: str, outline: Outline, name: int, answers: int) -> bool:
    """Whether the name at ``name`` is in the question that its sentence opens with.

    answers: where the mention of who answers stands, in the same sentence.
    """
    if outline.sentence(name) != outline.sentence(answers):
        return False
    start, _ = outline.sentence_range(name)
    return _ASKED.match(text, start) is not None
