"""Feeds: what is watched for each outlet, and which of them fail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince

from quotes.admin.base import DeskAdmin
from quotes.admin.change_list import OutletFilter
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.guarded_form import GuardedForm
from quotes.models import Feed
from quotes.models.dates import tell_moment
from quotes.review import desk

SHOWN = 20
"""Pages that could not be stored, of those shown with their feed."""


class FeedForm(GuardedForm):
    """What editors decide of a feed; how reading it goes is written by watch_feeds."""

    guarded = ("outlet", "address", "every_minutes", "active")
    address = forms.URLField(
        assume_scheme="https",
        max_length=2000,
        help_text="Of an RSS or Atom feed, or of a sitemap.",
        widget=forms.URLInput(
            attrs={
                "class": "vURLField",
                "data-key": "e",
                "data-key-does": "focus",
                "data-key-label": "Edit the address",
                "data-focus": "",
            }
        ),
    )

    class Meta:
        model = Feed
        fields = ["outlet", "address", "every_minutes", "active"]


class FailingFilter(admin.SimpleListFilter):
    """Feeds that fail: now, or for more than a day."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("dead", "failing for more than a day"),
            ("failing", "failing"),
            ("works", "without an error"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any] | None:
        if self.value() == "dead":
            return queryset.dead()
        if self.value() == "failing":
            return queryset.filter(active=True, failing_since__isnull=False)
        if self.value() == "works":
            return queryset.filter(failing_since__isnull=True)
        return None


@admin.register(Feed)
class FeedAdmin(DeskAdmin):
    """Added and changed here, fetched by ``manage.py watch_feeds``."""

    form = FeedForm
    change_form_template = "admin/quotes/feed/change_form.html"
    list_display = ["address", "outlet", "state", "last_fetched_at", "next", "active"]
    list_display_links = ["address"]
    list_filter = [FailingFilter, "active", ("outlet", OutletFilter)]
    list_select_related = ["outlet"]
    search_fields = ["address", "outlet__name"]
    autocomplete_fields = ["outlet"]
    sortable_by = ["address", "last_fetched_at", "next"]
    told = ("state", "last_error", "last_fetched_at", "next", "failed_pages")
    readonly_fields = told

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return FeedForm.guarded
        hidden = ("version", "opened") if self.has_change_permission(request) else ()
        return [*FeedForm.guarded, *self.told, *hidden]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if feed := context["original"]:
            context.update(bar_above(request, desk.DEAD_FEEDS, feed))
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Who took it from the desk goes on to the next that fails."""
        listing = super().response_post_save_change(request, obj)
        return HttpResponseRedirect(
            go_on_from(request, desk.DEAD_FEEDS, obj, otherwise=listing["Location"])
        )

    @admin.display(description="state")
    def state(self, feed: Feed) -> str:
        if not feed.active:
            return f"not in use: {feed.last_error}" if feed.last_error else "not in use"
        if feed.failing_since is None:
            return "works" if feed.last_fetched_at else "not fetched yet"
        since = timesince(feed.failing_since, depth=1)
        if feed.is_dead():
            return format_html("<strong>fails for {}</strong>", since)
        return f"fails for {since}"

    @admin.display(description="next due", ordering="next_due_at")
    def next(self, feed: Feed) -> str:
        return tell_moment(feed.next_due_at if feed.active else None) or "–"

    @admin.display(description="pages that could not be stored")
    def failed_pages(self, feed: Feed) -> str:
        since = timezone.now() - timedelta(days=7)
        failed = feed.items.exclude(error="").filter(fetched_at__gte=since)
        rows = failed.order_by("-fetched_at").values_list("address", "error")[:SHOWN]
        if not rows:
            return "none in the last week"
        return format_html_join("", "<div>{}: {}</div>", rows)
