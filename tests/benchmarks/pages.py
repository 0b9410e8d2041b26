"""What importing web pages costs beside telling the article and extracting from it.

python -m tests.benchmarks.pages PAGES [FOLDER]

FOLDER holds saved pages (.html); without one, pages are made of the articles in
fixtures/, their paragraphs dealt out anew so that no two are alike, each with the
usual furniture. They are read twice in one process: by trafilatura and extraction
alone, and by the pipeline of ``extract_quotes``, from bytes to stored and linked
quotes, into a database that is taken back. Prints the seconds of processor time of
both, and their ratio: at most 1.5 is asked for.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import transaction  # noqa: E402 - models need Django set up
from trafilatura import bare_extraction  # noqa: E402

from quotes.extraction import extract_many, load_models  # noqa: E402
from quotes.ingest.pipeline import run  # noqa: E402
from quotes.ingest.records import Defaults  # noqa: E402
from quotes.ingest.sources import Failure, Reading  # noqa: E402
from quotes.ingest.sources.item import Source  # noqa: E402
from quotes.ingest.sources.readers.page import read_page  # noqa: E402

FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles" / "articles.jsonl"
MENU = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(80))
AROUND = (
    "<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1><figure><img src='a.jpg'>"
    "<figcaption>“So it is,” said a visitor. Picture: Ansel Brook</figcaption></figure>"
    "{body}<p>Read more: the story so far</p></article></main><aside class='related'>"
    "<ul>{menu}</ul></aside><footer><ul>{menu}</ul>© 2031</footer>"
)


def make_pages(count: int) -> list[bytes]:
    """Return ``count`` pages of about the size and make of a newspaper's."""
    dealer = random.Random(1)
    articles = [json.loads(line) for line in FIXTURES.read_text().splitlines()]
    pages = []
    for number in range(count):
        article = articles[number % len(articles)]
        paragraphs = [p for p in article["text"].split("\n") if p.strip()]
        dealer.shuffle(paragraphs)
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        title = f"{article['title']} ({number})"
        inner = AROUND.format(menu=MENU, title=title, body=body)
        pages.append(
            f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}"
            f"</title></head><body>{inner}</body></html>".encode()
        )
    return pages


def alone(pages: list[bytes]) -> None:
    """Tell the articles and extract from them, and nothing more."""
    texts = []
    for page in pages:
        found = bare_extraction(
            page.decode(), include_comments=False, with_metadata=True
        )
        texts.append((found and found.text) or "")
    for start in range(0, len(texts), 8):
        list(extract_many(texts[start : start + 8]))


def imported(pages: list[bytes]) -> int:
    """Import the pages; return how many failed."""
    reading = Reading(Defaults(outlet="Harbour Herald"))
    records = (
        item
        for number, page in enumerate(pages)
        for item in read_page(
            Source(f"{number}.html", "html", io.BytesIO(page), reading)
        )
    )
    return sum(isinstance(done, Failure) for done in run(records, workers=1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int)
    parser.add_argument("folder", type=Path, nargs="?")
    options = parser.parse_args()
    if options.folder:
        paths = sorted(options.folder.glob("*.html"))[: options.pages]
        pages = [path.read_bytes() for path in paths]
    else:
        pages = make_pages(options.pages)
    load_models()
    alone(pages[:2])
    started = time.process_time()
    alone(pages)
    lone = time.process_time() - started
    with transaction.atomic():
        started = time.process_time()
        failed = imported(pages)
        whole = time.process_time() - started
        transaction.set_rollback(True)
    print(f"{len(pages)} pages, {failed} failed")
    print(f"trafilatura and extraction alone: {lone:.1f} s")
    print(f"import: {whole:.1f} s, {whole / lone:.2f} times as much")


if __name__ == "__main__":
    main()
