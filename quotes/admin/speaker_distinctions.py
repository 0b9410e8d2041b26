"""Pages on which editors say that two speakers are not the same, or take it back."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.merged_meanwhile import (
    refuse_merged_meanwhile,
    standing_of,
    tell_merged,
)
from quotes.admin.overtaken import gone_row
from quotes.admin.primary_keys import numbers_in
from quotes.admin.speaker_choice import SpeakerField, label_of
from quotes.admin.speaker_merging import speaker_address
from quotes.models import Quote, Speaker, SpeakerDistinction

MOST = 5
"""Speakers told apart at once, each from each: ten pairs."""


class ApartForm(ReasonForm):
    """Why the chosen speakers are not the same; of a single one: from whom."""

    def __init__(
        self, *args: Any, chosen: list[Speaker], site: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        if len(chosen) == 1:
            self.fields["other"] = SpeakerField(
                source_field=Quote._meta.get_field("speaker"),
                admin_site=site,
                label="Is not",
            )
            self.order_fields(["other", "reason"])

    def clean(self) -> dict[str, Any]:
        """All of them, the one found by typing included."""
        cleaned = super().clean() or {}
        other = cleaned.get("other")
        cleaned["speakers"] = [*self.chosen, *([other] if other else [])]
        return cleaned


class DistinctionPages(ActPages):
    """Telling speakers apart, as pages of the speaker admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of telling apart."""
        view = self.act_view
        return [
            path("apart/", view(self.apart_view), name="quotes_speaker_apart"),
            path(
                "apart/<int:pk>/withdraw/",
                view(self.withdraw_view),
                name="quotes_speaker_withdraw",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @admin.action(
        description="Tell the selected speakers apart…", permissions=["change"]
    )
    def tell_selected_apart(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        return self.go_with_chosen(
            request,
            queryset,
            to="admin:quotes_speaker_apart",
            most=MOST,
            act="speakers are told apart",
        )

    def apart_view(self, request: HttpRequest) -> HttpResponse:
        """Ask why the chosen speakers are not the same; then record it."""
        self.check_may_change(request)
        keys = numbers_in(request.GET.get("chosen", ""), most=MOST)
        rows = Speaker.objects.filter(pk__in=keys).select_related("merged_into")
        found = list(rows.order_by("name", "pk"))
        chosen = standing_of(found)
        gone = [row for row in found if row.merged_into_id]
        if not chosen:
            raise NothingToDoError(
                "Choose speakers to tell apart.",
                reverse("admin:quotes_speaker_changelist"),
            )
        form = ApartForm(request.POST or None, chosen=chosen, site=self.admin_site)

        def act(values: Mapping[str, Any]) -> str:
            with transaction.atomic():
                for one, other in combinations(values["speakers"], 2):
                    review.tell_speakers_apart(
                        one=one,
                        other=other,
                        by=editor_of(request),
                        reason=values["reason"],
                    )
            names = ", ".join(map(label_of, values["speakers"]))
            return f"Not the same: {names}."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=speaker_address(chosen[0]),
            watched=chosen,
            check=lambda: refuse_merged_meanwhile(gone, request),
            title="Tell speakers apart",
            button="Not the same",
            template="speaker/apart.html",
            chosen=chosen,
            gone=list(map(tell_merged, gone)),
            merged=",".join(str(row.pk) for row in gone),
        )

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why two speakers may be the same after all; then take it back."""
        self.check_may_change(request)
        rows = SpeakerDistinction.objects.select_related("first", "second", "made_by")
        told = rows.filter(pk=pk).first()
        if told is None:
            raise NothingToDoError(
                "That these two are not the same was taken back already.",
                reverse("admin:quotes_speaker_changelist"),
                because=gone_row(SpeakerDistinction, pk),
            )

        def act(values: Mapping[str, Any]) -> str:
            review.withdraw_distinction(
                distinction=told,
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"{told.first} and {told.second} may be the same again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=speaker_address(told.first),
            watched=[told],
            title="Take back that they are not the same",
            button="Take back",
            told=[
                review.describe_distinction(told),
                "Taken back, later runs may suggest that they are one, and they can "
                "be merged. Nothing is merged by this.",
            ],
        )
