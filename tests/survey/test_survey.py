"""Counts and clusters of speakers, and what is left of a cluster once it is decided."""

from io import StringIO
from unittest import TestCase as PlainTestCase

from django.core.management import call_command
from django.test import TestCase

from quotes import review
from quotes.models import MergedTogether, Speaker, SpeakerCluster, SpeakerSuggestion
from quotes.survey.clustering import store_clusters, undecided_members
from quotes.survey.keys import fingerprint, ngram_fingerprint, phonetic
from tests.build import make_editor, make_quote, make_speaker, make_statement


class KeyTests(PlainTestCase):
    def test_what_shares_a_key_and_what_does_not(self):
        for key_of, one, other, same in (
            (fingerprint, "Voss, Ida", "Ida Voss", True),
            (fingerprint, "ÍDA VOSS Ida", "Ida Voss", True),
            (fingerprint, "Ida Voss", "Ida Vos", False),
            (ngram_fingerprint, "Jong Un", "Jongun", True),
            (ngram_fingerprint, "Harbour Office", "Harbor Office", False),
            (phonetic, "Stephen Smith", "Steven Smyth", True),
            (phonetic, "Ida Voss", "Omar Teel", False),
        ):
            with self.subTest(one, key=key_of.__name__):
                self.assertEqual(key_of(one) == key_of(other), same)

    def test_names_too_short_to_say_anything_have_no_key(self):
        self.assertEqual(ngram_fingerprint("Abby"), "")
        self.assertEqual(phonetic("Meyer"), "")
        self.assertEqual(phonetic("Unit 731"), "")
        self.assertEqual(fingerprint("…"), "")


class SurveyTests(TestCase):
    def setUp(self):
        self.by = make_editor("ines")
        self.ida, self.turned = make_speaker("Ida Voss"), make_speaker("Voss, Ida")
        self.omar = make_speaker("Omar Teel")

    def members(self):
        return [
            {str(row) for row in cluster.members.all()}
            for cluster in SpeakerCluster.objects.all()
        ]

    def test_the_command_counts_and_finds(self):
        statement = make_statement(speaker=self.ida)
        make_quote(speaker=self.ida, statement=statement)
        make_quote(speaker=self.ida, status="withdrawn")
        told = StringIO()

        call_command("survey_speakers", stdout=told)

        counts = Speaker.objects.get(pk=self.ida.pk).counts
        self.assertEqual((counts.quotes, counts.statements), (1, 1))
        self.assertEqual(self.members(), [{"Ida Voss", "Voss, Ida"}])
        self.assertIn("3 speakers counted, 1 clusters", told.getvalue())
        call_command("survey_speakers", stdout=told)
        self.assertEqual(len(self.members()), 1)

    def test_what_the_linker_asks_is_one_cluster_where_questions_share_a_speaker(self):
        for speaker, candidate in ((self.turned, self.ida), (self.omar, self.ida)):
            SpeakerSuggestion.objects.create(
                speaker=speaker, candidate=candidate, score=0.5, reason="Alike"
            )
        store_clusters()

        self.assertIn({"Ida Voss", "Voss, Ida", "Omar Teel"}, self.members())

    def test_merging_or_telling_apart_ends_a_cluster_for_good(self):
        for decide in (
            lambda: review.merge_many_speakers(
                sources=[self.turned], target=self.ida, by=self.by
            ),
            lambda: review.tell_many_speakers_apart(
                speakers=[self.ida, self.turned], by=self.by
            ),
        ):
            store_clusters()
            [cluster] = SpeakerCluster.objects.all()
            self.assertEqual(undecided_members(cluster), [self.ida, self.turned])
            decide()
            self.assertFalse(SpeakerCluster.objects.exists())
            store_clusters()
            self.assertFalse(SpeakerCluster.objects.exists())
            if merger := MergedTogether.objects.filter(undone_at=None).first():
                review.unmerge_many_speakers(merger=merger, by=self.by)
                self.turned.refresh_from_db()
