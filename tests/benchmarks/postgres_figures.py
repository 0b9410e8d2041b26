"""What is promised of PostgreSQL, measured."""

# ruff: noqa: S608 - SQL is put together from names of ours, never from input

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Count

from quotes import search
from quotes.api.pagination import Cursor
from quotes.api.quote_filters import NEWEST_FIRST
from quotes.api.resources.quotes import QUOTE
from quotes.models import Quote
from quotes.search.postgres import CONFIGURATION, compile_match
from tests.benchmarks.made_up import word
from tests.benchmarks.measuring import Cost, Server, count_queries, measure
from tests.benchmarks.targets import Figure

KINDS = {
    "very common": [word(rank) for rank in range(3)],
    "common": [word(rank) for rank in range(20, 60, 2)],
    "medium": [word(rank) for rank in range(100, 300, 10)],
    "uncommon": [word(rank) for rank in range(600, 1000, 20)],
    "rare": [word(rank) for rank in range(60_000, 60_020, 2)],
}
"""Words in 45 to 64, 4 to 11, 0.8 to 2.5, 0.2 to 0.4 % of all quotes, and in 50."""
COMMON, RARE = KINDS["common"], KINDS["rare"]
BASE = "/api/v1"

server = Server()


def _get(path: str) -> Callable[[], bytes]:
    return lambda: server.get(path)


def growing(rounds: int) -> dict[str, Cost]:
    """Return the cost of facets and counts, which must not grow with the table."""
    facets = f"{BASE}/quotes/facets/"
    count = f"{BASE}/quotes/?page_size=1&count=true"
    works = {
        "facets of all": [_get(facets)],
        "count of all": [_get(count)],
        "count of statements": [_get(f"{BASE}/statements/?page_size=1&count=true")],
        "speaker of most quotes": [_get(f"{BASE}/speakers/speaker-1/")],
    }
    for kind, words in KINDS.items():
        works[f"facets of {kind} words"] = [_get(f"{facets}?q={w}") for w in words]
        works[f"count of {kind} words"] = [_get(f"{count}&q={w}") for w in words]
    return measure(works, rounds)


def growth(before: dict[str, Cost], after: dict[str, Cost]) -> list[Figure]:
    """Return how many times dearer each became with ten times the quotes."""
    return [
        Figure(
            f"{name}, × for 10 × quotes",
            after[name].cpu / before[name].cpu,
            3,
            f"{before[name].cpu:.1f} → {after[name].cpu:.1f} ms CPU",
        )
        for name in before
    ]


def figures(quotes: int, rounds: int) -> list[Figure]:
    """Return everything else: searches, lists, details, pages, buffers, queries."""
    return [
        *_searches(rounds),
        *_pages(quotes, rounds),
        _buffers(),
        *_queries(),
    ]


def _searches(rounds: int) -> list[Figure]:
    return [
        *_search("common and rare", COMMON + RARE, 2 * rounds),
        *_search("medium and uncommon", KINDS["medium"] + KINDS["uncommon"], rounds),
    ]


def _search(kinds: str, words: list[str], rounds: int) -> list[Figure]:
    path = f"{BASE}/quotes/?page_size=20&q="
    costs = measure(
        {
            "SQL newest": [_raw_newest(w) for w in words],
            "newest first": [_get(f"{path}{w}") for w in words],
            "SQL relevance": [_raw_relevance(w) for w in words],
            "by relevance": [_get(f"{path}{w}&ordering=relevance") for w in words],
        },
        rounds,
    )
    return [
        Figure(
            f"search {name}, {kinds} words, p95 ÷ its SQL",
            costs[name].wall_p95 / costs[sql].wall_p95,
            1.5,
            f"p95 {costs[name].wall_p95:.1f} ÷ {costs[sql].wall_p95:.1f} ms,"
            f" p50 {costs[name].wall:.1f} ÷ {costs[sql].wall:.1f} ms",
        )
        for name, sql in (
            ("newest first", "SQL newest"),
            ("by relevance", "SQL relevance"),
        )
    ]


def _joined(keys: str, order: str) -> str:
    """SQL for the columns of a list's row, of quotes chosen by ``keys``."""
    columns, _ = (
        Quote.objects.order_by().values(*QUOTE.listed.columns).query.sql_with_params()
    )
    return (
        f'WITH "found" AS MATERIALIZED ({keys}) {columns}'
        f' JOIN "found" ON "found"."key" = "quotes_quote"."id" ORDER BY {order}'
    )


_MATCHES = (
    "SELECT id AS key, dated_at, search_vector FROM quotes_quote"
    f" WHERE search_vector @@ to_tsquery('{CONFIGURATION}', %s)"
    " AND NOT status IN ('rejected', 'withdrawn') ORDER BY dated_at DESC, id DESC"
)


def _raw_newest(words: str) -> Callable[[], Any]:
    match = compile_match(search.parse_query(words))
    order = '"quotes_quote"."dated_at" DESC, "quotes_quote"."id" DESC'
    return _raw(_joined(f"{_MATCHES} LIMIT 21", order), [match])


def _raw_relevance(words: str) -> Callable[[], Any]:
    match = compile_match(search.parse_query(words))
    keys = (
        f"SELECT key, ts_rank(search_vector, to_tsquery('{CONFIGURATION}', %s), 1)"
        f" AS score FROM ({_MATCHES} LIMIT {search.RANKED_MATCHES}) AS newest"
        " ORDER BY score DESC, key DESC LIMIT 21"
    )
    return _raw(_joined(keys, '"found"."score" DESC, "found"."key" DESC'), [match] * 2)


def _raw(sql: str, parameters: list[str]) -> Callable[[], Any]:
    def run() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    return run


def _pages(quotes: int, rounds: int) -> list[Figure]:
    depth = min(500_000, quotes // 2)
    newest = NEWEST_FIRST.sorted(Quote.objects.standing())
    place = newest.values_list(*NEWEST_FIRST.columns)[depth]
    cursor = Cursor(NEWEST_FIRST.name, tuple(place)).encode()
    keys = list(newest.values_list("pk", flat=True)[:20])
    path = f"{BASE}/quotes/"
    costs = measure(
        {
            "empty": [_get("/empty/")],
            "list": [_get(f"{path}?page_size=20")],
            "detail": [_get(f"{path}{key}/") for key in keys],
            "deep": [_get(f"{path}?page_size=20&cursor={cursor}")],
        },
        4 * rounds,
    )
    deep = f"page {depth // 20:,} by cursor"
    return [
        _beside("list of 20", "an empty view", costs["list"], costs["empty"], 6),
        _beside("detail", "an empty view", costs["detail"], costs["empty"], 5),
        _beside(deep, "page 1", costs["deep"], costs["list"], 2),
    ]


def _beside(what: str, other: str, cost: Cost, base: Cost, target: float) -> Figure:
    note = (
        f"{cost.python:.2f} + {cost.backend:.2f} (PostgreSQL) ÷"
        f" {base.python:.2f} + {base.backend:.2f} ms CPU;"
        f" Python alone {cost.python / base.python:.2f}"
    )
    return Figure(f"{what} ÷ {other}, CPU", cost.cpu / base.cpu, target, note)


def _buffers() -> Figure:
    touched = []
    for words in RARE:
        found = search.find(Quote.objects.standing(), search.parse_query(words))
        rows = NEWEST_FIRST.sorted(found).values("pk", "dated_at")[:21]
        plan = json.loads(rows.explain(format="json", analyze=True, buffers=True))
        touched.append(
            plan[0]["Plan"]["Shared Hit Blocks"] + plan[0]["Plan"]["Shared Read Blocks"]
        )
    note = f"the most of {len(touched)} words: {sorted(touched)}"
    return Figure("shared buffers of a rare word", max(touched), 500, note)


def _queries() -> list[Figure]:
    """Return by how many queries twenty rows cost more than two, at the most."""
    lists = ["quotes", "speakers", "statements", "articles", "outlets"]
    paths = [f"{BASE}/{name}/?page_size={{}}" for name in lists]
    paths += [
        f"{BASE}/quotes/?q={COMMON[0]}&page_size={{}}",
        f"{BASE}/quotes/?q={COMMON[0]}&ordering=relevance&page_size={{}}",
        f"{BASE}/speakers/?q={word(3)}&page_size={{}}",
        f"{BASE}/statements/?q={COMMON[0]}&page_size={{}}",
    ]
    more = {
        path.format("N"): count_queries(_get(path.format(20)))
        - count_queries(_get(path.format(2)))
        for path in paths
    }
    by_printings = Quote.objects.standing().values("statement").alias(n=Count("pk"))
    few, many = (
        by_printings.filter(n=n).values_list("statement", flat=True)[0] for n in (1, 5)
    )
    for path, model in (("quotes/{}/", Quote), ("statements/{}/", None)):
        keys = [
            Quote.objects.standing().filter(statement=statement).first().pk
            if model
            else statement
            for statement in (few, many)
        ]
        one, other = (count_queries(_get(f"{BASE}/{path.format(k)}")) for k in keys)
        more[path] = other - one
    worst = max(more, key=lambda path: more[path])
    note = f"over {len(more)} addresses; the most: {worst}"
    return [Figure("queries for ten times the rows, more", more[worst], 0, note)]
