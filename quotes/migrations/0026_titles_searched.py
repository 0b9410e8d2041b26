"""Articles are found by the words of their titles: PostgreSQL's index of them.

SQLite's is made after every migration, by ``quotes.search.sqlite``.
"""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX quotes_article_title_search ON quotes_article"
            " USING gin (quotes_search_vector(title))"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX quotes_article_title_search")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0025_wikidata_ids")]

    operations = [migrations.RunPython(create, drop)]
