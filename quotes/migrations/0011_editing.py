"""Acts of editors, each undone as one, and what later runs think of decisions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0010_exposure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Act",
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
                    "told",
                    models.CharField(
                        help_text="In words, without the reason.",
                        max_length=120,
                        verbose_name="what was done",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="Why, as the person wrote it."
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        help_text="When: the date of every history row that belongs to it."
                    ),
                ),
                (
                    "row_count",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="How many quotes it changed.",
                        verbose_name="quotes",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        help_text="Who did it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.OneToOneField(
                        blank=True,
                        help_text="The act that took it back; empty: it stands.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undoes",
                        to="quotes.act",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "indexes": [
                    models.Index(fields=["-made_at", "-id"], name="act_by_date")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("made_by", "made_at"),
                        name="act_one_per_person_and_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_by", models.F("id")), _negated=True
                        ),
                        name="act_not_undone_by_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondOpinion",
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
                    "extractor_version",
                    models.CharField(
                        help_text="The extractor that thinks so.", max_length=40
                    ),
                ),
                (
                    "reading",
                    models.JSONField(
                        default=dict,
                        help_text="What it read, as in the quote’s own reading; empty: it no longer finds a quotation there.",
                    ),
                ),
                (
                    "differs",
                    models.JSONField(
                        default=list,
                        help_text="Names of what it reads otherwise than the decision has it.",
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(help_text="When a run first read it so."),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When it was taken over or dismissed.",
                        null=True,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="Who took it over or dismissed it; empty: nobody has.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_opinion",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "ordering": ["seen_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["seen_at", "id"],
                        name="opinion_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="opinion_answer_has_who_and_when",
                    )
                ],
            },
        ),
    ]
