"""Versions of articles, their addresses, and where each quote stood in each version.

Undone, it drops every earlier text. Refused then by the constraints on quotes where a
quote that is gone lies at the same characters as one that stands, or an editor had
decided on it: such quotes are withdrawn for good first, or stay.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0008_feeds_for_editors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="A hash of the canonical address, in hexadecimal digits.",
                        max_length=32,
                        unique=True,
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        help_text="As it was given; empty where it is the article’s own address.",
                        max_length=2000,
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When the article was first found there.",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ArticleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Counted from 1 in the order in which the texts became known here."
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="As printed; offsets of this version point here."
                    ),
                ),
                ("text_hash", models.CharField(editable=False, max_length=64)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("byline", models.CharField(blank=True, max_length=300)),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, help_text="As this version told it.", null=True
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the outlet says that it changed the text, where it says so.",
                        null=True,
                    ),
                ),
                (
                    "found_in",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The address of the feed or sitemap that led to it.",
                        max_length=2000,
                        verbose_name="feed",
                    ),
                ),
                (
                    "raw_sha256",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="SHA-256 of the bytes that were read, as 64 hexadecimal digits.",
                        max_length=64,
                        verbose_name="checksum",
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The reader and its version, and those of the library it reads by.",
                        max_length=200,
                    ),
                ),
                (
                    "repairs",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="What was done to get the text from these bytes, in words.",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The file and line, or the address, that the text was read from.",
                        max_length=4000,
                        verbose_name="where it was read",
                    ),
                ),
                (
                    "source_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("text", "text file"),
                            ("jsonl", "JSON Lines"),
                            ("json", "JSON"),
                            ("csv", "table"),
                            ("html", "web page"),
                            ("newsml", "NewsML-G2"),
                            ("ninjs", "ninjs"),
                            ("warc", "web archive"),
                        ],
                        editable=False,
                        help_text="What the text was read from; empty where that is not known.",
                        max_length=8,
                    ),
                ),
                (
                    "fetched_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="When it was seen at its address; null where that is not known.",
                        null=True,
                    ),
                ),
                (
                    "stood_from",
                    models.DateTimeField(
                        help_text="From when on this text stood, as far as is known."
                    ),
                ),
                (
                    "stored_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "extractor_version",
                    models.CharField(blank=True, editable=False, max_length=40),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="QuoteVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("first", "stood in the first version stored"),
                            ("unchanged", "stayed where it was"),
                            ("moved", "moved, the same words"),
                            ("reworded", "stands in other words"),
                            ("gone", "was removed"),
                            ("new", "was added"),
                            ("returned", "came back"),
                        ],
                        help_text="What this version did to the quote.",
                        max_length=9,
                    ),
                ),
                (
                    "difference",
                    models.CharField(
                        blank=True,
                        help_text="How the words differ from those before, as between printings.",
                        max_length=22,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="Its words in this version; empty where it is gone.",
                    ),
                ),
                ("spans", models.JSONField(blank=True, default=list)),
                ("cue_spans", models.JSONField(blank=True, default=list)),
                ("source_spans", models.JSONField(blank=True, default=list)),
                ("relay_spans", models.JSONField(blank=True, default=list)),
                ("clause_spans", models.JSONField(blank=True, default=list)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("extracted", "Extracted"),
                            ("confirmed", "Confirmed"),
                            ("corrected", "Corrected"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        help_text="Where review stood when the version was replaced, or came.",
                        max_length=9,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="quote",
            name="quote_one_per_span",
        ),
        migrations.RemoveConstraint(
            model_name="quote",
            name="quote_status_says_whether_reviewed",
        ),
        migrations.AddField(
            model_name="article",
            name="kind",
            field=models.CharField(
                choices=[
                    ("article", "article"),
                    ("press_release", "press release"),
                    ("transcript", "transcript"),
                ],
                default="article",
                help_text="Article, press release (the words of whom it is about) or transcript (lines that begin with who speaks).",
                max_length=13,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="updated_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When the outlet says that it changed the text, where it says so.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="version",
            field=models.PositiveIntegerField(
                default=1,
                editable=False,
                help_text="The number of the version whose text this is.",
            ),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="kind",
            field=models.CharField(
                choices=[
                    ("article", "article"),
                    ("press_release", "press release"),
                    ("transcript", "transcript"),
                ],
                default="article",
                help_text="Article, press release (the words of whom it is about) or transcript (lines that begin with who speaks).",
                max_length=13,
            ),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="updated_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When the outlet says that it changed the text, where it says so.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="version",
            field=models.PositiveIntegerField(
                default=1,
                editable=False,
                help_text="The number of the version whose text this is.",
            ),
        ),
        migrations.AddField(
            model_name="historicalquote",
            name="changed_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When the article changed the words that an editor had decided on; empty once an editor has looked at the new ones.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="historicalquote",
            name="gone_in",
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="The number of the version of its article from which on its words are gone, 0 where they stand; the ranges of what is gone are those of the version in which it last stood.",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="changed_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When the article changed the words that an editor had decided on; empty once an editor has looked at the new ones.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="gone_in",
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="The number of the version of its article from which on its words are gone, 0 where they stand; the ranges of what is gone are those of the version in which it last stood.",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("kind", "article"), _negated=True),
                fields=["kind", "-dated_at", "-id"],
                name="article_by_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("changed_at__isnull", False)),
                fields=["-dated_at", "-id"],
                name="quote_changed_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["article", "press_release", "transcript"])
                ),
                name="article_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(
                fields=("article", "start", "end", "gone_in"), name="quote_one_per_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reviewed_at__isnull", True),
                        ("status__in", ["extracted", "withdrawn"]),
                    ),
                    models.Q(
                        ("reviewed_at__isnull", False),
                        ("status__in", ["confirmed", "corrected", "rejected"]),
                    ),
                    models.Q(("gone_in__gt", 0), ("status", "withdrawn")),
                    _connector="OR",
                ),
                name="quote_status_says_whether_reviewed",
            ),
        ),
        migrations.AddField(
            model_name="articleaddress",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="addresses",
                to="quotes.article",
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="article",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="quotes.article",
            ),
        ),
        migrations.AddField(
            model_name="quoteversion",
            name="quote",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="quotes.quote",
            ),
        ),
        migrations.AddField(
            model_name="quoteversion",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quote_versions",
                to="quotes.articleversion",
            ),
        ),
        migrations.AddIndex(
            model_name="articleversion",
            index=models.Index(fields=["text_hash"], name="version_by_text"),
        ),
        migrations.AddIndex(
            model_name="articleversion",
            index=models.Index(
                fields=["article", "stood_from"], name="version_by_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="version_one_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="version_has_a_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="version_counts_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteversion",
            constraint=models.UniqueConstraint(
                fields=("quote", "version"), name="quote_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "change__in",
                        [
                            "first",
                            "unchanged",
                            "moved",
                            "reworded",
                            "gone",
                            "new",
                            "returned",
                        ],
                    )
                ),
                name="quote_version_change_is_known",
            ),
        ),
    ]
