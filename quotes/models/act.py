"""What one person did at one moment, however many rows it changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One act of an editor on quotes: the entry by which it is undone as a whole.

    Every row that it changed has a history row of the same person and moment, from
    which what was there before is restored. Undoing it is an act itself.
    """

    told = models.CharField(
        "what was done", max_length=120, help_text="In words, without the reason."
    )
    reason = models.TextField(blank=True, help_text="Why, as the person wrote it.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Who did it.",
    )
    made_at = models.DateTimeField(
        help_text="When: the date of every history row that belongs to it."
    )
    row_count = models.PositiveIntegerField(
        "quotes", default=0, help_text="How many quotes it changed."
    )
    undone_by = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undoes",
        help_text="The act that took it back; empty: it stands.",
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="act_by_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "made_at"], name="act_one_per_person_and_moment"
            ),
            models.CheckConstraint(
                condition=~models.Q(undone_by=models.F("id")),
                name="act_not_undone_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.told
