"""What verification says of words that stored articles print, and of words they lack.

DATABASE_URL=… python -m tests.benchmarks.verifying GOLD.jsonl TEXTS

The configured database holds the articles (``extract_quotes`` stored them). Asked are,
drawn evenly: middles of its longer quotations, three words left out at either end;
sentences of its articles in which nobody is quoted; and the annotated quotations of
other articles, GOLD.jsonl and TEXTS as for ``evaluate_extraction``, whose words none of
the stored articles has. Prints which statuses each is given.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
django.setup()

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.linking.verification.verify import verify  # noqa: E402 - models need Django set up
from quotes.models import Article, Quote  # noqa: E402

LEFT_OUT = 3
LEAST, MOST = 8, 40
"""Words of what is asked."""
DRAWN = {"middles of quotations": 60, "sentences": 60, "absent": 400}
_MARK = re.compile('[“”"]')
_SENTENCE = re.compile(r"[A-Z][^.!?\n“”\"]+\.")


def middles() -> Iterator[str]:
    """Yield longer quotations without their first and last words."""
    rows = Quote.objects.standing().order_by("pk").exclude(text__contains="…")
    for text in rows.values_list("text", flat=True):
        words = text.split()[LEFT_OUT:-LEFT_OUT]
        middle = " ".join(words)
        # A quotation within one, of which half is left, would divide what is asked.
        if LEAST <= len(words) <= MOST and not _MARK.search(middle):
            yield middle


def sentences() -> Iterator[str]:
    """Yield sentences of the articles in which no quotation stands."""
    for article in Article.objects.order_by("pk"):
        taken = list(article.quotes.values_list("start", "end"))
        for found in _SENTENCE.finditer(article.text):
            quoted = any(a < found.end() and b > found.start() for a, b in taken)
            if not quoted and LEAST <= len(found[0].split()) <= MOST:
                yield found[0]


def absent(gold: Path, texts: Path) -> Iterator[str]:
    """Yield annotated quotations whose words no stored article has in a row."""
    texts_held = Article.objects.values_list("text", flat=True)
    stored = " / ".join(map(_folded, texts_held))
    for line in gold.read_text("utf-8").splitlines():
        article = json.loads(line)
        text = (texts / f"{article['id']}.txt").read_bytes().decode()
        for quote in article["quotes"]:
            words = " … ".join(text[a:b] for a, b in quote["content"])
            if LEAST <= len(words.split()) <= MOST and _folded(words) not in stored:
                yield words


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def drawn(found: Sequence[str], count: int) -> Sequence[str]:
    """Return ``count`` of ``found``, spread evenly; all where there are fewer."""
    found = list(dict.fromkeys(found))
    step = max(1, len(found) // count)
    return found[::step][:count]


def main() -> None:
    """Verify each and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    given = parser.parse_args()
    asked = {
        "middles of quotations": list(middles()),
        "sentences": list(sentences()),
        "absent": list(absent(given.gold, given.texts)),
    }
    table = Table("asked", "", "statuses")
    for kind, found in asked.items():
        chosen = drawn(found, DRAWN[kind])
        statuses: Counter[str] = Counter()
        for words in chosen:
            statuses.update(str(one.status) for one in verify(f"“{words}”"))
        told = ", ".join(f"{status} {n}" for status, n in statuses.most_common())
        table.add_row(kind, str(len(chosen)), told)
    Console().print(table)


if __name__ == "__main__":
    main()
