"""Single resources: everything known of them, or where they went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.http import Http404, HttpResponse, HttpResponseBase
from rest_framework.request import Request

from quotes.api.answers import MEDIA_TYPES, answer, pick_format
from quotes.api.as_of import AS_OF
from quotes.api.base import ApiView, by_name
from quotes.api.links import Links
from quotes.api.params import ChoiceParam, FieldsParam, Param, read_params
from quotes.api.resources.fields import Resource

FORMATS = ("json", "jsonld")


def detail_params(resource: Resource) -> dict[str, Param]:
    """Return the parameters of a single ``resource``."""
    return by_name(
        FieldsParam(choices=resource.details.names),
        ChoiceParam(
            name="format",
            description="jsonld: in the vocabulary of schema.org.",
            choices=FORMATS,
        ),
    )


class DetailView(ApiView):
    """One of a resource. A subclass says how to ``find`` and to ``show`` it.

    ``resource`` is what it is one of, ``document`` turns what is shown into JSON-LD.
    ``takes_as_of``: whether it says how it stood before, by ``find_as_of``.
    """

    resource: ClassVar[Resource]
    document: ClassVar[Callable[[Mapping[str, Any]], dict[str, Any]]]
    takes_as_of: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.answers = {"GET": f"{cls.resource.name}Detail"}
        cls.params = detail_params(cls.resource)
        if cls.takes_as_of:
            cls.params = {**cls.params, AS_OF.name: AS_OF}

    def find(self, key: str) -> Any:
        """Return what address part ``key`` names, or None."""
        raise NotImplementedError

    def find_as_of(self, key: str, at: datetime) -> Any:
        """Return what ``key`` names as it stood ``at`` that moment, or None.

        NotFound, with its reason, where it did not stand then.
        """
        raise NotImplementedError

    def show(self, found: Any, links: Links) -> dict[str, Any]:
        """Return every field of what was found."""
        raise NotImplementedError

    def moved_to(self, found: Any) -> Any:
        """Return the key of the resource that took the place of ``found``, or None."""
        return None

    def get(self, request: Request, key: str) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        chosen = pick_format(request, values.get("format"), FORMATS)
        at = values.get("as_of")
        found = self.find(key) if at is None else self.find_as_of(key, at)
        if found is None:
            raise Http404
        links = Links.of(request)
        if (target := self.moved_to(found)) is not None:
            return self._redirect(request, links.to(self.resource.path, target))
        data = self.show(found, links)
        if chosen == "jsonld":
            document = type(self).document(data)
            return answer(request, document, media_type=MEDIA_TYPES["jsonld"])
        if "fields" in values:
            data = {name: data[name] for name in values["fields"]}
        return answer(request, data)

    def _redirect(self, request: Request, address: str) -> HttpResponse:
        """Point to the resource that stands, for good (301)."""
        query = request.META.get("QUERY_STRING", "")
        response = answer(request, {"merged_into": address})
        response.status_code = 301
        response["Location"] = f"{address}?{query}" if query else address
        return response
