"""What the database must hold after all, and what an editor decides meanwhile."""

from collections import Counter
from contextlib import suppress

from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection

from quotes import review
from quotes.models import Article, QueuedArticle, Quote, Speaker, Statement


class Editor:
    """Confirms and rejects quotes while faults happen, and remembers which."""

    def __init__(self):
        self.user = get_user_model().objects.create_superuser("editor")
        self.decided = {}

    def decide(self, chosen, count=3):
        """Decide on some quotes; what the database refused is not decided."""
        with suppress(DatabaseError, review.ReviewError):
            open_quotes = Quote.objects.filter(reviewed_at=None).order_by("-pk")
            for quote in open_quotes[:count]:
                act = chosen.choice((review.confirm, review.reject))
                act(quote=quote, by=self.user, reason="Looked up in the newspaper")
                quote.refresh_from_db()
                self.decided[quote.pk] = (quote.status, quote.text)
        connection.close_if_unusable_or_obsolete()

    def lost(self):
        """How many decisions do not stand as they were made."""
        rows = Quote.objects.filter(pk__in=self.decided, reviewed_by=self.user)
        standing = {pk: rest for pk, *rest in rows.values_list("pk", "status", "text")}
        return sum(
            standing.get(pk) != list(decided) for pk, decided in self.decided.items()
        )


def is_done(readings):
    """Whether each of these texts is stored and extracted from, and nothing queued."""
    done = Article.objects.filter(text_hash__in=readings, extracted_at__isnull=False)
    return done.count() == len(readings) and not QueuedArticle.objects.exists()


def progress():
    """Changes while anything is being done."""
    read = QueuedArticle.objects.filter(read_at__isnull=False).count()
    done = Article.objects.filter(extracted_at__isnull=False).count()
    return Article.objects.count(), done, QueuedArticle.objects.count(), read


def expected_rows(readings):
    return Counter(
        (key, quotation.start, quotation.end, quotation.speaker.name)
        for key, found in readings.items()
        for quotation in found
    )


def stored_rows():
    quotes = Quote.objects.order_by().exclude(status=Quote.Status.WITHDRAWN)
    columns = ("article__text_hash", "start", "end", "speaker__name")
    return Counter(quotes.values_list(*columns))


def count_wrong(readings):
    """Return how many rows are lost, and how many there are too many."""
    expected, stored = expected_rows(readings), stored_rows()
    lost = sum((expected - stored).values())
    # In no statement, or counted in none, a quote is lost to readers.
    lost += Quote.objects.filter(statement=None).count()
    doubled = sum((stored - expected).values())
    doubled += Article.objects.count() - len(readings)
    names = Counter(Speaker.objects.filter(merged_into=None).values_list("name"))
    doubled += sum(count - 1 for count in names.values())
    # Each was said once, in one article, so that each is a statement of its own.
    standing = Quote.objects.exclude(status=Quote.Status.REJECTED).count()
    doubled += max(Statement.objects.filter(quote_count__gt=0).count() - standing, 0)
    return lost, doubled
