"""Who may not do an act proposes it, on the very pages on which others do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from quotes import review
from quotes.admin.acting_editor import editor_of
from quotes.review.proposals import MAY_PROPOSE


def may_propose(request: HttpRequest) -> bool:
    """Whether the user may propose what they may not do."""
    return bool(request.user.has_perm(MAY_PROPOSE))


def do_or_propose(request: HttpRequest, do: Callable[[], str]) -> str:
    """Do it, and return what ``do`` tells; or propose it, and return that.

    ``do`` is done in a transaction of its own. Raises what ``do`` raises where the
    user may not propose it either.
    """
    try:
        with transaction.atomic():
            return do()
    except review.NotPermittedError as refusal:
        if not may_propose(request):
            raise
        try:
            proposal = review.propose(do=do, by=editor_of(request))
        except review.NotPermittedError:
            raise refusal from None
    return format_html(
        'You may not do this yourself: it is <a href="{}">proposed</a>, and an editor '
        "decides.",
        reverse("admin:quotes_proposal_change", args=[proposal.pk]),
    )


class ProposablePages:
    """A ModelAdmin whose form, sent by who may not save it, becomes a proposal."""

    proposable = True
    message_user: Callable[..., None]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the form is shown: also to who may propose."""
        held = super().has_change_permission(request, obj)  # type: ignore[misc]
        return bool(held) or may_propose(request)

    def changeform_view(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """As in Django; what the guard refuses is done again, as a proposal."""
        view = super().changeform_view  # type: ignore[misc]
        if request.method != "POST":
            shown: HttpResponse = view(request, *args, **kwargs)
            return shown
        answered: list[HttpResponse] = []

        def do() -> str:
            answered.append(view(request, *args, **kwargs))
            return ""

        try:
            told = do_or_propose(request, do)
        except review.ReviewError as refusal:
            told, level = str(refusal), messages.ERROR
        else:
            level = messages.SUCCESS
            if not told:
                return answered[-1]
        # What Django says of a form that it has saved is not true of a proposal.
        list(messages.get_messages(request))
        self.message_user(request, told, level)
        return HttpResponseRedirect(request.get_full_path())
