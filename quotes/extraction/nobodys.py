"""What is nobody's: reports and marked words of whom a text does not tell.

"Among those who said they cared most …" reports what nobody in particular said, and
“Eye of the Tiger” without a cue is a song. On annotated news none of such had the right
name, and five in six were no quotation (docs/extraction.md).
"""

from __future__ import annotations

from quotes.extraction.types import UNSEEN, Kind, Quotation


def is_nobodys(one: Quotation) -> bool:
    """Whether no reader would look for the speaker of ``one``.

    Not where several people may be meant: an editor chooses among them. Marked words
    that the tagger takes for a quotation are kept, whoever speaks.
    """
    if one.speaker is not None or one.candidates:
        return False
    if one.kind is Kind.INDIRECT:
        return True
    return not one.cue and not one.source and UNSEEN in one.method
