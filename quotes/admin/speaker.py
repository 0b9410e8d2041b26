"""Speakers: who they are, under which names they are printed, what they said."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from quotes import review
from quotes.admin.act_pages import NothingToDoError, editor_of
from quotes.admin.base import DeskAdmin
from quotes.admin.history_pages import HistoryPages, key_of
from quotes.admin.proposing import ProposablePages, may_propose
from quotes.admin.speaker_alias_inline import AliasInline
from quotes.admin.speaker_authority import AuthorityPages, listed_for
from quotes.admin.speaker_choice import SpeakerChoicesView, SpeakerField
from quotes.admin.speaker_distinctions import DistinctionPages
from quotes.admin.speaker_filters import StandingFilter
from quotes.admin.speaker_form import SpeakerForm
from quotes.admin.speaker_merging import MergingPages, speaker_address
from quotes.admin.speaker_relations import counterparts, open_questions
from quotes.admin.speaker_splitting import SpeakerSplittingPages
from quotes.models import Speaker, SpeakerAlias, SpeakerCount
from quotes.names.folding import fold
from quotes.review.speaker_splitting import speaker_split_of

RECENT = 15
MERGED = 50
"""Speakers merged into one that its page lists."""
ALIKE = 50
"""Speakers of similar names that a search puts first."""
BEGUN = 1000
"""Names beginning with what is searched for whose speakers a search lists."""


def _best_first(alike: list[int]) -> list[Case]:
    """Return what to order by so that the speakers of these ids come first, in order.

    Nothing where there are none: a CASE of a default alone is a mere number, which
    ORDER BY takes for the position of a column.
    """
    places = [When(pk=pk, then=place) for place, pk in enumerate(alike)]
    return [Case(*places, default=len(alike))] if places else []


def _link(speaker: Speaker, model: str, column: str) -> str | None:
    """A count of the last survey that leads to its rows; None before there was one."""
    counts: SpeakerCount | None = getattr(speaker, "counts", None)
    if counts is None:
        return None
    address = reverse(f"admin:quotes_{model}_changelist")
    query = f"speaker__id__exact={speaker.pk}"
    return format_html(
        '<a href="{}?{}">{}</a>', address, query, getattr(counts, column)
    )


@admin.register(Speaker)
class SpeakerAdmin(
    HistoryPages,
    ProposablePages,
    DistinctionPages,
    MergingPages,
    AuthorityPages,
    SpeakerSplittingPages,
    DeskAdmin,
):
    """Editors name, describe, merge and tell apart; every write goes through review."""

    actions = ["merge_selected", "tell_selected_apart"]

    form = SpeakerForm
    change_form_template = "admin/quotes/speaker/change_form.html"
    inlines = [AliasInline]
    list_display = [
        "name",
        "said",
        "stated",
        "kind",
        "short_description",
        "affiliation",
        "into",
    ]
    list_filter = ["kind", StandingFilter]
    list_select_related = ["affiliation", "merged_into", "counts"]
    search_fields = ["name"]
    search_help_text = "Any printed form; accents, case, order and slips do not matter."
    sortable_by = ["name", "said", "stated"]
    fields = [
        "name",
        "kind",
        "description",
        "affiliation",
        "wikidata_id",
        "reason",
        "version",
        "opened",
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not (folded := fold(search_term)):
            return queryset, False
        alike = [row.pk for row in Speaker.objects.lookup(search_term, limit=ALIKE)]
        begun = SpeakerAlias.objects.filter(folded__begins=folded).order_by("folded")
        found = queryset.filter(
            Q(pk__in=alike) | Q(pk__in=begun.values("speaker")[:BEGUN])
        )
        return found.order_by(*_best_first(alike), "name", "pk"), False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        # Nobody chooses a merged speaker: its target has all that was its own.
        chooses = request.resolver_match and request.resolver_match.url_name in {
            "autocomplete",
            "quotes_speaker_choices",
        }
        return queryset.standing() if chooses else queryset

    def get_urls(self) -> list[Any]:
        choices = SpeakerChoicesView.as_view(admin_site=self.admin_site)
        view = self.admin_site.admin_view
        name = "quotes_speaker_choices"
        return [path("choices/", view(choices), name=name), *super().get_urls()]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kw: Any
    ) -> HttpResponse:
        """As in Django; that a speaker was merged meanwhile is told as such."""
        if request.method == "POST" and object_id and self.may_change(request):
            rows = Speaker.objects.select_related("merged_into")
            speaker = rows.filter(pk=key_of(object_id)).first()
            if speaker is not None and speaker.merged_into is not None:
                told = f"{speaker} is merged into {speaker.merged_into} already."
                address = speaker_address(speaker.merged_into)
                merged = NothingToDoError(
                    told, address, because=[speaker], yours="Save"
                )
                return self.tell_ruled_out(request, merged)
        return super().changeform_view(request, object_id, *args, **kw)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) or may_propose(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        merged = obj is not None and obj.merged_into_id
        return not merged and super().has_change_permission(request, obj)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "affiliation":
            return SpeakerField(
                source_field=db_field,
                admin_site=self.admin_site,
                required=False,
                label="Affiliation",
                help_text=db_field.help_text,
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        editable = (
            self.has_change_permission(request, obj)
            if obj
            else self.has_add_permission(request)
        )
        return self.fields if editable else self.fields[:-3]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if speaker := context.get("original"):
            quotes = speaker.quotes.standing().for_display().newest_first()
            context["recent"] = list(quotes[:RECENT])
            context["merged_here"] = list(speaker.merged.order_by("name")[: MERGED + 1])
            context["merged_more"] = len(context["merged_here"]) > MERGED
            del context["merged_here"][MERGED:]
            context |= listed_for(speaker)
            context["split"] = speaker_split_of(speaker)
            context["told_apart"] = counterparts(speaker)
            context["questions"] = open_questions(speaker)
            context["may_merge"] = super().has_change_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        recorded = form.record(by=request.user)
        obj.pk = recorded.pk
        obj._state.adding = False
        obj.refresh_from_db()

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: bool
    ) -> None:
        reason = form.cleaned_data["reason"]
        formset.save(commit=False)
        for alias in formset.deleted_objects:
            review.remove_alias(alias=alias, by=editor_of(request), reason=reason)
        for alias in formset.new_objects:
            held = form.instance.aliases.filter(folded=fold(alias.name))
            if not held.exists():
                review.add_alias(
                    speaker=Speaker.objects.get(pk=form.instance.pk),
                    name=alias.name,
                    by=editor_of(request),
                    reason=reason,
                )

    @admin.display(description="quotes", ordering=Coalesce("counts__quotes", 0))
    def said(self, speaker: Speaker) -> str | None:
        """How many, as of the last survey, and a link to them."""
        return _link(speaker, "quote", "quotes")

    @admin.display(description="statements", ordering=Coalesce("counts__statements", 0))
    def stated(self, speaker: Speaker) -> str | None:
        """How many, as of the last survey, and a link to them."""
        return _link(speaker, "statement", "statements")

    @admin.display(description="description")
    def short_description(self, speaker: Speaker) -> str:
        return Truncator(speaker.description).chars(80)

    @admin.display(description="merged into")
    def into(self, speaker: Speaker) -> str | None:
        if not speaker.merged_into:
            return None
        address = speaker_address(speaker.merged_into)
        return format_html('<a href="{}">{}</a>', address, speaker.merged_into)
