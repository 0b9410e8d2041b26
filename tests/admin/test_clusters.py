"""Clusters of names, worked through one after the other; counts that lead to rows."""

from django.test import TestCase
from django.urls import reverse

from quotes.models import MergedTogether, Speaker, SpeakerCluster, SpeakerDistinction
from quotes.survey.clustering import store_clusters
from quotes.survey.speaker_counts import store_counts
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_speaker


class ClusterTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())
        self.ida = [
            make_speaker(name) for name in ("Ida Voss", "Voss, Ida", "IDA VOSS")
        ]
        self.teo = [make_speaker(name) for name in ("Teo Marl", "Marl, Teo")]
        make_quote(speaker=self.ida[1])
        store_counts()
        store_clusters()
        self.first, self.second = SpeakerCluster.objects.all()

    def address(self, cluster):
        return reverse("admin:quotes_speakercluster_change", args=[cluster.pk])

    def send(self, button, chosen, stays, reason="The same name"):
        page = self.client.get(self.address(self.first))
        return self.client.post(
            self.address(self.first),
            {
                "version": page.context["version"],
                "chosen": [row.pk for row in chosen],
                "stays": stays.pk,
                "reason": reason,
                button: "1",
            },
        )

    def test_all_are_ticked_and_the_most_quoted_comes_first(self):
        page = self.client.get(self.address(self.first))

        self.assertContains(page, 'name="chosen"', count=3)
        self.assertContains(page, " checked", count=4)
        self.assertEqual(page.context["members"][0], self.ida[1])
        self.assertContains(page, f"?speaker__id__exact={self.ida[1].pk}")

    def test_those_ticked_are_merged_and_the_next_opens(self):
        answer = self.send("_merge", self.ida[:2], self.ida[0])

        self.assertRedirects(answer, self.address(self.second))
        merged = Speaker.objects.filter(merged_into=self.ida[0])
        self.assertEqual(list(merged), [self.ida[1]])
        self.assertEqual(MergedTogether.objects.get().sources, [self.ida[1].pk])
        self.assertTrue(SpeakerCluster.objects.filter(pk=self.first.pk).exists())

    def test_those_told_apart_are_not_offered_again(self):
        self.send("_apart", self.ida, self.ida[0])

        self.assertEqual(SpeakerDistinction.objects.count(), 3)
        self.assertFalse(SpeakerCluster.objects.filter(pk=self.first.pk).exists())
        page = self.client.get(self.address(self.first), follow=True)
        self.assertContains(page, "Nothing is left to decide")

    def test_what_is_missing_is_said(self):
        for chosen, stays, told in (
            (self.ida[:1], self.ida[0], "Tick two or more."),
            (self.ida[:2], self.ida[2], "which of those ticked stays"),
        ):
            with self.subTest(told):
                self.assertContains(self.send("_merge", chosen, stays), told)
        self.assertFalse(MergedTogether.objects.exists())

    def test_who_may_only_look_merges_nothing(self):
        self.client.force_login(make_reader())

        self.assertEqual(self.send("_merge", self.ida, self.ida[0]).status_code, 403)
        self.assertNotContains(self.client.get(self.address(self.first)), "_merge")

    def test_speakers_are_sorted_by_counts_that_lead_to_the_rows(self):
        for column in (2, 3):
            for sign in ("", "-"):
                address = reverse("admin:quotes_speaker_changelist")
                page = self.client.get(f"{address}?o={sign}{column}")
                self.assertEqual(page.status_code, 200)
        page = self.client.get(reverse("admin:quotes_speaker_changelist") + "?o=-2")
        self.assertEqual(page.context["cl"].result_list[0], self.ida[1])
        rows = self.client.get(
            reverse("admin:quotes_quote_changelist")
            + f"?speaker__id__exact={self.ida[1].pk}"
        )
        self.assertEqual(len(rows.context["cl"].result_list), 1)
