"""Index the words of whole articles on PostgreSQL; SQLite's table follows by itself.

Readers are not kept waiting, nor is who writes: the index is made concurrently.
"""

from django.db import migrations

CREATE = (
    "CREATE INDEX CONCURRENTLY IF NOT EXISTS quotes_article_text_search "
    "ON quotes_article USING gin (quotes_search_vector(text))"
)
DROP = "DROP INDEX CONCURRENTLY IF EXISTS quotes_article_text_search"


def run(statement):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("quotes", "0006_stances")]

    operations = [migrations.RunPython(run(CREATE), run(DROP))]
