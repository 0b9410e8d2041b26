"""Webhooks: one's own, each with how its last deliveries went."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from quotes.api.access import HasAccount
from quotes.api.answers import answer
from quotes.api.base import ApiView
from quotes.api.errors import BadRequest, ParameterError
from quotes.api.finding import read_id
from quotes.api.links import Links
from quotes.api.params import LARGEST_ID, read_params
from quotes.api.request_bodies import read_body, read_text
from quotes.api.resources.shown import moment
from quotes.api.saved_searches import owner_of
from quotes.api.subscriptions import save_webhook
from quotes.models import Delivery, SavedSearch, Subscription
from quotes.outgoing.calls import LONGEST

LARGEST_BODY = 20_000
SHOWN = 50
"""The newest deliveries that one webhook shows."""


def show_webhook(row: Subscription, request: Request) -> dict[str, Any]:
    """Return a webhook as its owner sees it, without its secret."""
    return {
        "id": row.pk,
        "url": Links.of(request).to("webhooks", row.pk),
        "address": row.address,
        "saved_search": row.saved_search_id,
        "created_at": moment(row.created_at),
        "last_sent_at": moment(row.last_sent_at),
        "ended_at": moment(row.ended_at),
        "ended_why": row.ended_why,
    }


def show_delivery(row: Delivery) -> dict[str, Any]:
    """Return a delivery as the log tells it."""
    last = row.log[-1] if row.log else {}
    return {
        "id": row.identifier,
        "event": row.event,
        "type": row.body["type"],
        "status": row.status,
        "attempts": row.attempts,
        "created_at": moment(row.created_at),
        "due_at": moment(row.due_at) if row.status == row.Status.PENDING else None,
        "done_at": moment(row.done_at),
        "last_status": last.get("status"),
        "last_error": last.get("error", ""),
    }


def own_webhooks(request: Request) -> Any:
    """Return the webhooks of who sent ``request``, also those that have ended."""
    channel = Subscription.Channel.WEBHOOK
    return Subscription.objects.filter(**owner_of(request), channel=channel)


class WebhookList(ApiView):
    """Webhooks."""

    summary = (
        "Your own, the newest first; or make one: the address to call, and the saved"
        " search whose new quotes or disputes it is told (without one: corrections)."
        " The answer alone holds the secret by which deliveries are signed, as Standard"
        " Webhooks has it. Needs a token."
    )
    answers: ClassVar = {"GET": "WebhookPage", "POST": "WebhookMade"}
    body = "WebhookToMake"
    success = 201
    refusals = (409,)
    permission_classes = (HasAccount,)

    def get(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        # Those that have ended are told of, too; nobody has many.
        rows = own_webhooks(request)[:200]
        results = [show_webhook(row, request) for row in rows]
        return answer(request, {"results": results, "next": None, "previous": None})

    def post(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        body = read_body(
            request,
            required={"address"},
            optional={"saved_search"},
            largest=LARGEST_BODY,
        )
        address = read_text(body, "address", longest=LONGEST, stored=True).strip()
        row = save_webhook(
            owner=owner_of(request),
            address=address,
            saved_search=_own_search(request, body.get("saved_search")),
        )
        shown = {**show_webhook(row, request), "secret": row.secret}
        response = answer(request, shown, status=self.success)
        response["Location"] = shown["url"]
        return response


def _own_search(request: Request, number: Any) -> SavedSearch | None:
    """Return the sender's saved search of this id; None where none is given."""
    if number is None:
        return None
    is_number = isinstance(number, int) and not isinstance(number, bool)
    own = SavedSearch.objects.filter(**owner_of(request))
    found = (
        own.filter(pk=number).first()
        if is_number and 0 < number <= LARGEST_ID
        else None
    )
    if found is None:
        detail = "There is no saved search of yours with this id."
        raise BadRequest(ParameterError("saved_search", detail))
    return found


class WebhookDetail(ApiView):
    """Webhook."""

    summary = (
        f"One of your own, with its newest {SHOWN} deliveries and how they went."
        " Deleting it ends it: nothing more is sent."
    )
    answers: ClassVar = {"GET": "WebhookDetail", "DELETE": ""}
    permission_classes = (HasAccount,)

    def get(self, request: Request, key: str) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        row = self._find(request, key)
        newest = row.deliveries.order_by("-pk")[:SHOWN]
        shown = show_webhook(row, request)
        shown["deliveries"] = [show_delivery(delivery) for delivery in newest]
        return answer(request, shown)

    def delete(self, request: Request, key: str) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        row = self._find(request, key)
        if row.ended_at is None:
            row.end(why="By its owner.", at=timezone.now())
        return HttpResponse(status=204)

    def _find(self, request: Request, key: str) -> Subscription:
        number = read_id(key)
        rows = own_webhooks(request)
        found: Subscription | None = (
            rows.filter(pk=number).first() if number is not None else None
        )
        if found is None:
            raise Http404
        return found
