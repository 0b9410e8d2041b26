"""A quotation that its sentence attributes to nobody, and what a rule says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quotes.extraction.spans.rules.announcement import Announcement
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.text.masking import HostSentence, Quote
from quotes.extraction.types import Attribution, Kind, Range


@dataclass(frozen=True, slots=True)
class OpenQuotation:
    """A quotation, where it stands, and what is known of those before it.

    hosts: the document's sentences; number: that of the quotation's own.
    previous: the quoted span just before, and owner: whose attribution it is in.
    announced: the speaker whom the sentence before leaves for the next.
    before_last: where two people have spoken in the two paragraphs before, a short
        sentence each, who did so first.
    last_speaker: the nearest attribution before with a source, a few sentences away
        at most.
    """

    text: str
    hosts: Sequence[HostSentence]
    number: int
    quote: Quote
    previous: QuotedSpan | None
    owner: Attribution | None
    announced: Announcement | None
    last_speaker: Attribution | None
    before_last: Attribution | None = None

    @property
    def host(self) -> HostSentence:
        return self.hosts[self.number]

    @property
    def opens_sentence(self) -> bool:
        return self.host.start == self.quote.span.start

    @property
    def is_after_colon(self) -> bool:
        return sign_before(self.text, self.quote.span.start) == ":"

    def spoken_by(self, source: Range, score: float, method: str) -> Attribution:
        """The quotation as the words of ``source``, without a cue."""
        return spoken(self.quote, source, score, method)


@dataclass(frozen=True, slots=True)
class Answer:
    """attribution: what the quotation is part of; None where it is nobody's words.

    extends: it is the owner's, with the quotation added, and takes its place.
    """

    attribution: Attribution | None
    extends: bool = False


NOBODYS = Answer(None)

# None: the rule does not know.
OpenQuotationRule = Callable[[OpenQuotation], Answer | None]


def spoken(quote: Quote, source: Range, score: float, method: str) -> Attribution:
    """A quotation as the words of ``source``, without a cue."""
    return Attribution(
        content=(quote.inner,),
        cue=(),
        source=(source,),
        kind=Kind.DIRECT,
        score=score,
        method=method,
    )


def extended(owner: Attribution, quote: Quote) -> Answer:
    """The owner of the quotation before speaks on."""
    content = joined(owner.content, (quote.inner,))
    return Answer(replace(owner, content=content), extends=True)


def joined(first: tuple[Range, ...], second: tuple[Range, ...]) -> tuple[Range, ...]:
    """The ranges of both, in reading order."""
    # Nearly always one goes on where the other ended: nothing to sort.
    if first and second and first[-1] < second[0]:
        return first + second
    return tuple(sorted({*first, *second}))


def sign_before(text: str, offset: int) -> str:
    """The last character before ``offset`` that is no blank, or ""."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return text[offset - 1 : offset]


def is_named_in(text: str, speaker: Attribution, said: str) -> bool:
    """Whether the words name by surname whom ``speaker`` has: they are another's.

    “Osten never touched one” is not Osten's.
    """
    start, end = speaker.source[0] if speaker.source else (0, 0)
    words = text[start:end].split()
    if not words or not words[-1][:1].isupper() or len(words[-1]) <= len("She"):
        return False
    return re.search(rf"\b{re.escape(words[-1])}\b", said) is not None
