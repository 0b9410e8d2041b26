"""Proposals: what contributors, and editors beyond their role, want to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from quotes import review
from quotes.admin.act_pages import ActPages, ReasonForm, answered_with, editor_of
from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.admin.change_list import DeskChangeList
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.desk.undoing import told_with_undo, undo_page
from quotes.admin.primary_keys import number_in
from quotes.admin.quote_beside import beside
from quotes.models import Proposal, Quote
from quotes.review import desk
from quotes.review.proposals import moved_since, told_steps

DECLINED = (
    "The article says otherwise",
    "It is right as it stands",
    "Somebody has done it already",
)
"""Why proposals are mostly declined: one press each."""


class DecideForm(ReasonForm):
    """What who decides says to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "A word"
        self.fields["reason"].required = False
        self.fields[
            "reason"
        ].help_text = "Who proposed it reads it here. Needed where you decline."


def address_of(kept: Mapping[str, Any]) -> str | None:
    """The address of the page of a row that a proposal is about."""
    try:
        return reverse(f"admin:quotes_{kept['model']}_change", args=[kept["pk"]])
    except NoReverseMatch:
        return None


def quote_of(proposal: Proposal) -> Quote | None:
    """The quote that a proposal is about; None where it is about several, or none."""
    keys = {row["pk"] for row in proposal.rows if row["model"] == "quote"}
    if len(keys) != 1:
        return None
    shown = Quote.objects.select_related("article__outlet", "outlet", "speaker")
    return shown.filter(pk=keys.pop()).first()


@admin.register(Proposal)
class ProposalAdmin(PlainSearch, ActPages, admin.ModelAdmin):
    """What is proposed is read, then accepted or declined once, with a word."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["made_at", "title", "reason", "made_by", "status", "decided_by"]
    list_display_links = ["title"]
    list_filter = ["status"]
    list_select_related = ["made_by", "decided_by"]
    list_per_page = 50
    sortable_by = ["made_at"]

    class Media:
        css = {"all": ["quotes/desk.css"]}
        js = ["quotes/desk.js"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Any]:
        return DeskChangeList

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # made on the pages of the acts themselves

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_change(self, request: HttpRequest) -> bool:
        """Whether the user decides on proposals: nobody proposes to accept one."""
        return self.may_do(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What is proposed, about what; accepting or declining it."""
        rows = Proposal.objects.select_related("made_by", "decided_by")
        key = number_in(object_id)
        proposal = get_object_or_404(rows, pk=key)
        if request.method == "POST" or not self.has_view_permission(request, proposal):
            self.check_may_change(request)

        began = timezone.now()
        about = [(row, address_of(row)) for row in proposal.rows[:50]]

        def undone_at() -> str:
            if "_accept" not in request.POST:
                return ""
            pages = (page for _, page in about if page)
            found = undo_page(editor_of(request), since=began)
            return found or next(pages, "")

        def act(values: Mapping[str, Any]) -> str:
            decided = {
                "proposal": proposal,
                "by": editor_of(request),
                "reason": values["reason"],
            }
            if "_accept" in request.POST:
                review.accept_proposal(**decided)
                return told_with_undo("Accepted and done.", undone_at())
            if "_decline" not in request.POST:
                raise review.ReviewError("Press one of the buttons.")
            review.decline_proposal(**decided)
            return "Declined."

        listing = reverse("admin:quotes_proposal_changelist") + "?status__exact=open"
        is_open = proposal.status == Proposal.Status.OPEN
        return self.ask(
            request,
            form=DecideForm(answered_with(request, "_decline", among=DECLINED)),
            act=act,
            leads_to=lambda: go_on_from(
                request,
                desk.PROPOSALS,
                proposal,
                otherwise=listing,
                undone_at=undone_at(),
            ),
            back=listing,
            watched=[proposal],
            title="A proposal",
            yours="Accept" if "_accept" in request.POST else "Decline",
            template="proposal/decide.html",
            original=proposal,
            proposal=proposal,
            steps=told_steps(proposal),
            about=about,
            moved=moved_since(proposal) if is_open else [],
            may_decide=self.may_change(request) and is_open,
            declined=DECLINED,
            **bar_above(request, desk.PROPOSALS, proposal),
            **(beside(quote) if (quote := quote_of(proposal)) else {}),
        )
