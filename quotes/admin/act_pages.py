"""Pages in between: an editor says why, and one act of ``review`` is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.template.response import TemplateResponse
from django.urls import reverse

from quotes import review
from quotes.admin.acting_editor import editor_of
from quotes.admin.overtaken import (
    filled_in,
    opened_now,
    overtaking,
    since_opened,
    theirs_since,
    with_yours,
)
from quotes.admin.proposing import do_or_propose, may_propose
from quotes.admin.told import ToldDifference

__all__ = [
    "ActPages",
    "NothingToDoError",
    "ReasonForm",
    "answered_with",
    "editor_of",
]


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField", "list": "reasons"}),
        help_text="Kept in the history of everything that changes.",
    )


class NothingToDoError(Exception):
    """Somebody else has done it, or something that rules it out; the message says what.

    ``address`` is where the editor sees how it stands. ``because``: the rows to which
    that was done; the row that the page is about, where there are none. ``yours``: what
    was to be done, where the name of the page does not say it.
    """

    def __init__(
        self, told: str, address: str, *, because: Iterable[Any] = (), yours: str = ""
    ) -> None:
        super().__init__(told)
        self.address = address
        self.because = list(because)
        self.yours = yours


class ActPages:
    """What the pages of acts share: who may, how they look, how refusals are told."""

    admin_site: Any
    media: Any
    model: Any
    message_user: Callable[..., None]

    acts_on = ""
    """The model whose permission the acts need; empty: the admin's own."""

    def act_view(self, view: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``view`` for those who have logged in; what rules it out is told."""

        @wraps(view)
        def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NothingToDoError as reason:
                if request.method == "POST":
                    pk = kwargs.get("pk")
                    return self._overtaken(request, reason, view.__name__, pk=pk)
                self.message_user(request, str(reason), messages.WARNING)
                return HttpResponseRedirect(reason.address)

        return self.admin_site.admin_view(told)

    def _overtaken(
        self, request: HttpRequest, reason: NothingToDoError, view: str, *, pk: Any
    ) -> HttpResponse:
        """Show what rules an act out beside the act that was sent."""
        rows = reason.because
        if pk and not rows:
            rows = list(self.model._default_manager.filter(pk=pk))
        theirs = [told for row in rows for told in theirs_since(row, None)]
        yours = (
            reason.yours or view.removesuffix("_view").replace("_", " ").capitalize()
        )
        if why := request.POST.get("reason", "").strip():
            yours += f" (“{why}”)"
        return self.page(
            request,
            forms.Form(),
            template="overtaken.html",
            title="Somebody was faster",
            differences=[ToldDifference("Act", str(reason), yours), *theirs],
            back=reason.address,
        )

    def tell_ruled_out(
        self, request: HttpRequest, reason: NothingToDoError
    ) -> HttpResponse:
        """What ``act_view`` makes of it, for views that Django wraps itself."""

        def view(request: HttpRequest) -> HttpResponse:
            raise reason

        answer: HttpResponse = self.act_view(view)(request)
        return answer

    def go_with_chosen(
        self,
        request: HttpRequest,
        chosen: QuerySet[Any],
        *,
        to: str,
        most: int,
        act: str,
    ) -> HttpResponseRedirect | None:
        """Lead to the page ``to`` about the rows ``chosen`` in a list.

        None, and a word to the editor, where there are more than ``most``. act: what
        is done to them ("speakers are merged").
        """
        keys = [str(key) for key in chosen.values_list("pk", flat=True)[: most + 1]]
        if len(keys) > most:
            told = f"At most {most} {act} at once."
            self.message_user(request, told, messages.ERROR)
            return None
        return HttpResponseRedirect(f"{reverse(to)}?chosen={','.join(keys)}")

    def check_may_change(self, request: HttpRequest) -> None:
        """Raise PermissionDenied for those who may only look."""
        if not self.may_change(request):
            raise PermissionDenied

    def may_change(self, request: HttpRequest) -> bool:
        """Whether the user may do, or propose, what changes rows of this kind."""
        return self.may_do(request) or may_propose(request)

    def may_do(self, request: HttpRequest) -> bool:
        """Whether what the user does here is done, and not merely proposed."""
        name = self.acts_on or self.model._meta.model_name
        return bool(request.user.has_perm(f"quotes.change_{name}"))

    def ask(
        self,
        request: HttpRequest,
        *,
        form: forms.Form,
        act: Callable[[Mapping[str, Any]], str],
        leads_to: Callable[[], str] | str,
        watched: Sequence[Model] = (),
        check: Callable[[], None] = lambda: None,
        **context: Any,
    ) -> HttpResponse:
        """Show ``form``; once it is filled in, do ``act`` and go to ``leads_to``.

        act: takes the form's values and returns what to tell the editor; what
        ``review`` refuses is told beside the form. watched: the rows that the page
        shows; where one was changed since, nothing is done, and the page comes again
        with what stands now and what was written. check: raises ReviewError for what
        rules the act out, whatever was filled in. context: ``title``, ``button``,
        ``yours`` (what was to be done, where neither says it), and what else the
        template shows (``template``: another than the plain one).
        """
        if request.method == "POST":

            def do() -> str:
                check()
                if watched and (seen := request.POST.get("version")):
                    review.check_unchanged(watched, seen=seen)
                return act(form.cleaned_data) if form.is_valid() else ""

            done, beside = _try(request, form, do, watched, context)
            if not form.errors:
                self.message_user(request, done, messages.SUCCESS)
                return HttpResponseRedirect(
                    leads_to if isinstance(leads_to, str) else leads_to()
                )
            context |= beside
        if watched:
            context["version"] = review.version_of_all(watched)
        context["opened_at"] = opened_now()
        if isinstance(leads_to, str):
            context.setdefault("back", leads_to)
        return self.page(request, form, **context)

    def page(
        self,
        request: HttpRequest,
        form: forms.Form,
        *,
        template: str = "act.html",
        **context: Any,
    ) -> HttpResponse:
        """Render a page of the editors' desk around ``form``."""
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.model._meta,
            "media": self.media + form.media,
            "form": form,
            "proposes": not self.may_do(request),
            "reasons": review.last_reasons(editor_of(request)),
        }
        return TemplateResponse(request, f"admin/quotes/{template}", shared | context)


def _try(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], str],
    watched: Sequence[Model],
    context: Mapping[str, Any],
) -> tuple[str, dict[str, Any]]:
    """Do it, or propose it, and return what to tell the editor.

    Where it is refused, ``form`` has an error that says why, and the page shows what is
    returned second: theirs and yours, as far as somebody's act rules it out.
    """
    try:
        done = do_or_propose(request, do)
    except review.ReviewError as refusal:
        moved = isinstance(refusal, review.ConflictError)
        theirs = since_opened(request.POST, [*watched, *refusal.because])
        # What is missing on a page that no longer holds is beside the point.
        form.errors.clear()
        form.add_error(None, str(refusal))
        if not moved and not theirs:
            return "", {}
        return "", _beside(theirs, form, context, ruled_out=not moved)
    theirs = since_opened(request.POST, overtaking(form))
    return done, _beside(theirs, form, context) if theirs else {}


def _beside(
    theirs: list[ToldDifference],
    form: forms.Form,
    context: Mapping[str, Any],
    *,
    ruled_out: bool = False,
) -> dict[str, Any]:
    """What the page shows of theirs and yours. ruled_out: it cannot be sent again."""
    act = context.get("yours") or context.get("button") or context["title"]
    return {
        "differences": [*with_yours(theirs, act), *filled_in(form)],
        "ruled_out": ruled_out,
    }


def answered_with(
    request: HttpRequest, *buttons: str, among: Sequence[str]
) -> QueryDict | None:
    """What was sent; a reason on the button that was pressed goes before the field's.

    among: the reasons that ``buttons`` may bear. None where nothing was sent.
    """
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    for button in buttons:
        pressed = str(sent.get(button, ""))
        if pressed in among:
            sent["reason"] = pressed
    return sent
