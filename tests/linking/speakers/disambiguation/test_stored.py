"""What is known of stored speakers while the documents of a batch are linked."""

from django.test import TestCase

from quotes.linking.speakers.disambiguation.candidate_speakers import load_stored
from quotes.models import SpeakerAlias
from tests.build import make_speaker


class StoredTests(TestCase):
    def test_a_name_that_one_document_adds_is_known_to_the_next(self):
        holm, hall = make_speaker("Ada Holm"), make_speaker("Ada Hall")
        holm.merged_into = hall
        holm.save()
        stored = load_stored({hall.pk})
        known = stored.known(hall.pk)
        self.assertIs(stored.known(hall.pk), known)
        alias = SpeakerAlias(speaker=hall, name="Hall")
        alias.fill()
        stored.add_name(alias)
        names = [alias.name for alias in stored.known(hall.pk).aliases]
        self.assertEqual(names, ["Ada Hall", "Hall", "Ada Holm"])
