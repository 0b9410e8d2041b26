"""What finds wordings that are alike without reading the whole table.

Written by linking for each quote and article, never by people, and made again
from the text at any time; hence without history. References are not checked by the
database, which would cost more than writing: linking alone writes here, and neither
quotes nor articles are ever deleted.
"""

from __future__ import annotations

from django.db import models

from quotes.models.article import Article
from quotes.models.quote import Quote


class QuoteFingerprint(models.Model):
    """That a quote has been linked as it stands.

    ``text_key`` is a hash of the folded text: the same words give the same key.
    ``digest`` is a hash of all that linking looked at: while it is the same,
    linking the quote again changes nothing. ``STALE`` stands for quotes of whose
    speakers more has become known since.
    """

    STALE = 0

    quote = models.OneToOneField(
        Quote,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="fingerprint",
        db_constraint=False,
    )
    text_key = models.BigIntegerField()
    digest = models.BigIntegerField()
    elsewhere = models.JSONField(
        default=list, help_text="How often its words stand in the rest of its article."
    )
    dated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["text_key", "dated_at"], name="quote_by_text"),
            models.Index(
                fields=["quote"],
                name="quote_to_link_again",
                condition=models.Q(digest=0),
            ),
        ]

    def __str__(self) -> str:
        return f"fingerprint of quote {self.quote_id}"


class QuoteKey(models.Model):
    """One hash under which a quote is found: a MinHash band, or two rare words.

    The primary key is what quotes are looked up by, a key within some days, and holds
    the answer, too. A quote has one date, so each of its keys is stored once.
    """

    pk = models.CompositePrimaryKey("key", "dated_at", "quote")
    key = models.BigIntegerField()
    dated_at = models.DateTimeField()
    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )

    def __str__(self) -> str:
        return f"key of quote {self.quote_id}"


class QuoteLink(models.Model):
    """That two quotes, looked at by themselves, report one utterance.

    Which quotes are one statement follows from all links of those that hang together.
    Kept of what is sure is no more than holds a group together.
    """

    pk = models.CompositePrimaryKey("first", "second")
    first = models.ForeignKey(
        Quote,
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
        db_index=False,
        help_text="The quote of the smaller number.",
    )
    second = models.ForeignKey(
        Quote, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    probability = models.FloatField(
        help_text="That the two report one utterance, 0 to 1."
    )
    sure = models.BooleanField(
        help_text="Their own words prove it, whatever else their articles print."
    )

    def __str__(self) -> str:
        return f"quotes {self.first_id} and {self.second_id}"


class ArticleKey(models.Model):
    """One hash under which an article of much the same text is found."""

    pk = models.CompositePrimaryKey("key", "dated_at", "article")
    key = models.BigIntegerField()
    dated_at = models.DateTimeField()
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )

    def __str__(self) -> str:
        return f"key of article {self.article_id}"
