"""What linking asks: are these two speakers one? Gone through one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from quotes import review
from quotes.admin.act_pages import (
    ActPages,
    NothingToDoError,
    ReasonForm,
    answered_with,
    editor_of,
)
from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.primary_keys import number_in, numbers_in
from quotes.admin.proposing import may_propose
from quotes.admin.speaker_choice import label_of
from quotes.admin.speaker_merging import speaker_address
from quotes.admin.speaker_portrait import portraits_of
from quotes.admin.speaker_suggestion_form import (
    NOT_THE_SAME,
    REASONS,
    THE_SAME,
    AnswerForm,
)
from quotes.linking.store.told_apart import standing
from quotes.models import SpeakerAlias, SpeakerSuggestion
from quotes.names.folding import fold
from quotes.review import desk

MOST = 50
"""Questions answered at once with “not the same”."""

BUTTONS = {
    "_same": "The same: merge",
    "_different": "Not the same",
    "_reopen": "Take back",
}


class UndecidedFilter(admin.SimpleListFilter):
    """Open questions, unless others are asked for."""

    title = "answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("same", "the same"), ("different", "not the same"), ("all", "all")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for number, choice in enumerate(super().choices(changelist)):
            yield choice | ({"display": "open"} if number == 0 else {})

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        if self.value() in ("same", "different"):
            return queryset.filter(status=self.value())
        return queryset if self.value() == "all" else queryset.undecided()


@admin.register(SpeakerSuggestion)
class SpeakerSuggestionAdmin(ActPages, ReadOnlyAdmin):
    """The two stand side by side; one press merges them or tells them apart."""

    list_display = ["newer", "elder", "percent", "reason", "status"]
    list_display_links = ["newer"]
    list_filter = [UndecidedFilter]
    list_select_related = ["speaker__merged_into", "candidate__merged_into"]
    search_fields = ["speaker__name", "candidate__name"]
    search_help_text = "The beginning of a name."
    sortable_by: list[str] = []
    actions = ["dismiss_selected"]

    @admin.display(description="speaker")
    def newer(self, suggestion: SpeakerSuggestion) -> str:
        return label_of(standing(suggestion.speaker))

    @admin.display(description="may be")
    def elder(self, suggestion: SpeakerSuggestion) -> str:
        elder = standing(suggestion.candidate)
        return format_html(
            '<a href="{}">{}</a>', speaker_address(elder), label_of(elder)
        )

    @admin.display(description="likely")
    def percent(self, suggestion: SpeakerSuggestion) -> str:
        return f"{suggestion.score:.0%}"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not (folded := fold(search_term)):
            return queryset, False
        begun = SpeakerAlias.objects.filter(folded__begins=folded)
        pks = begun.values("speaker")
        return queryset.filter(Q(speaker__in=pks) | Q(candidate__in=pks)), False

    def may_change(self, request: HttpRequest) -> bool:
        own = super().may_change(request) and request.user.has_perm(
            "quotes.change_speaker"
        )
        return own or may_propose(request)

    def has_answer_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to answer: Django asks by this name."""
        return self.may_change(request)

    def get_urls(self) -> list[Any]:
        view = self.act_view(self.dismiss_view)
        name = "quotes_speakersuggestion_dismiss"
        return [path("dismiss/", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, under a title that says what is asked."""
        title = {"title": "Are they the same?"}
        return super().changelist_view(request, title | (extra_context or {}))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The two side by side; a press answers, and the next question opens."""
        rows = SpeakerSuggestion.objects.select_related(
            "speaker__merged_into", "candidate__merged_into"
        )
        key = number_in(object_id)
        suggestion = get_object_or_404(rows, pk=key)
        if not self.has_view_permission(request, suggestion):
            self.check_may_change(request)
        if request.method == "POST":
            self.check_may_change(request)
        pair = [standing(suggestion.speaker), standing(suggestion.candidate)]
        if pair[0] == pair[1]:
            pair = [suggestion.speaker, suggestion.candidate]
        form = AnswerForm(
            answered_with(request, "_different", "_same", among=REASONS), pair=pair
        )
        following = next_question(suggestion)
        listing = reverse("admin:quotes_speakersuggestion_changelist")

        def leads_to() -> str:
            if "_reopen" in request.POST:
                return request.path
            after = question_address(following) if following else listing
            return go_on_from(
                request,
                desk.SUGGESTIONS,
                suggestion,
                otherwise=after,
                undone_at=request.path,
            )

        return self.ask(
            request,
            form=form,
            act=lambda values: self._answer(request, suggestion, pair, values),
            leads_to=leads_to,
            watched=[suggestion, *pair],
            back=listing,
            original=suggestion,
            because=[("_different", NOT_THE_SAME), ("_same", THE_SAME)],
            **bar_above(request, desk.SUGGESTIONS, suggestion),
            title="Are they the same?",
            yours=next((BUTTONS[name] for name in request.POST if name in BUTTONS), ""),
            template="speakersuggestion/answer.html",
            suggestion=suggestion,
            portraits=portraits_of(pair),
            next=question_address(following) if following else None,
            reasons=REASONS,
            may_answer=self.may_change(request),
            latest=suggestion.history.select_related("history_user").first(),
        )

    def _answer(
        self,
        request: HttpRequest,
        suggestion: SpeakerSuggestion,
        pair: Any,
        values: Mapping[str, Any],
    ) -> str:
        """Do what the pressed button says; return what to tell the editor."""
        one, other = pair
        shared = {
            "suggestion": suggestion,
            "by": editor_of(request),
            "reason": values["reason"],
        }
        if "_reopen" in request.POST:
            review.reopen_suggestion(**shared)
            return f"Whether {one} is {other} is open again."
        if "_different" in request.POST:
            review.dismiss_suggestion(**shared)
            return f"{one} and {other} are not the same."
        if "_same" not in request.POST:
            raise review.ReviewError("Press one of the buttons.")
        stays = next((row for row in pair if str(row.pk) == values["stays"]), None)
        kept = review.accept_suggestion(stays=stays, **shared)
        return f"{one} and {other} are one: {kept}."

    @admin.action(
        description="Not the same: the selected pairs…", permissions=["answer"]
    )
    def dismiss_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        return self.go_with_chosen(
            request,
            queryset,
            to="admin:quotes_speakersuggestion_dismiss",
            most=MOST,
            act="pairs are answered",
        )

    def dismiss_view(self, request: HttpRequest) -> HttpResponse:
        """Ask why the chosen pairs are not the same; then record it of all."""
        self.check_may_change(request)
        keys = numbers_in(request.GET.get("chosen", ""), most=MOST)
        chosen: QuerySet[Any] = SpeakerSuggestion.objects.undecided().filter(
            pk__in=keys
        )
        rows = list(
            chosen.select_related("speaker__merged_into", "candidate__merged_into")
        )
        if not rows:
            raise NothingToDoError(
                "Choose pairs that nobody has answered yet.",
                reverse("admin:quotes_speakersuggestion_changelist"),
            )
        noun = "pair" if len(rows) == 1 else "pairs"

        def act(values: Mapping[str, Any]) -> str:
            with transaction.atomic():
                for suggestion in rows:
                    review.dismiss_suggestion(
                        suggestion=suggestion,
                        by=editor_of(request),
                        reason=values["reason"],
                    )
            return f"{len(rows)} {noun} told apart."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=reverse("admin:quotes_speakersuggestion_changelist"),
            title=f"Tell {len(rows)} {noun} apart",
            button="Not the same",
            told=[
                "No later run suggests them again, and they cannot be merged until "
                "this is taken back.",
                *(
                    f"{label_of(standing(row.speaker))} is not "
                    f"{label_of(standing(row.candidate))}."
                    for row in rows
                ),
            ],
        )


def question_address(suggestion: SpeakerSuggestion) -> str:
    """The address of the page on which ``suggestion`` is answered."""
    return reverse("admin:quotes_speakersuggestion_change", args=[suggestion.pk])


def next_question(suggestion: SpeakerSuggestion) -> SpeakerSuggestion | None:
    """Return the open question after ``suggestion``, likeliest first; then the first.

    None where no other is open.
    """
    others = SpeakerSuggestion.objects.undecided().exclude(pk=suggestion.pk)
    later = others.filter(
        Q(score__lt=suggestion.score) | Q(score=suggestion.score, pk__gt=suggestion.pk)
    )
    return later.first() or others.first()
