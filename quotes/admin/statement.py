"""Statements: what was said once, with everyone who printed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from quotes import review
from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.history_pages import HistoryPages
from quotes.admin.statement_choice import bounded_printings
from quotes.admin.statement_joining import JoiningPages
from quotes.admin.statement_settling import SettlingPages
from quotes.admin.statement_splitting import SplittingPages
from quotes.linking.store.told_apart import standing, statement_distinctions_of
from quotes.models import Statement
from quotes.models.dates import tell_moment
from quotes.models.disputed import DISPUTED, SETTLED
from quotes.search import find, parse_query

SHOWN = 50
"""Statements told apart from one, on its page."""


class OpenFilter(admin.SimpleListFilter):
    """Disputes that wait for an editor, and those that one has settled."""

    title = "disputes"
    parameter_name = "disputes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "open"), ("noted", "only noted"), ("settled", "settled")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        conditions = {
            "open": DISPUTED,
            "noted": Q(dispute__isnull=False, resolved_at=None) & ~DISPUTED,
            "settled": SETTLED,
        }
        chosen = conditions.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(chosen)


class StatementForm(forms.ModelForm):
    """Nothing of it is edited: the page reads the names of what it shows here."""

    class Meta:
        model = Statement
        fields: tuple[str, ...] = ()
        labels = {
            "outlet_count": "Outlets",
            "quote_count": "Printings",
            "resolution": "Settled so",
            "resolved_by": "Settled by",
            "resolved_at": "Settled at",
        }


@admin.register(Statement)
class StatementAdmin(
    HistoryPages, SettlingPages, JoiningPages, SplittingPages, ReadOnlyAdmin
):
    """The printings of one utterance side by side. Linking groups them, editors
    merge, split and settle; every write goes through review."""

    actions = ["merge_selected"]
    change_form_template = "admin/quotes/statement/change_form.html"
    list_display = [
        "__str__",
        "speaker",
        "dispute",
        "outlets",
        "printings",
        "first_published",
    ]
    list_filter = [OpenFilter, "dispute"]
    list_select_related = ["speaker"]
    search_fields = ["text"]
    search_help_text = "Words, “exact phrase”, -without, this OR that; or a number."
    sortable_by = ["first_published"]
    form = StatementForm
    fields = [
        "text",
        "speaker",
        "first_published",
        "outlet_count",
        "quote_count",
        "dispute",
    ]

    readonly_fields = ["first_published"]

    @admin.display(description="outlets")
    def outlets(self, statement: Statement) -> int:
        return statement.outlet_count

    @admin.display(description="printings")
    def printings(self, statement: Statement) -> int:
        return statement.quote_count

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What there is to say: nothing of a settlement or a merger that is not."""
        told = list(self.fields)
        if obj and obj.resolved_at:
            told += ["resolution", "resolved_by", "resolved_at"]
        return [*told, "merged_into"] if obj and obj.merged_into_id else told

    @admin.display(description="first published", ordering="first_published_at")
    def first_published(self, statement: Statement) -> str:
        return tell_moment(statement.first_published_at) or "–"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return queryset, False
        number = search_term.strip()
        if number.isascii() and number.isdecimal() and len(number) < 19:
            return queryset.filter(pk=int(number)), False
        return find(queryset, parse_query(search_term)), False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        statement = context["original"]
        context["title"], context["subtitle"] = f"Statement {statement.pk}", None
        printings = statement.quotes.for_display()
        context.update(bounded_printings(printings))
        context["may_change"] = self.may_change(request)
        context["told_apart"] = told_apart_from(statement)
        context["split"] = review.split_of(statement)
        context["merged_here"] = list(statement.merged.order_by("pk")[: SHOWN + 1])
        context["merged_more"] = len(context["merged_here"]) > SHOWN
        del context["merged_here"][SHOWN:]
        return super().render_change_form(request, context, *args, **kwargs)


def told_apart_from(statement: Statement) -> list[tuple[Statement, object]]:
    """Return the statements that ``statement`` is not, each with who says so.

    As they stand today, and those that have been merged into this one counted.
    """
    pairs: list[tuple[Statement, object]] = []
    for row in statement_distinctions_of([statement.pk])[:SHOWN]:
        first, second = standing(row.first), standing(row.second)
        pairs.append((second if first.pk == statement.pk else first, row))
    return pairs
