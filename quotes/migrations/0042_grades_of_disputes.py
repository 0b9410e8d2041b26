"""Grade disputes: which are worth a reporter's call. Those known stay alerts until
linking looks at their statements again."""

from django.db import migrations, models


def fields():
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
    dependencies = [("quotes", "0041_words_of_articles")]

    operations = [*fields()]
