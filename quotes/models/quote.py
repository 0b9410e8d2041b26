"""Quotes: printed occurrences of quotations, as extracted and as editors left them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from quotes.models.article import Article
from quotes.models.dates import BEGINNING_OF_TIME
from quotes.models.mistake_cost import COST_OF_A_MISTAKE
from quotes.models.outlet import Outlet
from quotes.models.quote_indexes import QUOTE_INDEXES
from quotes.models.speaker import Speaker
from quotes.models.statement import Statement
from quotes.search import find, parse_query
from quotes.telling import told_words


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Every named set of quotes the API, the admin and the commands ask for."""

    def standing(self) -> QuoteQuerySet:
        """Quotes that neither an editor rejected nor a later run withdrew."""
        return self.exclude(status__in=Quote.NOT_STANDING)

    def count_standing_of(self, speaker: Speaker) -> int:
        """How many standing quotes ``speaker`` has, from indexes alone. Two queries."""
        own = self.filter(speaker=speaker).order_by()
        return own.count() - own.filter(status__in=Quote.NOT_STANDING).count()

    def unreviewed(self) -> QuoteQuerySet:
        """Quotes that no editor has decided on."""
        return self.filter(reviewed_at__isnull=True)

    def doubtful(self, *, below: float = 0.7) -> QuoteQuerySet:
        """Standing machine readings scored under ``below`` (0 to 1), worst first."""
        unsure = self.standing().unreviewed().filter(confidence__lt=below)
        return unsure.order_by("confidence", "pk")

    def changed_since_decided(self) -> QuoteQuerySet:
        """Quotes whose article has changed the words that an editor decided on."""
        return self.filter(changed_at__isnull=False, gone_in=0)

    def newest_first(self) -> QuoteQuerySet:
        """By date of publication; undated quotes last."""
        return self.order_by("-dated_at", "-pk")

    def search(self, words: str) -> QuoteQuerySet:
        """Those matching ``words`` in web syntax, in the order they were in.

        None at all for words without a letter or digit. ``quotes.search.rank``
        puts the newest of them in order of relevance.
        """
        found: QuoteQuerySet = find(self, parse_query(words))
        return found

    def for_display(self) -> QuoteQuerySet:
        """Fetch what a list row prints, so that listing costs one query."""
        return self.select_related("speaker", "relayed_by", "outlet", "article").defer(
            "article__text"
        )


class Quote(models.Model):
    """One quotation as one article prints it.

    ``spans`` are character ranges into the article's text, half open, sorted,
    several where an attribution interrupts the quotation; ``start`` and ``end``
    are their envelope. ``extracted`` keeps what the machine last read (spans,
    speaker, cue, source, relay, confidence), so that an editor's decision and
    the reading it replaced stand side by side.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct"
        INDIRECT = "indirect"
        MIXED = "mixed"

    class Stance(models.TextChoices):
        """What the speaker does with the words, by the cue and its negation."""

        STATES = "states"
        CLAIMS = "claims"
        ADMITS = "admits"
        DENIES = "denies"
        WITHHOLDS = "withholds"
        ASKS = "asks"
        URGES = "urges"
        PROMISES = "promises"
        EVALUATES = "evaluates"

    class Status(models.TextChoices):
        EXTRACTED = "extracted"
        CONFIRMED = "confirmed"
        CORRECTED = "corrected"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    NOT_STANDING = (Status.REJECTED, Status.WITHDRAWN)

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="quotes", db_index=False
    )
    # Copied from the article: searching and paging millions must not join for them.
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="quotes", db_index=False
    )
    published_at = models.DateTimeField(null=True, blank=True)
    dated_at = models.GeneratedField(
        expression=Coalesce("published_at", Value(BEGINNING_OF_TIME)),
        output_field=models.DateTimeField(),
        db_persist=True,
        help_text="What lists are ordered by: undated quotes come last.",
    )

    spans = models.JSONField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(help_text="As printed; parts are joined by “ … ”.")
    kind = models.CharField(max_length=8, choices=Kind)
    is_fragment = models.BooleanField(default=False)
    cue = models.TextField(blank=True)
    cue_spans = models.JSONField(default=list, blank=True)
    source_text = models.TextField(blank=True)
    source_spans = models.JSONField(default=list, blank=True)
    speaker_description = models.TextField(blank=True)
    # Empty: stored before there were stances, and not read since.
    stance = models.CharField(max_length=9, choices=Stance, default=Stance.STATES)
    clause = models.TextField(
        blank=True, help_text="The printed words from source to content, with the cue."
    )
    clause_spans = models.JSONField(default=list, blank=True)

    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        db_index=False,
    )
    relayed_by = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed_quotes",
        db_index=False,
    )
    relay_spans = models.JSONField(default=list, blank=True)
    statement = models.ForeignKey(
        Statement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="quotes",
    )

    confidence = models.FloatField()
    method = models.TextField(blank=True)
    candidates = models.JSONField(default=list, blank=True)
    extracted = models.JSONField(default=dict, blank=True, editable=False)
    extractor_version = models.CharField(max_length=40, blank=True, editable=False)

    exposure = models.FloatField(
        default=1.0,
        editable=False,
        help_text="How far a mistake spreads: the square root of how many printings "
        "its statement has.",
    )
    least_doubt = models.FloatField(
        default=0.0,
        editable=False,
        help_text="Doubt (0 to 1) that holds however sure the machine is: outlets "
        "name different speakers, or a reader reports an error.",
    )
    mistake_cost = models.GeneratedField(
        expression=COST_OF_A_MISTAKE,
        output_field=models.FloatField(),
        db_persist=True,
        help_text="What the queue of editors is ordered by: doubt times exposure.",
    )

    status = models.CharField(max_length=9, choices=Status, default=Status.EXTRACTED)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_quotes",
        db_index=False,
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    gone_in = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="The number of the version of its article from which on its words "
        "are gone, 0 where they stand; the ranges of what is gone are those of the "
        "version in which it last stood.",
    )
    changed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the article changed the words that an editor had decided on; "
        "empty once an editor has looked at the new ones.",
    )

    objects = QuoteQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["dated_at", "exposure", "least_doubt", "mistake_cost"]
    )

    class Meta:
        ordering = ["-dated_at", "-pk"]
        indexes = QUOTE_INDEXES
        constraints = [
            models.UniqueConstraint(
                # What is gone lies in another text.
                fields=["article", "start", "end", "gone_in"],
                name="quote_one_per_span",
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="quote_starts_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="quote_confidence_is_a_probability",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="quote_review_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["extracted", "withdrawn"], reviewed_at__isnull=True
                )
                | Q(
                    status__in=["confirmed", "corrected", "rejected"],
                    reviewed_at__isnull=False,
                )
                # Removed by the outlet; what an editor decided is kept.
                | Q(status="withdrawn", gone_in__gt=0),
                name="quote_status_says_whether_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["direct", "indirect", "mixed"]),
                name="quote_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    stance__in=[
                        *("states", "claims", "admits", "denies", "withholds"),
                        *("asks", "urges", "promises", "evaluates", ""),
                    ]
                ),
                name="quote_stance_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.words if len(self.words) <= 80 else f"{self.words[:79]}…"

    @property
    def words(self) -> str:
        """What to print of it: its text, or the clause without which it misleads."""
        return told_words(self.kind, self.stance, self.text, self.clause)
