"""Names that may be one: clusters, worked through one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.admin.change_list import DeskChangeList
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.desk.undoing import told_with_undo, undo_page
from quotes.admin.primary_keys import number_in, numbers_in
from quotes.admin.speaker_choice import label_of
from quotes.models import Speaker, SpeakerCluster, SpeakerDistinction
from quotes.review import desk
from quotes.review.merging_many import MANY
from quotes.survey.clustering import undecided_members

LISTED = "admin:quotes_speakercluster_changelist"


class ClusterForm(ReasonForm):
    """Who of a cluster is meant, and which of them stays."""

    def __init__(self, *args: Any, members: list[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in members}
        choices = [(key, label_of(row)) for key, row in self.rows.items()]
        self.fields["chosen"] = forms.MultipleChoiceField(
            choices=choices, required=False, initial=list(self.rows)
        )
        self.fields["stays"] = forms.ChoiceField(
            choices=choices, required=False, initial=choices[0][0] if choices else None
        )
        self.fields["reason"].initial = "The same name"

    def clean(self) -> dict[str, Any]:
        """The rows that are meant."""
        cleaned = super().clean() or {}
        cleaned["speakers"] = [self.rows[key] for key in cleaned.get("chosen", [])]
        cleaned["target"] = self.rows.get(cleaned.get("stays", ""))
        if len(cleaned["speakers"]) < 2:
            raise forms.ValidationError("Tick two or more.")
        return cleaned


@admin.register(SpeakerCluster)
class SpeakerClusterAdmin(PlainSearch, ActPages, admin.ModelAdmin):
    """Found by ``survey_speakers``; merged or told apart, and the next one opens."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["names", "size", "method", "found_at"]
    list_filter = ["method"]
    list_per_page = 50
    sortable_by = ["size"]

    class Media:
        css = {"all": ["quotes/desk.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Any]:
        return DeskChangeList

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("members")

    @admin.display(description="names")
    def names(self, cluster: SpeakerCluster) -> str:
        names = sorted(member.name for member in cluster.members.all())
        return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("quotes.view_speaker"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def may_do(self, request: HttpRequest) -> bool:
        """Whether the user merges, and does not merely propose to."""
        return bool(request.user.has_perm("quotes.change_speaker"))

    def may_change(self, request: HttpRequest) -> bool:
        """Whether the user may merge, or propose to."""
        return self.may_do(request) or request.user.has_perm("quotes.add_proposal")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The names of one cluster; merging or telling apart, and on to the next."""
        key = number_in(object_id)
        cluster = SpeakerCluster.objects.filter(pk=key).first()
        if cluster is None:
            return self.tell_decided(request)
        if request.method == "POST" or not self.has_view_permission(request, cluster):
            self.check_may_change(request)
        following = next_cluster(cluster)
        members = _with_counts(undecided_members(cluster))
        if request.method == "POST" and len(members) < 2:
            return self.tell_decided(request)
        form = ClusterForm(request.POST or None, members=members)
        began = timezone.now()

        def undone_at() -> str:
            if "_apart" in request.POST:
                # Each pair is taken back by itself, on the page of either.
                first = form.cleaned_data["speakers"][0]
                return reverse("admin:quotes_speaker_change", args=[first.pk])
            return undo_page(editor_of(request), since=began)

        def act(values: Mapping[str, Any]) -> str:
            return told_with_undo(_decide(request, values), undone_at())

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=lambda: go_on_from(
                request,
                desk.CLUSTERS,
                cluster,
                otherwise=cluster_address(following) if following else reverse(LISTED),
                undone_at=undone_at(),
            ),
            back=reverse(LISTED),
            watched=members,
            title="Names that may be one",
            yours=_pressed(request),
            template="speaker/cluster.html",
            original=cluster,
            cluster=cluster,
            members=members,
            ticked=form["chosen"].value() or [],
            stays=form["stays"].value(),
            next=cluster_address(following) if following else None,
            may_decide=self.may_change(request) and len(members) > 1,
            **bar_above(request, desk.CLUSTERS, cluster),
        )

    def tell_decided(self, request: HttpRequest) -> HttpResponse:
        """Say that nothing is left to decide of a cluster, and who did."""
        done = NothingToDoError(
            "Nothing is left to decide of that one.",
            reverse(LISTED),
            because=_decided_among(request.POST.getlist("chosen")),
            yours=_pressed(request),
        )
        return self.tell_ruled_out(request, done)


def _decide(request: HttpRequest, values: Mapping[str, Any]) -> str:
    by, reason = editor_of(request), values["reason"]
    speakers, target = values["speakers"], values["target"]
    names = ", ".join(row.name for row in speakers)
    if "_apart" in request.POST:
        review.tell_many_speakers_apart(speakers=speakers, by=by, reason=reason)
        return f"Not the same: {names}."
    if target not in speakers:
        raise review.ReviewError("Choose which of those ticked stays.")
    sources = [row for row in speakers if row != target]
    review.merge_many_speakers(sources=sources, target=target, by=by, reason=reason)
    return f"Merged into {target}: {names}."


def _pressed(request: HttpRequest) -> str:
    """What was to be done, as its button says."""
    return "Not the same" if "_apart" in request.POST else "Merge"


def _decided_among(keys: list[str]) -> list[Any]:
    """Who of these speakers was merged, and who was told apart from another of them."""
    pks = numbers_in(",".join(keys), most=MANY)
    members = list(Speaker.objects.filter(pk__in=pks).order_by("pk"))
    told = SpeakerDistinction.objects.filter(first__in=members, second__in=members)
    return [*told, *(row for row in members if row.merged_into_id)]


def _with_counts(members: list[Speaker]) -> list[Speaker]:
    """Add to each how many quotes it has, as of the last survey. One query."""
    rows = Speaker.objects.filter(pk__in=[row.pk for row in members])
    return list(rows.select_related("counts").order_by("-counts__quotes", "name", "pk"))


def cluster_address(cluster: SpeakerCluster) -> str:
    """The address of the page on which ``cluster`` is worked through."""
    return reverse("admin:quotes_speakercluster_change", args=[cluster.pk])


def next_cluster(cluster: SpeakerCluster) -> SpeakerCluster | None:
    """Return the cluster after ``cluster`` in the order of the list; then the first."""
    others = SpeakerCluster.objects.exclude(pk=cluster.pk)
    later = others.filter(
        Q(size__lt=cluster.size) | Q(size=cluster.size, pk__gt=cluster.pk)
    )
    return later.first() or others.first()
