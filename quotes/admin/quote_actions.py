"""Decisions on many quotes at once, from the list: each by a page that asks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from quotes import review
from quotes.admin.act_pages import editor_of
from quotes.admin.overtaken import (
    bulk_differences,
    opened_now,
    overtaking,
    since_opened,
    with_yours,
)
from quotes.admin.proposing import do_or_propose
from quotes.admin.quote_bulk_forms import (
    ConfirmationForm,
    DecisionForm,
    SeenAtForm,
    SpeakerDecisionForm,
    keys_in,
)
from quotes.admin.quote_page import reasons_for
from quotes.models import Quote

SHOWN = 20
"""Quotes printed on the page that asks."""


@dataclass(frozen=True, slots=True)
class BulkAct:
    """One decision on many: how its page words it, asks for it, and who does it."""

    verb: str
    done: str
    form: type[DecisionForm]
    act: Callable[..., int]
    told: str
    destructive: bool = False


ACTS = {
    "confirm": BulkAct(
        "Confirm",
        "confirmed",
        ConfirmationForm,
        review.confirm_many,
        "They are right as they stand. Later runs no longer change them.",
    ),
    "reject": BulkAct(
        "Reject",
        "rejected",
        DecisionForm,
        review.reject_many,
        "They are no quotations. Readers no longer see them.",
        destructive=True,
    ),
    "set_speaker": BulkAct(
        "Set the speaker of",
        "given to {speaker}",
        SpeakerDecisionForm,
        review.correct_speaker_many,
        "All of them were said by the speaker you name.",
    ),
    "reopen": BulkAct(
        "Reopen",
        "reopened",
        DecisionForm,
        review.reopen_many,
        "What was decided on them is undone: they are again what the machine had "
        "read, and later runs may change them.",
        destructive=True,
    ),
}


def chosen_of(request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The quotes ticked, or the whole list where all of it was selected.

    Django drops ticked rows that have left the list meanwhile, for example
    because somebody else decided on them; then the editor has to hear of it.
    """
    if request.POST.get("select_across") == "1":
        return queryset
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return Quote.objects.filter(pk__in=[key for key in ticked if key.isdecimal()])


class QuoteActions:
    """Actions of the quote list. Each leads to a page that shows what is chosen."""

    actions = ["confirm_selected", "reject_selected", "set_speaker", "reopen_selected"]
    action_form = SeenAtForm
    admin_site: Any
    media: Any
    message_user: Callable[..., None]
    has_change_permission: Callable[..., bool]

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of the pages in between."""
        view = self.admin_site.admin_view
        return [
            *(
                path(
                    f"{name.replace('_', '-')}/",
                    view(partial(self.decide_view, name=name)),
                    name=f"quotes_quote_{name}",
                )
                for name in ACTS
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @admin.action(description="Confirm the selected quotes…", permissions=["change"])
    def confirm_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        return self._ask(request, queryset, "confirm")

    @admin.action(description="Reject the selected quotes…", permissions=["change"])
    def reject_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        return self._ask(request, queryset, "reject")

    @admin.action(
        description="Set the speaker of the selected quotes…", permissions=["change"]
    )
    def set_speaker(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        return self._ask(request, queryset, "set_speaker")

    @admin.action(description="Reopen the selected quotes…", permissions=["change"])
    def reopen_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        return self._ask(request, queryset, "reopen")

    def decide_view(self, request: HttpRequest, *, name: str) -> HttpResponse:
        """Decide on the quotes chosen, or ask again for what is missing."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = self._form(request, name, request.POST or None)
        keys = keys_in(form["chosen"].value())
        if not Quote.objects.filter(pk__in=keys).exists():
            self.message_user(
                request, "Choose quotes from the list again.", messages.WARNING
            )
            return HttpResponseRedirect(self._list_address(request))
        if not form.is_valid():
            theirs = since_opened(request.POST, overtaking(form))
            beside = with_yours(theirs, ACTS[name].verb) if theirs else []
            return self._page(request, form, name, differences=beside)
        values = dict(form.cleaned_data)
        try:
            self._tell(
                request,
                ACTS[name],
                quotes=Quote.objects.filter(pk__in=values.pop("chosen")),
                overruling=values.pop("overruling", []),
                **{key: value for key, value in values.items() if key != "nobody"},
            )
        except review.ConflictError as refusal:
            return self._conflict(request, form, name, refusal)
        return HttpResponseRedirect(self._list_address(request))

    def _form(self, request: HttpRequest, name: str, *args: Any, **kwargs: Any) -> Any:
        if issubclass(ACTS[name].form, SpeakerDecisionForm):
            kwargs["admin_site"] = self.admin_site
        return ACTS[name].form(*args, editor=editor_of(request), **kwargs)

    def _ask(
        self, request: HttpRequest, queryset: QuerySet[Any], name: str
    ) -> HttpResponse | None:
        chosen = chosen_of(request, queryset).order_by("pk")
        chosen = chosen.values_list("pk", flat=True)[: review.LARGEST_BULK + 1]
        keys = [str(key) for key in chosen]
        if len(keys) > review.LARGEST_BULK:
            self.message_user(
                request,
                f"More than {review.LARGEST_BULK:,} quotes are selected: take fewer.",
                messages.ERROR,
            )
            return None
        initial = {"chosen": ",".join(keys), "seen_at": request.POST.get("seen_at")}
        form = self._form(request, name, initial=initial)
        return self._page(request, form, name)

    def _conflict(
        self, request: HttpRequest, form: DecisionForm, name: str, refusal: Exception
    ) -> HttpResponse:
        """The page again, with theirs and yours; sent again, it records yours."""
        act, keys = ACTS[name], form.cleaned_data["chosen"]
        rows = Quote.objects.filter(pk__in=keys).order_by("pk")
        found = bulk_differences(rows, form.cleaned_data["seen_at"], act=act.verb)
        sent: Any = form.data
        again = sent.copy()
        again["seen_at"] = opened_now()
        form.data = again
        more = {"differences": found, "refusal": str(refusal)}
        return self._page(request, form, name, **more)

    def _page(
        self, request: HttpRequest, form: DecisionForm, name: str, **more: Any
    ) -> HttpResponse:
        act = ACTS[name]
        keys = keys_in(form["chosen"].value())
        quotes = Quote.objects.filter(pk__in=keys[:SHOWN]).select_related(
            "speaker", "outlet"
        )
        noun = "quote" if len(keys) == 1 else "quotes"
        context = {
            **self.admin_site.each_context(request),
            "title": f"{act.verb} {len(keys)} {noun}",
            "told": act.told,
            "opts": Quote._meta,
            "form": form,
            "media": self.media + form.media,
            "quotes": quotes,
            "more": max(0, len(keys) - SHOWN),
            "left_out": form.rejected_count,
            "reasons": reasons_for(editor_of(request)),
            "destructive": act.destructive,
            "action_address": self._with_filters(request, f"quotes_quote_{name}"),
            "list_address": self._list_address(request),
            **more,
        }
        return TemplateResponse(request, "admin/quotes/quote/decide_many.html", context)

    def _list_address(self, request: HttpRequest) -> str:
        return self._with_filters(request, "quotes_quote_changelist")

    def _with_filters(self, request: HttpRequest, name: str) -> str:
        filters = request.GET.urlencode()
        address = reverse(f"admin:{name}")
        return f"{address}?{filters}" if filters else address

    def _tell(self, request: HttpRequest, act: BulkAct, **arguments: Any) -> None:
        """Do ``act``, and tell the editor what came of it."""
        chosen = arguments["quotes"].count()

        def do() -> str:
            count = act.act(by=request.user, **arguments)
            noun = "quote" if count == 1 else "quotes"
            done = f"{count} {noun} {_worded(act, arguments)}."
            if count < chosen:
                done += f" {chosen - count} left as another editor rejected them."
            return done

        try:
            told = do_or_propose(request, do)
        except review.ConflictError:
            raise
        except review.ReviewError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return
        self.message_user(request, told, messages.SUCCESS)


def _worded(act: BulkAct, arguments: Mapping[str, Any]) -> str:
    return act.done.format(speaker=arguments.get("speaker") or "nobody")
