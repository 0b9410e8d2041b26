"""A web page: the article in it, without what the page puts around it. Kind “html”.

trafilatura tells the article from its page. It makes every blank a plain one, so the
others are kept through it by signs that stand for them meanwhile.
"""

from __future__ import annotations

import logging
import re
from datetime import datetime
from typing import Any

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from quotes.extraction.text.furniture import without_furniture
from quotes.formats.files import read_bounded
from quotes.ingest.records import Record
from quotes.ingest.sources.decoding import Decoded, decode, repair
from quotes.ingest.sources.format import Format, Holds, Taken
from quotes.ingest.sources.item import Failure, Items, Source, checked, reader_name
from quotes.ingest.sources.page_facts import Facts, host_of, read_facts
from quotes.ingest.sources.printed_dates import read_moment

PAGES = frozenset(("text/html", "application/xhtml+xml"))
READER = reader_name("html", 1, "trafilatura")

# What it cannot read we name as failed ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
_DECLARED_WITHIN = 4096
"""Bytes within which a page says its encoding; browsers look at 1,024."""
_SCRIPT = re.compile(r"<(script|style)\b[^>]{0,2000}>", re.I)
_CLOSING = {name: re.compile(f"</{name}", re.I) for name in ("script", "style")}
LONGEST_SCRIPT = 2_000_000
"""Characters of a script that is read over; lxml ends a page at one of 10 million
bytes."""
_BLANKS = "\u00a0\u202f\u2009\u200a\u2007\u2002\u2003\u3000"
_SIGNS = "".join(chr(0x28C0 + number) for number in range(len(_BLANKS)))
_TO_SIGNS = str.maketrans(_BLANKS, _SIGNS)
_TO_BLANKS = str.maketrans(_SIGNS, _BLANKS)
_BETWEEN = re.compile(rf"(?<=\S)[{_BLANKS}](?=\S)")
# Furniture that trafilatura leaves in some pages, known by what the page calls it.
_CALLED = (
    "caption",
    "newsletter",
    "photo-credit",
    "image-credit",
    "read-more",
    "readmore",
    "related",
    "share-bar",
    "sharebar",
    "social-share",
)
_LOWER = (
    "translate(concat(@class,' ',@id),'ABCDEFGHIJKLMNOPQRSTUVWXYZ',"
    "'abcdefghijklmnopqrstuvwxyz')"
)
_PRUNED = [
    "//figcaption|//aside|//noscript|//*[@role='complementary' or @hidden]",
    "//*[self::p or self::div or self::span or self::section or self::ul]["
    + " or ".join(f"contains({_LOWER},'{name}')" for name in _CALLED)
    + "][string-length(normalize-space(.)) < 1500]",
]
SHORTEST = 60
"""Characters that an article has at least: what is shorter is a menu."""
_DATES = {"extensive_search": False, "original_date": True}
"""A date that is only guessed from numbers in the text would be worse than none."""


def read_page(source: Source, *, by: str = "") -> Items:
    """Yield the article of the page ``source``.

    by: the reader that found the page in something larger.
    """
    data = read_bounded(source.file)
    decoded = repair(decode(data, source.charset, _declared(data)))
    try:
        tree = load_html(_without_long_scripts(decoded.text.replace("\0", "")))
        if tree is None:
            yield Failure(source.name, "is no HTML page")
            return
        yield _read_tree(tree, decoded, data, source, by)
    except (etree.LxmlError, ValueError, TypeError, RecursionError) as error:
        yield Failure(source.name, f"the page cannot be read: {error}")


def _without_long_scripts(page: str) -> str:
    """``page`` without scripts and styles that lxml would give up at, with the rest."""
    if len(page) < LONGEST_SCRIPT:
        return page
    kept, at = [], 0
    for opening in _SCRIPT.finditer(page):
        if opening.start() < at:
            continue
        closing = _CLOSING[opening[1].lower()].search(page, opening.end())
        end = closing.start() if closing else len(page)
        if end - opening.end() >= LONGEST_SCRIPT:
            kept.append(page[at : opening.end()])
            at = end
    return "".join((*kept, page[at:]))


def _read_tree(
    tree: Any, decoded: Decoded, data: bytes, source: Source, by: str
) -> Record | Failure:
    facts = read_facts(tree, source.address)
    _keep_blanks(tree)
    found: Any = bare_extraction(
        tree,
        url=source.address or facts.address or None,
        include_comments=False,
        with_metadata=True,
        prune_xpath=_PRUNED,
        date_extraction_params=_DATES,
    )
    title = (found.title or "").translate(_TO_BLANKS) if found else ""
    printed = (found.text or "").translate(_TO_BLANKS) if found else ""
    text, left_out = without_furniture(_without_title(printed, title))
    if len(text.strip()) < SHORTEST:
        return Failure(source.name, "no article was found on this page")
    repairs = decoded.repairs
    if left_out:
        repairs += (f"lines of the page's furniture left out: {left_out}",)
    defaults = source.defaults
    reader = f"{by}, {READER}" if by else READER
    return checked(
        Record(
            origin=source.name,
            id=source.stem,
            outlet=_outlet(facts, source),
            url=facts.address or None,
            title=title,
            byline=_byline(facts, found.author),
            published_at=_published(facts, found.date) or defaults.published_at,
            language=facts.language or defaults.language,
            text=text,
            provenance=source.provenance(data, reader, repairs=repairs),
        )
    )


def _without_title(text: str, title: str) -> str:
    """``text`` without the headline above it, which the title has already."""
    first, _, rest = text.partition("\n")
    line = " ".join(first.split())
    return rest if line and " ".join(title.split()).startswith(line) else text


def _keep_blanks(tree: Any) -> None:
    """Let signs stand for the blanks that are not plain, within running text."""
    for element in tree.iter():
        if element.text and not element.text.isascii():
            element.text = _BETWEEN.sub(_sign, element.text)
        if element.tail and not element.tail.isascii():
            element.tail = _BETWEEN.sub(_sign, element.tail)


def _sign(match: re.Match[str]) -> str:
    return match.group().translate(_TO_SIGNS)


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    return match[1].decode("ascii", "replace") if match else ""


def _outlet(facts: Facts, source: Source) -> str:
    """Whose page it is.

    The outlet we know the site of; else who the page says it is, else who we are
    told, and at last its host.
    """
    host = host_of(source.address or facts.address)
    reading = source.reading
    known = (reading.outlet_of(host) if host else "") or reading.outlet
    return known or facts.site or reading.defaults.outlet or host


def _byline(facts: Facts, author: str | None) -> str:
    names = facts.authors or tuple((author or "").split("; "))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _published(facts: Facts, day: str | None) -> datetime | None:
    """When the page was published; a time of day only where the page says it."""
    return facts.published or read_moment(day)


FORMAT = Format(
    "html",
    "a saved web page",
    (".html", ".htm", ".xhtml"),
    read_page,
    Taken(
        outlet="see below",
        address="canonical address, if of the same site",
        heading="the page’s; authors of schema.org, else of `meta`",
        date="`datePublished` of schema.org, `article:published_time`, `<time>`",
        language="`lang`, `inLanguage`, `og:locale`",
        text="trafilatura’s, without furniture and headline",
    ),
    holds=Holds.ONE,
    roots=frozenset(("html",)),
    media_types=PAGES,
)
