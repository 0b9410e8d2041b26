"""What asks reads, what acts writes: what functions do is held against their names.

Whoever changes or locks rows says so by its name, and so does whoever calls it. The
stack of each such query is looked at, so nothing is patched and nothing is declared:
all that the tests of linking, ingest and review make the code do is watched.
"""

import re
import sys
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.db import connection

QUOTES = Path(__file__).parent.parent / "quotes"
WATCHED = tuple(f"{QUOTES / name}/" for name in ("linking", "ingest", "review"))

ACTS = re.compile(
    r"_*(?:accept|add|align|carry|change|close|complete|claim|confirm|correct|create|decide|decline|defer"
    r"|dismiss|file|fill|find_or_(?:create|make|store)|finish|forget|give|group|hand|import"
    r"|insert|join|link|lock|make|mark|merge|move|part|place|point|propose|record|refresh"
    r"|reject|release|remove|rename|renew|reopen|resolve|restore|return|retry|revert|revoke|run|save|set"
    r"|settle|split|store|take|tell_(?:\w+_)?apart|undo|unmerge|unsplit|withdraw"
    r"|write)(?:_|$)"
)
"""Names that act: they begin with a verb of changing. All others ask."""

STORES_WHAT_WAITS = "_store_what_is_asked"
"""What stores, before a question is answered, rows that its own caller had decided on
and kept waiting: whoever asks has changed nothing."""

CHANGES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|COPY|REPLACE|TRUNCATE|MERGE)\b"
    r"|.*\b(?:FOR\s+(?:NO\s+KEY\s+)?UPDATE|FOR\s+SHARE|nextval|setval|pg_advisory)",
    re.IGNORECASE | re.DOTALL,
)
"""Statements that change rows, lock them, or take numbers from a sequence."""


def acts(name):
    """Whether a function of that name says that it changes something."""
    return ACTS.match(name) is not None


def changes(sql):
    """Whether ``sql`` changes or locks anything."""
    return _changes(str(sql))


@lru_cache(maxsize=10_000)
def _changes(sql):
    """Looked at once: the same statements come by a hundred thousand times."""
    return CHANGES.match(sql) is not None


def running_questions():
    """Yield the functions of the packages watched that run now and do not say so."""
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if code.co_name == STORES_WHAT_WAITS:
            return
        named = not code.co_name.startswith("<")  # a comprehension is its function's
        if named and not acts(code.co_name) and code.co_filename.startswith(WATCHED):
            place = Path(code.co_filename).relative_to(QUOTES)
            yield f"{place}: {code.co_qualname}"
        frame = frame.f_back


@contextmanager
def questions_watched():
    """Yield a set that comes to hold each question which changed or locked a row."""
    offences = set()

    def watch(execute, sql, params, many, context):
        if changes(sql):
            offences.update(running_questions())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield offences
