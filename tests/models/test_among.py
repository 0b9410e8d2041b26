"""Thousands of numbers asked for as one parameter, on both databases."""

from django.test import TestCase

from quotes.models import Quote, Speaker
from quotes.models.among import Numbers
from quotes.models.numbers import array_of
from tests.build import make_quote, make_speaker


class AmongTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speakers = [make_speaker(name) for name in ("Ada Holm", "Bo Lind")]
        cls.quote = make_quote(speaker=cls.speakers[1])

    def asked(self, *pks):
        rows = Speaker.objects.filter(pk__among=Numbers(pks)).order_by("pk")
        return list(rows.values_list("pk", flat=True))

    def test_rows_of_these_numbers_are_found_and_no_others(self):
        first, second = (speaker.pk for speaker in self.speakers)
        self.assertEqual(self.asked(first, 0, -5, 2**62), [first])
        self.assertEqual(self.asked(second, first, second), [first, second])

    def test_a_foreign_key_is_asked_for_by_either_of_its_names(self):
        asked = Numbers([self.speakers[1].pk])
        for name in ("speaker__among", "speaker_id__among"):
            rows = Quote.objects.filter(**{name: asked})
            self.assertEqual([row.pk for row in rows], [self.quote.pk])
        self.assertFalse(Quote.objects.exclude(speaker__among=asked).exists())

    def test_no_number_is_no_query(self):
        with self.assertNumQueries(0):
            self.assertEqual(self.asked(), [])

    def test_an_array_is_written_as_postgresql_reads_it(self):
        self.assertEqual(array_of([3, -1]), "{3, -1}")
        self.assertEqual(array_of([]), "{}")
