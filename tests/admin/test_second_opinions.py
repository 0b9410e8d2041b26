"""The machine's second opinion on the page of a decided quote."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Quote, SecondOpinion
from tests.admin.people import make_member, make_reader
from tests.build import make_article, make_quote, make_speaker

# Opinions are stored and answered on both by tests/review/test_second_opinions.py:
# here, how the page shows them.
pytestmark = pytest.mark.any_database

TEXT = "“We wait,” said Ida Voss to Bo Lind."


class OpinionPageTests(TestCase):
    def setUp(self):
        self.editor = make_member()
        self.client.force_login(self.editor)
        self.quote = make_quote(
            "We wait,", article=make_article(TEXT), speaker=make_speaker("Ida Voss")
        )
        review.confirm(quote=self.quote, by=self.editor)
        self.quote.refresh_from_db()
        self.opinion = SecondOpinion.objects.create(
            quote=self.quote,
            extractor_version="0.9",
            reading={
                "spans": [[1, 8]],
                "cue_spans": [[11, 15]],
                "source_spans": [],
                "relay_spans": [],
                "kind": "direct",
                "stance": "states",
                "is_fragment": False,
                "confidence": 0.8,
                "method": "said",
                "speaker": {
                    "name": "Bo Lind",
                    "kind": "person",
                    "names": ["Bo Lind"],
                    "description": "",
                    "affiliation": "",
                },
                "relayed_by": None,
            },
            differs=["speaker", "cue_spans"],
            seen_at="2031-03-17T00:00Z",
        )
        self.address = f"/admin/quotes/quote/{self.quote.pk}/change/"

    def send(self, button, **fields):
        data = {
            "speaker": self.quote.speaker_id,
            "ranges": f"{self.quote.start}-{self.quote.end}",
            "version": review.version_of(Quote.objects.get()),
            button: review.version_of(self.opinion),
        }
        return self.client.post(self.address, data | fields, follow=True)

    def test_shown_beside_the_decision(self):
        page = self.client.get(self.address)

        self.assertContains(page, "The machine’s second opinion")
        self.assertContains(
            page,
            '<th scope="row">Speaker</th><td><ins>Bo Lind</ins></td><td>Ida Voss</td>',
        )
        self.assertContains(
            page, '<th scope="row">Cue</th><td><ins>said</ins></td><td>–</td>'
        )

    def test_taken_over_in_one_press(self):
        self.send("_take")

        quote = Quote.objects.get()
        self.assertEqual((str(quote.speaker), quote.cue), ("Bo Lind", "said"))
        self.assertNotContains(self.client.get(self.address), "second opinion</h3>")

    def test_dismissed_in_one_press(self):
        self.send("_dismiss", reason="On tape")

        self.assertEqual(str(Quote.objects.get().speaker), "Ida Voss")
        self.opinion.refresh_from_db()
        self.assertEqual(self.opinion.answered_by, self.editor)

    def test_to_override_a_colleague_needs_a_reason(self):
        self.client.force_login(make_member("omar"))

        page = self.send("_take")

        self.assertContains(page, "decided on this quote: say why not so.")
        self.assertEqual(str(Quote.objects.get().speaker), "Ida Voss")

    def test_another_opinion_meanwhile_is_told(self):
        reading = self.opinion.reading | {"stance": "denies"}
        SecondOpinion.objects.update(reading=reading)

        page = self.send("_take")

        self.assertContains(page, "The machine reads the quote otherwise by now")
        self.assertEqual(str(Quote.objects.get().speaker), "Ida Voss")

        SecondOpinion.objects.all().delete()
        self.assertContains(self.send("_take"), "reads the quote as you decided by now")

    def test_list_of_those_that_differ(self):
        other = make_quote("Nobody waits")

        page = self.client.get("/admin/quotes/quote/?review=all&opinion=open")

        shown = [row.pk for row in page.context["cl"].result_list]
        self.assertEqual(shown, [self.quote.pk])
        self.assertNotIn(other.pk, shown)

    def test_readers_see_it_without_buttons(self):
        self.client.force_login(make_reader())

        page = self.client.get(self.address)

        self.assertContains(page, "The machine’s second opinion")
        self.assertNotContains(page, 'name="_take"')
