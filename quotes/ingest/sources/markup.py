"""The text of markup that holds an article and nothing else.

What agencies send as XHTML, HTML or NITF has no furniture to be told from the text:
its blocks become lines. Blanks count as browsers count them; a no-break space, a thin
one, every quotation mark stay as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "block", "body", "body.content"}
    | {"center", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"header", "hl1", "hl2", "hr", "html", "li", "main", "nitf", "ol", "p", "pre"}
    | {"section", "td", "th", "tr", "ul"}
)
LEFT_OUT = frozenset(
    {"audio", "body.end", "body.head", "button", "figcaption", "figure", "form"}
    | {"head", "iframe", "media", "nav", "noscript", "object", "script", "style"}
    | {"svg", "table", "template", "title", "video"}
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 200


def text_of(element: Any) -> str:
    """Return the text of ``element``, a line for each of its blocks.

    element: of lxml, in any namespace. Left out is what is no running text: tables,
    pictures with their captions, scripts, forms.
    """
    lines, line = [], ""
    for piece in _pieces(element, 0):
        if piece is None:
            lines.append(line)
            line = ""
        else:
            line += piece
    lines.append(line)
    trimmed = (_BLANKS.sub(" ", line).strip(" ") for line in lines)
    return "\n".join(line for line in trimmed if line)


def text_of_html(markup: str) -> str:
    """Return the text of ``markup``, a piece of HTML or XHTML."""
    if not markup.strip():
        return ""
    try:
        parser = html.HTMLParser(no_network=True, remove_comments=True)
        tree = html.document_fromstring(markup.replace("\0", ""), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return text_of(tree)


def parse_xml(data: bytes) -> Any:
    """Return the root of the XML in ``data``.

    Nothing is fetched for it and no entity of its own is read: a document that
    declares its type or entities is refused. Raises ValueError, in words.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"is no well-formed XML: {error.msg}") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("declares a document type, which is not read: remove it")
    return root


def local_name(element: Any) -> str:
    """Return the name of ``element`` without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _pieces(element: Any, depth: int) -> Iterator[str | None]:
    """The text of ``element`` in pieces, None where a line begins or ends."""
    name = local_name(element).lower()
    if not name or name in LEFT_OUT or depth > _DEEPEST:
        return
    if name == "br":
        yield None
        return
    is_block = name in BLOCKS
    if is_block:
        yield None
    yield element.text or ""
    for child in element:
        yield from _pieces(child, depth + 1)
        yield child.tail or ""
    if is_block:
        yield None
