"""What tables a database has, in a form in which two of them can be compared.

``described(connection, tables)`` answers {table: {part, …}}: a part is a column with
its type, an index, a constraint, a trigger, as the database itself words it. Order of
columns counts for nothing.
"""

from __future__ import annotations

import re


def described(connection, tables, *, schema="public"):
    """Return the parts of each of ``tables`` (of ``schema``, on PostgreSQL)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return {table: set(_sqlite_parts(cursor, table)) for table in tables}
        return {table: set(_postgres_parts(cursor, table, schema)) for table in tables}


def _sqlite_parts(cursor, table):
    cursor.execute(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
        " AND type IN ('table', 'index')",
        [table],
    )
    for kind, sql in cursor.fetchall():
        if kind == "index":
            yield sql
        else:
            yield from _parts_of_table(sql)


def _parts_of_table(sql):
    """The parts of a CREATE TABLE: what commas divide that nothing encloses."""
    body = sql[sql.index("(") + 1 : sql.rindex(")")]
    part, depth, quoted = "", 0, ""
    for character in body:
        if quoted:
            quoted = "" if character == quoted else quoted
        elif character in "'\"":
            quoted = character
        else:
            depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth and not quoted:
            yield _spaced(part)
            part = ""
        else:
            part += character
    yield _spaced(part)


def _spaced(sql):
    return re.sub(r"\s+", " ", sql).strip()


COLUMNS = """
    SELECT format('%%I %%s %%s %%s %%s %%s', attname, format_type(atttypid, atttypmod),
                  CASE WHEN attnotnull THEN 'NOT NULL' END,
                  CASE attidentity WHEN '' THEN '' ELSE 'IDENTITY' END,
                  CASE attgenerated WHEN '' THEN 'DEFAULT' ELSE 'GENERATED' END,
                  pg_get_expr(adbin, adrelid))
    FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
# An index that belongs to a constraint is named with it.
INDEXES = """
    SELECT pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass AND NOT EXISTS (
        SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u')
    )
"""
# From PostgreSQL 18 on, "not null" is listed among them: the columns say so already.
CONSTRAINTS = """
    SELECT format('CONSTRAINT %%I %%s', conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype <> 'n'
"""
REPLICAS = """
    SELECT 'REPLICA IDENTITY ' || relreplident::text FROM pg_class
    WHERE oid = %s::regclass
"""


def _postgres_parts(cursor, table, schema):
    for question in (COLUMNS, INDEXES, CONSTRAINTS, REPLICAS):
        cursor.execute(question, [f'{schema}."{table}"'])
        for (part,) in cursor.fetchall():
            yield _spaced(part.replace(f"{schema}.", ""))
