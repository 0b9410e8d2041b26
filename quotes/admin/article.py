"""Articles, with everything quoted in them marked in the text."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.change_list import OutletFilter
from quotes.admin.quote_adding import AddingPages
from quotes.marked_text import highlight, other_marks
from quotes.models import Article
from quotes.models.dates import tell_moment
from quotes.search import parse_query


@admin.register(Article)
class ArticleAdmin(AddingPages, ReadOnlyAdmin):
    """Read only: offsets point into the text, and quotes come from extraction."""

    change_form_template = "admin/quotes/article/change_form.html"
    list_display = ["__str__", "outlet", "published", "extracted_at"]
    list_filter = [("outlet", OutletFilter)]
    list_select_related = ["outlet"]
    search_fields = ["title"]
    search_help_text = "Words of the title; “exact phrase”, -without, this OR that."
    sortable_by = ["published"]
    fields = [
        "title",
        "outlet",
        "byline",
        "published",
        "language",
        "address",
        "wire_copy_of",
        "ingested_at",
        "extracted_at",
    ]
    readonly_fields = ["address", "published"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        # The text is the largest column by far, and only one page shows it.
        page = request.resolver_match
        shows_text = page and page.url_name == "quotes_article_change"
        return queryset if shows_text else queryset.defer("text")

    @admin.display(description="published", ordering="published_at")
    def published(self, article: Article) -> str:
        return tell_moment(article.published_at) or "–"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return queryset, False
        query = parse_query(search_term)
        found = queryset.filter(title__found=query) if query else queryset.none()
        return found, False

    @admin.display(description="on the web")
    def address(self, article: Article) -> str:
        if not article.web_address:
            return article.url or "–"
        address = article.web_address
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', address)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context["original"]
        quotes = list(
            article.quotes.standing().select_related("speaker").order_by("start", "end")
        )
        marks = (
            other_marks(quotes, address_of) if self._may_view_quotes(request) else []
        )
        context["text"] = highlight(article.text, marks)
        context["quote_count"] = len(quotes)
        context["may_add_quotes"] = self.may_change(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_view_quotes(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quotes.view_quote") or request.user.has_perm(
            "quotes.change_quote"
        )


def address_of(quote: Any) -> str:
    """The address of a quote's page on the editors' desk."""
    return reverse("admin:quotes_quote_change", args=[quote.pk])
