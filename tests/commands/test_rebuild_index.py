"""Every derived column and key comes back from the texts, and nothing else changes."""

import io
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase

from quotes import rebuilding, search
from quotes.models import (
    Article,
    ArticleKey,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    RebuildPosition,
    Speaker,
    SpeakerAlias,
    Statement,
)
from tests.build import make_alias, make_speaker

FIXTURES = "fixtures/articles/articles.jsonl"
DERIVED = (SpeakerAlias, Article, Quote, Statement, QuoteFingerprint)
KEYS = (QuoteKey, ArticleKey)


def rebuild(**options):
    out = io.StringIO()
    call_command("rebuild_index", stdout=out, **options)
    return out.getvalue().splitlines()


def stored():
    """Everything that is derived, and what it is derived from."""
    rows = {
        model.__name__: list(model.objects.order_by("pk").values()) for model in DERIVED
    }
    for model in KEYS:
        # Of the very same words within a day any one quote may have the keys.
        rows[model.__name__] = sorted(model.objects.values_list("key", "dated_at"))
    return rows


class RebuildIndexTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command(
            "extract_quotes", FIXTURES, workers=1, limit=6, stdout=io.StringIO()
        )

    def test_rebuilding_what_is_right_changes_nothing(self):
        before = stored()

        lines = rebuild()

        self.assertEqual(stored(), before)
        names = SpeakerAlias.objects.values("speaker").distinct().count()
        self.assertIn("0 changed", lines[0])
        self.assertEqual(len(lines), len(rebuilding.STEPS))
        self.assertGreater(names, 10)

    def test_what_was_derived_otherwise_comes_back(self):
        before = stored()
        SpeakerAlias.objects.filter(pk__gt=1).update(skeleton="x", family_name="y")
        Article.objects.filter(pk=Article.objects.first().pk).update(text_hash="z")
        Statement.objects.update(quote_count=99, text="Otherwise")
        QuoteKey.objects.all().delete()
        ArticleKey.objects.filter(key__gt=0).delete()
        QuoteFingerprint.objects.update(text_key=3)
        Quote.objects.update(published_at=None)

        rebuild()

        self.assertEqual(stored(), before)

    def test_search_finds_again(self):
        quote = Quote.objects.order_by("pk").first()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO quotes_quote_search(quotes_quote_search)"
                    " VALUES ('delete-all')"
                )
            self.assertFalse(Quote.objects.search(f'"{quote.text}"').exists())

        rebuild(step=["search-quotes"])

        self.assertIn(quote, Quote.objects.search(f'"{quote.text}"'))

    def test_of_names_that_have_come_to_fold_alike_the_elder_stays(self):
        speaker = make_speaker("Ida Voss")
        newer = make_alias(speaker, "Ida Vos")
        other = make_alias(speaker, "I. Voss")
        SpeakerAlias.objects.filter(pk=newer.pk).update(name="IDA VOSS")
        # Each is to become what the other still is.
        SpeakerAlias.objects.filter(pk=other.pk).update(name="Ida Vos", folded="i voss")

        rebuild(step=["names"])

        self.assertEqual(
            list(speaker.aliases.order_by("pk").values_list("name", "folded")),
            [("Ida Voss", "ida voss"), ("Ida Vos", "ida vos")],
        )
        gone = SpeakerAlias.history.filter(id=newer.pk, history_type="-").get()
        self.assertEqual((gone.name, gone.history_user), ("IDA VOSS", None))

    def test_stopped_on_its_way_it_goes_on_where_it_was(self):
        SpeakerAlias.objects.update(skeleton="x")
        step = rebuilding.STEPS[0]
        half = rebuilding.Step(step.name, step.title, step.model, step.rebuild, 3)
        calls = []

        def stop_at_second(pks):
            calls.append(list(pks))
            if len(calls) == 2:
                raise KeyboardInterrupt
            return step.rebuild(pks)

        stopping = rebuilding.Step(half.name, half.title, half.model, stop_at_second, 3)
        command = "quotes.management.commands.rebuild_index.STEPS"
        with (
            mock.patch(command, (stopping,)),
            self.assertRaisesMessage(CommandError, "the same call goes on from here"),
        ):
            rebuild()
        self.assertEqual(RebuildPosition.objects.get().last, calls[0][-1])
        with mock.patch(command, (half,)):
            lines = rebuild()

        speakers = Speaker.objects.count()
        self.assertIn(f"{speakers:,} computed again", lines[0])
        self.assertFalse(SpeakerAlias.objects.filter(skeleton="x").exists())
        self.assertFalse(RebuildPosition.objects.exists())

    def test_search_index_has_every_name(self):
        rebuild(step=["search-names"])

        speaker = Speaker.objects.filter(kind="person").order_by("pk").first()
        found = search.find_names(SpeakerAlias.objects.all(), speaker.name)
        self.assertIn(speaker.pk, [pk for pk, _ in found])
