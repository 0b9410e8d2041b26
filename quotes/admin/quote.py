"""Quotes: the review queue, and the page on which one is decided."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import Truncator

from quotes.admin.act_pages import editor_of
from quotes.admin.base import DeskAdmin
from quotes.admin.change_list import OutletFilter
from quotes.admin.history_pages import HistoryPages
from quotes.admin.proposing import ProposablePages, may_propose
from quotes.admin.quote_actions import QuoteActions
from quotes.admin.quote_filters import (
    ConfidenceFilter,
    DisputedFilter,
    FragmentFilter,
    NamedFilter,
    QueueFilter,
    SecondOpinionFilter,
)
from quotes.admin.quote_flow import QuoteFlow
from quotes.admin.quote_form import CORRECTED, QuoteForm
from quotes.admin.quote_list import QuoteList, shows_queue
from quotes.admin.quote_page import page_of, reasons_for
from quotes.admin.quote_parts import PartPages
from quotes.admin.quote_queue import COST_FIRST, NEWEST_FIRST
from quotes.admin.speaker_choice import SpeakerField
from quotes.models import Quote, Speaker
from quotes.models.dates import tell_day
from quotes.search import parse_query

MOST_CALLED = 20
"""Speakers of one name whose quotes a search for it finds."""
CALLED = 90
"""How alike a name has to be (0 to 100) for a search to mean it."""


def speakers_called(words: str) -> list[int]:
    """Return the speakers that ``words`` name: alike, but for little slips.

    None where they are a search of another kind: with operators, or in quotes.
    """
    if not set(words).isdisjoint('"“”„') or re.search(r"(^|\s)-|\bOR\b", words):
        return []
    alike = Speaker.objects.lookup(words, limit=MOST_CALLED)
    return [row.pk for row in alike if row.likeness >= CALLED]


@admin.register(Quote)
class QuoteAdmin(
    HistoryPages, PartPages, ProposablePages, QuoteFlow, QuoteActions, DeskAdmin
):
    """The queue of what waits for a decision, dearest mistake first.

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

    class Media:
        js = ["quotes/keys.js"]

    # --- the list -------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return getattr(request, "quote_list", QuoteList)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return COST_FIRST if shows_queue(request) else NEWEST_FIRST

    def changelist_view(
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        title = "Quotes to review" if shows_queue(request) else "Quotes"
        context: dict[str, Any] = {"title": title}
        if shows_queue(request):
            context["changed"] = Quote.objects.changed_since_decided().exists()
        return super().changelist_view(request, context | (extra_context or {}))

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
            '<span class="desk-status is-{}">{}</span>{}',
            quote.status,
            quote.get_status_display(),
            ", words changed since" if quote.changed_at and not quote.gone_in else "",
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
        proposes = may_propose(request)
        context["may_place"] = shown and (
            user.has_perm("quotes.change_statement") or proposes
        )
        context["may_name"] = user.has_perm("quotes.add_speaker") or proposes
        context["may_part"] = shown and self.may_change(request)
        context["proposes"] = not user.has_perm("quotes.change_quote")
        context.update(self.desk_context(request, quote))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        # For undoing: what follows may be several acts.
        obj.was_open = obj.reviewed_at is None
        form.record(by=request.user)
        obj.refresh_from_db()
