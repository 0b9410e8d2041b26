"""What all Atom feeds have in common: who may read them, their form, validators."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ClassVar
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from rest_framework.exceptions import APIException, AuthenticationFailed

from quotes.api.api_tokens import TokenAuthentication
from quotes.api.errors import as_problem, as_refusal, problem
from quotes.api.params import Param, read_params
from quotes.pages.base import View, protect, seconds_to_wait
from quotes.pages.listing import given_params

_CONTROLS = {code: "�" for code in range(32) if chr(code) not in "\t\n\r"}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def printable(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return text.translate(_CONTROLS | {0xFFFE: "�", 0xFFFF: "�"})


def open_feed(feed: View, *, keyed: bool = False) -> View:
    """Guard and limit ``feed`` as pages are; refusals are for programs to read.

    Where ``API_PUBLIC`` is off, a token of the API opens it too: a feed reader
    cannot log in. keyed: the address itself is the key. Unchanged feeds are
    answered by 304.
    """

    @require_safe
    @wraps(feed)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (keyed or settings.API_PUBLIC or _is_known(request)):
            refused = problem(401, "These feeds are not public: send a token.")
            refused["WWW-Authenticate"] = "Bearer"
            return protect(refused)
        if wait := seconds_to_wait(request):
            response = problem(429, f"Expected available in {wait} seconds.")
            response["Retry-After"] = str(wait)
            return protect(response)
        try:
            return protect(_validated(request, feed(request, *args, **kwargs)))
        except APIException as error:
            return protect(as_problem(error))
        except Error as error:
            if refusal := as_refusal(error):
                return protect(as_problem(refusal))
            raise

    return guarded


def _is_known(request: HttpRequest) -> bool:
    if request.user.is_authenticated:
        return True
    try:
        return TokenAuthentication().authenticate(request) is not None
    except AuthenticationFailed:
        return False


def _validated(request: HttpRequest, response: Any) -> HttpResponseBase:
    """Give a feed an ETag; 304 where its reader has it already.

    Not a date: what leaves a feed, such as a rejected quote or a dispute that ended,
    changes it without an entry that bears a later one.
    """
    # Weak, as the API's: one for the feed compressed and not.
    etag = f'W/"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    response["ETag"] = etag
    del response["Last-Modified"]
    answer: HttpResponse | None = get_conditional_response(
        request, etag=etag, response=response
    )
    return answer if answer is not None else response


class _Atom(Atom1Feed):
    """Atom (RFC 4287) with ids that no other site or feed has, and dates of changes.

    ``feed_guid`` and ``unique_id`` are addresses, which may lack the site's own; a
    feed without a ``feed_guid`` is known by its address, query and all.
    """

    def __init__(self, *args: Any, feed_guid: str | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.feed["id"] = urljoin(self.feed["feed_url"], feed_guid or "")

    def add_item(
        self, title: str, link: str, description: str, *args: Any, **kwargs: Any
    ) -> None:
        kwargs["unique_id"] = urljoin(self.feed["feed_url"], kwargs["unique_id"])
        super().add_item(title, link, description, *args, **kwargs)

    def latest_post_date(self) -> datetime:
        """Return when its entries changed, also where there is none.

        An entry's date of publication is an article's, which may be one to come: it
        says nothing about when a reader could have seen the entry.
        """
        changed = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(changed, default=_NEVER)


class AtomFeed(Feed):  # type: ignore[type-arg]  # not generic as it runs
    """A feed of which a subclass gives the ``headline`` and ``body`` of an entry.

    Its ``params`` are those that it takes in its address: a subclass that takes none
    refuses all, as lists do.
    """

    feed_type = _Atom
    language = "en"
    author_name = "Quotes"
    params: ClassVar[Mapping[str, Param]] = {}

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        read_params(given_params(request), self.params)
        return None

    def item_title(self, item: Any) -> str:
        return printable(self.headline(item))

    def item_description(self, item: Any) -> str:
        return printable(self.body(item))

    def headline(self, item: Any) -> str:
        """Return an entry's title: plain text."""
        raise NotImplementedError

    def body(self, item: Any) -> str:
        """Return an entry's content: HTML."""
        raise NotImplementedError
