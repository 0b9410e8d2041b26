"""Readers' reports with an answer and a history, and proposals."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0012_webhooks_editors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BlindReading",
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
                    "is_quotation",
                    models.BooleanField(help_text="Whether anybody is quoted at all."),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("states", "States"),
                            ("claims", "Claims"),
                            ("admits", "Admits"),
                            ("denies", "Denies"),
                            ("withholds", "Withholds"),
                            ("asks", "Asks"),
                            ("urges", "Urges"),
                            ("promises", "Promises"),
                            ("evaluates", "Evaluates"),
                        ],
                        help_text="Empty: no quotation.",
                        max_length=9,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "disagrees",
                    models.BooleanField(
                        default=False,
                        help_text="Whether it waits for a chief, with another's.",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalErrorReport",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("speaker", "wrong speaker"),
                            ("words", "wrong words"),
                            ("not_a_quote", "not a quotation"),
                            ("statement", "wrong statement"),
                            ("other", "something else"),
                        ],
                        max_length=11,
                    ),
                ),
                ("explanation", models.TextField()),
                (
                    "expected",
                    models.TextField(
                        blank=True, help_text="What should stand there instead."
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        editable=False,
                        help_text="Of what is reported, to know the same report again.",
                        max_length=64,
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "the reader is right"),
                            ("dismissed", "nothing is wrong"),
                            ("spam", "no report about the quote"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="What the editors say to it; readers see it at the "
                        "quote.",
                    ),
                ),
                (
                    "reported_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
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
            ],
            options={
                "verbose_name": "historical error report",
                "verbose_name_plural": "historical error reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MergedTogether",
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
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField(blank=True)),
                (
                    "sources",
                    models.JSONField(
                        help_text="Keys of the speakers merged, in order."
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "merger of many",
                "verbose_name_plural": "mergers of many",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("title", models.TextField(help_text="What it would do, in words.")),
                (
                    "steps",
                    models.JSONField(
                        help_text="In order, each an act's name and its arguments."
                    ),
                ),
                (
                    "rows",
                    models.JSONField(
                        help_text="What it is about: rows as they stood, each with its "
                        "version.",
                    ),
                ),
                ("reason", models.TextField(help_text="Why, by who proposes it.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="What who decided says to it."
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "permissions": [
                    ("merge_many", "Can merge many speakers as one act"),
                    ("undo_others", "Can undo what another person decided"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportOrigin",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="origin",
                        serialize=False,
                        to="quotes.errorreport",
                    ),
                ),
                (
                    "sender",
                    models.CharField(
                        help_text="A keyed hash of who sent it and on which day.",
                        max_length=32,
                    ),
                ),
                (
                    "day",
                    models.DateField(
                        help_text="In UTC: hashes of two days cannot be compared."
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SpeakerCluster",
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
                    "method",
                    models.CharField(
                        choices=[
                            ("fingerprint", "the same words in another order"),
                            ("ngram", "the same letters, divided otherwise"),
                            ("phonetic", "sound alike"),
                            ("linker", "asked by the linker"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="What their names share.", max_length=200
                    ),
                ),
                (
                    "size",
                    models.PositiveIntegerField(
                        help_text="Speakers in it when it was found."
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "names that may be one",
                "verbose_name_plural": "names that may be one",
                "ordering": ["-size", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SpeakerCount",
            fields=[
                (
                    "speaker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="counts",
                        serialize=False,
                        to="quotes.speaker",
                    ),
                ),
                ("quotes", models.PositiveIntegerField(help_text="Standing ones.")),
                ("statements", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="errorreport",
            name="report_settled_by_whom_and_when",
        ),
        migrations.AlterField(
            model_name="errorreport",
            name="answer",
            field=models.TextField(
                blank=True,
                help_text="What the editors say to it; readers see it at the quote.",
            ),
        ),
        migrations.AlterField(
            model_name="errorreport",
            name="status",
            field=models.CharField(
                choices=[
                    ("open", "open"),
                    ("accepted", "the reader is right"),
                    ("dismissed", "nothing is wrong"),
                    ("spam", "no report about the quote"),
                ],
                default="open",
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="errorreport",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["digest"],
                name="report_open_by_digest",
            ),
        ),
        migrations.AddIndex(
            model_name="errorreport",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", False)),
                fields=["settled_at"],
                name="report_by_act",
            ),
        ),
        migrations.AddConstraint(
            model_name="errorreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_at", None), ("settled_by", None), ("status", "open")
                    ),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        ("status__in", ["accepted", "dismissed", "spam"]),
                    ),
                    _connector="OR",
                ),
                name="report_settled_by_whom_and_when",
            ),
        ),
        migrations.AddField(
            model_name="blindreading",
            name="quote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="blind_readings",
                to="quotes.quote",
            ),
        ),
        migrations.AddField(
            model_name="blindreading",
            name="reader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="blindreading",
            name="speaker",
            field=models.ForeignKey(
                blank=True,
                help_text="Who said it; empty: nobody named, or no quotation.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quotes.speaker",
            ),
        ),
        migrations.AddField(
            model_name="historicalerrorreport",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalerrorreport",
            name="quote",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="quotes.quote",
            ),
        ),
        migrations.AddField(
            model_name="historicalerrorreport",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mergedtogether",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mergedtogether",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="quotes.speaker",
            ),
        ),
        migrations.AddField(
            model_name="mergedtogether",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="reportorigin",
            index=models.Index(fields=["sender"], name="report_by_sender"),
        ),
        migrations.AddIndex(
            model_name="reportorigin",
            index=models.Index(fields=["day"], name="report_origin_by_day"),
        ),
        migrations.AddField(
            model_name="speakercluster",
            name="members",
            field=models.ManyToManyField(related_name="+", to="quotes.speaker"),
        ),
        migrations.AddIndex(
            model_name="speakercount",
            index=models.Index(fields=["-quotes", "speaker"], name="speaker_by_quotes"),
        ),
        migrations.AddIndex(
            model_name="speakercount",
            index=models.Index(
                fields=["-statements", "speaker"], name="speaker_by_statements"
            ),
        ),
        migrations.AddIndex(
            model_name="blindreading",
            index=models.Index(
                fields=["-made_at", "-id"], name="blind_reading_by_date"
            ),
        ),
        migrations.AddIndex(
            model_name="blindreading",
            index=models.Index(
                condition=models.Q(("disagrees", True)),
                fields=["made_at", "id"],
                name="blind_reading_disagrees",
            ),
        ),
        migrations.AddConstraint(
            model_name="blindreading",
            constraint=models.UniqueConstraint(
                fields=("quote", "reader"), name="blind_reading_once_per_reader"
            ),
        ),
        migrations.AddIndex(
            model_name="mergedtogether",
            index=models.Index(fields=["-made_at", "-id"], name="merger_by_date"),
        ),
        migrations.AddConstraint(
            model_name="mergedtogether",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at", None), ("undone_by", None)),
                    models.Q(
                        ("undone_at__isnull", False), ("undone_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="merger_undone_by_whom_and_when",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["made_at", "id"],
                name="proposal_open",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["-made_at", "-id"], name="proposal_by_date"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None), ("decided_by", None), ("status", "open")
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("status__in", ["accepted", "declined"]),
                    ),
                    _connector="OR",
                ),
                name="proposal_decided_by_whom_and_when",
            ),
        ),
        migrations.AddIndex(
            model_name="speakercluster",
            index=models.Index(fields=["-size", "id"], name="cluster_by_size"),
        ),
        migrations.AddIndex(
            model_name="speakercluster",
            index=models.Index(
                fields=["method", "-size", "id"], name="cluster_by_method"
            ),
        ),
        migrations.AddConstraint(
            model_name="speakercluster",
            constraint=models.UniqueConstraint(
                fields=("method", "key"), name="cluster_once"
            ),
        ),
    ]
