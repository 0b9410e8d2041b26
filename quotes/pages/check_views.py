"""A draft pasted, and every quotation in it verified. Nothing pasted is stored."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from rest_framework.exceptions import APIException

from quotes.api.base import bounded
from quotes.api.errors import BadRequest, ModelMissing, ParameterError, TooLarge
from quotes.api.params import FlagParam, read_params
from quotes.api.request_bodies import read_text
from quotes.api.work import turn_of_work
from quotes.extraction.budget import TimeBudgetExceeded, time_budget
from quotes.extraction.errors import ModelMissingError, TaggerMissingError
from quotes.linking.verification.drafts import PIECE, DraftPiece, cut, verify_piece
from quotes.linking.verification.verify import LONGEST_TEXT, TooManyQuotationsError
from quotes.models import Article
from quotes.pages.base import form_page, seconds_to_wait, show
from quotes.pages.check_example import example_draft
from quotes.pages.checked import Checked, show_piece
from quotes.pages.in_words import name_errors
from quotes.pages.listing import given_params

LONGEST_DRAFT = 200_000
"""Characters of a draft: a thesis of 30,000 words."""

PARAMS = {
    "example": FlagParam(name="example", description="Put an example into the form.")
}


class MustWait(APIException):
    """The reader has asked too often: 429, to be sent again after ``wait`` seconds."""

    status_code = 429

    def __init__(self, seconds: int) -> None:
        self.wait = seconds
        super().__init__(f"Too many pieces at once. Go on in {seconds} seconds.")


@sensitive_post_parameters()
@sensitive_variables()
@form_page
def check(request: HttpRequest) -> HttpResponse:
    """A form for a draft; sent, the draft with each quotation verified.

    A long draft is answered one piece at a time: ``piece`` says which. Where
    ``part`` is sent, as scripts do, only what was found is answered.
    """
    if request.method != "POST":
        values = read_params(given_params(request), PARAMS)
        draft = example_draft() if values.get("example") else ""
        return _page(request, {"draft": draft, "is_example": bool(draft)})
    context: dict[str, Any] = {"draft": request.POST.get("draft", "")}
    status, wait = 200, 0.0
    try:
        context |= _checked(request)
    except APIException as refused:
        status, wait = refused.status_code, getattr(refused, "wait", 0.0)
        context |= {"refused": str(refused.detail), "errors": []}
        if isinstance(refused, BadRequest):
            context["errors"] = name_errors(refused.errors)
    response = _page(request, context, status=status)
    if wait:
        response["Retry-After"] = str(max(1, round(wait)))
    return response


def _page(
    request: HttpRequest, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    template = "_check_part" if "part" in request.POST else "check"
    # All of them, always: of a name that it lacks Django writes into its log, and all
    # others beside it.
    shared: dict[str, Any] = {
        "longest": LONGEST_DRAFT,
        "is_empty": not Article.objects.exists(),
        "is_example": False,
        "checked": None,
        "number": 0,
        "pieces": 0,
        "next_piece": 0,
        "refused": "",
        "errors": [],
    }
    data = reverse("api:root")
    response = show(request, template, shared | context, data=data, status=status)
    # What somebody is about to publish stays in no cache.
    if request.method == "POST":
        add_never_cache_headers(response)
    return response


def _checked(request: HttpRequest) -> dict[str, Any]:
    """Return the piece asked for as the template shows it.

    Raises BadRequest, TooLarge, MustWait and Busy.
    """
    sent = {name: request.POST.get(name, "") for name in ("draft", "piece")}
    draft = read_text(sent, "draft", longest=LONGEST_DRAFT)
    # Counts as it does in the API, one piece as one text.
    if wait := seconds_to_wait(request, scope="work"):
        raise MustWait(wait)
    pieces = _cut(draft)
    number = _number(sent["piece"] or "1", len(pieces))
    piece = pieces[number - 1]
    return {
        "checked": _verified(draft, piece, number),
        "number": number,
        "pieces": len(pieces),
        "next_piece": number + 1 if number < len(pieces) else 0,
        "whole": len(draft),
        "done": piece.end,
    }


def _cut(draft: str) -> list[DraftPiece]:
    try:
        with time_budget(settings.API_WORK_SECONDS):
            return cut(draft)
    except TimeBudgetExceeded as error:
        raise TooLarge(
            f"It takes more than {error.seconds:g} seconds to find the quotations in"
            " this text. Send it in parts."
        ) from error


def _number(raw: str, most: int) -> int:
    if not (raw.isdecimal() and len(raw) < 6 and 1 <= int(raw) <= most):
        raise BadRequest(ParameterError("piece", f"The draft has pieces 1 to {most}."))
    return int(raw)


def _verified(draft: str, piece: DraftPiece, number: int) -> Checked:
    most = max(PIECE, min(LONGEST_TEXT, settings.API_VERIFY_CHARACTERS_ANONYMOUS))
    if piece.end - piece.start > most:
        raise TooLarge(
            f"One paragraph, or one quotation, has {piece.end - piece.start} characters"
            f" without an end; at most {most} are read at once. Break it into shorter"
            " paragraphs."
        )
    with turn_of_work(), bounded(connection.alias):
        try:
            verified = verify_piece(draft, piece)
        except TooManyQuotationsError as error:
            raise TooLarge(str(error)) from error
        except (ModelMissingError, TaggerMissingError) as error:
            raise ModelMissing(str(error)) from error
        return show_piece(draft, piece, verified, number=number)
