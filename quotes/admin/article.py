"""Articles, with everything quoted in them marked in the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.change_list import OutletFilter
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.quote_adding import AddingPages
from quotes.marked_text import html_with_marks, other_marks
from quotes.models import Article
from quotes.models.article import MOST_ATTEMPTS
from quotes.models.dates import tell_moment
from quotes.review import desk
from quotes.search import parse_query

MOST_VERSIONS = 100

REASONS_TO_TRY = [
    "More is allowed now",
    "A newer version reads it",
    "It may have been chance",
]
"""Reasons to try again that one key gives."""


@admin.register(Article)
class ArticleAdmin(AddingPages, ActPages, ReadOnlyAdmin):
    """Read only: offsets point into the text, and quotes come from extraction.

    Where that failed, an editor may have it tried again.
    """

    change_form_template = "admin/quotes/article/change_form.html"
    list_display = ["__str__", "outlet", "published", "extracted_at"]
    list_filter = ["kind", ("outlet", OutletFilter)]
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
        "kind",
        "address",
        "further_addresses",
        "wire_copy_of",
        "ingested_at",
        "extracted_at",
        "came_from",
        "fetched_at",
        "reader",
        "raw_sha256",
        "done_to_it",
    ]
    readonly_fields = [
        "address",
        "further_addresses",
        "published",
        "came_from",
        "done_to_it",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        # The text is the largest column by far, and only one page shows it.
        page = request.resolver_match
        shows_text = page and page.url_name == "quotes_article_change"
        return queryset if shows_text else queryset.defer("text")

    def get_urls(self) -> list[Any]:
        view = self.act_view(self.retry_view)
        name = "quotes_article_retry"
        return [path("<int:pk>/try-again/", view, name=name), *super().get_urls()]

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then have the next run extract from an article again."""
        self.check_may_change(request)
        rows = Article.objects.without_text()
        article = get_object_or_404(rows, pk=min(pk, 2**63 - 1))
        address = reverse("admin:quotes_article_change", args=[article.pk])
        if not (article.extraction_failed_at and article.extraction_attempts):
            raise NothingToDoError("The next run needs no asking.", address)

        def act(values: Mapping[str, Any]) -> str:
            review.retry_extraction(
                article=article, by=editor_of(request), reason=values["reason"]
            )
            return "The next run tries again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=lambda: go_on_from(
                request, desk.FAILED_ARTICLES, article, otherwise=address
            ),
            back=address,
            template="article/retry.html",
            because=REASONS_TO_TRY,
            **bar_above(request, desk.FAILED_ARTICLES, article),
            title="Try to extract again",
            original=article,
            told=[
                f"The last attempt failed: {article.extraction_error}.",
                "The next run tries again, as if it were the first time. Where the "
                "cause is ARTICLE_SECONDS or ARTICLE_CHARACTERS, have an administrator "
                "allow more before.",
            ],
        )

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

    @admin.display(description="read from")
    def came_from(self, article: Article) -> str:
        if not article.source:
            return "not known"
        told = f"{article.source} ({article.get_source_kind_display()})"
        return f"{told}, found in {article.found_in}" if article.found_in else told

    @admin.display(description="done to get the text")
    def done_to_it(self, article: Article) -> str:
        return "; ".join(article.repairs) or "–"

    @admin.display(description="also at")
    def further_addresses(self, article: Article) -> str:
        further = article.addresses.exclude(url="").values_list("url", flat=True)
        return ", ".join(further[:MOST_VERSIONS]) or "–"

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
        versions = article.versions.without_text().in_time().reverse()
        context["versions"] = list(versions[:MOST_VERSIONS])
        context["text"] = html_with_marks(article.text, marks)
        context["quote_count"] = len(quotes)
        context["may_retry"] = self.may_change(request)
        context["attempts"] = MOST_ATTEMPTS
        context["may_add_quotes"] = self.may_change(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_view_quotes(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quotes.view_quote") or request.user.has_perm(
            "quotes.change_quote"
        )


def address_of(quote: Any) -> str:
    """The address of a quote's page on the editors' desk."""
    return reverse("admin:quotes_quote_change", args=[quote.pk])
