"""Somebody else was faster: the page that says so, for every form that writes."""

import json
import re
from html import unescape

import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Outlet, Quote, Speaker
from tests.admin.people import make_member
from tests.build import (
    make_article,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)

# Every act is sent after another on both by test_pairs_of_acts.py: here, in words.
pytestmark = pytest.mark.any_database

TEXT = "“Not one tree will fall,” said Ida Voss. “We wait,” she added."
DESK = "/admin/quotes/"


def fields_of(page):
    """What a browser would send of the page's main form: its inputs and choices."""
    form = re.search(r'<form[^>]*id="\w+_form".*?</form>', page.text, re.DOTALL)[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and not re.search('type="(submit|checkbox)"', tag):
            sent[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        sent[name] = chosen[1] if chosen else ""
    for name, written in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        sent[name] = unescape(written).lstrip("\r\n")
    return sent


def differences_of(page):
    """The rows of “Theirs and yours”: (what, theirs, yours)."""
    part = page.text.partition("Theirs and yours")[2].partition("</table>")[0]
    cells = re.findall(
        r"<tr><th[^>]*>(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", part, re.DOTALL
    )
    return [tuple(unescape(cell) for cell in row) for row in cells]


class QuoteConflictTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())
        self.omar = make_member("omar")
        self.ida = make_speaker("Ida Voss", description="ferrywoman")
        self.teo = make_speaker("Teo Marl")
        article = make_article(TEXT)
        self.quote = make_quote(
            "Not one tree will fall,", article=article, speaker=self.ida
        )
        self.address = f"{DESK}quote/{self.quote.pk}/change/"
        self.opened = fields_of(self.client.get(self.address))

    def send(self, button="_save", **fields):
        return self.client.post(self.address, {**self.opened, **fields, button: "1"})

    def test_theirs_and_yours_stand_side_by_side_in_words(self):
        review.correct_speaker(
            quote=self.quote, speaker=self.teo, by=self.omar, reason="Heard on tape"
        )

        page = self.send(ranges="1-8", reason="Only this")

        self.assertContains(page, "This quote was changed by omar (")
        self.assertEqual(
            differences_of(page),
            [
                ("Decision", "Corrected: omar (“Heard on tape”)", "Save correction"),
                ("Speaker", "Teo Marl", "not changed by you"),
                ("Words quoted", "Not one tree will fall,", "Not one"),
            ],
        )

    def test_the_page_shows_as_stored_what_is_stored(self):
        review.confirm(quote=self.quote, by=self.omar)

        page = self.send(speaker=str(self.teo.pk))

        self.assertNotContains(page, "<ins>Teo Marl</ins>")
        self.assertContains(page, f'href="{self.address}">Load theirs</a>')

    def test_sent_again_it_records_yours_alone_on_top_of_theirs(self):
        review.correct_speaker(quote=self.quote, speaker=self.teo, by=self.omar)

        page = self.send(ranges="1-8", reason="Only this")
        again = fields_of(page)
        self.assertEqual((again["ranges"], again["speaker"]), ("1-8", str(self.teo.pk)))
        self.client.post(self.address, {**again, "_save": "1"})

        stored = Quote.objects.get(pk=self.quote.pk)
        self.assertEqual((stored.text, stored.speaker), ("Not one", self.teo))

    def test_that_it_was_moved_to_another_statement_is_told(self):
        other = make_statement("Trees")
        review.move_quote(quote=self.quote, statement=other, by=self.omar)

        page = self.send("_confirm")

        self.assertIn(
            (
                "Statement",
                f"{other.pk}: “Not one tree will fall,”",
                "not changed by you",
            ),
            differences_of(page),
        )
        self.assertEqual(Quote.objects.get(pk=self.quote.pk).status, "extracted")

    def test_a_pressed_candidate_is_yours(self):
        review.reject(quote=self.quote, by=self.omar, reason="A title")

        page = self.client.post(self.address, self.opened | {"_candidate": "Teo Marl"})

        self.assertEqual(
            differences_of(page),
            [
                ("Decision", "Rejected: omar (“A title”)", "Save correction"),
                ("Speaker", "Ida Voss — ferrywoman", "Teo Marl"),
            ],
        )

    def test_what_the_page_was_opened_with_may_be_forged(self):
        for forged in ("[1]", "{", '{"speaker": [[]], "x": 1}'):
            with self.subTest(forged):
                response = self.send(opened=forged, version="x")
                self.assertEqual(response.status_code, 200)

    def test_a_rejection_is_not_undone_without_a_reason(self):
        self.client.force_login(make_member("cleo", "Chiefs"))
        review.reject(quote=self.quote, by=self.omar, reason="A title")
        self.opened = fields_of(self.client.get(self.address))

        page = self.send("_reopen")

        self.assertContains(page, "omar rejected this quote: say why")
        self.send("_reopen", reason="It is none")
        self.assertEqual(Quote.objects.get(pk=self.quote.pk).status, "extracted")


class OtherFormTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())
        self.omar = make_member("omar")

    def test_speaker(self):
        speaker, body = make_speaker("Ida Voss"), make_speaker("Merrow Ferries")
        address = f"{DESK}speaker/{speaker.pk}/change/"
        opened = fields_of(self.client.get(address))
        review.change_speaker(speaker=speaker, by=self.omar, affiliation=body)

        page = self.client.post(address, opened | {"description": "ferrywoman"})

        (who, when, _), *found = differences_of(page)
        self.assertEqual(who, f"Speaker {speaker.pk}")
        self.assertIn("omar, ", when)
        self.assertEqual(
            found,
            [
                ("Description", "–", "ferrywoman"),
                ("Affiliation", "Merrow Ferries", "not changed by you"),
            ],
        )
        self.client.post(address, fields_of(page))
        stored = Speaker.objects.get(pk=speaker.pk)
        self.assertEqual((stored.description, stored.affiliation), ("ferrywoman", body))

    def test_outlet(self):
        outlet = make_outlet("The Merrow Post", domain="merrow.example")
        address = f"{DESK}outlet/{outlet.pk}/change/"
        opened = fields_of(self.client.get(address))
        Outlet.objects.filter(pk=outlet.pk).update(domain="post.example")

        page = self.client.post(address, opened | {"country": "NL"})

        self.assertEqual(
            differences_of(page),
            [("Domain", "post.example", "not changed by you"), ("Country", "–", "NL")],
        )
        self.client.post(address, fields_of(page))
        stored = Outlet.objects.get()
        self.assertEqual((stored.domain, stored.country), ("post.example", "NL"))

    def test_what_a_form_shows_it_says(self):
        """Else what somebody else changed would be taken for a change of one's own."""
        speaker = make_speaker("Ida Voss")
        outlet = make_outlet("The Merrow Post")
        quote = make_quote(speaker=speaker)
        for kind, row in (("speaker", speaker), ("outlet", outlet), ("quote", quote)):
            with self.subTest(kind):
                page = self.client.get(f"{DESK}{kind}/{row.pk}/change/")
                sent = fields_of(page)
                told = json.loads(sent["opened"])
                shown = {name: sent[name] for name in told if name != "statement"}
                as_text = {
                    name: "" if value is None else str(value)
                    for name, value in told.items()
                    if name != "statement"
                }
                self.assertEqual(shown, as_text)
