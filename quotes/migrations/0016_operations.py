"""What waits to be extracted is found by an index of its own, small as long as little waits.

Made concurrently on PostgreSQL: nobody who reads or writes is kept waiting.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

INDEX = models.Index(
    fields=["ingested_at"],
    name="article_pending",
    condition=models.Q(extracted_at__isnull=True, extraction_attempts__lt=3),
)


class AddIndexWhileInUse(AddIndexConcurrently):
    """As ``AddIndexConcurrently``; other databases than PostgreSQL make it as usual."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        else:
            migrations.AddIndex.database_forwards(
                self, app_label, schema_editor, from_state, to_state
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
        else:
            migrations.AddIndex.database_backwards(
                self, app_label, schema_editor, from_state, to_state
            )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("quotes", "0014_queue")]

    operations = [AddIndexWhileInUse(model_name="article", index=INDEX)]
