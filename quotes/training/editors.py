"""What editors confirmed, corrected and rejected, as documents to train on.

The one file of this package that knows the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.extraction.text.paragraphs import paragraph_lines
from quotes.models import Article, Quote
from quotes.training.training_corpus import Document, Example, Range, in_order


def reviewed_documents() -> Iterator[Document]:
    """Articles in which an editor has decided on a quote, oldest first.

    Only paragraphs with a decision count as judged; in them, what the machine
    has read and nobody has decided on is left out, and a rejected quote is no
    quotation. Two queries for each batch of articles.
    """
    reviewed = Article.objects.filter(quotes__reviewed_at__isnull=False)
    articles = reviewed.distinct().order_by("pk").prefetch_related("quotes")
    for article in articles.iterator(chunk_size=200):
        yield document_of(article.pk, article.text, list(article.quotes.all()))


def document_of(number: int, text: str, quotes: Sequence[Quote]) -> Document:
    """One article with its quotes."""
    decided = [quote for quote in quotes if quote.reviewed_at]
    standing = [q for q in decided if q.status != Quote.Status.REJECTED]
    unclear = [
        *(_ranges(q.spans) for q in quotes if q.status == Quote.Status.EXTRACTED),
        *(_ranges(q.source_spans) for q in standing if not source_stands(q)),
    ]
    return Document(
        id=f"article-{number}",
        text=text,
        examples=in_order(_example(quote) for quote in standing),
        judged=without(
            _lines_with(decided, text), [r for ranges in unclear for r in ranges]
        ),
    )


def _lines_with(quotes: Sequence[Quote], text: str) -> list[Range]:
    """The lines of ``text`` in which any of ``quotes`` stands."""
    return [
        line
        for line in paragraph_lines(text)
        if any(q.start < line[1] and line[0] < q.end for q in quotes)
    ]


def source_stands(quote: Quote) -> bool:
    """Whether the words read as the source are still believed to be it.

    An editor who names another speaker does not say where the text names them, unless
    they marked that, too.
    """
    read = quote.extracted
    if read.get("source_spans", quote.source_spans) != quote.source_spans:
        return True
    return bool(read.get("speaker", quote.speaker_id) == quote.speaker_id)


def _example(quote: Quote) -> Example:
    return Example(
        content=_ranges(quote.spans),
        cue=_ranges(quote.cue_spans),
        source=_ranges(quote.source_spans),
        source_known=source_stands(quote),
    )


def _ranges(ranges: Sequence[Sequence[int]]) -> tuple[Range, ...]:
    return tuple((start, end) for start, end in ranges)


def without(ranges: Sequence[Range], holes: Sequence[Range]) -> tuple[Range, ...]:
    """What is left of sorted ranges when the holes are cut out."""
    left: list[Range] = []
    for start, end in ranges:
        for hole_start, hole_end in sorted(holes):
            if hole_end <= start or hole_start >= end:
                continue
            if start < hole_start:
                left.append((start, hole_start))
            start = hole_end
        if start < end:
            left.append((start, end))
    return tuple(left)
