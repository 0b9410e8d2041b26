"""The OpenAPI document and the readable documentation made of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.http import HttpResponseBase
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request

from quotes.api.answers import answer
from quotes.api.base import ApiView
from quotes.api.params import read_params

OPENAPI = "application/vnd.oai.openapi+json"


@cache
def _document() -> dict[str, Any]:
    """The document; the views it is made from do not change while we run."""
    document: dict[str, Any]
    document = SchemaGenerator().get_schema(request=None, public=True)
    return document


class Schema(ApiView):
    """OpenAPI document."""

    permission_classes = ()
    schema = None

    def get(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        return answer(request, _document(), media_type=OPENAPI)


# Swagger UI draws its small pictures from addresses that contain them.
@method_decorator(csp_update({"img-src": "data:"}), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """Readable documentation, of nothing but files that we serve.

    Split: its script comes from an address of its own, for none may stand in a page.
    """

    template_name = "quotes/docs.html"
    permission_classes = ()
    throttle_classes = ()
    schema = None
    title = "Quotes API"
    url_name = "api:schema"

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Say what this address does: the page itself has nothing to fill in."""
        told = {"name": self.title, "description": self.__doc__}
        return answer(request, told | {"methods": self.allowed_methods})
