"""The index by which disputes are listed as they arose."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quotes", "0018_date_disputes")]

    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("dispute__isnull", False)),
                fields=["-disputed_at", "-id"],
                name="statement_by_arising",
            ),
        ),
    ]
