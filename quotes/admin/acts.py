"""Pages in between: an editor says why, and one act of ``review`` is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from quotes import review


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the history of everything that changes.",
    )


class ActPages:
    """What the pages of acts share: who may, how they look, how refusals are told."""

    admin_site: Any
    media: Any
    model: Any
    message_user: Callable[..., None]

    def check_may_change(self, request: HttpRequest) -> None:
        """Raise PermissionDenied for those who may only look."""
        if not self.may_change(request):
            raise PermissionDenied

    def may_change(self, request: HttpRequest) -> bool:
        """Whether the user may do what changes rows of this kind."""
        return request.user.has_perm(f"quotes.change_{self.model._meta.model_name}")

    def ask(
        self,
        request: HttpRequest,
        *,
        form: forms.Form,
        act: Callable[[Mapping[str, Any]], str],
        leads_to: Callable[[], str] | str,
        **context: Any,
    ) -> HttpResponse:
        """Show ``form``; once it is filled in, do ``act`` and go to ``leads_to``.

        act: takes the form's values and returns what to tell the editor; what
        ``review`` refuses is told beside the form. context: ``title``, ``button``
        and what else the template shows (``template``: another than the plain one).
        """
        if form.is_valid():
            try:
                done = act(form.cleaned_data)
            except review.ReviewError as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, done, messages.SUCCESS)
                return HttpResponseRedirect(
                    leads_to if isinstance(leads_to, str) else leads_to()
                )
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
        }
        return TemplateResponse(request, f"admin/quotes/{template}", shared | context)


def numbers_in(written: str, *, most: int) -> list[int]:
    """Return the primary keys in a comma-separated list, ``most`` at most."""
    keys = [key for key in written.split(",") if key.isdecimal() and len(key) < 19]
    return [int(key) for key in keys[:most]]


def editor_of(request: HttpRequest) -> User:
    """Return who acts: on these pages always somebody who has logged in."""
    user: Any = request.user
    return user
