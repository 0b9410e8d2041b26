"""Whether this process can answer requests, asked part by part.

Each check returns nothing where its part is well and raises NotReadyError, with a
sentence that names the remedy and no address, account or password.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from quotes.extraction.spans.tagger.model import (
    MODEL_FILE,
    SHIPPED,
    VOCABULARY_FILE,
    model_directory,
)
from quotes.extraction.version import LIBRARIES
from quotes.operations.broker_probe import BrokerError, check_broker

WELL = "ok"


class NotReadyError(Exception):
    """A part that is needed does not work; the message is for whoever operates it."""


def readiness() -> dict[str, str]:
    """What is the case with each part: "ok", or why not. One or two queries."""
    return {name: _told(CHECKS[name]) for name in settings.READINESS_CHECKS}


def is_ready(told: dict[str, str]) -> bool:
    """Whether all parts that READY_NEEDS names are well."""
    return all(told[name] == WELL for name in settings.READY_NEEDS)


def _told(check: Callable[[], None]) -> str:
    try:
        check()
    except NotReadyError as reason:
        return str(reason)
    return WELL


def check_database() -> None:
    """Raise NotReadyError where the database does not answer a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError as error:
        raise NotReadyError(
            f"The database does not answer ({type(error).__name__}): its log, and "
            "DATABASE_URL, tell why."
        ) from error


def check_migrations() -> None:
    """Raise NotReadyError where the tables are older than this code.

    Newer ones are no reason: while it is upgraded, the old code runs beside the new.
    """
    try:
        done = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        raise NotReadyError("Unknown, for the database does not answer.") from error
    missing = [
        f"{app}.{name}"
        for (app, name), replaced in _migrations()
        if (app, name) not in done and not (replaced and done.issuperset(replaced))
    ]
    if missing:
        raise NotReadyError(
            f"Not applied: {', '.join(missing[:5])}"
            f"{' and more' if len(missing) > 5 else ''}. Run “manage.py migrate”."
        )


@cache
def _migrations() -> list[tuple[tuple[str, str], list[tuple[str, str]]]]:
    """All that this code knows, with what each replaces; read once in a process."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    return sorted(
        (key, list(node.replaces))
        for key in graph.nodes
        if (node := graph.nodes[key]) is not None
    )


def check_queue_broker() -> None:
    """Raise NotReadyError where a broker is configured and does not answer."""
    try:
        check_broker()
    except BrokerError as down:
        raise NotReadyError(str(down)) from down


def check_model() -> None:
    """Raise NotReadyError where files that extraction needs are missing. Loads none."""
    if not any(find_spec(name) for name in LIBRARIES if name.startswith("en_core")):
        raise NotReadyError(
            "spaCy's English model is not installed: pip install -r requirements.txt."
        )
    folder = model_directory()
    if folder is None or (folder == SHIPPED and not folder.exists()):
        return
    for name in (MODEL_FILE, VOCABULARY_FILE):
        if not (folder / name).is_file():
            raise NotReadyError(f"{name} is missing from the folder of QUOTES_MODEL.")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "broker": check_queue_broker,
    "model": check_model,
}
