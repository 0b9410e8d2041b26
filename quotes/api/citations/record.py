"""What reference managers are told of a quote, whatever the format.

The record is that of the article, which is what stands in a library. Who said which
words there, and what they did with them, is its note: a denial in the place of a title
would be cited as an assertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quotes.api.citations.line import attribute, day
from quotes.api.resources.fields import Row

_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """One quote to cite. A text is one line; "" where nothing is known.

    title: the article's. author: its byline, as printed. told: who said what. notes:
    what to know before printing it, each a sentence. url: where the article is on the
    web, else ``address``, which is ours of the quote.
    """

    number: int
    title: str
    outlet: str
    author: str
    published_at: datetime | None
    language: str
    told: str
    stance: str
    notes: tuple[str, ...]
    url: str
    address: str

    @property
    def key(self) -> str:
        """What the record is called in a bibliography: "quote-7"."""
        return f"quote-{self.number}"

    @property
    def note(self) -> str:
        """Who said what, what to know of it, and our address of it, as one line."""
        kept = f"Quote {self.number}, {self.address}"
        return " ".join((_ended(self.told), *self.notes, kept))


def one_line(text: str) -> str:
    """Return ``text`` without line breaks and other characters that do not print."""
    kept = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(kept.split())


def _ended(sentence: str) -> str:
    return sentence if sentence.rstrip("”\"'").endswith((".", "!", "?")) else (
        f"{sentence}."
    )  # fmt: skip


def record_of(
    row: Row,
    *,
    byline: str,
    warnings: Iterable[Mapping[str, Any]],
    corrected_at: datetime | None,
    address: str,
) -> CitationRecord:
    """Return the record of a quote.

    row: of ``quotes.api.quote_detail.find_quote``. warnings: those of its detail.
    corrected_at: when an editor changed it last. address: of its page here.
    """
    notes = [one_line(warning["detail"]) for warning in warnings]
    if corrected_at is not None:
        notes.append(f"Corrected by the editors here on {day(corrected_at)}.")
    return CitationRecord(
        number=row["id"],
        title=one_line(row["article__title"]) or "[Article without title]",
        outlet=one_line(row["outlet__name"]),
        author=one_line(_BY.sub("", byline)),
        published_at=row["published_at"],
        language=row["article__language"],
        told=one_line(attribute(row)),
        stance=row["stance"],
        notes=tuple(notes),
        url=one_line(row["article__url"] or address),
        address=address,
    )
