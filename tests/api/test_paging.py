"""Pages of a list: nothing is skipped or repeated, whatever is added meanwhile."""

from datetime import UTC, datetime

from django.test import TestCase

from quotes.models import Quote
from tests.build import make_article, make_quote

URL = "/api/v1/quotes/"


def on(year):
    return datetime(year, 1, 1, 12, tzinfo=UTC)


class PagingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        day = on(2024)
        article = make_article("a b c d e f g", published_at=day)
        cls.keys = [make_quote(letter, article=article).pk for letter in "abcdefg"]

    def walk(self, direction="next", **params):
        """Ids of every page, following the links in one direction."""
        pages, address = [], None
        answer = self.client.get(URL, {"page_size": 3, **params}).json()
        while True:
            pages.append([row["id"] for row in answer["results"]])
            address = answer[direction]
            if address is None:
                return pages, answer
            answer = self.client.get(address).json()

    def test_equal_dates_skip_and_repeat_nothing(self):
        down = self.keys[::-1]

        pages, last = self.walk()

        self.assertEqual(pages, [down[:3], down[3:6], down[6:]])
        back = self.client.get(last["previous"]).json()
        self.assertEqual([row["id"] for row in back["results"]], down[3:6])
        front = self.client.get(back["previous"]).json()
        self.assertEqual([row["id"] for row in front["results"]], down[:3])
        self.assertIsNone(front["previous"])

    def test_oldest_first_pages_the_other_way_round(self):
        pages, _ = self.walk(ordering="published_at")

        self.assertEqual(pages, [self.keys[:3], self.keys[3:6], self.keys[6:]])

    def test_a_row_added_meanwhile_moves_nothing(self):
        first = self.client.get(URL, {"page_size": 3}).json()
        make_quote("newer", published_at=on(2025))

        second = self.client.get(first["next"]).json()

        self.assertEqual([row["id"] for row in second["results"]], self.keys[::-1][3:6])

    def test_a_search_pages_alike(self):
        for key in self.keys:
            Quote.objects.filter(pk=key).update(text="taxes")

        by_date, _ = self.walk(q="taxes")
        by_relevance, last = self.walk(q="taxes", ordering="relevance")

        down = self.keys[::-1]
        self.assertEqual(by_date, [down[:3], down[3:6], down[6:]])
        self.assertEqual(by_relevance, by_date)
        back = self.client.get(last["previous"]).json()
        self.assertEqual([row["id"] for row in back["results"]], down[3:6])

    def test_links_are_in_a_header_too(self):
        response = self.client.get(URL, {"page_size": 3})

        address = response.json()["next"]
        self.assertEqual(response["Link"], f'<{address}>; rel="next"')

    def test_a_made_up_cursor_is_refused(self):
        for cursor in ["x", "bm90IGpzb24", "W10", "WyItcHVibGlzaGVkX2F0IiwwLDEuNSwxXQ"]:
            with self.subTest(cursor):
                response = self.client.get(URL, {"cursor": cursor})
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json()["errors"][0]["parameter"], "cursor")
