"""Feeds of outlets, and where each article's text came from.

Articles stored before have an empty provenance: nothing is known of it.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0007_words_of_articles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="fetched_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When it was seen at its address; null where that is not known.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="found_in",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The address of the feed or sitemap that led to it.",
                max_length=2000,
                verbose_name="feed",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="raw_sha256",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="SHA-256 of the bytes that were read, as 64 hexadecimal digits.",
                max_length=64,
                verbose_name="checksum",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="reader",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The reader and its version, and those of the library it reads by.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="repairs",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="What was done to get the text from these bytes, in words.",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="source",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The file and line, or the address, that the text was read from.",
                max_length=4000,
                verbose_name="where it was read",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="source_kind",
            field=models.CharField(
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
        migrations.CreateModel(
            name="Feed",
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
                    "address",
                    models.URLField(
                        help_text="Of an RSS or Atom feed, or of a sitemap.",
                        max_length=2000,
                        unique=True,
                        validators=[
                            django.core.validators.URLValidator(
                                schemes=["http", "https"]
                            )
                        ],
                    ),
                ),
                (
                    "active",
                    models.BooleanField(
                        default=True,
                        help_text="Whether watch_feeds fetches it.",
                        verbose_name="in use",
                    ),
                ),
                (
                    "every_minutes",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="More where the feed or its server asks for more.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="minutes between fetches",
                    ),
                ),
                (
                    "last_fetched_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="When it was fetched last without an error.",
                        null=True,
                        verbose_name="last fetched",
                    ),
                ),
                (
                    "last_error",
                    models.TextField(
                        blank=True,
                        editable=False,
                        help_text="Why it could not be fetched the last time; empty if it could.",
                    ),
                ),
                (
                    "failing_since",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="Since when every attempt has failed; null if the last did not.",
                        null=True,
                    ),
                ),
                (
                    "next_due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        help_text="When it is to be fetched next.",
                        verbose_name="next due",
                    ),
                ),
                (
                    "etag",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="By which its server knows the version fetched last.",
                        max_length=500,
                    ),
                ),
                (
                    "last_modified",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="When that version was made, as its server says.",
                        max_length=100,
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="quotes.outlet",
                    ),
                ),
            ],
            options={
                "ordering": ["outlet__name", "address"],
            },
        ),
        migrations.CreateModel(
            name="FeedItem",
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
                    "address",
                    models.CharField(
                        help_text="Of the article's page.", max_length=2000
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="As the feed gives it.", max_length=500
                    ),
                ),
                (
                    "author",
                    models.CharField(
                        blank=True, help_text="As the feed gives it.", max_length=300
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, help_text="As the feed gives it.", null=True
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="Of what the feed says of it: another one means that it changed.",
                        max_length=64,
                    ),
                ),
                (
                    "first_seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When the feed named it first.",
                    ),
                ),
                (
                    "fetched_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When its page was fetched last.",
                        null=True,
                    ),
                ),
                (
                    "next_due_at",
                    models.DateTimeField(
                        blank=True,
                        default=django.utils.timezone.now,
                        help_text="When its page is to be fetched next; null: never.",
                        null=True,
                    ),
                ),
                (
                    "error",
                    models.TextField(
                        blank=True,
                        help_text="Why it could not be stored the last time.",
                    ),
                ),
                (
                    "etag",
                    models.CharField(
                        blank=True,
                        help_text="Of the page fetched last.",
                        max_length=500,
                    ),
                ),
                (
                    "last_modified",
                    models.CharField(
                        blank=True,
                        help_text="Of the page fetched last.",
                        max_length=100,
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="quotes.feed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalFeed",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        db_index=True,
                        help_text="Of an RSS or Atom feed, or of a sitemap.",
                        max_length=2000,
                        validators=[
                            django.core.validators.URLValidator(
                                schemes=["http", "https"]
                            )
                        ],
                    ),
                ),
                (
                    "active",
                    models.BooleanField(
                        default=True,
                        help_text="Whether watch_feeds fetches it.",
                        verbose_name="in use",
                    ),
                ),
                (
                    "every_minutes",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="More where the feed or its server asks for more.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="minutes between fetches",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.outlet",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical feed",
                "verbose_name_plural": "historical feeds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(
                condition=models.Q(("active", True)),
                fields=["next_due_at", "id"],
                name="feed_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_minutes__gte", 1)),
                name="feed_waits_a_minute",
            ),
        ),
        migrations.AddIndex(
            model_name="feeditem",
            index=models.Index(fields=["feed", "next_due_at"], name="feed_item_due"),
        ),
        migrations.AddConstraint(
            model_name="feeditem",
            constraint=models.UniqueConstraint(
                fields=("feed", "address"), name="feed_item_once_per_feed"
            ),
        ),
    ]
