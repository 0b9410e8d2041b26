"""Speakers side by side, and lists of what several of them said."""

from datetime import UTC, datetime

from django.test import TestCase

from tests.build import make_quote, make_speaker
from tests.pages.reading import limits, links_of, text_of

URL = "/compare/"


def on(month, day=1):
    return datetime(2031, month, day, 12, tzinfo=UTC)


class CompareCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.mara = make_speaker("Mara Lindqvist", kind="person")
        cls.teo = make_speaker("Teo Brandt", kind="person")
        cls.ana = make_speaker("Ana Tarn", kind="person")
        for month in (1, 1, 2):
            make_quote("The dam holds", speaker=cls.mara, published_at=on(month))
        make_quote("The dam broke", speaker=cls.teo, published_at=on(9),
                   stance="denies", clause="Brandt denied that the dam broke",
                   kind="indirect")  # fmt: skip
        make_quote("It rains", speaker=cls.ana, published_at=on(9))


class ComparePageTests(CompareCase):
    def get(self, status=200, **query):
        response = self.client.get(URL, query)
        self.assertEqual(response.status_code, status)
        return response

    def columns(self, **query):
        return self.get(**query).context["columns"]

    def test_each_has_a_column_in_the_order_asked_for(self):
        one, other = self.columns(speaker=["teo-brandt", "mara-lindqvist"])

        self.assertEqual((one.speaker, other.speaker), (self.teo, self.mara))
        self.assertEqual((one.counted, other.counted), (1, 3))
        self.assertEqual(one.stances, [("denies it", 1)])
        self.assertEqual(len(other.listing.rows), 3)

    def test_plots_are_of_one_time_and_one_height(self):
        one, other = self.columns(speaker=["teo-brandt", "mara-lindqvist"])

        self.assertEqual([b.label for b in one.timeline.bars],
                         [b.label for b in other.timeline.bars])  # fmt: skip
        self.assertEqual(one.timeline.most, other.timeline.most)
        self.assertEqual(max(b.height for b in one.timeline.bars), 60)

    def test_names_are_found_however_they_are_spelled(self):
        (one,) = self.columns(speaker="mara lindquist")

        self.assertEqual(one.speaker, self.mara)

    def test_one_who_is_asked_for_twice_has_one_column(self):
        names = ["Mara Lindqvist", "mara-lindqvist", str(self.mara.pk)]

        self.assertEqual(len(self.columns(speaker=names)), 1)

    def test_nobody_of_that_name(self):
        response = self.get(speaker=["zzzz qqqq", "teo-brandt"])

        self.assertIn("Nobody here has a name like “zzzz qqqq”", text_of(response))
        self.assertEqual(len(response.context["columns"]), 1)

    def test_words_and_stances_narrow_every_column(self):
        names = ["teo-brandt", "mara-lindqvist"]
        one, other = self.columns(speaker=names, q="broke")
        self.assertEqual((one.counted, other.counted), (1, 0))
        one, other = self.columns(speaker=names, stance="states")
        self.assertEqual((one.counted, other.counted), (0, 3))

    def test_all_of_it_is_one_search_and_one_file(self):
        response = self.get(speaker=["teo-brandt", "mara-lindqvist"], q="dam")
        query = "speaker=teo-brandt%2Cmara-lindqvist&q=dam"

        self.assertIn(f"/?{query}", links_of(response))
        address = f"/api/v1/quotes/?{query}&format=csv"
        self.assertIn(address, links_of(response))
        lines = b"".join(self.client.get(address).streaming_content).decode()
        self.assertEqual(len(lines.splitlines()), 1 + 4)

    def test_without_names_it_says_what_to_do(self):
        self.assertIn("Type two names", text_of(self.get()))

    def test_too_many(self):
        response = self.get(400, speaker=["a", "b", "c", "d", "e"])

        self.assertContains(response, "Give one to 4", status_code=400)

    def test_cost_grows_with_the_columns_alone(self):
        for one in (self.mara, self.teo):
            # by slug, counts, rows, disputes
            with self.assertNumQueries(3 + limits(2)):
                self.get(speaker=one.slug)
        with self.assertNumQueries(6 + limits(4)):
            self.get(speaker=["teo-brandt", "mara-lindqvist"])


class SeveralSpeakersTests(CompareCase):
    def found(self, query, path="/api/v1/quotes/"):
        response = self.client.get(f"{path}?{query}")
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def test_any_of_them_in_either_way_of_writing(self):
        for query in (
            "speaker=teo-brandt&speaker=mara-lindqvist",
            "speaker=teo-brandt,mara-lindqvist",
            f"speaker={self.teo.pk}&speaker=mara-lindqvist,{self.teo.pk}",
        ):
            with self.subTest(query):
                rows = self.found(query)["results"]
                names = {row["speaker"]["name"] for row in rows}
                self.assertEqual(names, {"Teo Brandt", "Mara Lindqvist"})
                self.assertEqual(len(rows), 4)

    def test_pages_of_them_follow_one_another(self):
        query = "speaker=teo-brandt&speaker=mara-lindqvist&page_size=3"
        first = self.found(query)
        rest = self.client.get(first["next"]).json()

        self.assertEqual([len(p["results"]) for p in (first, rest)], [3, 1])

    def test_facets_and_statements_take_several_too(self):
        query = "speaker=teo-brandt&speaker=mara-lindqvist"
        facets = self.found(query, "/api/v1/quotes/facets/")
        self.assertEqual(facets["counted"], 4)
        self.assertEqual({row["count"] for row in facets["speaker"]}, {1, 3})
        self.assertEqual(self.found(query, "/api/v1/statements/")["results"], [])

    def test_what_is_refused(self):
        many = "&".join(f"speaker={self.mara.pk}{n}" for n in range(3))
        for query, detail in (
            ("speaker=teo-brandt&speaker=nobody-here", "nobody-here"),
            ("speaker=,", "Give one to 10"),
            ("speaker=teo-brandt&speaker=", "Empty"),
            (many, "There is no speaker"),
            ("kind=direct&kind=mixed", "more than once"),
        ):
            with self.subTest(query):
                response = self.client.get(f"/api/v1/quotes/?{query}")
                self.assertContains(response, detail, status_code=400)

    def test_the_file_is_named_after_all_of_them(self):
        response = self.client.get(
            "/api/v1/quotes/?speaker=teo-brandt&speaker=ana-tarn&format=csv"
        )

        self.assertIn("speaker-teo-brandt-ana-tarn_", response["Content-Disposition"])

    def test_the_search_shows_each_and_can_be_without_one(self):
        response = self.client.get("/?speaker=teo-brandt&speaker=ana-tarn&q=it")
        chosen = {f.value: f.address for f in response.context["chosen"]}

        self.assertEqual(chosen["Teo Brandt"], "?speaker=ana-tarn&q=it")
        self.assertEqual(chosen["Ana Tarn"], "?speaker=teo-brandt&q=it")
        self.assertIn("/compare/?", " ".join(map(str, links_of(response))))

    def test_a_search_for_several_can_be_followed(self):
        response = self.client.get(
            "/follow/quotes/?speaker=teo-brandt&speaker=ana-tarn"
        )

        self.assertIn("Teo Brandt or Ana Tarn", text_of(response))
        feed = response.context["open_feed"]
        self.assertContains(self.client.get(feed), "It rains")
