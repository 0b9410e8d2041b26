"""Texts and their quotes as sets of tokens, ready to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotes.evaluation.corpus import AnnotatedQuote
from quotes.evaluation.cue_classes import CueClass, cue_class
from quotes.evaluation.regions import kind_of, quoted_regions
from quotes.evaluation.text_tokens import Range, Tokens, tokenize, tokens_in
from quotes.extraction.types import Kind

ALL = "all"
QUOTED = "quoted"
#: The groups of the main table: every quote, direct and mixed, each kind.
KIND_GROUPS = (ALL, QUOTED, Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)
CUE_GROUPS = tuple(CueClass)


@dataclass(frozen=True, slots=True)
class TokenisedQuote:
    """A quote as sets of tokens.

    contents, sources: every content and every source that is right, the quote's own
    first. kind: as computed from the text. cue_class: what kind of cue it has.
    """

    quote: AnnotatedQuote
    content: Tokens
    cue: Tokens
    source: Tokens
    contents: tuple[Tokens, ...]
    sources: tuple[Tokens, ...]
    kind: Kind
    cue_class: CueClass

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups whose figures count this quote."""
        kind = self.kind
        quoted = () if kind is Kind.INDIRECT else (QUOTED,)
        return (ALL, *quoted, kind.value, self.cue_class.value)


class TokenisedText:
    """A text, cut into tokens and read for quotation marks once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.regions = quoted_regions(text)

    def numbers(self, ranges: Iterable[Range]) -> Tokens:
        """Return the tokens that overlap any of the character ranges."""
        return tokens_in(self.tokens, ranges)

    def quote(self, quote: AnnotatedQuote) -> TokenisedQuote:
        """Return one quote of this text as sets of tokens."""
        content, source = self.numbers(quote.content), self.numbers(quote.source)
        return TokenisedQuote(
            quote=quote,
            content=content,
            cue=self.numbers(quote.cue),
            source=source,
            contents=(content, *map(self.numbers, quote.contents)),
            sources=(source, *map(self.numbers, quote.sources)),
            kind=kind_of(self.tokens, self.regions, quote.content),
            cue_class=cue_class(self.text, quote.cue),
        )

    def quotes(
        self, quotes: Iterable[AnnotatedQuote], *, merge: bool = False
    ) -> list[TokenisedQuote]:
        """Return the quotes whose content has a token, in the order given.

        merge: quotes with the same cue (not empty) and the same source become one,
        so that a system which gives the halves of an interrupted quotation apart
        loses nothing by it.
        """
        found = [one for one in map(self.quote, quotes) if one.content]
        return self._merged(found) if merge else found

    def _merged(self, quotes: Sequence[TokenisedQuote]) -> list[TokenisedQuote]:
        places: dict[tuple[Tokens, Tokens], int] = {}
        merged: list[TokenisedQuote] = []
        for one in quotes:
            key = (one.cue, one.source)
            if key in places:
                place = places[key]
                first = merged[place].quote
                ranges = tuple(sorted(first.content + one.quote.content))
                merged[place] = self.quote(replace(first, content=ranges))
                continue
            if one.cue:
                places[key] = len(merged)
            merged.append(one)
        return merged
