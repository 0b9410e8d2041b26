"""The pages of speakers."""

from datetime import UTC, datetime

from django.test import TestCase

from tests.build import make_alias, make_quote, make_speaker, make_statement
from tests.pages.reading import limits, links_of, text_of


def named(response):
    return [speaker.name for speaker in response.context["speakers"]]


class SpeakersTests(TestCase):
    def test_name_is_found_however_spelled(self):
        make_speaker("Kel-oran Tamu")
        make_speaker("Ida Voss")

        response = self.client.get("/speakers/", {"q": "keloran"})

        self.assertEqual(named(response), ["Kel-oran Tamu"])

    def test_unlike_name_finds_nobody_and_says_what_to_do(self):
        response = self.client.get("/speakers/", {"q": "<zzz>"})

        self.assertIn("Nobody here has a name like “<zzz>”.", text_of(response))
        self.assertNotContains(response, "<zzz>")

    def test_letters_and_what_begins_with_none(self):
        for name in ("Ada", "amir", "Bea", "11 people"):
            make_speaker(name)

        for letter, expected in (
            ("A", {"Ada", "amir"}),
            ("B", {"Bea"}),
            ("other", {"11 people"}),
        ):
            with self.subTest(letter):
                response = self.client.get("/speakers/", {"letter": letter})
                self.assertEqual(set(named(response)), expected)

    def test_all_are_paged_and_none_is_skipped_among_namesakes(self):
        for _ in range(130):
            make_speaker("Ida Voss")
        pages, address = [], "/speakers/"
        while address:
            response = self.client.get(address)
            pages.append([speaker.pk for speaker in response.context["speakers"]])
            after = response.context.get("next")
            address = f"/speakers/{after}" if after else None

        self.assertEqual([len(page) for page in pages], [60, 60, 10])
        self.assertEqual(len({pk for page in pages for pk in page}), 130)

    def test_merged_speakers_are_not_listed(self):
        target = make_speaker("Ada")
        make_speaker("Adda", merged_into=target)

        self.assertEqual(named(self.client.get("/speakers/")), ["Ada"])

    def test_bad_letter_is_refused(self):
        self.assertEqual(
            self.client.get("/speakers/", {"letter": "É"}).status_code, 400
        )

    def test_list_costs_the_same_for_one_speaker_and_for_three(self):
        for _ in (1, 2, 3):
            make_speaker(affiliation=make_speaker())
            with self.assertNumQueries(1):
                self.client.get("/speakers/")


class SpeakerTests(TestCase):
    def setUp(self):
        self.body = make_speaker("Heron Palace")
        self.speaker = make_speaker(
            "Mara Lindqvist",
            kind="person",
            description="minister <b>of dams</b>",
            affiliation=self.body,
        )
        make_alias(self.speaker, "Lindqvist")

    def get(self, **query):
        return self.client.get("/speakers/mara-lindqvist/", query)

    def test_who_it_is(self):
        page = text_of(self.get())

        self.assertIn("Described as minister <b>of dams</b>", page)
        self.assertIn("Speaks for Heron Palace", page)
        self.assertIn("Also printed as Lindqvist", page)

    def test_quotes_are_the_speakers_own_newest_first(self):
        old, new = (
            make_quote(
                speaker=self.speaker, published_at=datetime(2024, month, 1, tzinfo=UTC)
            )
            for month in (1, 2)
        )
        make_quote(speaker=self.body)

        rows = self.get().context["listing"].rows

        self.assertEqual([row["id"] for row in rows], [new.pk, old.pk])

    def test_timeline_has_a_table_that_says_the_same(self):
        for month in (1, 1, 4):
            make_quote(
                speaker=self.speaker, published_at=datetime(2024, month, 1, tzinfo=UTC)
            )
        make_quote(speaker=self.speaker)

        response = self.get()

        for month, following, name, count in (
            ("01", "02", "January", 2), ("04", "05", "April", 1),
        ):  # fmt: skip
            narrowed = (
                f"/?speaker=mara-lindqvist&amp;published_after=2024-{month}-01"
                f"&amp;published_before=2024-{following}-01"
            )
            self.assertContains(
                response,
                f'<tr><th scope="row"><a href="{narrowed}">{name} 2024</a></th>'
                f"<td>{count}</td></tr>",
            )
        self.assertContains(response, "Lindqvist per month; 1 more without a date")
        self.assertContains(response, '<rect class="bar"', count=2)

    def test_undated_quotes_alone_draw_nothing(self):
        make_quote(speaker=self.speaker)

        self.assertNotContains(self.get(), "<svg")

    def test_merged_speaker_leads_to_the_one_that_stands(self):
        make_speaker("M. Lindqvist", merged_into=self.speaker)

        response = self.client.get("/speakers/m-lindqvist/")

        self.assertRedirects(response, "/speakers/mara-lindqvist/", status_code=301)

    def test_number_leads_to_the_name(self):
        response = self.client.get(f"/speakers/{self.speaker.pk}/")

        self.assertRedirects(response, "/speakers/mara-lindqvist/", status_code=301)

    def test_feed_and_data_are_linked(self):
        links = links_of(self.get())

        self.assertIn("/api/v1/speakers/mara-lindqvist/", links)
        self.assertIn("/feeds/quotes.atom?speaker=mara-lindqvist", links)

    def test_nobody_of_that_name(self):
        self.assertEqual(self.client.get("/speakers/nobody/").status_code, 404)

    def test_unknown_parameter_is_refused(self):
        self.assertEqual(self.get(kind="direct").status_code, 400)

    def test_page_costs_the_same_for_one_quote_and_for_three(self):
        for _ in (1, 2, 3):
            make_quote(speaker=self.speaker, statement=make_statement())
            make_speaker(affiliation=self.speaker)
            # by slug, dates, names, affiliated, the one spoken for, rows, disputes
            with self.assertNumQueries(7 + limits(2)):
                self.get()
