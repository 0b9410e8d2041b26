"""All that waits of one kind, in the order in which it should be done."""

from __future__ import annotations

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from quotes.admin.act_pages import editor_of
from quotes.admin.desk.front import TABS, whose_of
from quotes.admin.desk.items import entries_of, fetched, kind_for
from quotes.review import desk

PER_PAGE = 25


def show_list(request: HttpRequest, key: str) -> HttpResponse:
    """A page of what waits of a kind: why each is there, and who works on it.

    The first thousand can be paged through: nobody works through more in a day.
    """
    user = editor_of(request)
    kind = kind_for(user, key)
    whose = whose_of(request)
    rows = desk.rows_of(kind, user, whose)
    count = desk.count_rows(kind, rows)
    # Counted already: the pages need no query of their own for it.
    pages = Paginator(range(count.number), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    first = page.start_index() - 1 if count.number else 0
    shown = list(fetched(kind, rows)[first : first + PER_PAGE])
    context = {
        **admin.site.each_context(request),
        "title": kind.name,
        "kind": kind,
        "count": count,
        "counted": desk.COUNTED,
        "entries": entries_of([(kind, row) for row in shown], user),
        "page": page,
        "tabs": [(one.value, name, one is whose) for one, name in TABS.items()],
        "whose": whose.value,
        "may_work": kind.may_be_done_by(user),
    }
    return TemplateResponse(request, "admin/quotes/desk/list.html", context)
