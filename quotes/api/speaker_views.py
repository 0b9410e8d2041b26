"""Speakers: the list, a look-up by name, and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from quotes.api.details import DetailView, Moved
from quotes.api.errors import BadRequest, ParameterError
from quotes.api.filters import Filter, equal_to
from quotes.api.finding import find_any_speaker, standing
from quotes.api.linked_data import speaker_document
from quotes.api.links import Links
from quotes.api.lists import COUNTED, LARGEST_PAGE, USUAL_PAGE, ListView
from quotes.api.pagination import Order, Page
from quotes.api.params import ChoiceParam, NameParam
from quotes.api.past_rows import aliases_then, rows_at, was_there
from quotes.api.resources.speakers import SPEAKER
from quotes.models import Quote, Speaker

ORDERS = (Order("id", ("id",), descending=False),)
FILTERS = (
    Filter(
        NameParam(
            name="q",
            description="A name, however spelled; the most alike come first.",
        ),
        lambda rows, words: rows,
    ),
    Filter(
        ChoiceParam(
            name="kind",
            description="What sort of speaker.",
            choices=tuple(Speaker.Kind.values),
        ),
        equal_to("kind"),
    ),
)


class SpeakerList(ListView):
    """Speakers."""

    summary = "Who speaks; with q those whose name is like it, the most alike first."
    resource = SPEAKER
    filters = FILTERS
    orders = ORDERS

    def rows(self, values: Mapping[str, Any]) -> QuerySet[Speaker]:
        return Speaker.objects.standing()

    def show(self, row: dict[str, Any], links: Links) -> dict[str, Any]:
        shown = super().show(row, links)
        if "likeness" in row:
            shown |= SPEAKER.searched.show(row, links)
        return shown

    def page(self, rows: Any, order: Order, values: Mapping[str, Any]) -> Page:
        if "q" not in values:
            return super().page(rows, order, values)
        if "cursor" in values:
            raise BadRequest(
                ParameterError("cursor", "A look-up by name has one page.")
            )
        return Page(
            list(self._alike(rows, values, values.get("page_size", USUAL_PAGE)))
        )

    def every_row(
        self, rows: Any, order: Order, values: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        if "q" not in values:
            return super().every_row(rows, order, values)
        return self._alike(rows, values, LARGEST_PAGE)

    def total(self, rows: Any, values: Mapping[str, Any]) -> int:
        if "q" not in values:
            return super().total(rows, values)
        return len(rows.lookup(values["q"], limit=COUNTED + 1))

    def _alike(
        self, rows: Any, values: Mapping[str, Any], limit: int
    ) -> Iterator[dict[str, Any]]:
        found = {
            speaker.pk: speaker for speaker in rows.lookup(values["q"], limit=limit)
        }
        for row in self.fetch(rows, list(found)):
            speaker = found[row["id"]]
            yield row | {
                "quote_count": speaker.quote_count,
                "likeness": speaker.likeness,
            }


class SpeakerDetail(DetailView):
    """Speaker."""

    summary = "One speaker, by id or slug, with every printed form of the name."
    moves = True
    resource = SPEAKER
    document = speaker_document
    dated = True

    def find(self, key: str) -> Speaker | None:
        return find_any_speaker(key)

    def moved_to(self, found: Speaker) -> str | None:
        return standing(found).slug if found.merged_into_id else None

    def show(self, found: Speaker, links: Links) -> dict[str, Any]:
        columns = SPEAKER.details.columns
        row = {
            **Speaker.objects.filter(pk=found.pk).values(*columns).get(),
            "aliases": list(
                found.aliases.order_by("folded", "pk").values("name", "origin")
            ),
            "quote_count": Quote.objects.count_standing_of(found),
        }
        return SPEAKER.details.show(row, links)

    def show_then(self, key: str, moment: datetime, links: Links) -> Any:
        found = find_any_speaker(key)
        if found is None or not was_there(found, moment):
            return None
        columns = (*SPEAKER.details.columns, "merged_into_id")
        row = rows_at(Speaker, [found.pk], columns, moment).get(found.pk)
        if row is None:
            return None
        if row["merged_into_id"]:
            return Moved(row["merged_into_id"])
        then = Quote.objects.standing().filter(
            speaker=found, article__ingested_at__lte=moment
        )
        more = {
            "aliases": aliases_then(found.pk, moment),
            "quote_count": then.count(),
        }
        return SPEAKER.details.show(row | more, links)
