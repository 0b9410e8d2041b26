"""What kinds of source there are, and how one is known: by its name, or its bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.ingest.sources.item import Reader
from quotes.ingest.sources.json_lines import read_json_lines
from quotes.ingest.sources.newsml import read_newsml
from quotes.ingest.sources.ninjs import read_ninjs
from quotes.ingest.sources.page import read_page
from quotes.ingest.sources.plain_text import read_plain_text
from quotes.ingest.sources.tables import read_table
from quotes.ingest.sources.web_archive import read_web_archive


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: its name in provenance, its files' suffixes, its reader.

    told: what it is, in words. unpacks: whether its reader unpacks gzip itself.
    """

    name: str
    told: str
    suffixes: tuple[str, ...]
    reader: Reader
    unpacks: bool = False


KINDS = (
    Kind("text", "one article's text", (".txt",), read_plain_text),
    Kind(
        "jsonl", "JSON Lines of import records", (".jsonl", ".ndjson"), read_json_lines
    ),
    Kind("csv", "tables with a heading", (".csv", ".tsv"), read_table),
    Kind("html", "saved web pages", (".html", ".htm", ".xhtml"), read_page),
    Kind("newsml", "NewsML-G2", (".xml", ".newsml"), read_newsml),
    Kind("ninjs", "ninjs", (".json", ".ninjs"), read_ninjs),
    Kind("warc", "web archives", (".warc",), read_web_archive, unpacks=True),
)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
PACKED = ".gz"
BY_NAME = {kind.name: kind for kind in KINDS}
_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<!doctype[^>]*>|\s)*"
    rb"<(?:[\w.-]+:)?([\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)
_WITHIN = 8192


def kind_of_name(name: str) -> Kind | None:
    """Return the kind of file that ``name`` ends as, packed or not; None for none."""
    name = name.lower().removesuffix(PACKED)
    return _BY_SUFFIX.get(f".{name.rpartition('.')[2]}") if "." in name else None


def stem_of_name(name: str) -> str:
    """Return ``name`` without the suffixes of its kind: "a.txt.gz" is "a"."""
    return name.removesuffix(PACKED).rpartition(".")[0] or name


def kind_of_bytes(head: bytes, content_type: str = "") -> str:
    """Return what ``head``, the first bytes of something, is the beginning of.

    content_type: what a server says it is, asked where the bytes do not tell.

    The name of a kind, "feed", "sitemap", or "" where it is nothing that is read.
    """
    head = head[:_WITHIN]
    match = _ROOT.match(head)
    if match is not None:
        return _kind_of_root(match[1].decode("ascii", "replace").lower())
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return "ninjs"
    if content_type in ("text/html", "application/xhtml+xml"):
        return "html"
    return "text" if content_type == "text/plain" else ""


def _kind_of_root(root: str) -> str:
    if root in ("rss", "feed", "rdf"):
        return "feed"
    if root in ("urlset", "sitemapindex"):
        return "sitemap"
    if root in ("newsitem", "newsmessage", "packageitem"):
        return "newsml"
    return "html"
