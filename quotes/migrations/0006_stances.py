"""What speakers do with their words, the clause they stand in, and grades of disputes.

Rows stored before have an empty stance: ``quotes.ingest.stances`` reads theirs from
the articles' texts after the migration. Disputes known stay alerts until linking looks
at their statements again.
"""

from django.db import migrations, models

STANCES = (
    *("states", "claims", "admits", "denies", "withholds"),
    *("asks", "urges", "promises", "evaluates"),
)


def stance(default):
    choices = [(stance, stance.capitalize()) for stance in STANCES]
    return models.CharField(max_length=9, choices=choices, default=default)


def stance_of_statement(default):
    return models.CharField(
        max_length=9, default=default, help_text="That of the fullest wording."
    )


def fields():
    for name in ("quote", "historicalquote"):
        yield migrations.AddField(
            name,
            "clause",
            models.TextField(
                blank=True,
                help_text="The printed words from source to content, with the cue.",
            ),
        )
        yield migrations.AddField(
            name, "clause_spans", models.JSONField(default=list, blank=True)
        )
        yield migrations.AddField(name, "stance", stance(""))
        yield migrations.AlterField(name, "stance", stance("states"))
    for name in ("statement", "historicalstatement"):
        yield migrations.AddField(
            name,
            "clause",
            models.TextField(
                blank=True,
                help_text="The words that the fullest wording stands in, where they "
                "belong to it: it is no verbatim quotation, or is denied.",
            ),
        )
        yield migrations.AddField(name, "stance", stance_of_statement(""))
        yield migrations.AlterField(name, "stance", stance_of_statement("states"))


def grades():
    for name in ("statement", "historicalstatement"):
        yield migrations.AddField(
            name,
            "dispute_grade",
            models.CharField(
                blank=True,
                choices=[("alert", "worth a call"), ("note", "to be noted")],
                default="alert",
                help_text="Alert: nearly the same words of different agents in two "
                "outlets, read with confidence. Empty: nobody disagrees.",
                max_length=5,
            ),
        )


class Migration(migrations.Migration):
    dependencies = [("quotes", "0005_indexes")]

    operations = [
        *fields(),
        *grades(),
        migrations.AddIndex(
            "quote",
            models.Index(
                condition=~models.Q(stance="states"),
                fields=["stance", "-dated_at", "-id"],
                name="quote_by_stance",
            ),
        ),
        migrations.AddConstraint(
            "quote",
            models.CheckConstraint(
                condition=models.Q(stance__in=[*STANCES, ""]),
                name="quote_stance_is_known",
            ),
        ),
    ]
