"""What PostgreSQL searches by; SQLite's tables are made after every migration.

The function folds and divides texts as ``quotes.search.words`` does in Python,
whatever the locale of the database: PostgreSQL's own ``unaccent`` folds other
letters than SQLite does, and its parser keeps "well-known" and addresses whole.

What separates words is computed from the Unicode data of the Python that migrates, as
``quotes.search.words`` does for highlighting: written out here, the two would differ
from the next release of Python on.
"""

import unicodedata
from itertools import chain

from django.db import migrations

# As quotes.search.words had them when this was written; a test holds the database to
# what it has now, and a change there needs a migration of its own.
INDEXED_CHARACTERS = 100_000
UNDECOMPOSED = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
    "þ": "th", "Þ": "th", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ħ": "h", "Ħ": "h", "ı": "i",
}  # fmt: skip
STEM_REWRITES = (
    ("( [a-z0-9]?)s(?= )", r"\1ŝ"),
    ("( [a-z]*[aeiouy][b-df-hj-np-tv-z][a-z]*)bly(?= )", r"\1ble"),
    ("( [a-z]*[aeiouy][b-df-hj-np-tv-z][a-z]*log)(y|ies|i)(?= )", r"\1"),
    (r"( [a-z]*[aeiouy][a-z]*)([chjkqvwx])\2(ed|ing)(?= )", r"\1\2"),
)
_SEPARATING = ("P", "S", "Z", "Cc", "Cf", "Nl", "No")


def separator_class() -> str:
    """Return the characters that separate words, as the inside of a regex class.

    Punctuation, symbols, blanks, controls and fractions, as ``\\u``-escaped
    ranges that Python and PostgreSQL read alike. Beyond the planes looked at,
    Unicode assigns no such character.
    """
    ranges: list[list[int]] = []
    for code in chain(range(1, 0x20000), range(0xE0000, 0xE0100)):
        if unicodedata.category(chr(code)).startswith(_SEPARATING):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(
        _literal(first) if first == last else f"{_literal(first)}-{_literal(last)}"
        for first, last in ranges
    )


def _literal(code: int) -> str:
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


TABLES = ("quotes_quote", "quotes_statement")
NUMBERS = "int, uint, float, sfloat, version"
WORDS = "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart"


def literal(text):
    return "'" + text.replace("'", "''") + "'"


# Characters whose folding and dividing needs no look at Unicode: ASCII, and
# punctuation beyond it (all but the letters ª, µ and º of Latin-1's second half).
BEYOND_PLAIN = r"[^\u0001-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u2000-\u206F]"
# What only some of the rewrites for stemming look for.
RARELY_REWRITTEN = "(bly|log(y|ies|i)|(cc|hh|jj|kk|qq|vv|ww|xx)(ed|ing)) "


def fold_expression(lower_collation):
    """Return the SQL that turns $1 into folded words, each between blanks.

    Most texts are English with curly marks at most, and take a short way, five
    times as fast.
    """
    text = f"left($1, {INDEXED_CHARACTERS})"
    plain = f"lower({text} COLLATE {lower_collation})"
    plain = f"regexp_replace({plain} COLLATE \"C\", '[^a-z0-9]+', ' ', 'g')"
    full = rf"regexp_replace(normalize({text}, NFD), '([A-Za-z])[\u0300-\u036F]+', '\1', 'g')"
    full = f"normalize({full}, NFC)"
    for letter, replacement in UNDECOMPOSED.items():
        full = f"replace({full}, {literal(letter)}, {literal(replacement)})"
    full = f"lower({full} COLLATE {lower_collation})"
    # The collation must not decide anything further.
    separators = literal("[" + separator_class() + "]+")
    full = f"regexp_replace({full} COLLATE \"C\", {separators}, ' ', 'g')"
    return (
        f"' ' || CASE WHEN $1 COLLATE \"C\" ~ {literal(BEYOND_PLAIN)}"
        f" THEN {full} ELSE {plain} END || ' '"
    )


def rewrite_expression():
    """Return the SQL that brings the folded words $1 to the forms to stem."""

    def rewritten(text, rules):
        for pattern, result in rules:
            text = f"regexp_replace({text}, {literal(pattern)}, {literal(result)}, 'g')"
        return text

    return (
        f"CASE WHEN $1 ~ {literal(RARELY_REWRITTEN)}"
        f" THEN {rewritten('$1', STEM_REWRITES)}"
        f" ELSE {rewritten('$1', STEM_REWRITES[:1])} END"
    )


def pick_collation(cursor):
    """Return a collation that lowers every script, independent of the locale."""
    cursor.execute(
        "SELECT collname FROM pg_collation WHERE collname IN ('pg_c_utf8', 'und-x-icu')"
    )
    names = {name for (name,) in cursor.fetchall()}
    for name in ("pg_c_utf8", "und-x-icu"):
        if name in names:
            return f'"{name}"'
    return '"default"'


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        collation = pick_collation(cursor)
        for statement in statements(collation):
            cursor.execute(statement)


def statements(collation):
    yield "CREATE EXTENSION IF NOT EXISTS pg_trgm"
    yield "CREATE TEXT SEARCH DICTIONARY quotes_stem (TEMPLATE = snowball, LANGUAGE = porter)"
    yield 'CREATE TEXT SEARCH CONFIGURATION quotes_words (PARSER = "default")'
    yield f"ALTER TEXT SEARCH CONFIGURATION quotes_words ADD MAPPING FOR {WORDS} WITH quotes_stem"
    yield f"ALTER TEXT SEARCH CONFIGURATION quotes_words ADD MAPPING FOR {NUMBERS} WITH simple"
    yield (
        "CREATE FUNCTION quotes_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT"
        f" PARALLEL SAFE RETURN {fold_expression(collation)}"
    )
    yield (
        "CREATE FUNCTION quotes_rewrite(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT"
        f" PARALLEL SAFE RETURN {rewrite_expression()}"
    )
    yield (
        "CREATE FUNCTION quotes_search_vector(text) RETURNS tsvector LANGUAGE sql"
        " IMMUTABLE STRICT PARALLEL SAFE RETURN"
        " to_tsvector('quotes_words', quotes_rewrite(quotes_fold($1)))"
    )
    for table in TABLES:
        yield (
            f"ALTER TABLE {table} ADD COLUMN search_vector tsvector"
            " GENERATED ALWAYS AS (quotes_search_vector(text)) STORED"
        )
        # By default a rare word is taken for a common one, and the planner
        # walks the whole table by date to find it.
        yield f"ALTER TABLE {table} ALTER COLUMN search_vector SET STATISTICS 1000"
        yield f"CREATE INDEX {table}_search ON {table} USING gin (search_vector)"
    yield (
        "CREATE INDEX quotes_speakeralias_trigrams ON quotes_speakeralias"
        " USING gin (folded gin_trgm_ops)"
    )
    yield (
        "CREATE INDEX quotes_article_title_search ON quotes_article"
        " USING gin (quotes_search_vector(title))"
    )
    yield (
        "CREATE INDEX quotes_article_text_search ON quotes_article"
        " USING gin (quotes_search_vector(text))"
    )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP INDEX quotes_article_text_search")
        cursor.execute("DROP INDEX quotes_article_title_search")
        cursor.execute("DROP INDEX quotes_speakeralias_trigrams")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DROP COLUMN search_vector")
        for function in ("quotes_search_vector", "quotes_rewrite", "quotes_fold"):
            cursor.execute(f"DROP FUNCTION {function}(text)")
        cursor.execute("DROP TEXT SEARCH CONFIGURATION quotes_words")
        cursor.execute("DROP TEXT SEARCH DICTIONARY quotes_stem")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0002_tables_of_history")]

    operations = [migrations.RunPython(create, drop)]
