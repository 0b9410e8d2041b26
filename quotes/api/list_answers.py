"""What a list's answer shows of its rows, and where its neighbours are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify
from rest_framework.request import Request

from quotes import search
from quotes.api.errors import BadRequest, ParameterError
from quotes.api.links import Links
from quotes.api.pagination import Cursor
from quotes.api.resources.fields import Resource

Row = dict[str, Any]

LONGEST_FILE_NAME = 120
_NO_FILTERS = {"format", "fields", "page_size", "cursor", "count", "highlight"}


@dataclass(frozen=True, slots=True)
class RowShape:
    """Which fields of a row the answer shows.

    columns: of a table, names in order and the parts of each that are columns. picks:
    some of those that ``show`` gives, not all. query: what is marked where
    ``highlight`` is among them.
    """

    columns: Mapping[str, tuple[str, ...]]
    picks: bool
    query: search.Query | None
    links: Links
    give: Callable[[Row, Links], Row]

    @classmethod
    def of(
        cls,
        give: Callable[[Row, Links], Row],
        resource: Resource,
        links: Links,
        values: Mapping[str, Any],
    ) -> RowShape:
        """Return the shape that ``values`` ask for of rows of ``resource``."""
        parts, query = resource.listed.csv, values.get("q")
        names = tuple(values.get("fields", parts))
        if values.get("highlight") and "highlight" not in names:
            names += ("highlight",)
        if "highlight" in names and query is None:
            raise BadRequest(
                ParameterError("fields", "highlight: only together with q.")
            )
        columns = {name: parts.get(name, ()) for name in names}
        return cls(columns, "fields" in values, query, links, give)

    def show(self, row: Row) -> Row:
        """Return what the answer shows of ``row``."""
        shown = self.give(row, self.links)
        if "highlight" in self.columns and self.query is not None:
            shown["highlight"] = search.highlight(row["text"], self.query)
        return {name: shown[name] for name in self.columns} if self.picks else shown


def address_at(request: Request, cursor: Cursor | None) -> str | None:
    """Return the address of this list at ``cursor``, or None."""
    if cursor is None:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor.encode()
    return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"


def file_name(request: Request) -> str:
    """Return what a file of this list is called, without its ending.

    What it is of, which filters narrow it, and the day:
    ``quotes_speaker-mara-lind_2031-03-17``.
    """
    resource = request.path.strip("/").rpartition("/")[2]
    filters = [
        slugify(" ".join([name, *values]).replace("_", "-").replace(",", " "))
        for name, values in request.query_params.lists()
        if name not in _NO_FILTERS
    ]
    told = "_".join([resource, *filters])[:LONGEST_FILE_NAME]
    return f"{told}_{timezone.localdate().isoformat()}"


def name_neighbours(
    response: HttpResponseBase, data: Mapping[str, Any]
) -> HttpResponseBase:
    """Name the neighbouring pages in a Link header (RFC 8288) too."""
    neighbours = {"next": data["next"], "prev": data["previous"]}
    links = [f'<{url}>; rel="{name}"' for name, url in neighbours.items() if url]
    if links:
        response["Link"] = ", ".join(links)
    return response
