"""Readers' reports with an answer and a history; roles, proposals, second opinions."""

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
        migrations.AddIndex(
            model_name="reportorigin",
            index=models.Index(fields=["sender"], name="report_by_sender"),
        ),
        migrations.AddIndex(
            model_name="reportorigin",
            index=models.Index(fields=["day"], name="report_origin_by_day"),
        ),
    ]
