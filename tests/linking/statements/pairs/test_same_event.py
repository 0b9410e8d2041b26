"""What is alike in two articles counts if they cover one event."""

from datetime import UTC, datetime

import pytest
from django.test import SimpleTestCase, TestCase

from quotes.linking.statements.group import group_quotes
from quotes.linking.statements.pairs.aligned_articles import doubt
from quotes.linking.statements.pairs.same_event import Coverage, closeness, read_profile
from quotes.models import Quote
from tests.build import make_article, make_outlet, make_quote, make_speaker

DAY = datetime(2031, 3, 17, tzinfo=UTC)
STRIKE = (
    "Tram drivers in Brennick walked out at dawn on Monday after talks on night shifts "
    "collapsed. Depots at Saltgate and Millrow stayed shut, stranding commuters, and "
    "queues formed at bus stops along the quay. Mayor Odile Varga visited the pickets. "
    "The union wants shorter rosters and two conductors on every late tram. Taxis "
    "doubled their fares, and cyclists filled the tunnel under the canal. "
)
STRIKE_RETOLD = (
    "Commuters in Brennick were stranded on Monday as striking tram drivers kept the "
    "Saltgate and Millrow depots shut. Pickets rejected new night shifts, and buses "
    "along the quay were overcrowded. The mayor, Odile Varga, met the drivers. "
)
OPERA = (
    "The opera house reopened on Tuesday with a gala for its restored ceiling. "
    "Painters had spent four winters cleaning frescoes blackened by gas lamps, and a "
    "soprano from Ledro sang an aria from the balcony. The mayor cut the ribbon, then "
    "praised the plasterers, the gilders and a donor who had paid for the chandelier. "
    "Seats in the stalls cost ninety crowns; students queued for the gallery. Tenors, "
    "dancers and a choir of schoolchildren follow in April, when a forgotten comedy by "
    "Jarno Pelk is staged. Critics admired the acoustics but mocked the velvet. "
)


class ClosenessTests(SimpleTestCase):
    def close(self, one, other):
        return round(closeness(read_profile(one), read_profile(other)), 2)

    def test_a_text_is_as_close_to_itself_as_can_be_however_it_is_spelled(self):
        self.assertEqual(self.close(STRIKE, STRIKE), 1.0)
        self.assertGreater(self.close("Ferries sank", "The ferry sank!"), 0.95)

    def test_without_a_word_in_common_or_without_any_texts_are_not_close(self):
        self.assertEqual(self.close("the ferry sank", "a soprano sang"), 0.0)
        self.assertEqual(self.close("", STRIKE), 0.0)
        self.assertEqual(self.close("it was the", "it was the"), 0.0)

    def test_rare_words_in_common_say_more_than_common_ones(self):
        rare = self.close("frescoes for people", "frescoes for children")
        common = self.close("frescoes for people", "sopranos for people")
        self.assertGreater(rare, 0.9)
        self.assertLess(common, 0.1)

    def test_one_event_retold_is_closer_than_another_of_the_same_people(self):
        self.assertGreater(self.close(STRIKE, STRIKE_RETOLD), 0.28)
        self.assertLess(self.close(STRIKE, OPERA), 0.15)

    def test_doubt_grows_as_articles_have_less_in_common(self):
        self.assertEqual([doubt(close) for close in (1.0, 0.28)], [0.0, 0.0])
        self.assertAlmostEqual(doubt(0.18), 3.0)
        self.assertAlmostEqual(doubt(0.0), 8.4)


# What may be one is looked up on both by test_pairs_together.py.
@pytest.mark.any_database
class EventTests(TestCase):
    """The same two quotations in articles on one event, and on two."""

    def group(self, first, second, *texts, speakers):
        quotes = []
        for body, words, speaker in zip((first, second), texts, speakers, strict=True):
            article = make_article(
                f"{body}{words}", outlet=make_outlet(), published_at=DAY
            )
            quotes.append(make_quote(words, article=article, speaker=speaker))
        group_quotes(quotes)
        one, other = (Quote.objects.get(pk=quote.pk) for quote in quotes)
        return one.statement_id == other.statement_id

    def test_other_words_of_one_speaker_are_one_utterance_at_one_event(self):
        self.assertTrue(self.reworded(STRIKE, STRIKE_RETOLD))

    def test_other_words_of_one_speaker_are_two_at_two_events(self):
        self.assertFalse(self.reworded(STRIKE, OPERA))

    def reworded(self, first, second):
        mayor = make_speaker("Odile Varga")
        texts = (
            "she would not let the city be held to ransom by a handful of men",
            "The city will not be blackmailed by a few men",
        )
        return self.group(first, second, *texts, speakers=(mayor, mayor))

    def test_a_part_of_what_two_people_say_is_one_utterance_at_one_event(self):
        self.assertTrue(self.shared_part(STRIKE, STRIKE_RETOLD))

    def test_what_two_people_call_a_thing_at_two_events_is_no_utterance_of_both(self):
        self.assertFalse(self.shared_part(STRIKE, OPERA))

    def shared_part(self, first, second):
        speakers = make_speaker("Odile Varga"), make_speaker("Bruno Castellane")
        texts = (
            "drivers would not cross the crumbling viaduct and its rusted girders",
            "the crumbling viaduct and its rusted girders",
        )
        return self.group(first, second, *texts, speakers=speakers)

    def test_all_articles_are_read_by_one_query(self):
        articles = [make_article(text).pk for text in (STRIKE, STRIKE_RETOLD, OPERA)]
        with self.assertNumQueries(1):
            coverage = Coverage([*articles, articles[0]])
        one, retold, other = articles
        self.assertGreater(
            coverage.closeness(one, retold), coverage.closeness(one, other)
        )
