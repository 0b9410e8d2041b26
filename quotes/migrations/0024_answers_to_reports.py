"""What editors say to a reader's report, for readers to see at the quote."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quotes", "0023_reports_once")]

    operations = [
        migrations.AddField(
            model_name="errorreport",
            name="answer",
            field=models.TextField(
                blank=True,
                default="",
                editable=False,
                help_text="What the editors say to it; readers see it at the quote.",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="errorreport",
            name="status",
            field=models.CharField(
                choices=[
                    ("open", "open"),
                    ("accepted", "the reader is right"),
                    ("dismissed", "nothing is wrong"),
                ],
                default="open",
                max_length=9,
            ),
        ),
    ]
