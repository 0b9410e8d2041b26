"""What is an update under another address, and what only looks like one."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase

from quotes.ingest.article_kinds import kind_of_text
from quotes.ingest.outcomes import State
from quotes.ingest.updates import is_update
from quotes.models import Article
from tests.ingest.articles import read

DAY = datetime(2024, 5, 2, 9, tzinfo=UTC)
STORY = (
    "The council of Ferrow decided on Monday to let the ferry sail in spring. "
    "It had been laid up since a storm broke its landing stage in the autumn, and "
    "people on the island had complained of the long way round by the bridge. "
    "“We shall open the ferry before the tide turns,” said Ana Tarn, who leads the "
    "council. The harbour master asked for two more weeks, since the new stage has to "
    "be looked at by the insurers first. Nobody on the council spoke against it. "
    "The chapel bell will be rung on the first day, as it was when the ferry began. "
    "School children sail for nothing until the summer, the council added in a letter."
)
MATCH = (
    "{a} beat {b} {n} to {m} on a cold evening at the harbour ground. The "
    "visitors began "
    "well but had nothing to show for it when the whistle went. After the "
    "break the home "
    "side came back with more will, and the crowd sang until the end. The table is "
    "tight, and both sides have everything to play for in the weeks that "
    "are left of the "
    "season. The next game is away from home, and the coach hopes that "
    "everybody is fit "
    "by then. Tickets can be had at the ground and in the shop behind the "
    "chapel, where "
    "the scarves and caps are sold as well. Children pay half of the price."
)
FORECAST = (
    "The day begins with some mist over the water and becomes brighter later on. Winds "
    "are light to moderate from the west, and the sea is slight. It "
    "reaches {n} degrees "
    "on the coast and a little less on the hills. In the night it stays "
    "dry, with a few "
    "clouds that come in from the sea. Boats that leave the harbour early should mind "
    "the mist, which may last longer between the islands than elsewhere. The harbour "
    "office gives news every hour by radio. Swimmers find the water still rather cold, "
    "but clean at all of the beaches that were looked at this week by the council."
)
RELEASE = (
    "The Ferrow Ferry Company is proud to present its yearly report for "
    "{n}. It carried "
    "more people than ever before, and its boats were on time on nearly every day. The "
    "company thanks all who work for it on the water and on land. “It was a good year "
    "for the ferry and for the island,” said {a}, who leads the company. "
    "The report can "
    "be read at its offices and at every landing stage. The company has sailed between "
    "the harbour and the island for more than a hundred years, and it is "
    "owned by those "
    "who live there. It has three boats, of which one is kept for bad weather."
)


class UpdateTests(TestCase):
    def test_an_edit_under_another_address_is_a_version(self):
        edited = STORY.replace(
            "Nobody on the council spoke against it.",
            "Nobody on the council spoke against it, and some clapped when it ended.",
        )
        read(STORY, url="https://herald.example/1", published_at=DAY)

        (done,) = read(
            edited,
            url="https://herald.example/2",
            published_at=DAY + timedelta(hours=3),
        )

        self.assertEqual(done.state, State.VERSION)
        article = Article.objects.get()
        self.assertEqual(article.url, "https://herald.example/1")
        self.assertEqual(
            [a.url for a in article.addresses.exclude(url="")],
            ["https://herald.example/2"],
        )
        # And under that address it is found from now on.
        self.assertEqual(
            [
                d.state
                for d in read(edited + " So it was.", url="https://herald.example/2")
            ],
            [State.VERSION],
        )

    def test_another_outlet_s_copy_is_an_article_of_its_own(self):
        read(STORY, url="https://herald.example/1", published_at=DAY)
        read(STORY, url="https://courier.example/1", outlet="Courier", published_at=DAY)

        self.assertEqual(Article.objects.count(), 2)
        self.assertEqual(Article.objects.exclude(wire_copy_of=None).count(), 1)

    def test_without_dates_or_long_after_nothing_is_merged(self):
        read(STORY, url="https://herald.example/1", published_at=DAY)
        read(STORY + " And on.", url="https://herald.example/2")
        later = DAY + timedelta(days=30)
        read(STORY + " And so on.", url="https://herald.example/3", published_at=later)

        self.assertEqual(Article.objects.count(), 3)

    def test_look_alikes_are_no_updates(self):
        for name, one, other in (
            (
                "two matches",
                MATCH.format(a="Ferrow", b="Brenn", n="2", m="1"),
                MATCH.format(a="Harwick", b="Tarn", n="3", m="0"),
            ),
            (
                "one match more of the same",
                MATCH.format(a="Ferrow", b="Brenn", n="2", m="1"),
                MATCH.format(a="Ferrow", b="Harwick", n="2", m="1"),
            ),
            ("two days", FORECAST.format(n=14), FORECAST.format(n=17)),
            (
                "two years",
                RELEASE.format(n=2023, a="Bo Lind"),
                RELEASE.format(n=2024, a="Bo Lind"),
            ),
            ("a second day's live blog", STORY, STORY + " " + MATCH + FORECAST),
            ("too short", STORY[:200], STORY[:200] + " And on."),
        ):
            with self.subTest(name):
                self.assertFalse(is_update(one, other))

    def test_titles_that_disagree(self):
        other = STORY + " So it was."
        self.assertTrue(is_update(STORY, other, "Ferry sails", "Ferry sails again"))
        self.assertFalse(is_update(STORY, other, "Ferry sails", "Goats were counted"))
        self.assertFalse(is_update(STORY, other, "Day 1 at sea", "Day 2 at sea"))


class KindTests(TestCase):
    def test_transcripts_are_told_by_their_lines(self):
        for text in (
            "ANA TARN: We are ready.\n\nBO LIND: Since when?\n\nTARN: Since May.",
            "We spoke to Ana Tarn.\nQ: Are you ready?\nA: Since May.\n"
            "Q: And the goats?\nA: Not counted.",
            "ANA TARN, MAYOR: We sail.\nBO LIND, HOST: When?\nANA TARN: In May.\n",
        ):
            with self.subTest(text):
                self.assertEqual(kind_of_text(text), "transcript")

    def test_other_texts_with_colons_are_not(self):
        for text in (
            STORY,
            "Serves: 4\nTime: two hours\nPrice: little\nBake the goats' cheese.",
            "He said: “No.” She said: “Yes.” They said: “Perhaps.” And all left.",
        ):
            with self.subTest(text):
                self.assertEqual(kind_of_text(text), "article")

    def test_a_record_says_what_it_is(self):
        read(STORY, kind="press_release")

        self.assertEqual(Article.objects.get().kind, "press_release")
