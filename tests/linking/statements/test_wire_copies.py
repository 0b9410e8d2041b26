"""Articles whose text is largely another's, and what they count for."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.linking.statements.group import group_quotes
from quotes.models import Article, Statement
from tests.build import make_article, make_outlet, make_quote, make_speaker
from tests.linking.statements.grouping import DAY, ROPE, quote


class WireCopyTests(TestCase):
    STORY = (
        "The harbour of Tarn closed on Monday after a crane fell into the basin. "
        "“{}” Ana Tarn said. Nobody was hurt, the harbour office told reporters, and "
        "two ships were turned away towards Ferrow before the evening tide came in. "
        "Divers will look at the crane on Tuesday, weather permitting, and the basin "
        "will open again once it has been lifted out of the water by a floating crane."
    )

    def test_outlets_that_copy_count_as_one(self):
        ana = make_speaker("Ana Tarn")
        story = self.STORY.format(ROPE)
        quotes = []
        for name, minutes in (
            ("Tarn Press", 0),
            ("Orle Echo", 30),
            ("Ferrow Post", 60),
        ):
            article = make_article(
                f"{story} ({name})",
                outlet=make_outlet(name),
                published_at=DAY + timedelta(minutes=minutes),
            )
            quotes.append(make_quote(ROPE, article=article, speaker=ana))
        quotes.append(quote(speaker=ana))

        for one in reversed(quotes):
            group_quotes([one])

        statement = Statement.objects.get()
        self.assertEqual((statement.quote_count, statement.outlet_count), (4, 2))
        original = quotes[0].article
        for copy in quotes[1:3]:
            copy.article.refresh_from_db()
            self.assertEqual(copy.article.wire_copy_of, original)

    def test_copies_that_come_together_point_to_the_oldest(self):
        """Of a report that one half of each of two others repeats."""
        first, second = (
            " ".join(f"{part}{n}" for n in range(60)) for part in ("harbour", "tide")
        )
        articles = [
            make_article(text, published_at=DAY + timedelta(minutes=minutes))
            for text, minutes in (
                (f"{first} {second}", 30), (f"{first} later", 60), (f"{second} late", 0)
            )
        ]  # fmt: skip
        quotes = [make_quote(one.text[-20:], article=one) for one in articles]
        group_quotes(quotes[:1])
        group_quotes(quotes[1:])

        oldest = articles[2]
        self.assertEqual(
            list(Article.objects.order_by("pk").values_list("wire_copy_of", flat=True)),
            [oldest.pk, oldest.pk, None],
        )

    def test_a_further_copy_writes_no_article_but_itself(self):
        ana = make_speaker("Ana Tarn")
        story = self.STORY.format(ROPE)
        for minutes in range(5):
            article = make_article(
                f"{story} ({minutes})", published_at=DAY + timedelta(minutes=minutes)
            )
            copy = make_quote(ROPE, article=article, speaker=ana)
            with CaptureQueriesContext(connection) as queries:
                group_quotes([copy])

        written = [
            query["sql"]
            for query in queries
            if query["sql"].startswith('UPDATE "quotes_article"')
        ]
        self.assertEqual(len(written), 1)
        copies = Article.objects.filter(wire_copy_of__isnull=False)
        self.assertEqual(copies.count(), 4)
