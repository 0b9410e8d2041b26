"""Lists: filtered, ordered, paged, in the format asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any, ClassVar

from django.db.models import BigIntegerField, TextField
from django.http import HttpResponseBase
from rest_framework.request import Request

from quotes import search
from quotes.api.answers import answer, answer_table, pick_format
from quotes.api.base import ApiView, bounded, by_name
from quotes.api.errors import BadRequest, ParameterError
from quotes.api.filters import Filter, Rows, narrow
from quotes.api.links import Links
from quotes.api.list_answers import RowShape, address_at, file_name, name_neighbours
from quotes.api.pagination import (
    PREPARED_SIZES,
    RELEVANCE,
    Cursor,
    CursorParam,
    Order,
    Page,
    Repeated,
    every_row,
    page_of,
    page_of_ranked,
)
from quotes.api.params import (
    ChoiceParam,
    FieldsParam,
    FlagParam,
    NumberParam,
    Param,
    read_params,
)
from quotes.api.prepared import Given, run_prepared
from quotes.api.resources.fields import Resource

FORMATS = ("json", "csv", "jsonl")
LARGEST_PAGE = 200
USUAL_PAGE = 50
COUNTED = 1000
"""Totals are counted up to here; beyond, the answer says that there are more."""


def list_params(
    filters: Sequence[Filter], orders: Sequence[Order], resource: Resource
) -> dict[str, Param]:
    """Return the parameters of a list: its filters and those that all lists have."""
    params = [entry.param for entry in filters]
    fields = resource.listed.names
    if len(orders) > 1:
        params.append(
            ChoiceParam(
                name="ordering",
                description=f"How to order; {orders[0].name} if left out."
                f" relevance looks at the newest {search.RANKED_MATCHES} matches.",
                choices=tuple(order.name for order in orders),
            )
        )
    if RELEVANCE in orders:
        params.append(
            FlagParam(
                name="highlight",
                description="Also answer the text with what q found in <mark>.",
            )
        )
        fields = (*fields, "highlight")
    return by_name(
        *params,
        CursorParam(),
        NumberParam(
            name="page_size",
            description=f"Rows of a page, {USUAL_PAGE} if left out.",
            least=1,
            most=LARGEST_PAGE,
        ),
        FlagParam(
            name="count",
            description=f"Also answer how many there are, counting to {COUNTED}.",
        ),
        FieldsParam(choices=fields),
        ChoiceParam(
            name="format",
            description="csv and jsonl give every row, or one page with page_size.",
            choices=FORMATS,
        ),
    )


class ListView(ApiView):
    """A list of one resource.

    A subclass names the ``resource``, ``filters`` and ``orders`` (the first is the
    usual one), and says what ``rows`` there are. What it takes and answers follows.
    ``counts``: whether it says how many there are, where it is asked.
    """

    resource: ClassVar[Resource]
    filters: ClassVar[Sequence[Filter]] = ()
    orders: ClassVar[Sequence[Order]] = ()
    counts: ClassVar[bool] = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.answers = {"GET": f"{cls.resource.name}Page"}
        params = list_params(cls.filters, cls.orders, cls.resource)
        if not cls.counts:
            del params["count"]
        cls.params = params

    def rows(self, values: Mapping[str, Any]) -> Rows:
        """Return every row of the list before filters."""
        raise NotImplementedError

    def show(self, row: dict[str, Any], links: Links) -> dict[str, Any]:
        """Return what the answer shows of ``row``, a dictionary of fetched columns."""
        return self.resource.listed.show(row, links)

    def get(self, request: Request) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        chosen = pick_format(request, values.get("format"), FORMATS)
        order = self._order(values)
        rows = self.filtered(values)
        shape = RowShape.of(self.show, self.resource, Links.of(request), values)
        if chosen != "json" and "page_size" not in values:
            every = self.every_row(rows, order, values)
            table = (shape.show(row) for row in every)
            return answer_table(
                table, format=chosen, columns=shape.columns, name=file_name(request)
            )
        late = self._may_take_long(rows, order, values)
        with bounded(rows.db) if late else nullcontext():
            page = self.page(rows, order, values)
            total = self.total(rows, values) if values.get("count") else 0
        data: dict[str, Any] = {
            "results": [shape.show(row) for row in page.rows],
            "next": address_at(request, page.next),
            "previous": address_at(request, page.previous),
        }
        if values.get("count"):
            data |= {"count": min(total, COUNTED), "count_capped": total > COUNTED}
        response: HttpResponseBase
        if chosen == "json":
            response = answer(request, data)
        else:
            table = iter(data["results"])
            response = answer_table(
                table, format=chosen, columns=shape.columns, name=file_name(request)
            )
        return name_neighbours(response, data)

    def _may_take_long(
        self, rows: Rows, order: Order, values: Mapping[str, Any]
    ) -> bool:
        """Whether the whole request needs a limit of time."""
        if "count" in values:
            return True
        return self._filters(values) > set() and not self._repeated(rows, order, values)

    def _filters(self, values: Mapping[str, Any]) -> set[str]:
        """The names of the filters asked for."""
        return {entry.name for entry in self.filters} & values.keys()

    def filtered(self, values: Mapping[str, Any]) -> Rows:
        """Return the rows that the filters in ``values`` leave."""
        return narrow(self.rows(values), self.filters, values)

    def _order(self, values: Mapping[str, Any]) -> Order:
        cursor: Cursor | None = values.get("cursor")
        name = values.get("ordering") or self.orders[0].name
        order = next(order for order in self.orders if order.name == name)
        if cursor and not order.fits(cursor):
            raise BadRequest(
                ParameterError("cursor", "It belongs to a list in another order.")
            )
        if "q" not in values:
            for wish in ("ordering", "highlight"):
                if values.get(wish) in (RELEVANCE.name, True):
                    raise BadRequest(ParameterError(wish, "Only together with q."))
        return order

    def total(self, rows: Rows, values: Mapping[str, Any]) -> int:
        """Return how many rows there are, counting no further than one too many."""
        return rows.order_by()[: COUNTED + 1].count()

    def page(self, rows: Rows, order: Order, values: Mapping[str, Any]) -> Page:
        """Return the page that ``values`` ask for."""
        cursor, size = values.get("cursor"), values.get("page_size", USUAL_PAGE)
        if order is RELEVANCE:
            ranked = self._ranked(rows, values)
            keys, later, earlier = page_of_ranked(
                ranked, order.name, cursor=cursor, size=size
            )
            return Page(self.fetch(rows, keys), later, earlier)
        # Of a search the keys are fetched first: other tables are then joined for the
        # rows of the page alone, whatever the planner thinks of the query.
        searched = "q" in values
        page = page_of(
            rows,
            order,
            ("pk", *order.columns) if searched else self.resource.listed.columns,
            cursor=cursor,
            size=size,
            repeated=self._repeated(rows, order, values),
        )
        if not searched:
            return page
        found = self.fetch(rows, [row["pk"] for row in page.rows])
        return Page(found, page.next, page.previous)

    def _repeated(
        self, rows: Rows, order: Order, values: Mapping[str, Any]
    ) -> Repeated | None:
        """Return the whole list, or a mere search in it, as what many ask for.

        Its query is quick, or has a limit of time of its own.
        """
        size = values.get("page_size", USUAL_PAGE)
        if order is RELEVANCE or size not in PREPARED_SIZES:
            return None
        name, filters = type(self).__name__, self._filters(values)
        if not filters:
            return Repeated(name, lambda: rows)
        if filters != {"q"} or RELEVANCE not in self.orders:
            return None
        words = search.as_parameter(values["q"], using=rows.db)
        if words is None:
            return None
        return Repeated(
            f"{name} search",
            lambda: self.rows({}).filter(text__found=Given(0, TextField())),
            (words,),
        )

    def _ranked(self, rows: Rows, values: Mapping[str, Any]) -> list[tuple[int, float]]:
        return search.rank(self.orders[0].sorted(rows), values["q"])

    def fetch(self, rows: Rows, keys: Sequence[int]) -> list[dict[str, Any]]:
        """Return the rows of ``keys``, in that order. One query."""
        size = next((size for size in PREPARED_SIZES if len(keys) <= size), 0)
        every = rows.model._default_manager.using(rows.db)
        columns = self.resource.listed.columns
        if size and keys:
            wanted = [*keys, *[keys[-1]] * (size - len(keys))]
            found = run_prepared(
                (type(self).__name__, "keys", size),
                lambda: (
                    every.filter(
                        pk__in=[Given(n, BigIntegerField()) for n in range(size)]
                    )
                    .order_by()
                    .values(*columns)
                ),
                wanted,
                using=rows.db,
            )
        else:
            found = list(every.filter(pk__in=keys).order_by().values(*columns))
        by_key = {row["id"]: row for row in found}
        return [by_key[key] for key in keys if key in by_key]

    def every_row(
        self, rows: Rows, order: Order, values: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Yield every row from the cursor on."""
        if order is RELEVANCE:
            with bounded(rows.db):
                keys = [key for key, _ in self._ranked(rows, values)]
            return iter(self.fetch(rows, keys))
        return every_row(
            rows, order, self.resource.listed.columns, cursor=values.get("cursor")
        )
