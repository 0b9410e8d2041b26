"""Statements: what was said once, with everyone who printed it."""

from django.contrib import admin

from quotes.admin.base import ReadOnlyAdmin
from quotes.models import Statement


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    """The printings of one utterance side by side. Linking groups them."""

    change_form_template = "admin/quotes/statement/change_form.html"
    list_display = [
        "__str__",
        "speaker",
        "dispute",
        "outlet_count",
        "quote_count",
        "first_published_at",
    ]
    list_filter = ["dispute", ("resolved_at", admin.EmptyFieldListFilter)]
    list_select_related = ["speaker"]
    search_fields = ["text"]
    sortable_by = ["first_published_at"]
    fields = [
        "text",
        "speaker",
        "first_published_at",
        "outlet_count",
        "quote_count",
        "dispute",
        "resolution",
        "resolved_by",
        "resolved_at",
        "merged_into",
    ]

    def render_change_form(self, request, context, *args, **kwargs):
        printings = context["original"].quotes.for_display()
        context["printings"] = printings.order_by("dated_at", "pk")
        return super().render_change_form(request, context, *args, **kwargs)
