"""How PostgreSQL carries out the queries of a piece of work."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class Plans:
    """scanned: tables read from end to end, where there was anything to read. pages:
    of 8 kB, read by all queries together."""

    scanned: frozenset[str]
    pages: int


def plans_of(work: Callable[[], Any]) -> Plans:
    """Do ``work``, then explain its queries with the settings they ran under."""
    sent: list[tuple[str, Any]] = []

    def note(execute, sql, parameters, many, context):
        sent.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        work()
    scanned, pages = set(), 0
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, parameters in sent:
            if not sql.lstrip().startswith(("SELECT", "WITH")):
                if sql.startswith("SET"):
                    cursor.execute(sql)
                continue
            # A search sets how long it may take within the same query.
            setting = re.match(r"SELECT set_config\([^)]*\); ", sql)
            sql = sql[setting.end() :] if setting else sql
            explained = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}"
            cursor.execute(explained, parameters)
            answer = cursor.fetchone()[0]
            plan = json.loads(answer) if isinstance(answer, str) else answer
            for node in _nodes(plan[0]["Plan"]):
                if node["Node Type"] == "Seq Scan" and _pages(node):
                    scanned.add(node["Relation Name"])
            pages += _pages(plan[0]["Plan"])
    return Plans(frozenset(scanned), pages)


def _pages(node: dict[str, Any]) -> int:
    return node["Shared Hit Blocks"] + node["Shared Read Blocks"]


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)
