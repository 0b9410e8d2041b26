"""The pages on which quotes are mended: any part, in two, with another, added."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.test import TestCase

from quotes import review
from quotes.models import Act, Proposal, Quote, Speaker
from tests.admin.people import make_member, make_reader
from tests.build import make_article, make_quote, make_speaker

# What is mended is stored on both by tests/review/test_quote_parts.py, and each act
# is sent by test_pairs_of_acts.py: here, the forms.
pytestmark = pytest.mark.any_database

SAFE, SAILS, LEAKS = "The ferry is safe.", "It sails at noon.", "It never leaked"
TEXT = f"“{SAFE} {SAILS}” said Ida Voss. “{LEAKS},” she told the Merrow Radio."


def written(*words):
    found = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in words]
    return ", ".join(f"{start}-{end}" for start, end in found)


def hidden(page, name):
    """The value of a hidden field of a page."""
    return page.text.split(f'name="{name}" value="')[1].split('"')[0]


class EditingTestCase(TestCase):
    def setUp(self):
        self.editor = make_member()
        self.client.force_login(self.editor)
        self.article = make_article(TEXT, title="The ferry")
        self.ida = make_speaker("Ida Voss", description="mayor of Merrow")
        self.quote = make_quote(
            f"{SAFE} {SAILS}", article=self.article, speaker=self.ida
        )
        self.address = f"/admin/quotes/quote/{self.quote.pk}/"

    def stored(self, pk=None):
        return Quote.objects.get(pk=pk or self.quote.pk)

    def send(self, address, **fields):
        page = self.client.get(address)
        data = {"version": hidden(page, "version")} if "version" in page.text else {}
        return self.client.post(address, data | fields, follow=True)


class CorrectingTests(EditingTestCase):
    def save(self, button="_save", **fields):
        data = {
            "speaker": self.quote.speaker_id,
            "relayed_by": "",
            "ranges": written(f"{SAFE} {SAILS}"),
            "reason": "",
            "version": review.version_of(self.stored()),
            button: "1",
        }
        address = f"{self.address}change/"
        return self.client.post(address, data | fields, follow=True)

    def test_cue_source_relay_kind_and_fragment_are_one_act(self):
        page = self.save(
            cue_ranges=written("told"),
            source_ranges=written("Ida Voss"),
            relay_ranges=written("the Merrow Radio"),
            kind="mixed",
            fragment="yes",
        )

        self.assertContains(page, "is now corrected")
        quote = self.stored()
        self.assertEqual(
            (quote.cue, quote.source_text, quote.kind, quote.is_fragment),
            ("told", "Ida Voss", "mixed", True),
        )
        self.assertEqual(Act.objects.count(), 1)
        page = self.client.get(f"{self.address}change/")
        self.assertContains(
            page,
            '<tr class="differs"><th scope="row">Cue</th><td>–</td>'
            "<td><ins>told</ins></td></tr>",
        )

    def test_ranges_that_cannot_be_are_told_beside_the_field(self):
        for value, message in (
            ("x", "Write ranges as 120-180"),
            ("5-9, 6-12", "Two ranges overlap at character 6."),
            ("1-9999", "does not lie in the article"),
        ):
            page = self.save(cue_ranges=value)
            self.assertContains(page, message)
        self.assertEqual(self.stored().status, "extracted")

    def test_a_speaker_is_made_in_the_same_step(self):
        self.save(speaker="new:Bo  Lind", reason="Caption")

        quote = self.stored()
        self.assertEqual((quote.speaker.name, quote.status), ("Bo Lind", "corrected"))
        record = quote.speaker.history.get()
        self.assertEqual(record.history_change_reason, "Caption")

    def test_a_chosen_new_speaker_stays_chosen_on_a_refused_page(self):
        page = self.save(speaker="new:Bo Lind", ranges="x")

        self.assertContains(page, '<option value="new:Bo Lind" selected>')
        self.assertContains(page, "Create “Bo Lind”")
        self.assertFalse(Speaker.objects.filter(name="Bo Lind").exists())

    def test_a_name_without_letters_makes_nobody(self):
        page = self.save(speaker="new:—")

        self.assertContains(page, "A name needs at least one letter or digit.")

    def test_without_a_chooser_a_name_is_found_or_made(self):
        bo = make_speaker("Bo Lind")

        self.save(new_speaker="BO LIND")
        self.assertEqual(self.stored().speaker, bo)

        self.save(speaker=bo.pk, new_speaker="Teo Marl")
        self.assertEqual(self.stored().speaker.name, "Teo Marl")

    def test_to_change_a_colleagues_decision_needs_a_reason(self):
        review.confirm(quote=self.quote, by=make_member("omar"), reason="On tape")

        page = self.save(stance="denies")
        self.assertContains(page, "omar decided on this quote: say why not so.")
        self.assertEqual(self.stored().stance, "states")

        self.save(stance="denies", reason="Heard it")
        self.assertEqual(self.stored().stance, "denies")

    def test_own_last_reasons_are_offered_first(self):
        review.confirm(quote=self.quote, by=self.editor, reason="Seen on the tape")

        page = self.client.get(f"{self.address}change/")

        offered = page.text.split('<datalist id="reasons">')[1]
        self.assertTrue(
            offered.startswith('<option value="Seen on the tape"></option><option')
        )

    def test_choices_offer_to_create_only_to_those_who_may(self):
        query = {
            "term": "teo  marl",
            "app_label": "quotes",
            "model_name": "quote",
            "field_name": "speaker",
            "create": "1",
        }
        address = "/admin/quotes/speaker/choices/"

        found = json.loads(self.client.get(address, query).text)["results"]
        self.assertEqual(found, [{"id": "new:teo marl", "text": "Create “teo marl”"}])

        self.client.force_login(make_reader())
        found = json.loads(self.client.get(address, query).text)["results"]
        self.assertEqual(found, [])


class SplitAndJoinTests(EditingTestCase):
    def split(self, **fields):
        return self.send(
            f"{self.address}split/",
            **{
                "first": written(SAFE),
                "second": written(SAILS),
                "reason": "Two sentences",
            }
            | fields,
        )

    def test_split_and_joined_again(self):
        page = self.client.get(f"{self.address}change/")
        self.assertContains(page, "Split in two…")
        page = self.split()

        self.assertContains(page, "The quote is two now; the second is quote")
        self.assertEqual(self.stored().text, SAFE)
        second = Quote.objects.latest("pk")
        self.assertEqual(second.text, SAILS)

        page = self.send(
            f"{self.address}join/", other=second.pk, reason="One after all"
        )

        self.assertContains(page, f"Quote {second.pk} is part of this one now.")
        self.assertEqual(self.stored().text, f"{SAFE} {SAILS}")
        self.assertEqual(self.stored(second.pk).status, "rejected")

    def test_what_cannot_be_is_told_and_changes_nothing(self):
        page = self.split(second=written(SAFE))

        self.assertContains(page, "Two ranges overlap")
        self.assertEqual(Quote.objects.count(), 1)

    def test_stale_page_is_refused(self):
        address = f"{self.address}split/"
        version = hidden(self.client.get(address), "version")
        review.confirm(quote=self.quote, by=make_member("omar"))

        page = self.client.post(
            address,
            {
                "version": version,
                "first": written(SAFE),
                "second": written(SAILS),
                "reason": "Two",
            },
        )

        self.assertContains(page, "was changed by omar")
        self.assertEqual(Quote.objects.count(), 1)

    def test_nothing_to_join_and_quotes_that_do_not_stand_are_told(self):
        page = self.client.get(f"{self.address}join/", follow=True)
        self.assertContains(page, "No other quote of this article stands.")

        review.reject(quote=self.quote, by=self.editor)
        page = self.client.get(f"{self.address}split/", follow=True)
        self.assertContains(page, "This quote is rejected: readers do not see it.")
        self.assertNotContains(page, "Split in two…")

    def test_only_editors_may(self):
        self.client.force_login(make_reader())

        for act in ("split", "join"):
            page = self.client.post(f"{self.address}{act}/", {"reason": "x"})
            self.assertEqual(page.status_code, 403)
        page = self.client.get(f"{self.address}change/")
        self.assertNotContains(page, "Split in two…")


class AddingTests(EditingTestCase):
    def setUp(self):
        super().setUp()
        self.article_page = f"/admin/quotes/article/{self.article.pk}/change/"
        self.adding = f"/admin/quotes/article/{self.article.pk}/add-quote/"

    def add(self, **fields):
        return self.client.post(
            self.adding,
            {
                "ranges": written(LEAKS),
                "stance": "states",
                "reason": "Missed",
                "speaker_name": "Ida Voss",
            }
            | fields,
            follow=True,
        )

    def test_added_from_the_articles_page(self):
        self.assertContains(self.client.get(self.article_page), self.adding)
        self.assertContains(self.client.get(self.adding), "Select the words")

        page = self.add(cue_ranges=written("told"), source_ranges=written("she"))

        added = Quote.objects.latest("pk")
        self.assertContains(page, f"“{LEAKS}” is quote {added.pk} now.")
        self.assertEqual(
            (added.text, added.speaker, added.cue, added.source_text),
            (LEAKS, self.ida, "told", "she"),
        )
        self.assertTrue(added.statement_id)

    def test_with_a_new_speaker_and_a_relay(self):
        radio = make_speaker("Merrow Radio")

        self.add(
            speaker="new:Bo Lind",
            speaker_name="",
            relayed_by=radio.pk,
            relay_ranges=written("the Merrow Radio"),
            stance="denies",
            kind="indirect",
        )

        added = Quote.objects.latest("pk")
        self.assertEqual(
            (added.speaker.name, added.relayed_by, added.stance, added.kind),
            ("Bo Lind", radio, "denies", "indirect"),
        )

    def test_refusals_keep_what_was_written(self):
        for fields, message in (
            ({"ranges": ""}, "This field is required."),
            ({"speaker": self.ida.pk}, "Choose a speaker or name one, not both."),
            ({"ranges": written(f"{SAFE} {SAILS}")}, f"are quote {self.quote.pk}"),
            ({"reason": ""}, "This field is required."),
        ):
            page = self.add(cue_ranges=written("told"), **fields)
            self.assertContains(page, message)
            self.assertContains(page, f'value="{written("told")}"')
        self.assertEqual(Quote.objects.count(), 1)

    def test_only_who_may_change_quotes(self):
        reader = make_reader()
        self.client.force_login(reader)
        self.assertNotContains(self.client.get(self.article_page), self.adding)
        self.assertEqual(self.add().status_code, 403)

        reader.user_permissions.add(Permission.objects.get(codename="change_quote"))
        self.assertContains(self.add(speaker_name="Bo Lind"), "is quote")

    def test_a_contributor_proposes_it(self):
        self.assertNotContains(self.client.get(self.adding), "You propose this")
        self.client.force_login(make_member("carl", "Contributors"))
        self.assertContains(self.client.get(self.article_page), self.adding)
        self.assertContains(self.client.get(self.adding), "You propose this")

        page = self.add()

        self.assertContains(page, "it is <a")
        self.assertNotContains(page, "Perhaps it was deleted")
        self.assertEqual(Quote.objects.count(), 1)
        review.accept_proposal(proposal=Proposal.objects.get(), by=self.editor)
        self.assertEqual(Quote.objects.latest("pk").text, LEAKS)
