"""A draft to try the check with, made of what is stored here."""

from __future__ import annotations

from quotes.models import Quote
from quotes.models.quote import QuoteQuerySet

LOOKED_AT = 200
"""The newest quotes among which an example is looked for."""
EXAMPLES = 2
LEAST_WORDS, MOST_WORDS = 9, 40
_NEVER_SAID = (
    "“The lighthouse keeps its own counsel about the moon,” nobody in particular said."
)


def example_draft() -> str:
    """Return a draft of three quotations, "" where nothing is stored. One query.

    One stands as it was printed, one is cut short, one was never printed. Nobody is
    given words that are not theirs.
    """
    chosen = _quotable(Quote.objects.standing().newest_first())
    if not chosen:
        return ""
    paragraphs = [f"“{_words(chosen[0])},” {_speaker(chosen[0])} said."]
    paragraphs += [
        f"As {_speaker(quote)} put it, “{_first_half(_words(quote))}”."
        for quote in chosen[1:EXAMPLES]
    ]
    return "\n\n".join([*paragraphs, _NEVER_SAID])


def _quotable(rows: QuoteQuerySet) -> list[Quote]:
    """Quotations in marks by somebody with a name, of one sentence's length."""
    newest = rows.select_related("speaker").only(
        "text", "kind", "stance", "statement_id", "speaker__name", "speaker__kind"
    )[:LOOKED_AT]
    found: dict[int, Quote] = {}
    for quote in newest:
        if _is_quotable(quote):
            found.setdefault(quote.statement_id or 0, quote)
    return list(found.values())[:EXAMPLES]


def _is_quotable(quote: Quote) -> bool:
    return (
        quote.kind == Quote.Kind.DIRECT
        and quote.stance == Quote.Stance.STATES
        and quote.speaker is not None
        and quote.speaker.kind == "person"
        and LEAST_WORDS <= len(quote.text.split()) <= MOST_WORDS
        and not set(quote.text.rstrip(".,")) & set('“”"«»„\n….!?')
    )


def _words(quote: Quote) -> str:
    return quote.text.rstrip(" .,;")


def _speaker(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""


def _first_half(text: str) -> str:
    words = text.split()
    return " ".join(words[: max(6, len(words) // 2)]).rstrip(".,;:")
