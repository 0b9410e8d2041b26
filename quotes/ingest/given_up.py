"""Articles that extraction failed on so often that no run tries again by itself."""

from __future__ import annotations

from quotes.models import Article
from quotes.models.article import MOST_ATTEMPTS

GIVEN_UP = (
    "after {} attempts no run tries again until “Try again” on the article’s page "
    "in the admin is pressed, or --reextract is given"
)


def is_given_up(article: Article) -> bool:
    """Whether no run tries ``article`` again by itself."""
    return not article.extracted_at and article.extraction_attempts >= MOST_ATTEMPTS


def tell_given_up(article: Article) -> str:
    """Say why no run tries ``article`` again, and what helps."""
    return f"{article.extraction_error}; " + GIVEN_UP.format(
        article.extraction_attempts
    )


def tell_what_follows(attempts: int) -> str:
    """Say what becomes of an article after so many attempts that failed."""
    if attempts < MOST_ATTEMPTS:
        return "the text is stored, and the next run tries again"
    return f"the text is stored; {GIVEN_UP.format(attempts)}"
