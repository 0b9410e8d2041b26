"""Single resources: everything known of them, or where they went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.http import Http404, HttpResponse, HttpResponseBase
from rest_framework.request import Request

from quotes.api.answers import MEDIA_TYPES, answer, pick_format
from quotes.api.as_of import AsOfParam
from quotes.api.base import ApiView, by_name
from quotes.api.links import Links
from quotes.api.params import ChoiceParam, FieldsParam, Param, read_params
from quotes.api.resources.fields import Resource

FORMATS = ("json", "jsonld")


def detail_params(resource: Resource, *, dated: bool = False) -> dict[str, Param]:
    """Return the parameters of a single ``resource``; dated: as it stood, too."""
    return by_name(
        *([AsOfParam()] if dated else []),
        FieldsParam(choices=resource.details.names),
        ChoiceParam(
            name="format",
            description="jsonld: in the vocabulary of schema.org.",
            choices=FORMATS,
        ),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """Where what was asked for stands now: the key of its resource."""

    key: Any


class DetailView(ApiView):
    """One of a resource. A subclass says how to ``find`` and to ``show`` it.

    ``resource`` is what it is one of, ``document`` turns what is shown into JSON-LD.
    ``dated``: it is told as it stood at any moment, by ``show_then``.
    """

    dated: ClassVar[bool] = False

    resource: ClassVar[Resource]
    document: ClassVar[Callable[[Mapping[str, Any]], dict[str, Any]]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.answers = {"GET": f"{cls.resource.name}Detail"}
        cls.params = detail_params(cls.resource, dated=cls.dated)

    def find(self, key: str) -> Any:
        """Return what address part ``key`` names, or None."""
        raise NotImplementedError

    def show(self, found: Any, links: Links) -> dict[str, Any]:
        """Return every field of what was found."""
        raise NotImplementedError

    def show_then(self, key: str, moment: datetime, links: Links) -> Any:
        """Return every field as it stood at ``moment``, or None: it was not there.

        Or, of what had been merged by then, the key of what stood for it, as ``Moved``.
        """
        raise NotImplementedError

    def moved_to(self, found: Any) -> Any:
        """Return the key of the resource that took the place of ``found``, or None."""
        return None

    def get(self, request: Request, key: str) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        chosen = pick_format(request, values.get("format"), FORMATS)
        links = Links.of(request)
        data = self._data(key, values.get("as_of"), links)
        if isinstance(data, Moved):
            return self._redirect(request, links.to(self.resource.path, data.key))
        if chosen == "jsonld":
            document = type(self).document(data)
            return answer(request, document, media_type=MEDIA_TYPES["jsonld"])
        if "fields" in values:
            data = {name: data[name] for name in values["fields"]}
        return answer(request, data)

    def _data(self, key: str, moment: datetime | None, links: Links) -> Any:
        """What is shown, or where it has moved; Http404 where there is no such."""
        if moment is not None:
            shown = self.show_then(key, moment, links)
            if shown is None:
                raise Http404
            return shown
        found = self.find(key)
        if found is None:
            raise Http404
        if (target := self.moved_to(found)) is not None:
            return Moved(target)
        return self.show(found, links)

    def _redirect(self, request: Request, address: str) -> HttpResponse:
        """Point to the resource that stands, for good (301)."""
        query = request.META.get("QUERY_STRING", "")
        response = answer(request, {"merged_into": address})
        response.status_code = 301
        response["Location"] = f"{address}?{query}" if query else address
        return response
