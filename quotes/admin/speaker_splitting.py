"""The page on which one speaker becomes two, by outlet, date, description or choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.overtaken import OPENED, parse_time
from quotes.admin.speaker_halves import halves_of
from quotes.admin.speaker_merging import speaker_address
from quotes.models import Outlet, Quote, QuoteQuerySet, Speaker
from quotes.review.speaker_splitting import speaker_split_of

SHOWN = 200
"""Quotes shown to be ticked, the newest that fit."""

OUTLETS_READ = 1000
"""Quotes whose outlets are offered, the newest."""


class FitForm(forms.Form):
    """Which quotes of a speaker may be another's."""

    outlet = forms.ModelChoiceField(
        Outlet.objects.none(), required=False, empty_label="any"
    )
    since = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    described = forms.CharField(
        required=False, max_length=200, label="Described as", strip=True
    )

    def __init__(self, *args: Any, speaker: Speaker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = speaker.quotes.newest_first().values("outlet")[:OUTLETS_READ]
        offered: Any = self.fields["outlet"]
        keys = {row["outlet"] for row in newest}
        offered.queryset = Outlet.objects.filter(pk__in=keys).order_by("name")

    def fitting(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        """Leave those of ``quotes`` that fit what is filled in."""
        if not self.is_valid():
            return quotes.none()
        values = self.cleaned_data
        asked = {
            "outlet": values["outlet"],
            "published_at__date__gte": values["since"],
            "published_at__date__lte": values["until"],
            "speaker_description__icontains": values["described"].replace("\x00", ""),
        }
        return quotes.filter(**{name: value for name, value in asked.items() if value})


class OfferedField(forms.TypedMultipleChoiceField):
    """Quotes of those that are offered; one that is not any more is told as such."""

    def validate(self, value: Any) -> None:
        """Say of which quote somebody has decided meanwhile."""
        try:
            super().validate(value)
        except forms.ValidationError as refusal:
            if refusal.code != "invalid_choice":
                raise
            gone = [key for key in value if _is_key(key) and not self.valid_value(key)]
            rows = list(Quote.objects.filter(pk__in=gone[:SHOWN]).order_by("pk"))
            named = ", ".join(f"“{row}”" for row in rows) or "what was ticked"
            raise forms.ValidationError(
                f"Not among these quotes any more: {named}. Tick again.",
                params={"because": rows},
            ) from None


class SplitForm(ReasonForm):
    """What the other one is called, and which quotes are theirs."""

    name = forms.CharField(
        max_length=300,
        label="Name of the other",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    description = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"class": "vTextField"})
    )

    def __init__(self, *args: Any, offered: list[Quote], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = OfferedField(
            choices=[(row.pk, str(row)) for row in offered],
            coerce=int,
            initial=[row.pk for row in offered],
            error_messages={"required": "Tick the quotes that the other one said."},
            widget=forms.MultipleHiddenInput,
        )
        self.order_fields(["name", "description", "reason"])


class SpeakerSplittingPages(ActPages):
    """Splitting a speaker and its undoing, as pages of the speaker admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of splitting."""
        split, undo = self.act_view(self.split_view), self.act_view(self.unsplit_view)
        return [
            path("<int:pk>/split/", split, name="quotes_speaker_split"),
            path("<int:pk>/unsplit/", undo, name="quotes_speaker_unsplit"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show which quotes fit, to be ticked; then make them another's."""
        self.check_may_change(request)
        rows = Speaker.objects.select_related("merged_into")
        speaker = get_object_or_404(rows, pk=pk)
        if speaker.merged_into is not None:
            raise NothingToDoError(
                f"{speaker} is merged into {speaker.merged_into}.",
                speaker_address(speaker.merged_into),
            )
        fit = FitForm(request.GET, speaker=speaker)
        own = Quote.objects.filter(speaker=speaker).standing()
        fitting = fit.fitting(own)
        offered = list(fitting.for_display().newest_first()[: SHOWN + 1])
        more = len(offered) > SHOWN
        del offered[SHOWN:]
        form = SplitForm(
            request.POST or None, offered=offered, initial={"name": speaker.name}
        )

        def act(values: Mapping[str, Any]) -> str:
            made = review.split_speaker(
                speaker=speaker,
                quotes=Quote.objects.filter(pk__in=values["chosen"]),
                name=values["name"],
                description=values["description"],
                by=editor_of(request),
                reason=values["reason"],
                seen_at=parse_time(request.POST.get(OPENED)),
            )
            count = len(values["chosen"])
            return f"{count} quotes are now of {made} (speaker {made.pk})."

        shared: dict[str, Any] = {
            "title": f"Split {speaker}",
            "template": "speaker/split.html",
            "original": speaker,
            "fit": fit,
            "offered": offered,
            "more": more,
            "ticked": [
                int(key) for key in form["chosen"].value() or [] if _is_key(key)
            ],
        }
        if request.method == "POST" and form.is_valid() and not _is_seen(request, form):
            return self._preview(request, speaker, form, **shared)
        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=speaker_address(speaker),
            watched=[speaker],
            **shared,
        )

    def _preview(
        self, request: HttpRequest, speaker: Speaker, form: SplitForm, **shared: Any
    ) -> HttpResponse:
        """Show both halves as they would be, and what was filled in; do nothing."""
        values = form.cleaned_data
        return self.page(
            request,
            form,
            halves=halves_of(
                speaker,
                values["chosen"],
                name=values["name"],
                description=values["description"],
            ),
            previewed=_written(values["chosen"]),
            # As it was when the editor opened the page, not as it is now.
            version=request.POST.get("version", ""),
            opened_at=request.POST.get("opened_at", ""),
            **shared,
        )

    def unsplit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then undo the split that made a speaker."""
        self.check_may_change(request)
        speaker = get_object_or_404(Speaker, pk=pk)
        told = speaker_split_of(speaker)
        if told is None or speaker.merged_into_id:
            raise NothingToDoError(
                "No split made it, or it is undone.", speaker_address(speaker)
            )

        def act(values: Mapping[str, Any]) -> str:
            back = review.unsplit_speaker(
                speaker=speaker, by=editor_of(request), reason=values["reason"]
            )
            return f"{speaker} and {back} are one again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=speaker_address(told.first),
            watched=[speaker],
            title="Undo the split",
            original=speaker,
            told=[
                f"What {told.made_by} split off {told.first} goes back there, as it "
                "stood before, except what an editor has decided since."
            ],
        )


def _written(chosen: Iterable[int]) -> str:
    return ",".join(map(str, sorted(chosen)))


def _is_seen(request: HttpRequest, form: SplitForm) -> bool:
    """Whether the editor has seen both halves of exactly what is ticked, and agrees."""
    seen = request.POST.get("previewed") == _written(form.cleaned_data["chosen"])
    return "_split" in request.POST and seen


def _is_key(value: Any) -> bool:
    return str(value).isascii() and str(value).isdecimal()
