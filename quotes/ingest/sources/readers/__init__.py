"""The formats that are read, one a module, and which of them something is.

Every module of this folder has a reader and its ``FORMAT``, and is found by itself.
"""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

from quotes.ingest.sources.format import Format


def _find() -> tuple[Format, ...]:
    """Raises TypeError, naming the module, where one declares no format."""
    found = []
    for module in iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        path = f"{__name__}.{module.name}"
        declared = getattr(import_module(path), "FORMAT", None)
        if not isinstance(declared, Format):
            raise TypeError(f"{path} reads a format of sources and declares no FORMAT.")
        found.append(declared)
    return tuple(sorted(found, key=lambda one: one.name))


FORMATS = _find()
"""By name."""
SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)
PACKED = ".gz"
BY_NAME = {one.name: one for one in FORMATS}
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}
_BY_ROOT = {root: one.name for one in FORMATS for root in one.roots} | {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
_BY_BEGINNING = {start: one.name for one in FORMATS for start in one.begins}
_BY_MEDIA_TYPE = {told: one.name for one in FORMATS for told in one.media_types}
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<!doctype[^>]*>|\s)*"
    rb"<(?:[\w.-]+:)?([\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)
_WITHIN = 8192


def format_of_name(name: str) -> Format | None:
    """Return the format of a file called ``name``, packed or not; None for none."""
    name = name.lower().removesuffix(PACKED)
    return _BY_SUFFIX.get(f".{name.rpartition('.')[2]}") if "." in name else None


def stem_of_name(name: str) -> str:
    """Return ``name`` without the suffixes of its format: "a.txt.gz" is "a"."""
    return name.removesuffix(PACKED).rpartition(".")[0] or name


def kind_of_bytes(head: bytes, content_type: str = "") -> str:
    """Return what ``head``, the first bytes of something, is the beginning of.

    content_type: what a server says it is, asked where the bytes do not tell.

    The name of a format, "feed", "sitemap", or "" where it is nothing that is read.
    A document of XML with a root that nobody claims is taken for a web page.
    """
    head = head[:_WITHIN]
    match = _ROOT.match(head)
    if match is not None:
        return _BY_ROOT.get(match[1].decode("ascii", "replace").lower(), "html")
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, name in _BY_BEGINNING.items():
        if head.startswith(start):
            return name
    return _BY_MEDIA_TYPE.get(content_type, "")
