"""Where a text came from, and what was done to get it: columns of what holds one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


class SourceKind(models.TextChoices):
    """What a text was read from: the formats of ``ingest/sources/readers/``, by name.

    Another one takes its line here and no migration.
    """

    TEXT = "text", "text file"
    JSON_LINES = "jsonl", "JSON Lines"
    JSON = "json", "JSON"
    TABLE = "csv", "table"
    PAGE = "html", "web page"
    NEWSML = "newsml", "NewsML-G2"
    NINJS = "ninjs", "ninjs"
    ARCHIVE = "warc", "web archive"


class _SourceKindField(_CharField):
    """A column of ``SourceKind``, whose values no migration holds fast."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return a CharField without choices: what the database has of it."""
        name, _, arguments, options = super().deconstruct()
        options.pop("choices", None)
        return name, "django.db.models.CharField", arguments, options


class Provenance(models.Model):
    """Filled once, by the run that stores the text; empty for what is older."""

    source_kind = _SourceKindField(
        max_length=8,
        blank=True,
        choices=SourceKind,
        editable=False,
        help_text="What the text was read from; empty where that is not known.",
    )
    source = models.CharField(
        "where it was read",
        max_length=4000,
        blank=True,
        editable=False,
        help_text="The file and line, or the address, that the text was read from.",
    )
    found_in = models.CharField(
        "feed",
        max_length=2000,
        blank=True,
        editable=False,
        help_text="The address of the feed or sitemap that led to it.",
    )
    fetched_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When it was seen at its address; null where that is not known.",
    )
    reader = models.CharField(
        max_length=200,
        blank=True,
        editable=False,
        help_text="The reader and its version, and those of the library it reads by.",
    )
    raw_sha256 = models.CharField(
        "checksum",
        max_length=64,
        blank=True,
        editable=False,
        help_text="SHA-256 of the bytes that were read, as 64 hexadecimal digits.",
    )
    repairs = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="What was done to get the text from these bytes, in words.",
    )

    class Meta:
        abstract = True


PROVENANCE = tuple(field.name for field in Provenance._meta.local_fields)
"""The columns, by name."""
