"""PostgreSQL keeps no statistics of the words of whole articles.

For these ANALYZE divides thirty thousand articles into words, which takes most of a
minute, whenever their table has grown by a tenth; nothing asks for them: whoever
searches articles by their words has the index asked. Takes no time. Whoever left the
index out has nothing to set.
"""

from django.db import migrations

INDEX = "quotes_article_text_search"


def leave_out(apps, schema_editor):
    _set(schema_editor, 0)


def keep(apps, schema_editor):
    _set(schema_editor, -1)


def _set(schema_editor, target):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER INDEX IF EXISTS {INDEX} ALTER COLUMN 1 SET STATISTICS {target}"
        )


class Migration(migrations.Migration):
    dependencies = [("quotes", "0005_indexes_of_tables")]
    operations = [migrations.RunPython(leave_out, keep)]
