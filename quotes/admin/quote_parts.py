"""Pages on which one quote becomes two, and two become one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import Truncator

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.article import address_of
from quotes.admin.quote_page import text_around
from quotes.admin.ranges import RangesField, format_ranges
from quotes.models import Quote

NEAR = 50
"""Quotes of the article that can be joined to one: those that stand nearest."""


class SplitQuoteForm(ReasonForm):
    """Which words are the first quotation, which the second, and why."""

    first = RangesField(label="First quotation")
    second = RangesField(label="Second quotation")
    field_order = ("first", "second", "reason")


class QuoteChoice(forms.ModelChoiceField):
    """Another quote of the article."""

    widget = forms.RadioSelect

    def label_from_instance(self, obj: Any) -> str:
        words = Truncator(" ".join(obj.words.split())).chars(160)
        return f"“{words}” — {obj.speaker or 'nobody named'}"


class JoinQuotesForm(ReasonForm):
    """Which other quote is the same quotation, and why."""

    def __init__(self, *args: Any, quote: Quote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = QuoteChoice(
            queryset=Quote.objects.filter(pk__in=_near(quote))
            .select_related("speaker")
            .order_by("start", "end"),
            label="Join to it",
            empty_label=None,
            error_messages={
                "invalid_choice": "The quote that you chose has changed since you "
                "opened the page: choose again.",
                "required": "Choose the quote that belongs to this one.",
            },
        )
        self.order_fields(["other", "reason"])


def _near(quote: Quote) -> list[int]:
    """Primary keys of the standing quotes of the article that are nearest."""
    others = quote.article.quotes.standing().exclude(pk=quote.pk)
    places = sorted(
        (max(start - quote.end, quote.start - end, 0), pk)
        for pk, start, end in others.values_list("pk", "start", "end")
    )
    return [pk for _, pk in places[:NEAR]]


class PartPages(ActPages):
    """Splitting and joining, as pages of the quote admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of these acts."""
        pages = (("split", self.split_view), ("join", self.join_view))
        return [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.act_view(page),
                    name=f"quotes_quote_{name}",
                )
                for name, page in pages
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask where a quote is two, and why; then split it."""
        self.check_may_change(request)
        quote = _shown_quote(pk)
        spans = quote.spans
        initial = {
            "first": format_ranges(spans[:1]),
            "second": format_ranges(spans[1:]),
        }

        def act(values: Mapping[str, Any]) -> str:
            made = review.split_quote(
                quote=quote,
                first=values["first"],
                second=values["second"],
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"The quote is two now; the second is quote {made.pk}."

        return self.ask(
            request,
            form=SplitQuoteForm(request.POST or None, initial=initial),
            act=act,
            leads_to=address_of(quote),
            watched=[quote],
            title="Split the quote",
            button="Split",
            original=quote,
            template="quote/parts.html",
            told=[
                "Both keep speaker, cue and source; correct them on their pages. No "
                "later run puts them together again. It can be undone."
            ],
            **text_around(quote),
        )

    def join_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which other quote is the same quotation, and why; then join them."""
        self.check_may_change(request)
        quote = _shown_quote(pk)
        form = JoinQuotesForm(request.POST or None, quote=quote)
        near: Any = form.fields["other"]
        rows = list(near.queryset)
        if not rows:
            raise NothingToDoError(
                "No other quote of this article stands.", address_of(quote)
            )

        def act(values: Mapping[str, Any]) -> str:
            review.join_quotes(
                quote=quote,
                other=values["other"],
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"Quote {values['other'].pk} is part of this one now."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=address_of(quote),
            watched=[quote, *rows],
            title="Join with another quote",
            button="Join",
            original=quote,
            template="quote/parts.html",
            told=[
                "This quote then holds the words of both, and keeps its speaker, cue "
                "and source. The other is rejected, with a pointer here. It can be "
                "undone."
            ],
            **text_around(quote),
        )


def _shown_quote(pk: int) -> Quote:
    """The quote, where readers see it."""
    rows = Quote.objects.select_related("article__outlet", "speaker", "reviewed_by")
    quote = get_object_or_404(rows, pk=pk)
    if quote.status in Quote.NOT_STANDING:
        raise NothingToDoError(
            f"This quote is {quote.get_status_display().lower()}: readers do not see "
            "it.",
            reverse("admin:quotes_quote_change", args=[quote.pk]),
        )
    return quote
