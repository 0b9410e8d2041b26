"""Extraction on a Dask cluster. Pure: no Django, no database."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quotes.distributed.articles import CHARACTERS, SECONDS, extract_articles
from quotes.extraction.lines import line_text

if TYPE_CHECKING:
    from dask.bag import Bag


def extract_bag(
    articles: Bag,
    *,
    seconds: float | None = SECONDS,
    characters: int | None = CHARACTERS,
) -> Bag:
    """Return a bag of the lines of ``articles``: text that JSON Lines files hold.

    articles: a bag of import records (mappings with at least ``text``); a partition of
    some hundred articles keeps a worker busy for seconds.
    seconds, characters: what one article may cost, as in ``extract_articles``.

    Lazy, as bags are: ``.to_textfiles("lines/*.jsonl.gz")`` does the work, and writes
    one file a partition. Give each worker one thread: reading holds Python's lock.

        articles = dask.bag.read_text("archive/*.jsonl").map(json.loads)
        extract_bag(articles).to_textfiles("lines/*.jsonl.gz")
    """
    read = partial(extract_articles, seconds=seconds, characters=characters)
    lines: Bag = articles.map_partitions(read).map(line_text)
    return lines
