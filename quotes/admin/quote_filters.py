"""How editors narrow the list of quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from quotes import review
from quotes.models import Quote, Statement
from quotes.models.disputed import DISPUTED

BANDS = {
    "under-50": ("under 50 %", 0.0, 0.5),
    "50-70": ("50 to 70 %", 0.5, 0.7),
    "70-90": ("70 to 90 %", 0.7, 0.9),
    "over-90": ("90 % and over", 0.9, 1.01),
}


class QueueFilter(admin.SimpleListFilter):
    """What waits for a decision: where an editor starts, unless searching."""

    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("open", "to review"),
            ("changed", "changed since decided"),
            ("decided", "decided"),
            ("withdrawn", "withdrawn or removed"),
            ("all", "all"),
        ]

    def value(self) -> str | None:
        """The queue by default; everything where words are searched for."""
        return super().value() or self._default

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        self._default = default_review(request)
        super().__init__(request, params, model, model_admin)

    def choices(self, changelist: Any) -> Iterator[Any]:
        for lookup, title in self.lookup_choices:
            yield {
                "selected": self.value() == lookup,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: lookup}
                ),
                "display": title,
            }

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        parts: dict[str | None, Callable[[], QuerySet[Any]]] = {
            # Not "status is extracted": nearly all are, and by that index a
            # database would sort them all instead of reading them in order.
            "open": lambda: queryset.unreviewed().exclude(
                status=Quote.Status.WITHDRAWN
            ),
            "changed": lambda: queryset.filter(changed_at__isnull=False, gone_in=0),
            # By who decided, which is never empty without the other: few of many
            # millions may be, and an index holds them alone.
            "decided": lambda: queryset.filter(reviewed_by__isnull=False),
            "withdrawn": lambda: queryset.filter(status=Quote.Status.WITHDRAWN),
            "all": lambda: queryset,
        }
        part = parts.get(self.value())
        return part() if part else queryset


def default_review(request: HttpRequest) -> str:
    """Which part of the list a request shows that names none."""
    return "all" if request.GET.get("q") else "open"


class ConfidenceFilter(admin.SimpleListFilter):
    """Bands of confidence, that is of how often such a reading is right."""

    title = "confidence"
    parameter_name = "confidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(band, title) for band, (title, _, _) in BANDS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        band = self.value()
        if band not in BANDS:
            return queryset
        _, least, below = BANDS[band]
        return queryset.filter(confidence__gte=least, confidence__lt=below)


class DisputedFilter(admin.SimpleListFilter):
    """Quotes of statements that outlets give to different speakers, unsettled."""

    title = "disputed"
    parameter_name = "disputed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "disputed"), ("no", "undisputed or settled")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(statement__in=Statement.objects.filter(DISPUTED))
        if self.value() == "no":
            return queryset.exclude(statement__in=Statement.objects.filter(DISPUTED))
        return queryset


class FragmentFilter(admin.SimpleListFilter):
    """Quotations of three words or fewer: "heroes"."""

    title = "length"
    parameter_name = "fragment"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "without fragments"), ("yes", "fragments alone")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {"yes", "no"}:
            return queryset.filter(is_fragment=self.value() == "yes")
        return queryset


class NamedFilter(admin.SimpleListFilter):
    """Whether the quote has a speaker at all."""

    title = "speaker"
    parameter_name = "named"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "named"), ("no", "nobody named")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {"yes", "no"}:
            return queryset.filter(speaker__isnull=self.value() == "no")
        return queryset


class SecondOpinionFilter(admin.SimpleListFilter):
    """Decided quotes that a later run reads otherwise, and nobody has answered."""

    title = "second opinion"
    parameter_name = "opinion"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "the machine reads it otherwise")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "open":
            opinions = review.open_opinions().order_by()
            return queryset.filter(pk__in=opinions.values("quote"))
        return queryset
