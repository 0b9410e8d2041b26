"""What RFC 4287 demands of a feed, as far as ours could break it."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"
)
IN_FEED = {
    "author", "category", "contributor", "generator", "icon", "id", "link", "logo",
    "rights", "subtitle", "title", "updated", "entry",
}  # fmt: skip
IN_ENTRY = {
    "author", "category", "content", "contributor", "id", "link", "published",
    "rights", "source", "summary", "title", "updated",
}  # fmt: skip
AT_MOST_ONCE = {
    "generator", "icon", "logo", "rights", "subtitle", "published", "summary",
    "content", "source",
}  # fmt: skip
ONCE = ("id", "title", "updated")


def broken_rules(content: bytes) -> list[str]:
    """Return what is wrong with the feed ``content``, in words; nothing if all is well.

    Raises ElementTree.ParseError where it is no XML.
    """
    feed = ElementTree.fromstring(content)  # noqa: S314 - our own
    if feed.tag != f"{ATOM}feed":
        return [f"It is a {feed.tag}."]
    entries = feed.findall(f"{ATOM}entry")
    wrong = [*_of_container(feed, IN_FEED), *_of_authors(feed, entries)]
    if len(_links(feed, "self")) != 1:
        wrong.append("Not one link to itself.")
    for entry in entries:
        wrong += _of_container(entry, IN_ENTRY)
        if entry.find(f"{ATOM}content") is None and not _links(entry, "alternate"):
            wrong.append("An entry with neither content nor an alternate link.")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    return wrong + [
        f"{name} is the id of {n} entries." for name, n in ids.items() if n > 1
    ]


def _links(element, relation):
    found = element.findall(f"{ATOM}link")
    return [link for link in found if link.get("rel", "alternate") == relation]


def _of_container(element, allowed):
    names = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"There is no {name} in Atom here." for name in names.keys() - allowed)
    yield from (f"{names[name]} of {name}." for name in ONCE if names[name] != 1)
    for name in AT_MOST_ONCE & names.keys():
        if names[name] > 1:
            yield f"{names[name]} of {name}."
    for child in element:
        yield from _of_child(child.tag.removeprefix(ATOM), child)
    kinds = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in _links(element, "alternate")
    )
    yield from (f"{n} alternates of one kind." for n in kinds.values() if n > 1)


def _of_child(name, child):
    text = child.text or ""
    if name in ("updated", "published") and not DATE.fullmatch(text):
        yield f"{text!r} is no date of RFC 3339."
    if name == "id" and not _is_absolute(text):
        yield f"The id {text!r} is no absolute IRI."
    if name == "link" and not _is_absolute(child.get("href", "")):
        yield f"A link leads to {child.get('href')!r}."
    if name == "category" and not child.get("term"):
        yield "A category without a term."
    is_text = child.get("type", "text") in ("text", "html") and not len(child)
    if name in ("title", "subtitle", "summary", "rights") and not is_text:
        yield f"{name} is neither text nor HTML."
    if name == "title" and not text.strip():
        yield "An empty title."


def _is_absolute(address):
    parts = urlsplit(address)
    plain = not re.search(r"[\s<>\"{}|\\^`]", address)
    return bool(parts.scheme and parts.netloc) and plain


def _of_authors(feed, entries):
    for author in feed.iter(f"{ATOM}author"):
        if len(names := author.findall(f"{ATOM}name")) != 1 or not names[0].text:
            yield "An author without one name."
    if feed.find(f"{ATOM}author") is None and (
        not entries or any(entry.find(f"{ATOM}author") is None for entry in entries)
    ):
        yield "Neither the feed nor each entry has an author."
