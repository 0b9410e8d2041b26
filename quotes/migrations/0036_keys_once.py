"""The primary key that the models of keys name is one that their tables have.

By key, date and owner: what keys are looked up by, so that it takes the place of the
index by key and date and holds the answer, too. A key that had been stored twice for
one owner (a wording of two rare words has its whole text and its pair of words under
one key) is kept once. Tables are written anew, which their size makes the quicker way.
"""

from django.db import migrations, models

TABLES = (
    ("QuoteKey", "quotes_quotekey", "quote_id", "quote_by_key"),
    ("ArticleKey", "quotes_articlekey", "article_id", "article_by_key"),
)


def add_primary_keys(apps, schema_editor):
    for name, table, owner, _ in TABLES:
        set_aside(schema_editor, table)
        schema_editor.create_model(apps.get_model("quotes", name))
        copy_rows(schema_editor, table, owner)


def drop_primary_keys(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    number = "" if on_postgres else "id integer NOT NULL PRIMARY KEY AUTOINCREMENT, "
    moment = "timestamp with time zone" if on_postgres else "datetime"
    for name, table, owner, index in TABLES:
        set_aside(schema_editor, table)
        schema_editor.execute(
            f"CREATE TABLE {table} ({number}key bigint NOT NULL,"
            f" dated_at {moment} NOT NULL, {owner} bigint NOT NULL)"
        )
        copy_rows(schema_editor, table, owner)
        schema_editor.execute(f"CREATE INDEX {index} ON {table} (key, dated_at)")
        field = apps.get_model("quotes", name)._meta.get_field(owner.removesuffix("_id"))
        for statement in schema_editor._field_indexes_sql(field.model, field):
            schema_editor.execute(statement)
        if on_postgres:
            schema_editor.execute(f"ALTER TABLE {table} REPLICA IDENTITY FULL")


def set_aside(schema_editor, table):
    """Rename ``table``, without its indexes, whose names the new one takes."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    for name, constraint in found.items():
        if constraint["primary_key"]:
            if connection.vendor == "postgresql":
                schema_editor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        elif constraint["index"]:
            schema_editor.execute(f'DROP INDEX "{name}"')
    schema_editor.execute(f"ALTER TABLE {table} RENAME TO {table}_before")


def copy_rows(schema_editor, table, owner):
    schema_editor.execute(
        f"INSERT INTO {table} (key, dated_at, {owner})"
        f" SELECT DISTINCT key, dated_at, {owner} FROM {table}_before"
        f" ORDER BY key, dated_at, {owner}"
    )
    schema_editor.execute(f"DROP TABLE {table}_before")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0030_web_addresses")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                operation
                for model, owner in (("quotekey", "quote"), ("articlekey", "article"))
                for operation in (
                    migrations.RemoveIndex(model, f"{owner}_by_key"),
                    migrations.RemoveField(model, "pk"),
                    migrations.AddField(
                        model,
                        "pk",
                        models.CompositePrimaryKey(
                            "key", "dated_at", owner, blank=True, editable=False,
                            primary_key=True, serialize=False,
                        ),
                    ),
                )
            ],
        ),
        migrations.RunPython(add_primary_keys, drop_primary_keys),
    ]  # fmt: skip
