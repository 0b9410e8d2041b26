"""What every view of the API has in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django.conf import settings
from django.db import connections, transaction
from django.utils.cache import patch_vary_headers
from rest_framework.views import APIView

from quotes.api.answers import answer
from quotes.api.params import ChoiceParam, Param
from quotes.api.throttling import spend


@contextmanager
def bounded(using: str) -> Iterator[None]:
    """Let no query in here run longer than ``API_SEARCH_TIMEOUT`` milliseconds.

    On PostgreSQL; SQLite has no such limit.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true)",
            [str(settings.API_SEARCH_TIMEOUT)],
        )
        yield


JSON_ALONE: dict[str, Param] = {
    "format": ChoiceParam(
        name="format", description="This is JSON and nothing else.", choices=("json",)
    )
}
"""What an address takes that has but one format: programs ask every address for it."""


class ApiView(APIView):
    """A view that declares what it takes and gives, and tells the reader's limits.

    params: of the query string, by name. answers: the component of
    ``quotes.api.shapes.components`` that each method gives, and body the one it takes,
    sent as body_type. success: the usual status. refusals: those beside the ones that
    all views have.
    """

    params: ClassVar[Mapping[str, Param]] = JSON_ALONE
    summary: ClassVar[str] = ""
    answers: ClassVar[Mapping[str, str]] = {}
    body: ClassVar[str] = ""
    body_type: ClassVar[str] = "application/json"
    success: ClassVar[int] = 200
    refusals: ClassVar[Sequence[int]] = ()
    moves: ClassVar[bool] = False
    throttle_scope = "read"

    def title(self) -> str:
        """Return what this address is called, the first line of its docstring."""
        return (type(self).__doc__ or "").partition(".")[0]

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Say what this address does and which parameters it takes."""
        return answer(
            request,
            {
                "name": self.title(),
                "description": self.summary,
                "methods": self.allowed_methods,
                "parameters": {
                    name: param.describe() for name, param in self.params.items()
                },
            },
        )

    def finalize_response(
        self, request: Any, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        allowance = getattr(request, "_request", request)
        allowance = getattr(allowance, "rate_allowance", None)
        if allowance is None:  # refused before it was counted: a bad token, say
            allowance = spend(request, scope=self.throttle_scope)
        patch_vary_headers(response, ["Accept", "Authorization"])
        response["RateLimit-Limit"] = str(allowance.limit)
        response["RateLimit-Remaining"] = str(allowance.remaining)
        response["RateLimit-Reset"] = str(allowance.reset)
        return response


def by_name(*params: Param) -> dict[str, Param]:
    return {param.name: param for param in params}
