"""Articles that extraction failed on, those waiting longest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import Article
from quotes.models.article import MOST_ATTEMPTS
from quotes.review.desk.kind import Kind
from quotes.review.failed_articles import TRY_AGAIN


def waiting() -> QuerySet[Any]:
    """Articles whose last attempt got nothing, unless an editor asked for another."""
    return Article.objects.failed().filter(extraction_attempts__gt=0)


def told(article: Article) -> str:
    """What went wrong, and whether runs go on trying."""
    tried = article.extraction_attempts
    follows = (
        "given up until you press “Try again”"
        if tried >= MOST_ATTEMPTS
        else "the next run tries again"
    )
    times = "once" if tried == 1 else f"{tried} times"
    return f"{article.extraction_error} (tried {times}; {follows})"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` had tried again, each article once."""
    acts: QuerySet[Any] = Article.history.filter(
        history_date__gte=since,
        history_user=user,
        history_change_reason__startswith=TRY_AGAIN,
    )
    return acts.order_by().values("id").distinct()


FAILED_ARTICLES = Kind(
    key="articles",
    name="Extraction failed",
    why="Whatever these articles quote is missing, and nobody can find it.",
    model=Article,
    waiting=waiting,
    order=("extraction_failed_at", "pk"),
    since="extraction_failed_at",
    told=told,
    done=done,
    permission="quotes.change_quote",
    related=("outlet",),
    left=("text",),
)
