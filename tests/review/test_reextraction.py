"""What editors decided about who is who, when the same articles are read again."""

from datetime import UTC, datetime

import pytest
from django.test import TestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, Quotation, SpeakerKind
from quotes.models import Quote, Speaker, SpeakerAlias, SpeakerSuggestion, Statement
from tests.build import make_article, make_editor
from tests.storing import store_quotations

# What a second reading writes is asked on both by tests/ingest/test_sync.py and
# tests/commands/test_extract_quotes.py: here, what linking then decides.
pytestmark = pytest.mark.any_database

DAY = datetime(2031, 3, 17, tzinfo=UTC)
FULL, SHORT = "Ida Voss", "Voss"
WORDS = "The dam will hold through the winter"


def said(text, words, name, description=""):
    start = text.index(words)
    return Quotation(
        content=((start, start + len(words)),),
        cue=(),
        source=(),
        kind="direct",
        speaker=DocumentSpeaker(name, SpeakerKind.PERSON, (name,), description),
        relayed_by=None,
        relay=(),
        confidence=0.9,
        method="said",
        candidates=(),
        is_fragment=False,
    )


class ReextractionTests(TestCase):
    def setUp(self):
        self.editor = make_editor()
        self.articles = {}
        self.read("Herald", FULL, "mayor of Merrow")
        self.read("Radio", SHORT)
        self.full, self.short = Speaker.objects.order_by("pk")

    def read(self, title, name, description=""):
        """Read the article of this title, for the first time or again."""
        if title not in self.articles:
            text = f"{title}. “{WORDS},” said {name}."
            self.articles[title] = make_article(text, published_at=DAY)
        article = self.articles[title]
        store_quotations(article, [said(article.text, WORDS, name, description)])

    def read_all_again(self):
        self.read("Radio", SHORT)
        self.read("Herald", FULL, "mayor of Merrow")

    def speakers(self):
        rows = Quote.objects.order_by("pk").select_related("speaker")
        return [quote.speaker for quote in rows]

    def everything(self):
        return {
            model: list(model.objects.order_by("pk").values())
            for model in (Quote, Speaker, SpeakerAlias, SpeakerSuggestion, Statement)
        }

    def test_a_merger_stands(self):
        review.merge_speakers(source=self.short, target=self.full, by=self.editor)

        self.read_all_again()

        self.assertEqual(self.speakers(), [self.full, self.full])
        self.assertEqual(Speaker.objects.count(), 2)
        self.assertEqual(Statement.objects.filter(quote_count__gt=0).count(), 1)

    def test_a_merger_undone_stands_undone(self):
        before = self.everything()
        review.merge_speakers(source=self.short, target=self.full, by=self.editor)
        self.read_all_again()
        review.unmerge_speakers(speaker=self.short, by=self.editor)

        self.read_all_again()

        after = self.everything()
        for model in (Speaker, SpeakerAlias, SpeakerSuggestion):
            self.assertEqual(after[model], before[model])
        self.assertEqual(self.speakers(), [self.full, self.short])

    def test_whom_an_editor_told_apart_nobody_is_asked_about_again(self):
        asked = SpeakerSuggestion.objects.get()
        review.dismiss_suggestion(suggestion=asked, by=self.editor)

        self.read_all_again()
        self.read("Post", SHORT)

        self.assertEqual(self.speakers(), [self.full, self.short, self.short])
        self.assertEqual(SpeakerSuggestion.objects.get().status, "different")

    def test_also_not_where_the_suggestion_has_gone(self):
        review.tell_speakers_apart(one=self.full, other=self.short, by=self.editor)
        SpeakerSuggestion.objects.all().delete()

        self.read_all_again()

        self.assertEqual(SpeakerSuggestion.objects.count(), 0)

    def test_taken_back_it_is_suggested_again(self):
        told = review.tell_speakers_apart(
            one=self.full, other=self.short, by=self.editor
        )
        SpeakerSuggestion.objects.all().delete()
        review.withdraw_distinction(distinction=told, by=self.editor)

        self.read_all_again()

        self.assertEqual(SpeakerSuggestion.objects.get().status, "open")

    def test_namesakes_told_apart_keep_their_own_quotes(self):
        poet = review.create_speaker(
            name=FULL, kind="person", description="poet", by=self.editor
        )
        self.read("Review", FULL, "poet")
        quote = Quote.objects.get(article=self.articles["Review"])
        self.assertEqual(quote.speaker, poet)
        review.tell_speakers_apart(one=poet, other=self.full, by=self.editor)
        before = self.everything()

        self.read("Review", FULL, "poet")
        self.read_all_again()

        self.assertEqual(self.everything(), before)

    def test_a_quote_given_to_a_namesake_decides_for_the_rest_of_its_article(self):
        poet = review.create_speaker(name=FULL, kind="person", by=self.editor)
        review.tell_speakers_apart(one=poet, other=self.full, by=self.editor)
        text = f"“{WORDS},” said {FULL}. “And the spring,” she said."
        article = self.articles["Post"] = make_article(text, published_at=DAY)
        store_quotations(article, [said(text, WORDS, FULL, "mayor of Merrow")])
        quote = article.quotes.get()
        review.correct_speaker(quote=quote, speaker=poet, by=self.editor)

        store_quotations(article, [said(text, "And the spring", FULL)])

        self.assertEqual(
            set(article.quotes.values_list("speaker", flat=True)), {poet.pk}
        )
