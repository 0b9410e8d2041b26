"""Reading blind, settling, and the page of agreement."""

import pytest
from django.test import TestCase, override_settings
from django.urls import reverse

from quotes import review
from quotes.models import BlindReading
from tests.admin.people import make_member
from tests.build import make_quote, make_speaker

# What waits to be read twice is asked on both by tests/review/test_reading_twice.py,
# and each act is sent by test_pairs_of_acts.py.
pytestmark = pytest.mark.any_database

READ = reverse("admin:quotes_blindreading_read")


@override_settings(REVIEW_TWICE_PERCENT=100)
class BlindPageTests(TestCase):
    def setUp(self):
        self.ed, self.ines = make_member("ed"), make_member("ines")
        self.cleo = make_member("cleo", "Chiefs")
        self.ida, self.teo = make_speaker("Ida Voss"), make_speaker("Teo Marl")
        self.quote = make_quote("The dam holds", speaker=self.ida)

    def read(self, user, speaker, quote=None):
        self.client.force_login(user)
        page = self.client.get(READ)
        return self.client.post(
            READ,
            {
                "quote": (quote or page.context["quote"]).pk,
                "is_quotation": "yes",
                "speaker": speaker.pk,
                "stance": "states",
                "reason": "Heard on tape",
            },
            follow=True,
        )

    def test_the_second_reader_sees_nothing_of_the_first(self):
        self.read(self.ed, self.teo)
        self.client.force_login(self.ines)
        page = self.client.get(READ)

        self.assertContains(page, "The dam holds</mark>")
        self.assertNotContains(page, "Teo Marl")
        self.assertNotContains(page, "Heard on tape")
        for address in (
            reverse("admin:quotes_blindreading_changelist"),
            reverse(
                "admin:quotes_blindreading_change",
                args=[BlindReading.objects.get().pk],
            ),
            reverse("admin:quotes_blindreading_agreement"),
        ):
            self.assertEqual(self.client.get(address).status_code, 403)

    def test_when_nothing_waits_it_is_said(self):
        page = self.read(self.ed, self.ida)
        self.assertContains(page, "Nothing waits to be read twice by you.")

    def test_a_chief_sees_both_and_settles(self):
        self.read(self.ed, self.ida)
        self.read(self.ines, self.teo)
        self.client.force_login(self.cleo)
        listed = self.client.get(
            reverse("admin:quotes_blindreading_changelist") + "?disagrees__exact=1"
        )
        self.assertEqual(len(listed.context["cl"].result_list), 2)
        right = BlindReading.objects.get(reader=self.ines)
        address = reverse("admin:quotes_blindreading_change", args=[right.pk])
        page = self.client.get(address)
        self.assertContains(page, "ed: Ida Voss")
        self.assertContains(page, "ines: Teo Marl")

        self.client.post(address, {"right": right.pk, "reason": "On tape"})

        self.quote.refresh_from_db()
        self.assertEqual(
            (self.quote.speaker, self.quote.reviewed_by), (self.teo, self.cleo)
        )
        shown = self.client.get(reverse("admin:quotes_blindreading_agreement"))
        self.assertContains(shown, "0 %")
        self.assertContains(shown, "ines")

    def test_who_may_not_decide_does_not_read(self):
        self.client.force_login(make_member("vera", "Contributors"))
        self.assertEqual(self.client.get(READ).status_code, 403)
        self.client.force_login(self.ed)
        review.confirm(quote=self.quote, by=self.ed)
        page = self.read(self.ines, self.ida, quote=self.quote)
        self.assertContains(page, "decided on this quote meanwhile")
