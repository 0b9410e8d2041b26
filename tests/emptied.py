"""Tables emptied after a test that commits: by deleting the few rows that it left.

Django's ``flush`` truncates every table, and PostgreSQL makes each anew with all of its
indexes, whether it held a row or not: a third of a second of computing, after each such
test. SQLite's ``flush`` deletes.
"""

from django.db.backends.postgresql.operations import DatabaseOperations


def delete_instead_of_truncating():
    """Let ``flush`` delete the rows of those tables of PostgreSQL that have any.

    Numbers go on as they do after TRUNCATE; where they are to begin again, it is left
    to Django. Foreign keys are checked once all is gone, when the transaction ends.
    """
    truncate = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        if reset_sequences:
            return truncate(
                self, style, tables, reset_sequences=True, allow_cascade=allow_cascade
            )
        full = _with_rows(self.connection, tables)
        return [f"DELETE FROM {self.quote_name(table)}" for table in full]  # noqa: S608

    DatabaseOperations.sql_flush = sql_flush


def _with_rows(connection, tables):
    asked = ", ".join(
        f"EXISTS (SELECT FROM {connection.ops.quote_name(table)})" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        found = cursor.fetchone()
    return [table for table, has_rows in zip(tables, found, strict=True) if has_rows]
