import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Quote, Speaker
from tests.admin.people import make_member, make_reader
from tests.build import make_article, make_quote, make_speaker

# The page is asked on both by tests/walk/test_admin.py, and each act is sent by
# test_pairs_of_acts.py.
pytestmark = pytest.mark.any_database

TEXT = (
    "“Not one <b>tree</b> will fall,” said Ida Voss, citing the Merrow Agency. "
    "“We wait,” she added."
)


def ranges(part):
    return [[TEXT.index(part), TEXT.index(part) + len(part)]]


class QuotePageTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()
        cls.article = make_article(TEXT, title="<script>alert('title')</script>")
        cls.speaker = make_speaker("Ida Voss")
        cls.quote = make_quote(
            "Not one <b>tree</b> will fall,",
            article=cls.article,
            speaker=cls.speaker,
            confidence=0.4,
            cue="said",
            cue_spans=ranges("said"),
            source_text="Ida Voss",
            source_spans=ranges("Ida Voss"),
            relay_spans=ranges("the Merrow Agency"),
            candidates=[{"name": "Merrow <i>Agency</i>", "score": 0.25}],
            extracted={"speaker": cls.speaker.pk, "speaker_name": "Ida Voss"},
        )
        cls.next = make_quote("We wait,", article=cls.article, confidence=0.5)

    def setUp(self):
        self.client.force_login(self.editor)
        self.address = f"/admin/quotes/quote/{self.quote.pk}/change/"

    def page(self):
        return self.client.get(self.address)

    def send(self, button="_save", **fields):
        data = {
            "speaker": self.quote.speaker_id or "",
            "relayed_by": "",
            "ranges": f"{self.quote.start}-{self.quote.end}",
            "reason": "",
            "version": review.version_of(self.quote),
            button: "1",
        }
        return self.client.post(self.address, data | fields)

    def stored(self):
        return Quote.objects.get(pk=self.quote.pk)


class ShownTests(QuotePageTestCase):
    def test_every_part_is_marked_in_the_article(self):
        page = self.page()

        for role, label, words in (
            ("content", "Quotation", "Not one &lt;b&gt;tree&lt;/b&gt; will fall,"),
            ("cue", "Cue", "said"),
            ("source", "Source", "Ida Voss"),
            ("relay", "Relay", "the Merrow Agency"),
        ):
            self.assertContains(
                page,
                f'<mark class="is-{role}" data-label="{label}">{words}</mark>',
            )

    def test_other_quotes_of_the_article_are_linked(self):
        self.assertContains(
            self.page(),
            f'<a href="/admin/quotes/quote/{self.next.pk}/change/" '
            'title="nobody named · extracted" tabindex="-1">'
            '<mark class="is-other">We wait,</mark>',
        )

    def test_markup_in_text_and_title_and_candidates_is_escaped(self):
        page = self.page()

        self.assertNotContains(page, "<b>tree")
        self.assertNotContains(page, "<script>alert")
        self.assertNotContains(page, "Merrow <i>")
        self.assertContains(page, 'value="Merrow &lt;i&gt;Agency&lt;/i&gt;"')

    def test_long_article_is_cut_around_the_quote(self):
        before = "Rain fell.\n" * 3000
        article = make_article(before + "“We wait,” she said.\n" + "More.\n" * 3000)
        quote = make_quote("We wait,", article=article)

        page = self.client.get(f"/admin/quotes/quote/{quote.pk}/change/")

        self.assertContains(page, "… the article begins earlier")
        self.assertContains(page, "the article goes on …")
        start = int(page.text.split('data-start="')[1].split('"')[0])
        self.assertEqual(article.text[start - 1], "\n")
        self.assertLess(len(page.text), 40_000)

    def test_what_the_machine_read_stands_beside_the_decision(self):
        review.correct_speaker(quote=self.quote, speaker=None, by=self.editor)

        self.assertContains(
            self.page(),
            '<tr class="differs"><th scope="row">Speaker</th><td>Ida Voss</td>'
            "<td><ins>nobody</ins></td></tr>",
        )

    def test_next_and_previous_follow_the_queue(self):
        page = self.client.get(f"/admin/quotes/quote/{self.next.pk}/change/")

        self.assertContains(page, f'href="{self.address}" rel="prev"')
        self.assertNotContains(page, 'rel="next"')

    def test_next_follows_the_filters_of_the_list(self):
        page = self.client.get(
            self.address, {"_changelist_filters": "kind__exact=indirect"}
        )

        self.assertNotContains(page, 'rel="next"')

    def test_page_of_an_unknown_filter_has_no_neighbours(self):
        page = self.client.get(self.address, {"_changelist_filters": "no__such=1"})

        self.assertEqual(page.status_code, 200)
        self.assertNotContains(page, 'rel="next"')

    def test_page_costs_the_same_for_one_other_quote_and_for_three(self):
        self.page()
        with self.assertNumQueries(18):
            self.page()
        for words in ("she added", "citing"):
            make_quote(words, article=self.article, speaker=make_speaker())
        with self.assertNumQueries(18):
            self.page()

    def test_who_may_only_look_sees_no_buttons(self):
        self.client.force_login(make_reader())

        page = self.page()

        self.assertContains(page, "Ida Voss")
        for button in ("_save", "_confirm", "_reject", "_reopen", "_candidate"):
            self.assertNotContains(page, f'name="{button}"')

    def test_who_may_only_look_decides_nothing(self):
        self.client.force_login(make_reader())

        self.assertEqual(self.send("_confirm").status_code, 403)
        self.assertEqual(self.stored().status, "extracted")


class DecidedTests(QuotePageTestCase):
    def test_confirming_goes_on_to_the_next_in_the_queue(self):
        response = self.send("_confirm", reason="Heard it")

        self.assertRedirects(response, f"/admin/quotes/quote/{self.next.pk}/change/")
        stored = self.stored()
        self.assertEqual(
            (stored.status, stored.reviewed_by), ("confirmed", self.editor)
        )
        self.assertEqual(stored.history.first().history_change_reason, "Heard it")

    def test_deciding_the_last_one_leads_back_to_the_desk(self):
        review.confirm(quote=self.next, by=self.editor)

        self.assertRedirects(self.send("_confirm"), "/admin/")

    def test_filters_of_the_list_are_kept(self):
        self.address += "?_changelist_filters=kind__exact%3Ddirect"

        response = self.send("_confirm")

        self.assertRedirects(
            response,
            f"/admin/quotes/quote/{self.next.pk}/change/"
            "?_changelist_filters=kind__exact%3Ddirect",
        )

    def test_saving_another_speaker_corrects_it(self):
        other = make_speaker("Omar Teel")

        self.send(speaker=other.pk)

        stored = self.stored()
        self.assertEqual((stored.speaker, stored.status), (other, "corrected"))

    def test_saving_other_words_corrects_them(self):
        start, end = ranges("We wait")[0]

        self.send(ranges=f"{start}-{end}")

        stored = self.stored()
        self.assertEqual((stored.text, stored.status), ("We wait", "corrected"))

    def test_one_press_takes_a_candidate(self):
        self.send("_candidate", _candidate="Merrow Agency")

        self.assertEqual(
            self.stored().speaker, Speaker.objects.get(name="Merrow Agency")
        )

    def test_one_press_says_that_nobody_is_named(self):
        self.send("_nobody")

        self.assertEqual(
            (self.stored().speaker, self.stored().status), (None, "corrected")
        )

    def test_rejecting_needs_a_reason(self):
        response = self.send("_reject")

        self.assertContains(response, "Say why this is no quotation.")
        self.assertEqual(self.stored().status, "extracted")

    def test_rejecting_with_a_reason(self):
        self.send("_reject", reason="A headline")

        self.assertEqual(self.stored().status, "rejected")

    def test_reopening_stays_on_the_page(self):
        review.correct_speaker(quote=self.quote, speaker=None, by=self.editor)

        response = self.send("_reopen")

        self.assertRedirects(response, self.address)
        stored = self.stored()
        self.assertEqual((stored.status, stored.speaker), ("extracted", self.speaker))

    def test_saving_nothing_is_refused(self):
        self.assertContains(self.send(), "You changed nothing.")
        self.assertEqual(self.stored().status, "extracted")

    def test_confirming_beside_a_correction_is_refused_rather_than_losing_it(self):
        response = self.send("_confirm", speaker=make_speaker().pk)

        self.assertContains(response, "You also changed: Speaker.")
        self.assertEqual(self.stored().status, "extracted")

    def test_newer_decision_of_another_editor_is_not_overwritten(self):
        seen = review.version_of(self.quote)
        review.reject(quote=self.quote, by=make_member("omar"))

        response = self.send("_confirm", version=seen, reason="Heard it")

        self.assertContains(response, "This quote was changed by omar (")
        self.assertContains(response, 'value="Heard it"')
        self.assertEqual(self.stored().reviewed_by.username, "omar")

    def test_words_of_another_quote_are_refused(self):
        start, end = self.next.start, self.next.end

        response = self.send(ranges=f"{start}-{end}")

        self.assertContains(
            response, f"Quote {self.next.pk} of this article already begins and ends"
        )

    def test_ranges_that_are_none_are_refused(self):
        self.assertContains(self.send(ranges="all of it"), "Write ranges as 120-180")

    def test_range_outside_the_article_is_refused(self):
        self.assertContains(self.send(ranges="0-9999"), "does not lie in the article")

    def test_merged_speaker_is_refused(self):
        merged = make_speaker("I. Voss")
        review.merge_speakers(source=merged, target=self.speaker, by=self.editor)

        response = self.send(speaker=merged.pk)

        self.assertContains(
            response, "I. Voss was merged into Ida Voss after you had opened"
        )
        self.assertEqual(self.stored().status, "extracted")

    def test_reason_longer_than_history_keeps_is_refused(self):
        if not review.REASON_LENGTH:
            self.skipTest("history keeps reasons of any length")
        response = self.send("_confirm", reason="x" * (review.REASON_LENGTH + 1))

        self.assertContains(response, "Ensure this value has at most")


class HistoryTests(QuotePageTestCase):
    def history(self):
        return self.client.get(f"/admin/quotes/quote/{self.quote.pk}/history/")

    def test_history_tells_who_why_from_what_to_what(self):
        Quote.history.all().delete()
        self.send(speaker=make_speaker("Omar Teel").pk, reason="The <i>erratum</i>")

        page = self.history()

        self.assertContains(page, "<b>ines</b>")
        self.assertContains(page, "The &lt;i&gt;erratum&lt;/i&gt;")
        self.assertContains(page, "As extracted")
        self.assertContains(
            page,
            '<tr><th scope="row">Speaker</th><td><del>Ida Voss</del></td>'
            "<td><ins>Omar Teel</ins></td></tr>",
            html=True,
        )
        self.assertContains(
            page,
            '<tr><th scope="row">Status</th><td><del>Extracted</del></td>'
            "<td><ins>Corrected</ins></td></tr>",
            html=True,
        )

    def test_nobody_is_no_deleted_speaker(self):
        self.send("_nobody")

        self.assertNotContains(self.history(), "Deleted")

    def test_quote_nobody_touched_says_so(self):
        Quote.history.all().delete()

        self.assertContains(self.history(), "It stands as it was extracted.")

    def test_old_versions_cannot_be_saved_over_the_present(self):
        version = self.quote.history.first().pk
        address = f"/admin/quotes/quote/{self.quote.pk}/history/{version}/"

        self.assertEqual(self.client.post(address).status_code, 404)

    def test_history_costs_the_same_for_one_change_and_for_three(self):
        self.send("_nobody")
        self.history()
        with self.assertNumQueries(10):
            self.history()
        for _ in (2, 3):
            quote = self.stored()
            review.correct_speaker(quote=quote, speaker=make_speaker(), by=self.editor)
        with self.assertNumQueries(10):
            self.history()
