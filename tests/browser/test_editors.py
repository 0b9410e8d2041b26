"""What editors do in a real browser: merging many, proposing, answering readers."""

import os
from pathlib import Path
from unittest import mock, skipUnless

from django.urls import reverse

from quotes.models import (
    ErrorReport,
    MergedTogether,
    Proposal,
    Quote,
    Speaker,
    SpeakerCluster,
)
from quotes.pages import forms
from quotes.survey.clustering import store_clusters
from quotes.survey.speaker_counts import store_counts
from tests.admin.people import make_member, make_roles
from tests.browser.chromium import MISSING, BrowserTestCase, picture, set_view
from tests.build import make_quote, make_speaker

PICTURES = os.environ.get("QUOTES_PICTURES")
"""A folder to keep pictures of the pages in, to be looked at."""


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
class EditorTests(BrowserTestCase):
    def log_in_as(self, username, role):
        make_roles()
        self.log_in(make_member(username, role))

    def press(self, selector):
        """Press a button; return what the page says that answers."""
        self.evaluate(f"document.querySelector({selector!r}).scrollIntoView()")
        self.follow(selector)
        return self.read(".messagelist")

    def keep(self, name):
        """Keep pictures of the page, wide and narrow, where a folder is given."""
        for width in (1400, 400) if PICTURES else ():
            set_view(self.browser, width=width, height=1400)
            kept = Path(PICTURES) / f"{name}-{width}.png"
            kept.write_bytes(picture(self.browser, captureBeyondViewport=True))
        set_view(self.browser, width=1400, height=1400)

    def test_fifty_speakers_are_merged_and_undone_as_one(self):
        target = make_speaker("Ida Voss")
        sources = [make_speaker(f"Ida Voss {number:02}") for number in range(50)]
        for speaker in sources[:5]:
            make_quote(speaker=speaker)
        before = list(Quote.objects.order_by("pk").values_list("pk", "speaker"))
        self.log_in_as("cleo", "Chiefs")
        self.visit(reverse("admin:quotes_speaker_changelist") + "?all=")
        self.click("#action-toggle")
        self.evaluate(
            "document.querySelector('[name=action]').value = 'merge_selected'"
        )
        self.follow("[name=index]")
        self.assertIn("speaker/merge/", self.browser.current_url)
        self.keep("merge")
        self.click(f"[name=target][value='{target.pk}']")
        self.write("[name=reason]", "One woman")

        told = self.press(".submit-row [type=submit]")

        self.assertIn("Undo all of it", told)
        self.assertEqual(Speaker.objects.filter(merged_into=target).count(), 50)
        self.assertEqual(target.quotes.count(), 5)
        self.follow(".messagelist a")
        self.assertIn("mergedtogether", self.browser.current_url)
        self.keep("merged")
        self.write("[name=reason]", "Fifty women")
        self.assertIn("50 speakers stand", self.press(".submit-row [type=submit]"))

        self.assertEqual(Speaker.objects.filter(merged_into__isnull=True).count(), 51)
        after = list(Quote.objects.order_by("pk").values_list("pk", "speaker"))
        self.assertEqual(after, before)
        self.assertIsNotNone(MergedTogether.objects.get().undone_at)

    def test_a_cluster_is_worked_through_and_a_speaker_split(self):
        names = ("Mara Lindqvist", "Lindqvist, Mara", "MARA LINDQVIST", "Teo Marl")
        speakers = [make_speaker(name) for name in names]
        for number in range(3):
            make_quote(f"The dam holds {number}", speaker=speakers[0])
        store_counts()
        store_clusters()
        self.log_in_as("ed", "Editors")
        cluster = SpeakerCluster.objects.get()
        self.visit(reverse("admin:quotes_speakercluster_changelist"))
        self.keep("clusters")
        self.visit(reverse("admin:quotes_speakercluster_change", args=[cluster.pk]))
        self.keep("cluster")
        self.assertIn("Merged into Mara Lindqvist", self.press("[name=_merge]"))
        self.assertEqual(Speaker.objects.filter(merged_into=speakers[0]).count(), 2)
        self.visit(reverse("admin:quotes_speaker_changelist"))
        self.keep("speakers")

        self.visit(reverse("admin:quotes_speaker_split", args=[speakers[0].pk]))
        self.keep("split")
        self.click("[name=chosen]")
        self.write("#id_name", "Mara Lindqvist the younger")
        self.write("#id_reason", "Mother and daughter")
        self.follow("[name=_preview]")
        self.assertTrue(self.count(".desk-preview"))
        self.keep("halves")
        self.assertIn("2 quotes are now of", self.press("[value=Split]"))

    def test_what_a_contributor_proposes_an_editor_accepts(self):
        quote = make_quote("The dam holds", speaker=make_speaker("Mara Lindqvist"))
        address = reverse("admin:quotes_quote_change", args=[quote.pk])
        self.log_in_as("vera", "Contributors")
        self.visit(address)
        self.keep("proposing")
        self.write("#id_reason", "It is the title of a song")
        self.click(".desk-reject summary")
        self.assertIn("proposed", self.press("[name=_reject]"))
        quote.refresh_from_db()
        self.assertEqual(quote.status, "extracted")

        self.log_in_as("ed", "Editors")
        proposal = Proposal.objects.get()
        self.visit(reverse("admin:quotes_proposal_changelist"))
        self.keep("proposals")
        self.visit(reverse("admin:quotes_proposal_change", args=[proposal.pk]))
        self.keep("proposal")
        self.write("#id_reason", "Well seen")
        self.assertIn("Accepted", self.press("[name=_accept]"))

        quote.refresh_from_db()
        self.assertEqual((quote.status, str(quote.reviewed_by)), ("rejected", "ed"))
        self.visit(reverse("admin:quotes_quote_history", args=[quote.pk]))
        self.assertIn("proposed by vera", self.read("body"))

    def test_a_readers_report_is_answered_and_seen_at_its_address(self):
        quote = make_quote("The dam holds", speaker=make_speaker("Mara Lindqvist"))
        self.visit(f"/quotes/{quote.pk}/report/")
        self.click("#reason-speaker")
        self.write("#explanation", "It was her deputy: I was there.")
        # Nobody fills a form in at once, but a test.
        with mock.patch.object(forms, "QUICKEST", -1):
            self.follow("form.form button")
        address = self.browser.current_url
        self.assertIn("/reports/", address)
        self.assertIn("have not answered", self.read("main"))
        self.keep("sent")

        self.log_in_as("ed", "Editors")
        report = ErrorReport.objects.get()
        self.visit(reverse("admin:quotes_errorreport_changelist"))
        self.keep("reports")
        self.visit(reverse("admin:quotes_errorreport_change", args=[report.pk]))
        self.assertEqual(self.read(".desk-text mark"), "The dam holds")
        self.keep("report")
        self.click("[name=outcome][value=accepted]")
        self.write("#id_reason", "Thank you: her deputy said it.")
        self.assertIn("settled", self.press(".submit-row [type=submit]"))

        self.forget()
        self.browser.get(address)
        told = self.read("main")
        self.assertIn("you are right", told)
        self.assertIn("Thank you: her deputy said it.", told)
        self.keep("answered")
        self.visit(f"/quotes/{quote.pk}/")
        self.assertIn("Thank you: her deputy said it.", self.read("main"))
