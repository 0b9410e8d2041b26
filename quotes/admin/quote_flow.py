"""From one quote to the next: an answer opens what follows, and can be undone there."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
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

from quotes import review
from quotes.admin.act_pages import editor_of
from quotes.admin.desk.rounds import (
    bar_above,
    go_on_from,
    place_on_desk,
    why_here,
)
from quotes.admin.desk.undoing import has_answers, remember_answer
from quotes.admin.quote_form import REOPEN
from quotes.admin.quote_list import UncountedQuoteList, shows_queue
from quotes.admin.quote_queue import neighbours
from quotes.models import Act, Quote
from quotes.review import desk

AGAIN = (desk.CHANGED_QUOTES, desk.SECOND_OPINIONS)
"""Kinds of work in which a quote that was decided on waits a second time."""


class QuoteFlow:
    """What the page of a quote knows of the list its editor came from.

    In the queue, what others work on and what is put off is passed by.
    """

    message_user: Callable[..., None]
    get_preserved_filters: Callable[[HttpRequest], str]
    get_changelist_instance: Callable[[HttpRequest], Any]
    get_ordering: Callable[[HttpRequest], list[str]]
    response_post_save_change: Callable[[HttpRequest, Any], HttpResponse]

    def desk_context(self, request: HttpRequest, quote: Quote) -> dict[str, Any]:
        """What the page shows above the quote: why it is here, and how far you are."""
        previous, following = self.neighbours_of(request, quote)
        around = {"previous": previous, "next": following}
        for kind in AGAIN if quote.reviewed_at else ():
            if above := bar_above(request, kind, quote):
                return above | around
        waits = not quote.reviewed_at and quote.status != Quote.Status.WITHDRAWN
        return (
            place_on_desk(request, desk.QUOTES, quote)
            | around
            | {
                "waits": waits,
                "why_here": why_here(desk.QUOTES, quote) if waits else "",
                "may_undo": has_answers(request),
            }
        )

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Say what was recorded, and go on to the next quote of the queue."""
        decided = obj.get_status_display().lower()
        if REOPEN in request.POST:
            decided = "open again, as the machine had read it"
        self.message_user(
            request,
            format_html(
                '<a href="{}">“{}”</a> is now {}.',
                self.address_of(request, obj.pk),
                Truncator(obj.words).chars(60),
                decided,
            ),
            messages.SUCCESS,
        )
        if REOPEN in request.POST:
            return HttpResponseRedirect(self.address_of(request, obj.pk))
        user = editor_of(request)
        for kind in AGAIN:
            if desk.claims_of(kind).filter(item=obj.pk, user=user).exists():
                last = Act.objects.filter(made_by=user).latest("made_at", "pk")
                undone_at = reverse("admin:quotes_act_undo", args=[last.pk])
                return HttpResponseRedirect(
                    go_on_from(request, kind, obj, otherwise="", undone_at=undone_at)
                )
        remember_answer(request, obj, was_open=obj.was_open)
        desk.release_item(kind=desk.QUOTES, item=obj.pk, by=user)
        desk.renew_claims(by=user)
        following = self._take_following(request, obj)
        if following:
            return HttpResponseRedirect(self.address_of(request, following))
        if "_changelist_filters" not in request.GET:
            # From the desk, or from the whole queue: other work waits there.
            self.message_user(request, "That was the last quote of the queue.")
            return HttpResponseRedirect(reverse("desk:front"))
        self.message_user(request, "That was the last one of this list.")
        return self.response_post_save_change(request, obj)

    def _take_following(self, request: HttpRequest, quote: Quote) -> int | None:
        """The next quote, claimed where it is one of the queue."""
        _, following = self.neighbours_of(request, quote)
        listing = self._listing(request)
        if not shows_queue(listing):
            return following
        if following is None:
            # What others have let go since stands before.
            rows = self._rows(request, listing)
            ordered = rows.order_by(*self.get_ordering(listing)) if rows else None
            row = ordered.exclude(pk=quote.pk).first() if ordered is not None else None
            following = row.pk if row else None
        if following:
            try:
                desk.claim_item(kind=desk.QUOTES, item=following, by=editor_of(request))
            except review.ConflictError as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
        return following

    def address_of(self, request: HttpRequest, pk: int) -> str:
        """The address of a quote, with the filters of the list kept."""
        address = reverse("admin:quotes_quote_change", args=[pk])
        kept = self.get_preserved_filters(request)
        return f"{address}?{kept}" if kept else address

    def neighbours_of(
        self, request: HttpRequest, quote: Quote
    ) -> tuple[int | None, int | None]:
        """The quotes before and after ``quote`` in the list the editor came from."""
        listing = self._listing(request)
        rows = self._rows(request, listing)
        if rows is None:
            return None, None
        return neighbours(rows, quote, order=self.get_ordering(listing))

    def _listing(self, request: HttpRequest) -> HttpRequest:
        """The request of the list that the editor came from."""
        listing = copy(request)
        listing.GET = QueryDict(request.GET.get("_changelist_filters", ""))
        # Read by get_changelist.
        listing.quote_list = UncountedQuoteList  # type: ignore[attr-defined]
        return listing

    def _rows(self, request: HttpRequest, listing: HttpRequest) -> Any:
        """The rows of that list; of the queue, those that this editor may go on to."""
        try:
            rows = self.get_changelist_instance(listing).queryset
        except (IncorrectLookupParameters, Http404):
            return None
        if not shows_queue(listing):
            return rows
        return desk.free_rows(rows, desk.QUOTES, editor_of(request))
