"""The pages on which editors merge speakers, and take a merger back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.merged_meanwhile import (
    refuse_merged_meanwhile,
    standing_of,
    tell_merged,
)
from quotes.admin.primary_keys import numbers_in
from quotes.admin.speaker_choice import SpeakerField, label_of
from quotes.models import Quote, Speaker
from quotes.review.merging_many import MANY

MOST = MANY
"""Speakers merged at once."""

COMPARED = 20
"""Speakers of whom it is counted what would move; of more, how many quotes."""

NAMED = 5
"""Speakers merged who are named when it is done; of others, how many."""


def speaker_address(speaker: Speaker) -> str:
    """The address of a speaker's page on the editors' desk."""
    return reverse("admin:quotes_speaker_change", args=[speaker.pk])


class MergeForm(forms.Form):
    """Which of the chosen speakers stays, or which other one takes them all."""

    other = forms.CharField(required=False)  # replaced below: it needs the site
    reason = forms.CharField(
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Why they are one. Kept in the history of everything that moves.",
    )

    def __init__(
        self, *args: Any, chosen: list[Speaker], site: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        self.fields["other"] = SpeakerField(
            source_field=Quote._meta.get_field("speaker"),
            admin_site=site,
            required=False,
            label="Another speaker",
            help_text="Takes everything; all of those above are merged into it.",
        )
        if len(chosen) > 1:
            self.fields["target"] = forms.ModelChoiceField(
                queryset=Speaker.objects.filter(pk__in=[row.pk for row in chosen]),
                required=False,
                widget=forms.RadioSelect,
                empty_label=None,
                label="Which one stays",
                error_messages={
                    "invalid_choice": "The speaker you chose is no longer among these: "
                    "choose again."
                },
            )
            self.fields["target"].label_from_instance = label_of  # type: ignore[attr-defined]
            self.fields["other"].label = "Or another speaker"
        self.order_fields(["target", "other", "reason"])

    def clean(self) -> dict[str, Any]:
        """Exactly one target, which is not the only one chosen."""
        cleaned = super().clean() or {}
        named = [row for row in (cleaned.get("target"), cleaned.get("other")) if row]
        if len(named) != 1:
            raise forms.ValidationError("Choose the one speaker that stays.")
        cleaned["stays"] = named[0]
        cleaned["sources"] = [row for row in self.chosen if row != named[0]]
        if not cleaned["sources"]:
            raise forms.ValidationError("A speaker cannot be merged into itself.")
        return cleaned


class UnmergeForm(ReasonForm):
    """Why a merger is taken back, and whether that is for good."""

    apart = forms.BooleanField(
        required=False,
        label="They are not the same",
        help_text="Recorded, so that no later run suggests it again.",
    )


class MergingPages(ActPages):
    """Merging and unmerging, as pages of the speaker admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of merging and unmerging."""
        view = self.act_view
        return [
            path("merge/", view(self.merge_view), name="quotes_speaker_merge"),
            path(
                "<int:pk>/unmerge/",
                view(self.unmerge_view),
                name="quotes_speaker_unmerge",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @admin.action(description="Merge the selected speakers…", permissions=["change"])
    def merge_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        return self.go_with_chosen(
            request,
            queryset,
            to="admin:quotes_speaker_merge",
            most=MOST,
            act="speakers are merged",
        )

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Ask which speaker stays and show what would move; then merge."""
        self.check_may_change(request)
        keys = numbers_in(request.GET.get("chosen", ""), most=MOST)
        rows = Speaker.objects.filter(pk__in=keys).select_related("merged_into")
        found = list(rows.order_by("name", "pk"))
        chosen = standing_of(found)
        gone = [row for row in found if row.merged_into_id]
        if not chosen:
            raise NothingToDoError(
                "Choose speakers to merge.", reverse("admin:quotes_speaker_changelist")
            )
        form = MergeForm(request.POST or None, chosen=chosen, site=self.admin_site)

        def act(values: Mapping[str, Any]) -> str:
            merger = review.merge_many_speakers(
                sources=values["sources"],
                target=values["stays"],
                by=editor_of(request),
                reason=values["reason"],
            )
            names = [source.name for source in values["sources"]]
            more = f", and {len(names) - NAMED} more" if len(names) > NAMED else ""
            return format_html(
                'Merged into {}: {}. <a href="{}">Undo all of it…</a>',
                values["stays"],
                ", ".join(names[:NAMED]) + more,
                reverse("admin:quotes_mergedtogether_change", args=[merger.pk]),
            )

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=lambda: speaker_address(form.cleaned_data["stays"]),
            back=reverse("admin:quotes_speaker_changelist"),
            watched=chosen,
            check=lambda: refuse_merged_meanwhile(gone, request),
            counted=review.COUNTED,
            gone=list(map(tell_merged, gone)),
            merged=",".join(str(row.pk) for row in gone),
            title="Merge speakers",
            button="Merge",
            template="speaker/merge.html",
            rows=[(row, review.belongings_of(row)) for row in chosen[:COMPARED]],
            others=chosen[COMPARED:],
        )

    def unmerge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then take a merger back."""
        self.check_may_change(request)
        rows = Speaker.objects.select_related("merged_into")
        speaker = get_object_or_404(rows, pk=pk)
        if speaker.merged_into is None:
            raise NothingToDoError(
                f"{review.latest_change(speaker)}: it is not merged any more.",
                speaker_address(speaker),
            )
        target = speaker.merged_into

        def act(values: Mapping[str, Any]) -> str:
            by, reason = editor_of(request), values["reason"]
            with transaction.atomic():
                review.unmerge_speakers(speaker=speaker, by=by, reason=reason)
                if values["apart"] and target:
                    review.tell_speakers_apart(
                        one=speaker, other=target, by=by, reason=reason
                    )
            return f"{speaker} stands on its own again."

        return self.ask(
            request,
            form=UnmergeForm(request.POST or None),
            act=act,
            leads_to=speaker_address(speaker),
            watched=[speaker],
            title=f"Unmerge {speaker}",
            button="Unmerge",
            template="speaker/unmerge.html",
            original=speaker,
        )
