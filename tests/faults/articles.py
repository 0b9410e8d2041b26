"""Articles about invented people, all different, and what is to be found in each."""

import json
import random
from datetime import UTC, datetime, timedelta

from quotes.extraction import extract_many
from quotes.extraction.lines import write_quotation
from quotes.models.article import sha256_of

FIRST = ("Ana", "Bo", "Cora", "Dario", "Edda", "Finn", "Greta", "Hugo")
LAST = ("Tarn", "Lind", "Wells", "Moor", "Quay", "Brook", "Fenn", "Holt")
PLACES = ("Brackwater", "Harbour", "Tolland", "Millbrook", "Ostwick")
ACTS = ("hold until spring", "open again in May", "cost twice as much", "be sold")
THINGS = ("dam", "ferry", "bridge", "mill", "school", "station")
FIRST_DAY, DAYS = datetime(2021, 5, 17, 9, tzinfo=UTC), 3000
"""They are of many days: on one, each would be laid side by side with all others."""


def make_articles(count, *, seed):
    """Return so many records for import; no two have a sentence in common."""
    chosen = random.Random(seed)
    return [_article(f"{seed}-{number}", chosen) for number in range(count)]


def _article(name, chosen):
    sentences = []
    for sentence in range(chosen.randint(3, 6)):
        who = f"{chosen.choice(FIRST)} {chosen.choice(LAST)}"
        what = f"The {chosen.choice(THINGS)} number {name}-{sentence}"
        sentences.append(f"“{what} will {chosen.choice(ACTS)},” said {who}.")
    place = chosen.choice(PLACES)
    published = FIRST_DAY + timedelta(days=chosen.randrange(DAYS))
    return {
        "id": name,
        "outlet": f"{place} Herald",
        "title": f"What was said in {place} ({name})",
        "published_at": published.isoformat(),
        "text": "\n".join(sentences),
    }


def write_articles(path, articles):
    path.write_text("".join(f"{json.dumps(one)}\n" for one in articles))


def read_articles(articles):
    """Return the quotations of each article, by the hash of its text."""
    texts = [article["text"] for article in articles]
    return {
        sha256_of(text): found
        for text, found in zip(texts, extract_many(texts), strict=True)
    }


def write_readings(path, readings):
    """Write what ``replaying`` reads."""
    lines = [
        json.dumps({"text_hash": key, "quotations": list(map(write_quotation, found))})
        for key, found in readings.items()
    ]
    # At once, for workers may be reading it.
    path.with_suffix(".new").write_text("\n".join(lines))
    path.with_suffix(".new").replace(path)
