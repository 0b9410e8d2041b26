"""Speakers and the printed forms of their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Substr, Upper
from simple_history.models import HistoricalRecords

from quotes.models.slugs import free_slug
from quotes.models.wikidata import WELL_FORMED
from quotes.names import acronyms
from quotes.names.folding import fold
from quotes.names.transliteration import family_name, skeleton
from quotes.search import find_names

INITIAL = Upper(Substr("name", 1, 1))
"""The letter under which lists of names show a speaker."""


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Every named set of speakers the API, the admin and the commands ask for."""

    def standing(self) -> SpeakerQuerySet:
        """Speakers that have not been merged into another."""
        return self.filter(merged_into__isnull=True)

    def beginning_with(self, letter: str) -> SpeakerQuerySet:
        """Speakers whose name begins with ``letter``, a capital."""
        return self.alias(initial=INITIAL).filter(initial=letter)

    def beginning_otherwise(self, letters: Iterable[str]) -> SpeakerQuerySet:
        """Speakers whose name begins with none of ``letters``, which are capitals."""
        return self.alias(initial=INITIAL).exclude(initial__in=letters)

    def lookup(self, words: str, *, limit: int = 20) -> list[Any]:
        """A list of at most ``limit`` of these whose name is like ``words``.

        Best first, then those with more quotes. Forgives accents, hyphens,
        order and spelling; a surname finds all who bear it. Each has
        ``likeness`` (0 to 100) and ``quote_count``. Merged speakers are found
        as those they were merged into.
        """
        likeness = dict(find_names(SpeakerAlias.objects.using(self.db), words))
        merged = dict(
            Speaker.objects.using(self.db)
            .filter(pk__in=likeness, merged_into__isnull=False)
            .values_list("pk", "merged_into__pk")
        )
        for source, target in merged.items():
            score = likeness.pop(source)
            likeness[target] = max(likeness.get(target, 0.0), score)
        found: list[Any] = list(
            self.standing()
            .filter(pk__in=likeness)
            .annotate(quote_count=models.Count("quotes"))
        )
        for speaker in found:
            speaker.likeness = round(likeness[speaker.pk], 1)
        found.sort(key=lambda row: (-row.likeness, -row.quote_count, row.pk))
        return found[:limit]


class Speaker(models.Model):
    """A person, organisation or group that speaks.

    Anonymous, collective and role speakers ("a ministry spokesperson") are
    speakers in their own right and never stand for a named person. A merged
    speaker's row stays, so that its old address can point to the one that
    stands.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANISATION = "organisation"
        GROUP = "group"
        UNKNOWN = "unknown"

    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=90, unique=True, allow_unicode=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.UNKNOWN)
    description = models.TextField(blank=True)
    affiliation = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="affiliated",
        help_text="The body this person or spokesperson speaks for.",
    )
    wikidata_id = models.CharField("Wikidata id", max_length=20, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    objects = SpeakerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="speaker_by_name"),
            models.Index(INITIAL, "name", "id", name="speaker_by_initial"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["person", "organisation", "group", "unknown"]
                ),
                name="speaker_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")),
                name="speaker_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=WELL_FORMED, name="speaker_wikidata_id_is_one"
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=models.Q(merged_into__isnull=True)
                & ~models.Q(wikidata_id=""),
                name="speaker_wikidata_id_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(Speaker, self.name)
        super().save(**kwargs)


class SpeakerAlias(models.Model):
    """One printed form of a speaker's name."""

    class Origin(models.TextChoices):
        EXTRACTION = "extraction"
        EDITOR = "editor"
        IMPORT = "import"

    speaker = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, related_name="aliases", db_index=False
    )
    name = models.CharField("name as printed", max_length=300)
    folded = models.CharField(
        max_length=300,
        editable=False,
        db_index=True,
        help_text="Without accents, case and punctuation.",
    )
    skeleton = models.CharField(
        max_length=300,
        editable=False,
        default="",
        help_text="Equal for one name in other spellings and another order.",
    )
    family_name = models.CharField(
        max_length=100,
        editable=False,
        default="",
        help_text="The last word of the name in comparable spelling.",
    )
    acronym = models.CharField(
        max_length=acronyms.LONGEST,
        editable=False,
        default="",
        help_text="The capitals by which a body of this name may be known.",
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EDITOR)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "speaker aliases"
        # The eldest bearers of a name that thousands bear come first.
        indexes = [
            models.Index(fields=["skeleton", "speaker"], name="alias_by_skeleton"),
            models.Index(fields=["family_name", "speaker"], name="alias_by_family"),
            models.Index(fields=["acronym", "speaker"], name="alias_by_letters"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "folded"], name="alias_once_per_speaker"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=["extraction", "editor", "import"]),
                name="alias_origin_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        self.fill()
        super().save(**kwargs)

    def fill(self) -> None:
        """Set the columns by which the name is looked up; ``bulk_create`` does not."""
        self.folded = fold(self.name)[:300]
        self.skeleton = skeleton(self.name)
        self.family_name = family_name(self.name)
        person = self.speaker.kind == Speaker.Kind.PERSON
        self.acronym = "" if person else acronyms.acronym_of(self.name)
