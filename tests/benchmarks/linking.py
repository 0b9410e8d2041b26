"""Grouping and verification at size: python tests/benchmarks/linking.py 30000 300000

Fills the database of DATABASE_URL, which should be an empty one of its own, with
made-up quotes whose variants are known: cuts, typing errors, small edits, and 40
per cent of the words replaced. Prints quotes grouped per second of processor
time, precision and recall of the pairs grouped, and recall@1 and time of
verification. Words are drawn by Zipf's law from the vocabulary that ships with
linking; sentences therefore make no sense, and share less than real ones do.
"""

import argparse
import math
import os
import random
import resource
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from quotes.linking.statements import group_quotes  # noqa: E402
from quotes.linking.vectors import word_table  # noqa: E402
from quotes.linking.verification import verify  # noqa: E402
from quotes.models import Article, Outlet, Quote, Speaker  # noqa: E402
from quotes.models.article import hash_text  # noqa: E402

WORDS = list(word_table().ranks)[:30_000]
PER_ARTICLE = 10
PER_BATCH = 50
SPEAKERS_PER_QUOTE = 1 / 15
START = datetime(2021, 1, 1, tzinfo=UTC)


def word(chance):
    if chance.random() < 0.15:
        return WORDS[0]
    return WORDS[int(math.exp(chance.uniform(0, math.log(len(WORDS))))) - 1]


def sentence(chance):
    return [word(chance) for _ in range(max(6, int(chance.gauss(22, 8))))]


def cut(words, chance):
    size = max(4, len(words) // 2)
    start = chance.randrange(len(words) - size + 1)
    return " ".join(words[start : start + size])


def mistype(words, chance):
    text = list(" ".join(words))
    for _ in range(max(1, len(text) // 50)):
        text[chance.randrange(len(text))] = chance.choice("abcdefghijklmnop")
    return "".join(text)


def edit(words, chance):
    words = list(words)
    for _ in range(chance.randint(1, 2)):
        words[chance.randrange(len(words))] = word(chance)
    return " ".join(words)


def reword(words, chance):
    return " ".join(word(chance) if chance.random() < 0.4 else w for w in words)


def copy(words, chance):
    return " ".join(words)


def repunctuate(words, chance):
    return ", ".join((" ".join(words[:3]), " ".join(words[3:]))).capitalize() + "."


KINDS = [copy] * 7 + [repunctuate] * 3 + [cut] * 4 + [edit] * 4 + [reword] * 2


class Generator:
    """Batches of unsaved articles with their quotes: (text, speaker, statement)."""

    def __init__(self, speakers, outlets, seed=7):
        self.chance = random.Random(seed)
        self.speakers, self.outlets = speakers, outlets
        self.recent = []
        self.statements = {}
        self.day = 0.0

    def quotes(self):
        while True:
            self.day += 0.002
            fresh = not self.recent or self.chance.random() < 0.6
            if fresh:
                number = len(self.statements)
                words = sentence(self.chance)
                speaker = self.chance.choice(self.speakers)
                self.statements[number] = words
                self.recent.append((number, words, speaker))
                self.recent = self.recent[-300:]
                yield " ".join(words), speaker, number
            else:
                number, words, speaker = self.chance.choice(self.recent)
                yield self.chance.choice(KINDS)(words, self.chance), speaker, number

    def articles(self, count):
        quotes = self.quotes()
        for _ in range(count):
            rows = [next(quotes) for _ in range(PER_ARTICLE)]
            text = "\n".join(text for text, _, _ in rows)
            published = START + timedelta(days=self.day)
            outlet = self.chance.choice(self.outlets)
            yield Article(
                outlet=outlet, text=text, text_hash=hash_text(text),
                published_at=published,
            ), rows  # fmt: skip


def store(batch):
    articles = Article.objects.bulk_create([article for article, _ in batch])
    quotes, truth = [], []
    for article, (_, rows) in zip(articles, batch, strict=True):
        start = 0
        for text, speaker, number in rows:
            end = start + len(text)
            quotes.append(
                Quote(
                    article=article, outlet=article.outlet, text=text, kind="direct",
                    published_at=article.published_at, spans=[[start, end]],
                    start=start, end=end, speaker=speaker, confidence=0.9,
                )
            )  # fmt: skip
            truth.append(number)
            start = end + 1
    return Quote.objects.bulk_create(quotes), truth


def processor_time():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime + _backend_time()


def _backend_time():
    """Processor seconds of our PostgreSQL backend, where it runs on this machine."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    stat = Path(f"/proc/{pid}/schedstat")
    return int(stat.read_text().split()[0]) / 1e9 if stat.exists() else 0.0


def fill(generator, count, truth):
    spent = wall = 0.0
    batch = []
    for pair in generator.articles(count // PER_ARTICLE):
        batch.append(pair)
        if len(batch) == PER_BATCH:
            with transaction.atomic():
                quotes, numbers = store(batch)
                before, began = processor_time(), time.perf_counter()
                group_quotes(quotes)
                spent += processor_time() - before
                wall += time.perf_counter() - began
            truth.update({q.pk: n for q, n in zip(quotes, numbers, strict=True)})
            batch = []
    return spent, wall


def grouping(truth):
    """Pairwise precision and recall over all quotes."""
    held = dict(Quote.objects.values_list("pk", "statement_id"))

    def pairs(counts):
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((truth[pk], held[pk]) for pk in truth))
    return both / pairs(Counter(held[pk] for pk in truth)), both / pairs(
        Counter(truth.values())
    )


def verification(generator, truth, *, samples):
    """Recall@1 by kind of variant, and milliseconds per quotation."""
    chance = random.Random(11)
    held = dict(Quote.objects.values_list("statement_id", "pk"))
    of_statement = {statement: truth[pk] for statement, pk in held.items()}
    numbers = chance.sample(sorted(generator.statements), samples)
    for kind in (copy, cut, mistype, reword):
        hits, times = 0, []
        for number in numbers:
            text = kind(generator.statements[number], chance)
            before = time.perf_counter()
            (result,) = verify(text)
            times.append(time.perf_counter() - before)
            matches = result.matches
            hits += bool(matches) and of_statement[matches[0].statement_id] == number
        times.sort()
        yield (
            kind.__name__,
            hits / samples,
            times[len(times) // 2] * 1000,
            sum(times) / len(times) * 1000,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--samples", type=int, default=200)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    most = max(options.sizes)
    outlets = Outlet.objects.bulk_create(
        Outlet(name=f"Bench outlet {n}", slug=f"bench-outlet-{n}") for n in range(50)
    )
    speakers = Speaker.objects.bulk_create(
        Speaker(name=f"Bench speaker {n}", slug=f"bench-{n}", kind="person")
        for n in range(int(most * SPEAKERS_PER_QUOTE) + 1)
    )
    generator, truth, size = Generator(speakers, outlets), {}, 0
    for target in sorted(options.sizes):
        spent, wall = fill(generator, target - size, truth)
        added, size = target - size, target
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        precision, recall = grouping(truth)
        print(
            f"{size:>9,} quotes: grouped {added / spent:,.0f}/s of processor time "
            f"({added / wall:,.0f}/s of wall time), pairs precision {precision:.4f}, "
            f"recall {recall:.4f}"
        )
        for name, hit, median, mean in verification(
            generator, truth, samples=options.samples
        ):
            print(
                f"          verify {name:>8}: recall@1 {hit:.3f}, "
                f"{median:.1f} ms median, {mean:.1f} ms mean"
            )


if __name__ == "__main__":
    main()
