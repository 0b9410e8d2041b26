"""Speakers are made with numbers and slugs that nobody else has, and stored at once."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.additions import NewSpeakers
from quotes.models import Article, Speaker
from quotes.models.numbers import reserve_numbers
from quotes.models.slugs import FreeSlugs
from tests.build import make_article, make_outlet, make_speaker

PERSON = SpeakerKind.PERSON
ANA, BO, TARN = (
    DocumentSpeaker("Ana Tarn", PERSON),
    DocumentSpeaker("Bo Lind", PERSON),
    DocumentSpeaker("Tarn Council", SpeakerKind.ORGANISATION),
)


class NumberTests(TestCase):
    def test_numbers_follow_those_of_stored_rows(self):
        last = make_speaker("Cleo Marsh").pk

        numbers = reserve_numbers(Speaker, 3)

        self.assertEqual(numbers, [last + 1, last + 2, last + 3])

    def test_a_row_stored_by_itself_follows_those_with_reserved_numbers(self):
        numbers = reserve_numbers(Speaker, 2)
        Speaker.objects.bulk_create(
            [Speaker(pk=pk, name=f"N {pk}", slug=f"n-{pk}") for pk in numbers]
        )

        self.assertEqual(make_speaker("Cleo Marsh").pk, numbers[-1] + 1)

    def test_the_number_of_a_row_that_is_gone_is_not_given_again(self):
        gone = make_speaker("Cleo Marsh")
        last = gone.pk
        gone.delete()

        self.assertEqual(reserve_numbers(Speaker, 1), [last + 1])

    def test_a_table_without_rows_has_numbers(self):
        self.assertEqual(len(set(reserve_numbers(Speaker, 2))), 2)


class SlugTests(TestCase):
    def test_slugs_of_names_asked_for_together_cost_one_query(self):
        with self.assertNumQueries(1):
            slugs = FreeSlugs(Speaker, ["ana-tarn", "bo-lind"])
            taken = [slugs.take("ana-tarn"), slugs.take("bo-lind")]

        self.assertEqual(taken, ["ana-tarn", "bo-lind"])

    def test_a_slug_that_a_stored_row_has_is_counted_on(self):
        make_speaker("Ana Tarn", slug="ana-tarn")

        self.assertEqual(
            FreeSlugs(Speaker, ["ana-tarn"]).take("ana-tarn"), "ana-tarn-2"
        )

    def test_a_slug_given_before_is_not_given_again(self):
        slugs = FreeSlugs(Speaker, ["ana-tarn", "ana-tarn-2"])

        taken = [slugs.take(base) for base in ("ana-tarn", "ana-tarn", "ana-tarn-2")]

        self.assertEqual(taken, ["ana-tarn", "ana-tarn-2", "ana-tarn-2-2"])

    def test_a_slug_not_asked_for_at_first_is_looked_up(self):
        make_speaker("Bo Lind", slug="bo-lind")

        self.assertEqual(FreeSlugs(Speaker, ["ana-tarn"]).take("bo-lind"), "bo-lind-2")


class NewSpeakerTests(TestCase):
    def test_three_cost_as_many_queries_as_one(self):
        counts = []
        for found in ([ANA], [ANA, BO, TARN]):
            new = NewSpeakers(found, None)
            with CaptureQueriesContext(connection) as queries:
                for each in found:
                    new.make(each, None)
                new.save()
            counts.append(len(queries))
            Speaker.objects.all().delete()

        # Numbers, slugs, rows.
        self.assertEqual(counts, [3, 3])

    def test_body_and_voice_are_stored_together(self):
        new = NewSpeakers([TARN, ANA], None)
        body = new.make(TARN, None)
        voice = new.make(ANA, body)

        new.save()

        stored = Speaker.objects.get(pk=voice.pk)
        self.assertEqual((stored.name, stored.affiliation), ("Ana Tarn", body))
        self.assertLess(body.pk, voice.pk)

    def test_more_than_the_document_names_are_made(self):
        new = NewSpeakers([ANA], None)

        made = [new.make(ANA, None) for _ in range(3)]
        new.save()

        stored = Speaker.objects.order_by("pk").values_list("pk", "slug")
        self.assertEqual([pk for pk, _ in stored], [speaker.pk for speaker in made])
        self.assertEqual(
            [slug for _, slug in stored], ["ana-tarn", "ana-tarn-2", "ana-tarn-3"]
        )

    def test_somebody_anonymous_is_told_by_what_was_read(self):
        places = [
            (outlet, text)
            for outlet in (make_outlet("Herald"), make_outlet("Mail"))
            for text in ("One text.", "Another text.")
        ]
        first = self.addresses(places)
        # What a run that was stopped leaves: the next numbers are others.
        self.assertEqual(self.addresses(reversed(places)), first)
        self.assertEqual(len(first), 4)

    def addresses(self, places):
        officials = DocumentSpeaker("officials", SpeakerKind.GROUP)
        articles = [make_article(text, outlet=outlet) for outlet, text in places]
        made = [
            NewSpeakers([officials], each).make(officials, None) for each in articles
        ]
        Article.objects.all().delete()
        return {speaker.slug for speaker in made}

    def test_an_address_fits_however_long_the_names_are(self):
        role = DocumentSpeaker("official of " + "very " * 50, SpeakerKind.GROUP)
        article = make_article(outlet=make_outlet("Herald " * 20))

        slug = NewSpeakers([role], article).make(role, None).slug

        self.assertLessEqual(len(slug), 80)

    def test_nobody_new_costs_nothing(self):
        with self.assertNumQueries(0):
            NewSpeakers([ANA], None).save()
