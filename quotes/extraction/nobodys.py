"""What is nobody's: reports and marked words of whom a text does not tell.

"Among those who said they cared most …" reports what nobody in particular said, and
“Eye of the Tiger” without a cue is a song. On annotated news none of such had the right
name, and five in six were no quotation.
"""

from __future__ import annotations

from quotes.extraction.spans.ensemble.definition import LAYOUT
from quotes.extraction.text.masking import is_title
from quotes.extraction.types import UNSEEN, Kind, Quotation

_FEWEST_BLANKS = 2


def is_nobodys(one: Quotation, words: str = "") -> bool:
    """Whether no reader would look for the speaker of ``one``; words: as printed.

    Not where several people may be meant: an editor chooses among them. Marked words
    that the tagger takes for a quotation are kept, whoever speaks, and so are those
    that are written on something or are a sentence of their own.
    """
    if one.speaker is not None or one.candidates:
        return False
    if one.kind is Kind.INDIRECT:
        return True
    if one.cue or one.source or one.method.startswith(LAYOUT):
        return False
    return UNSEEN in one.method and not _is_sentence(words)


def _is_sentence(words: str) -> bool:
    """Whether the words are a sentence of their own: somebody said them."""
    opens = words.lstrip("'‘’“\"[(")[:1].isupper()
    return (
        opens
        and not is_title(words.rstrip(".!?…"))
        and words.count(" ") >= _FEWEST_BLANKS
        and words.endswith((".", "!", "?", "…"))
    )
