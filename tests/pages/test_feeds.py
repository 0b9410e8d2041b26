"""Atom feeds: what they hold, that every text fits into XML, what they refuse."""

from datetime import UTC, datetime, timedelta
from unittest import mock
from xml.etree import ElementTree

from django.db import OperationalError
from django.test import TestCase
from django.urls import resolve
from django.utils import timezone
from django.utils.http import http_date

from quotes import review
from quotes.api.saved_searches import save_search
from quotes.models import Article, Quote
from quotes.pages import feeds
from quotes.review import decisions, merge_speakers
from tests.build import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.pages.reading import limits

ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(response):
    """(title, content as HTML, address) of each entry."""
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}summary"),
            entry.find(f"{ATOM}link").get("href"),
        )
        for entry in root.iter(f"{ATOM}entry")
    ]


class QuoteFeedTests(TestCase):
    def get(self, **query):
        return self.client.get("/feeds/quotes.atom", query)

    def test_a_search_that_takes_too_long_is_given_up(self):
        resolve("/feeds/quotes.atom")  # Whatever imports what is replaced has done so.
        late = OperationalError("canceling statement due to statement timeout")
        with mock.patch.object(feeds, "search_quotes", side_effect=late):
            response = self.get(q="dam")

        self.assertEqual(response.status_code, 503)
        self.assertEqual(response["Content-Type"], "application/problem+json")

    def test_holds_what_the_search_finds_newest_first(self):
        mara = make_speaker("Mara")
        old, new = (
            make_quote(
                "The dam holds",
                speaker=mara,
                published_at=datetime(2024, month, 1, tzinfo=UTC),
            )
            for month in (1, 2)
        )
        make_quote("The dam holds")

        entries = entries_of(self.get(q="dam", speaker="mara"))

        self.assertEqual(
            [(title, link) for title, _, link in entries],
            [
                ("Mara: The dam holds", f"http://testserver/quotes/{row.pk}/")
                for row in (new, old)
            ],
        )

    def test_text_is_escaped_as_html_within_xml(self):
        make_quote("<script>x</script>", speaker=make_speaker("<b>M</b>"))

        ((title, content, _),) = entries_of(self.get())

        self.assertEqual(title, "<b>M</b>: <script>x</script>")
        self.assertIn("&lt;script&gt;x", content)
        self.assertNotIn("<script>", content)

    def test_characters_that_xml_cannot_hold_are_replaced(self):
        article = make_article("A\x0bB “C\x01D”", title="T\x1f")
        make_quote("C\x01D", article=article)

        ((title, content, _),) = entries_of(self.get())

        self.assertEqual(title, "Unnamed speaker: C�D")
        self.assertIn("T�", content)

    def test_bad_filter_is_refused(self):
        for query in ({"kind": "loud"}, {"speeker": "1"}, {"cursor": "x"}):
            with self.subTest(query):
                response = self.get(**query)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response["Content-Type"], "application/problem+json")

    def test_costs_the_same_for_one_quote_and_for_three(self):
        for _ in (1, 2, 3):
            make_quote(speaker=make_speaker(), relayed_by=make_speaker())
            with self.assertNumQueries(1 + limits(1)):
                self.get()


class DisputeFeedTests(TestCase):
    def test_holds_disputes_with_their_kind_and_settlement(self):
        make_statement("Agreed")
        statement = make_statement(
            "The <b>dam</b>",
            dispute="relay",
            resolution="It was Mara.",
            resolved_by=make_editor(),
            resolved_at=datetime(2024, 1, 1, tzinfo=UTC),
        )

        ((title, content, link),) = entries_of(self.client.get("/feeds/disputes.atom"))

        self.assertEqual(title, "Disputed: The <b>dam</b>")
        self.assertEqual(link, f"http://testserver/statements/{statement.pk}/")
        self.assertIn("Some name an intermediary as the speaker.", content)
        self.assertIn("Settled by an editor: It was Mara.", content)
        self.assertIn("&lt;b&gt;dam", content)

    def test_costs_the_same_for_one_dispute_and_for_three(self):
        for _ in (1, 2, 3):
            make_statement(dispute="distinct")
            with self.assertNumQueries(2 + limits(1)):
                self.client.get("/feeds/disputes.atom")


class CorrectionFeedTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.mara, self.teo = make_speaker("Mara"), make_speaker("<b>Teo</b>")
        self.quote = make_quote("The dam holds", speaker=self.mara)

    def get(self):
        return self.client.get("/feeds/corrections.atom")

    def correct(self, quote=None, **fields):
        review.correct_speaker(
            quote=quote or self.quote, speaker=self.teo, by=self.editor, **fields
        )

    def test_tells_from_what_to_what_and_why_and_never_who(self):
        self.correct(reason="See page 2 <i>")

        response = self.get()

        self.assertEqual(
            entries_of(response),
            [
                (
                    f"Quote {self.quote.pk} corrected: speaker",
                    "<blockquote>The dam holds</blockquote><ul><li>speaker: from "
                    "<del>Mara</del> to <ins>&lt;b&gt;Teo&lt;/b&gt;</ins></li></ul>"
                    "<p>Why: See page 2 &lt;i&gt;</p>",
                    f"http://testserver/quotes/{self.quote.pk}/",
                )
            ],
        )
        self.assertContains(response, 'term="quote.corrected"')
        self.assertNotContains(response, "ines")

    def test_confirmation_is_no_correction(self):
        decisions.confirm(quote=self.quote, by=self.editor)

        self.assertEqual(entries_of(self.get()), [])

    def test_each_act_is_an_entry_of_its_own_newest_first(self):
        self.correct()
        decisions.reject(quote=self.quote, by=self.editor, reason="A title")
        decisions.reopen(quote=self.quote, by=self.editor)

        titles = [title for title, _, _ in entries_of(self.get())]

        told = ("stands again: speaker, status", "rejected: status")
        told += ("corrected: speaker",)
        self.assertEqual(titles, [f"Quote {self.quote.pk} {one}" for one in told])

    def test_merger_of_speakers_is_told_of_their_quotes(self):
        merge_speakers(
            source=self.mara, target=self.teo, by=self.editor, reason="One person"
        )

        ((title, content, _),) = entries_of(self.get())

        self.assertEqual(title, f"Quote {self.quote.pk} corrected: speaker")
        self.assertIn("Why: One person", content)

    def test_costs_the_same_for_one_correction_and_for_three(self):
        for _ in (1, 2, 3):
            self.correct(make_quote(speaker=make_speaker()))
            with self.assertNumQueries(3):
                self.get()


class LeavingTests(TestCase):
    """What leaves a feed bears no date: who asks by one is sent the feed."""

    def setUp(self):
        self.editor = make_editor("ines")

    def saved(self, kind):
        saved = save_search(
            owner={"user": self.editor}, name="Saved", kind=kind, parameters={}
        )
        return f"/feeds/saved/{saved.feed_key}.atom"

    def check(self, path, leave):
        """Read ``path``, let something ``leave`` and read again by date and tag."""
        Article.objects.update(ingested_at=datetime(2024, 2, 1, tzinfo=UTC))
        first = self.client.get(path)
        self.assertGreater(len(entries_of(first)), 1)
        date = http_date((timezone.now() + timedelta(minutes=1)).timestamp())
        self.assertNotIn("Last-Modified", first)

        leave()

        for asked in ({"If-Modified-Since": date}, {"If-None-Match": first["ETag"]}):
            with self.subTest(asked):
                again = self.client.get(path, headers=asked)
                self.assertEqual(again.status_code, 200)
                self.assertEqual(
                    len(entries_of(again)), len(entries_of(first)) - 1, path
                )

    def test_a_rejected_quote_leaves_searches(self):
        for path in ("/feeds/quotes.atom", self.saved("quotes")):
            make_quote("Stays")
            quote = make_quote("Leaves")
            with self.subTest(path):
                self.check(
                    path, lambda row=quote: decisions.reject(quote=row, by=self.editor)
                )

    def test_a_quote_given_to_another_leaves_what_its_speaker_said(self):
        mara, teo = make_speaker("Mara"), make_speaker("Teo")
        make_quote(speaker=mara)
        quote = make_quote(speaker=mara)

        self.check(
            "/feeds/quotes.atom?speaker=mara",
            lambda: review.correct_speaker(quote=quote, speaker=teo, by=self.editor),
        )

    def test_a_dispute_that_ended_leaves_disputes(self):
        for path in ("/feeds/disputes.atom", self.saved("disputes")):
            with self.subTest(path):
                self.check(path, self.dispute_by_one_printing())

    def dispute_by_one_printing(self):
        """Make two disputes; return what ends one: its second printing is rejected."""
        make_statement("Stays", dispute="distinct")
        ending = make_statement("Leaves", dispute="distinct")
        make_quote("Leaves", statement=ending, speaker=make_speaker())
        other = make_quote("Leaves", statement=ending, speaker=make_speaker())
        return lambda: decisions.reject(quote=other, by=self.editor)

    def test_an_act_whose_editor_is_unknown_leaves_corrections(self):
        for number in (1, 2):
            quote = make_quote()
            decisions.reject(quote=quote, by=self.editor, reason=f"{number}")
        acts = Quote.history.filter(id=quote.pk)

        self.check("/feeds/corrections.atom", lambda: acts.update(history_user=None))
