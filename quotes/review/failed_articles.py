"""Articles that extraction failed on: asking for another attempt."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import record_act
from quotes.models import Article
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.reasons import check_reason

TRY_AGAIN = "Extraction is to be tried again"
"""How the history of an article begins to tell that somebody asked for it."""


@act("quotes.change_quote")
@transaction.atomic
def retry_extraction(*, article: Article, by: User, reason: str = "") -> None:
    """Have the next run extract from ``article`` again, though others failed.

    ReviewError where the last attempt went well, or another is due anyway.
    """
    reason = check_reason(reason)
    row = Article.objects.without_text().select_for_update().get(pk=article.pk)
    if row.extraction_failed_at is None:
        raise ReviewError("Extraction from this article has not failed.")
    if not row.extraction_attempts:
        raise ReviewError("Another attempt has been asked for: the next run makes it.")
    Article.objects.filter(pk=row.pk).update(extraction_attempts=0, extracted_at=None)
    record_act([row], TRY_AGAIN, by=by, reason=reason, at=timezone.now())
