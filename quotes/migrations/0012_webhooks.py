"""Subscriptions to what happens, and the outbox of what is sent to them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0011_editing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
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
                    "channel",
                    models.CharField(
                        choices=[("webhook", "webhook"), ("email", "e-mail")],
                        max_length=7,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        help_text="Where to: an address of the Web, or of e-mail.",
                        max_length=2000,
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="By which webhooks are signed: it must be known to sign with it.",
                        max_length=100,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("at_once", "at once"),
                            ("hourly", "once an hour"),
                            ("daily", "once a day"),
                        ],
                        default="at_once",
                        help_text="How often at most.",
                        max_length=7,
                    ),
                ),
                (
                    "after_id",
                    models.BigIntegerField(
                        default=0,
                        editable=False,
                        help_text="Quotes up to this number are done with.",
                    ),
                ),
                (
                    "after_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        help_text="What happened before is done with.",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "confirmation_sent_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When the owner of the e-mail address was asked.",
                        null=True,
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="Since when something may be sent.",
                        null=True,
                    ),
                ),
                (
                    "last_sent_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When something was taken last.",
                        null=True,
                    ),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="By whom, and why.",
                        max_length=300,
                    ),
                ),
                (
                    "saved_search",
                    models.ForeignKey(
                        help_text="What is heard of; without one, corrections.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="quotes.savedsearch",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="quotes.apitoken",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
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
                    "event",
                    models.CharField(
                        help_text="What happened, by a name that nothing else has.",
                        max_length=80,
                    ),
                ),
                (
                    "number",
                    models.BigIntegerField(
                        help_text="Of the quote, the statement or the act that it is about."
                    ),
                ),
                (
                    "body",
                    models.JSONField(
                        help_text="What is sent, the same at every attempt."
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "to be sent"),
                            ("delivered", "taken"),
                            ("dead", "given up"),
                        ],
                        default="pending",
                        max_length=9,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When to try, or to try again.",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "done_at",
                    models.DateTimeField(help_text="When it was taken.", null=True),
                ),
                (
                    "log",
                    models.JSONField(
                        default=list,
                        help_text="Each attempt: when, what was answered, how long.",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="quotes.subscription",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("token__isnull", True), ("user__isnull", False)),
                    models.Q(("token__isnull", False), ("user__isnull", True)),
                    _connector="OR",
                ),
                name="subscription_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("channel", "webhook"),
                        ("frequency", "at_once"),
                        models.Q(("secret", ""), _negated=True),
                    ),
                    models.Q(
                        ("channel", "email"),
                        ("frequency__in", ["hourly", "daily"]),
                        ("secret", ""),
                    ),
                    _connector="OR",
                ),
                name="subscription_channel_is_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["subscription", "number"], name="delivery_by_number"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["subscription", "status", "due_at"], name="delivery_to_send"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["status", "created_at"], name="delivery_by_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("subscription", "event"), name="delivery_once_per_event"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["pending", "delivered", "dead"])),
                name="delivery_status_is_known",
            ),
        ),
    ]
