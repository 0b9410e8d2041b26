"""What every page of the editors' desk shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from simple_history.admin import SimpleHistoryAdmin

from quotes.admin.change_list import DeskChangeList
from quotes.admin.told import tell_change
from quotes.models import Act
from quotes.review import ReviewError

COUNTED = 10_000


class CappedPaginator(Paginator):
    """Pages through the first 10,000 rows and counts no further.

    Counting every row of a table of millions takes longer than anything else on
    the page; nobody turns a hundred pages, filters lead there faster.
    """

    @cached_property
    def count(self) -> int:
        """How many rows there are, 10,000 at most."""
        return min(self._counted, COUNTED)

    @cached_property
    def is_capped(self) -> bool:
        """Whether there are more rows than are counted."""
        return self._counted > COUNTED

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[: COUNTED + 1].count()


def acts_at(records: Iterable[Any]) -> dict[tuple[int, datetime], Act]:
    """The acts that wrote ``records`` of history, by person and moment. One query."""
    moments = [row.history_date for row in records if row.history_user_id]
    acts = Act.objects.filter(made_at__in=moments) if moments else Act.objects.none()
    return {(act.made_by_id, act.made_at): act for act in acts}


class PlainSearch:
    """Searches for what a database takes for text; lists in our own words."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """As in Django, which lets a chooser send what PostgreSQL takes for no text."""
        return super().get_search_results(  # type: ignore[misc]
            request, queryset, search_term.replace("\x00", " ")
        )


class DeskAdmin(PlainSearch, SimpleHistoryAdmin):
    """Lists that stay fast on large tables; history that shows who did what.

    Nothing is deleted here: a quote, article or speaker that others point to
    must keep its address, and what is wrong is rejected or merged instead.
    """

    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    object_history_template = "admin/quotes/history.html"
    empty_value_display = "–"

    proposable = False
    """Whether ``ProposablePages`` tells the refusals of a form, and not this."""

    watched: tuple[str, ...] = ()
    """Columns whose changes the history page tells; empty: all that are editable."""

    class Media:
        css = {"all": ["quotes/desk.css"]}
        js = ["quotes/desk.js", "quotes/spans.js"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """As it is, but that what is no number is nobody's: the history would fail."""
        try:
            self.model._meta.pk.to_python(unquote(object_id))
        except ValidationError:
            raise Http404("Rows have numbers.") from None
        shown: HttpResponse = super().history_view(request, object_id, extra_context)
        return shown

    def history_form_view(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Old versions are read on the history page; they are no forms to save."""
        raise Http404("Versions have no page of their own: see the history.")

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Any, **options: Any
    ) -> None:
        """Attach to each version what it changed in the one before."""
        records = list(historical_records)
        for newer, older in pairwise(records):
            delta = newer.diff_against(
                older,
                foreign_keys_are_objs=True,
                **({"included_fields": self.watched} if self.watched else {}),
            )
            newer.history_delta_changes = [
                tell_change(self.model, change) for change in delta.changes
            ]
        acts = acts_at(records)
        for record in records:
            record.act = acts.get((record.history_user_id, record.history_date))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kw: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        context["differences"] = getattr(form, "differences", [])
        context["ruled_out"] = getattr(form, "ruled_out", False)
        return super().render_change_form(request, context, *args, **kw)

    def changeform_view(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """As in Django, and a refusal of ``review`` is told on the same page."""
        if self.proposable:
            return super().changeform_view(request, *args, **kwargs)
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ReviewError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class ReadOnlyAdmin(DeskAdmin):
    """Rows that ingest and linking write and editors only read."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
