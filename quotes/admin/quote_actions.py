"""Decisions on many quotes at once, from the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from quotes import review
from quotes.admin.quote_page import REASONS
from quotes.admin.speaker_choice import SpeakerField
from quotes.models import Quote

SHOWN = 20
"""Quotes printed on the page that asks for a reason."""


def _now() -> str:
    return timezone.now().isoformat()


class SeenAtForm(ActionForm):
    """The list's form remembers when the list was made."""

    seen_at = forms.CharField(
        required=False, label="", widget=forms.HiddenInput, initial=_now
    )


class DecisionForm(forms.Form):
    """Why many quotes are decided on at once. ``chosen``: their keys."""

    chosen = forms.CharField(widget=forms.HiddenInput)
    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"list": "reasons", "class": "vTextField"}),
        help_text="Kept in the history of each of them.",
    )

    def clean_chosen(self) -> list[int]:
        """Keys of the quotes."""
        keys = self.cleaned_data["chosen"].split(",")
        if not all(key.isdecimal() and len(key) < 19 for key in keys):
            raise forms.ValidationError("Choose quotes from the list again.")
        return [int(key) for key in keys]

    def clean_seen_at(self) -> datetime | None:
        """When the editor's list was made."""
        return parse_time(self.cleaned_data["seen_at"])


def parse_time(written: str | None) -> datetime | None:
    """Read a time as ``_now`` writes it; None for anything else."""
    try:
        time = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return time if timezone.is_aware(time) else None


def chosen_of(request: HttpRequest, queryset: QuerySet) -> QuerySet:
    """The quotes ticked, or the whole list where all of it was selected.

    Django drops ticked rows that have left the list meanwhile, for example
    because somebody else decided on them; then the editor has to hear of it.
    """
    if request.POST.get("select_across") == "1":
        return queryset
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return Quote.objects.filter(pk__in=[key for key in ticked if key.isdecimal()])


class SpeakerDecisionForm(DecisionForm):
    """The same, and who said them."""

    def __init__(self, *args: Any, admin_site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"] = SpeakerField(
            source_field=Quote._meta.get_field("speaker"),
            admin_site=admin_site,
            required=False,
        )
        self.fields["nobody"] = forms.BooleanField(
            required=False, label="Nobody", help_text="The text names no speaker."
        )
        self.order_fields(["speaker", "nobody", "reason"])

    def clean(self) -> dict[str, Any]:
        """A speaker or nobody: an empty box alone may be a slip."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("speaker")) == bool(cleaned.get("nobody")):
            self.add_error("speaker", "Choose a speaker, or tick “Nobody”.")
        return cleaned


class QuoteActions:
    """Actions of the quote list: confirm at once; reject and set a speaker with a
    page in between that asks why."""

    actions = ["confirm_selected", "reject_selected", "set_speaker", "reopen_selected"]
    action_form = SeenAtForm
    admin_site: Any
    media: Any
    message_user: Callable[..., None]
    has_change_permission: Callable[..., bool]

    def get_urls(self):
        """The admin's addresses, and those of the pages in between."""
        view = self.admin_site.admin_view
        return [
            path(
                "reject/",
                view(self.reject_view),
                name="quotes_quote_reject",
            ),
            path(
                "set-speaker/",
                view(self.set_speaker_view),
                name="quotes_quote_set_speaker",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @admin.action(description="Confirm the selected quotes", permissions=["change"])
    def confirm_selected(self, request, queryset):
        self._tell(
            request,
            "confirmed",
            review.confirm_many,
            quotes=chosen_of(request, queryset),
            seen_at=parse_time(request.POST.get("seen_at")),
        )

    @admin.action(description="Reopen the selected quotes", permissions=["change"])
    def reopen_selected(self, request, queryset):
        self._tell(
            request,
            "reopened",
            review.reopen_many,
            quotes=chosen_of(request, queryset),
            seen_at=parse_time(request.POST.get("seen_at")),
        )

    @admin.action(description="Reject the selected quotes…", permissions=["change"])
    def reject_selected(self, request, queryset):
        return self._ask(request, queryset, DecisionForm, "reject")

    @admin.action(
        description="Set the speaker of the selected quotes…", permissions=["change"]
    )
    def set_speaker(self, request, queryset):
        return self._ask(request, queryset, self._speaker_form, "set_speaker")

    def reject_view(self, request: HttpRequest):
        """Reject the quotes chosen, or ask again for what is missing."""
        self._check_may_change(request)
        form = DecisionForm(request.POST or None)
        if not form.is_valid():
            return self._page(request, form, "reject")
        return self._decide(request, form, "rejected", review.reject_many)

    def set_speaker_view(self, request: HttpRequest):
        """Set the speaker of the quotes chosen, or ask again for what is missing."""
        self._check_may_change(request)
        form = self._speaker_form(request.POST or None)
        if not form.is_valid():
            return self._page(request, form, "set_speaker")
        speaker = form.cleaned_data["speaker"]
        return self._decide(
            request,
            form,
            f"given to {speaker or 'nobody'}",
            review.correct_speaker_many,
            speaker=speaker,
        )

    def _speaker_form(self, *args: Any, **kwargs: Any) -> SpeakerDecisionForm:
        return SpeakerDecisionForm(*args, admin_site=self.admin_site, **kwargs)

    def _check_may_change(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def _ask(self, request, queryset, form_class, act):
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
        return self._page(request, form_class(initial=initial), act)

    def _page(self, request, form, act):
        chosen = form["chosen"].value() or ""
        keys = [int(key) for key in chosen.split(",") if key.isdecimal()][
            : review.LARGEST_BULK
        ]
        quotes = Quote.objects.filter(pk__in=keys[:SHOWN]).select_related(
            "speaker", "outlet"
        )
        verb = {"reject": "Reject", "set_speaker": "Set the speaker of"}[act]
        noun = "quote" if len(keys) == 1 else "quotes"
        filters = request.GET.urlencode()
        address = reverse(f"admin:quotes_quote_{act}")
        context = {
            **self.admin_site.each_context(request),
            "title": f"{verb} {len(keys)} {noun}",
            "opts": Quote._meta,
            "form": form,
            "media": self.media + form.media,
            "quotes": quotes,
            "more": max(0, len(keys) - SHOWN),
            "reasons": REASONS,
            "destructive": act == "reject",
            "action_address": f"{address}?{filters}" if filters else address,
            "list_address": self._list_address(request),
        }
        return TemplateResponse(request, "admin/quotes/quote/decide_many.html", context)

    def _decide(self, request, form, done, act, **arguments):
        self._tell(
            request,
            done,
            act,
            quotes=Quote.objects.filter(pk__in=form.cleaned_data["chosen"]),
            reason=form.cleaned_data["reason"],
            seen_at=form.cleaned_data["seen_at"],
            **arguments,
        )
        return HttpResponseRedirect(self._list_address(request))

    def _list_address(self, request: HttpRequest) -> str:
        filters = request.GET.urlencode()
        address = reverse("admin:quotes_quote_changelist")
        return f"{address}?{filters}" if filters else address

    def _tell(self, request, done, act, **arguments) -> None:
        """Do ``act``, and tell the editor what came of it."""
        try:
            count = act(by=request.user, **arguments)
        except review.ReviewError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return
        noun = "quote" if count == 1 else "quotes"
        self.message_user(request, f"{count} {noun} {done}.", messages.SUCCESS)
