"""The OpenAPI document, made from what views declare."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from drf_spectacular.openapi import AutoSchema

from quotes.api.access import HasAccount
from quotes.api.answers import MEDIA_TYPES
from quotes.api.errors import CONTENT_TYPE
from quotes.api.shapes.components import COMPONENTS
from quotes.api.shapes.values import list_of, ref

_WORDS = {
    301: "Merged into another, which this points to.",
    304: "Not changed since the answer with this ETag.",
    400: "A parameter or the body cannot be understood.",
    401: "The token is unknown or revoked, or one is needed.",
    403: "You may not do this.",
    404: "There is nothing at this address.",
    409: "You have as many as one may have.",
    406: "None of the media types accepted can be given.",
    410: "Rejected or withdrawn; the reason is in the detail.",
    413: "The body is too large, or reading its text takes too long.",
    415: "The body is of another media type than is taken.",
    429: "Too many requests: wait as long as Retry-After says.",
    503: "The search takes too long; or another text is being read, or the database"
    " does not serve, and Retry-After says when to ask again.",
}
_LIMITS = {
    "RateLimit-Limit": "Requests allowed in the current span of time.",
    "RateLimit-Remaining": "Requests left in it.",
    "RateLimit-Reset": "Seconds until the next one begins.",
}

_SHAPES = {"jsonld": ref("LinkedData"), "csl": list_of(ref("CslItem"))}
"""Of answers that are JSON, too, under another name; the rest is text."""

EXAMPLES: dict[str, Any] = json.loads(
    Path(__file__).with_name("examples.json").read_text()
)
"""Answers to the articles of fixtures/, by component; made by
``tests.api.refresh_examples``."""

_TAGS = {
    "root": "Where everything is.",
    "quotes": "What was printed: each occurrence in an article.",
    "speakers": "Who was quoted.",
    "statements": "What was said once, however many printed it.",
    "articles": "What was read.",
    "outlets": "Who printed it.",
    "corrections": "What editors changed.",
    "saved-searches": "Searches of your own, each with a feed.",
    "webhooks": "What happens, sent to an address of yours.",
    "extract": "The quotations in a text of yours.",
    "reports": "What became of an error report.",
    "reconcile": "Names in a spreadsheet matched with speakers.",
    "oembed": "How to show a quote on another site.",
    "verify": "Whether a quotation was printed.",
}


def _example(component: str) -> dict[str, Any]:
    """Return a component's media type: its shape, and an example where there is one."""
    media = {"schema": ref(component)}
    return media | ({"example": EXAMPLES[component]} if component in EXAMPLES else {})


class DeclaredSchema(AutoSchema):
    """Describes an operation by its view's ``params``, ``summary`` and ``answers``.

    ``answers`` of a view maps a method to the component of its usual answer;
    ``body`` names that of what is sent.
    """

    view: Any

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any] | None:
        component = self.view.answers.get(method)
        if component is None:
            return None  # not documented: a method that is refused
        name = type(self.view).__name__
        operation: dict[str, Any] = {
            "operationId": f"{method.lower()}{name}",
            "summary": self.view.title(),
            "description": self.view.summary,
            "tags": [path.removeprefix("/api/v1/").split("/")[0] or "root"],
            "parameters": self._declared_parameters(path),
            "security": [{"token": []}, *([] if self._needs_token() else [{}])],
            "responses": self._responses(component, path, method),
        }
        if self.view.body and method == "POST":
            operation["requestBody"] = {
                "required": True,
                "content": {self.view.body_type: _example(self.view.body)},
            }
        return operation

    def _needs_token(self) -> bool:
        return HasAccount in self.view.permission_classes

    def _declared_parameters(self, path: str) -> list[dict[str, Any]]:
        in_path = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "schema": {"type": "string", "minLength": 1},
                "description": "Id, or slug where the resource has one.",
            }
            for name in re.findall(r"{(\w+)}", path)
        ]
        in_query = [
            {
                "name": name,
                "in": "query",
                **({"required": True} if param.required else {}),
                "schema": param.schema(),
                "description": param.description,
            }
            for name, param in self.view.params.items()
        ]
        return in_path + in_query

    def _responses(self, component: str, path: str, method: str) -> dict[str, Any]:
        if not component:
            return self._with_refusals({"204": _response("Done.", None)}, path, method)
        formats = getattr(self.view.params.get("format"), "choices", ("json",))
        content = {MEDIA_TYPES["json"]: _example(component)}
        for name in formats:
            shape = _SHAPES.get(name, {"type": "string"})
            content.setdefault(MEDIA_TYPES[name], {"schema": shape})
        if "callback" in self.view.params:
            content["text/javascript"] = {"schema": {"type": "string"}}
        success = str(self.view.success) if method == "POST" else "200"
        responses = {success: _response("As asked for.", content)}
        return self._with_refusals(responses, path, method)

    def _with_refusals(
        self, responses: dict[str, Any], path: str, method: str
    ) -> dict[str, Any]:
        for status in self._refusals(path, method):
            responses[str(status)] = _problem(status)
        if method == "GET":
            responses["304"] = _response(_WORDS[304], None)
        if self.view.moves:
            moved = {MEDIA_TYPES["json"]: _example("Moved")}
            responses["301"] = _response(_WORDS[301], moved)
        return dict(sorted(responses.items()))

    def _refusals(self, path: str, method: str) -> list[int]:
        statuses = [400, 401, 403, 429, 503]
        if method == "GET":
            statuses.append(406)
        if "{" in path:
            statuses.append(404)
        if self.view.body and method == "POST":
            statuses += [413, 415]
        return [*statuses, *self.view.refusals]


def _response(description: str, content: dict[str, Any] | None) -> dict[str, Any]:
    headers = {
        name: {"description": words, "schema": {"type": "integer"}}
        for name, words in _LIMITS.items()
    }
    response = {"description": description, "headers": headers}
    return response if content is None else {**response, "content": content}


def _problem_example(status: int) -> dict[str, Any]:
    return _example("Problem") if status == 400 else {"schema": ref("Problem")}


def _problem(status: int) -> dict[str, Any]:
    response = _response(_WORDS[status], {CONTENT_TYPE: _problem_example(status)})
    if status in (429, 503):
        response["headers"]["Retry-After"] = {
            "description": "Seconds to wait.",
            "schema": {"type": "integer"},
        }
    return response


def add_components(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Put into the finished document what no view declares.

    The shapes of answers, the token, what the tags mean, and that the paths are those
    of the site that the document comes from.
    """
    result["servers"] = [{"url": "/", "description": "This site."}]
    result["tags"] = [{"name": name, "description": _TAGS[name]} for name in _TAGS]
    components = result.setdefault("components", {})
    components["schemas"] = dict(sorted(COMPONENTS.items()))
    components["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that an editor made for you: it raises limits.",
        }
    }
    return result
