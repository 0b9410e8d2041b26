"""Quotes: the review queue, and the page on which one is decided."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from quotes.admin.acts import editor_of
from quotes.admin.base import DeskAdmin
from quotes.admin.change_list import DeskChangeList, OutletFilter
from quotes.admin.history_pages import HistoryPages
from quotes.admin.quote_actions import QuoteActions
from quotes.admin.quote_filters import (
    ConfidenceFilter,
    DisputedFilter,
    FragmentFilter,
    NamedFilter,
    QueueFilter,
    SecondOpinionFilter,
    default_review,
)
from quotes.admin.quote_form import CORRECTED, REOPEN, QuoteForm
from quotes.admin.quote_page import page_of, reasons_for
from quotes.admin.quote_parts import PartPages
from quotes.admin.quote_queue import DOUBT_FIRST, NEWEST_FIRST, neighbours
from quotes.admin.speaker_choice import SpeakerField
from quotes.models import Quote, Speaker
from quotes.models.dates import tell_day
from quotes.search import parse_query

MOST_CALLED = 20
"""Speakers of one name whose quotes a search for it finds."""
CALLED = 90
"""How alike a name has to be (0 to 100) for a search to mean it."""


class QuoteList(DeskChangeList):
    """A list that marks the column it is sorted by, also where nobody asked for it."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        self._unasked = self.model_admin.get_ordering(request)
        return super().get_ordering(request, queryset)

    def _get_default_ordering(self) -> Any:
        return self._unasked


class UncountedQuoteList(QuoteList):
    """The rows that a list's filters leave, for who does not print the list."""

    def get_results(self, request: HttpRequest) -> None:
        pass


def speakers_called(words: str) -> list[int]:
    """Return the speakers that ``words`` name: alike, but for little slips.

    None where they are a search of another kind: with operators, or in quotes.
    """
    if not set(words).isdisjoint('"“”„') or re.search(r"(^|\s)-|\bOR\b", words):
        return []
    alike = Speaker.objects.lookup(words, limit=MOST_CALLED)
    return [row.pk for row in alike if row.likeness >= CALLED]


def _shows_queue(request: HttpRequest) -> bool:
    """Whether a list shows what waits for a decision, and nothing else."""
    shown = request.GET.get(QueueFilter.parameter_name) or default_review(request)
    return shown == "open"


@admin.register(Quote)
class QuoteAdmin(HistoryPages, PartPages, QuoteActions, DeskAdmin):
    """The queue of what waits for a decision, worst first, and the desk itself.

    What was printed is read only; who said it, who passed it on and which words
    it is can be corrected. Every write goes through ``review``.
    """

    form = QuoteForm
    change_form_template = "admin/quotes/quote/change_form.html"
    change_list_template = "admin/quotes/quote/change_list.html"
    list_display = ["excerpt", "speaker", "where", "percent", "kind", "state"]
    list_filter = [
        QueueFilter,
        ConfidenceFilter,
        NamedFilter,
        "kind",
        "stance",
        FragmentFilter,
        DisputedFilter,
        SecondOpinionFilter,
        "status",
        ("outlet", OutletFilter),
    ]
    list_select_related = ["speaker", "outlet"]
    search_fields = ["text"]
    search_help_text = (
        "Words, or a speaker’s name. Searches everything, decided or not. "
        "“exact phrase”, -without, this OR that."
    )
    sortable_by = ["percent", "where"]
    fields = [
        *CORRECTED,
        "reason",
        "version",
        "opened",
    ]
    watched = (
        "speaker",
        "relayed_by",
        "text",
        *("kind", "is_fragment", "stance", "cue", "source_text", "relay_spans"),
        "status",
        "statement",
    )

    # --- the list -------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return getattr(request, "quote_list", QuoteList)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return DOUBT_FIRST if _shows_queue(request) else NEWEST_FIRST

    def changelist_view(
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        title = "Quotes to review" if _shows_queue(request) else "Quotes"
        return super().changelist_view(
            request, {"title": title} | (extra_context or {})
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return queryset, False
        query = parse_query(search_term)
        if not query:
            return queryset.none(), False
        speakers = speakers_called(search_term)
        found = Q(text__found=query)
        if speakers:
            found |= Q(speaker__in=speakers)
        return queryset.filter(found), False

    @admin.display(description="quote")
    def excerpt(self, quote: Quote) -> str:
        return Truncator(" ".join(quote.words.split())).chars(160) or "–"

    @admin.display(description="where and when", ordering="dated_at")
    def where(self, quote: Quote) -> str:
        if not quote.published_at:
            return quote.outlet.name
        return f"{quote.outlet}, {tell_day(quote.published_at)}"

    @admin.display(description="status")
    def state(self, quote: Quote) -> str:
        return format_html(
            '<span class="desk-status is-{}">{}</span>',
            quote.status,
            quote.get_status_display(),
        )

    @admin.display(description="confidence", ordering="confidence")
    def percent(self, quote: Quote) -> str:
        return f"{quote.confidence:.0%}"

    # --- one quote ------------------------------------------------------------

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # quotes come from articles, through ingest

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.kwargs.get("object_id"):
            return queryset.select_related(
                "article__outlet",
                "outlet",
                "speaker",
                "relayed_by",
                "statement",
                "reviewed_by",
            )
        return queryset

    def get_history_queryset(
        self, request: HttpRequest, history_manager: Any, pk_name: str, object_id: str
    ) -> QuerySet[Any]:
        history = super().get_history_queryset(
            request, history_manager, pk_name, object_id
        )
        # Its text is the largest column by far, and no version shows it.
        return history.defer("article__text")

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in {"speaker", "relayed_by"}:
            return SpeakerField(
                source_field=db_field,
                admin_site=self.admin_site,
                required=False,
                label=db_field.verbose_name.capitalize(),
                creates=request.user.has_perm("quotes.add_speaker"),
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.editor = request.user
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if self.has_change_permission(request, obj):
            return self.fields
        return ["speaker", "relayed_by", "stance"]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        quote = context["original"]
        context.update(page_of(quote))
        context["reasons"] = reasons_for(editor_of(request))
        context["title"], context["subtitle"] = f"Quote {quote.pk}", None
        shown, user = quote.status not in Quote.NOT_STANDING, request.user
        context["may_place"] = shown and user.has_perm("quotes.change_statement")
        context["may_name"] = user.has_perm("quotes.add_speaker")
        context["may_part"] = shown and self.may_change(request)
        context["previous"], context["next"] = self._neighbours(request, quote)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        form.record(by=request.user)
        obj.refresh_from_db()

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Say what was recorded, and go on to the next quote of the queue."""
        decided = obj.get_status_display().lower()
        if REOPEN in request.POST:
            decided = "open again, as the machine had read it"
        self.message_user(
            request,
            format_html(
                '<a href="{}">“{}”</a> is now {}.',
                self._address(request, obj.pk),
                Truncator(obj.words).chars(60),
                decided,
            ),
            messages.SUCCESS,
        )
        if REOPEN in request.POST:
            return HttpResponseRedirect(self._address(request, obj.pk))
        _, following = self._neighbours(request, obj)
        if following:
            return HttpResponseRedirect(self._address(request, following))
        self.message_user(request, "That was the last one of this list.")
        return self.response_post_save_change(request, obj)

    def _address(self, request: HttpRequest, pk: int) -> str:
        address = reverse("admin:quotes_quote_change", args=[pk])
        kept = self.get_preserved_filters(request)
        return f"{address}?{kept}" if kept else address

    def _neighbours(
        self, request: HttpRequest, quote: Quote
    ) -> tuple[int | None, int | None]:
        """The quotes before and after ``quote`` in the list the editor came from."""
        listing = copy(request)
        filters = request.GET.get("_changelist_filters", "")
        listing.GET = QueryDict(filters)
        # Read by get_changelist.
        listing.quote_list = UncountedQuoteList  # type: ignore[attr-defined]
        try:
            changelist = self.get_changelist_instance(listing)
        except (IncorrectLookupParameters, Http404):
            return None, None
        order = self.get_ordering(listing)
        return neighbours(changelist.queryset, quote, order=order)
