"""Quoted words that are a part of their sentence, and those joined to them.

“late”, “thin” and “impossible to follow” are one content.
"""

from __future__ import annotations

from quotes.extraction.spans.rules.reading import Reading


def quoted_to(reading: Reading, token: int) -> int:
    """The last token of the quotation that a token stands in."""
    quote = reading.quote_of(token)
    while token + 1 < len(reading.tree) and reading.quote_of(token + 1) is quote:
        token += 1
    return token


def more_quoted(reading: Reading, last: int) -> int:
    """The last token of quoted words joined by commas and "and": “a”, “b” and “c”."""
    tree = reading.tree
    while last and not reading.quote_of(last) and tree.lower[last] in (",", "and"):
        last -= 1
    if not reading.quote_of(last):
        return last
    token = last + 1
    while token < len(tree) and (
        tree.words[token] == "," or tree.lower[token] == "and"
    ):
        token += 1
    if token == last + 1 or token >= len(tree) or not reading.quote_of(token):
        return last
    return more_quoted(reading, quoted_to(reading, token))
