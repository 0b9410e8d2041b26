"""The list of outlets: by name, by letter, a page at a time, and when there is none."""

from unittest.mock import patch

from django.test import TestCase

from quotes.pages import name_lists
from tests.build import make_outlet
from tests.pages.reading import links_of, text_of


class OutletsTests(TestCase):
    def listed(self, **query):
        response = self.client.get("/outlets/", query)
        return [outlet.name for outlet in response.context["outlets"]]

    def test_by_name(self):
        for name in ("Beacon", "Argus", "Éclair"):
            make_outlet(name)

        self.assertEqual(self.listed()[:2], ["Argus", "Beacon"])
        self.assertEqual(self.listed(letter="B"), ["Beacon"])
        self.assertEqual(self.listed(letter="other"), ["Éclair"])
        self.assertEqual(self.listed(q="eac"), ["Beacon"])

    def test_part_of_a_name_is_found_however_it_is_written(self):
        make_outlet("L’Écho du Lac")
        make_outlet("Argus")

        for words in ("Écho", "écho", "ECHO DU", "l'echo"):
            with self.subTest(words):
                self.assertEqual(self.listed(q=words), ["L’Écho du Lac"])
        refused = self.client.get("/outlets/", {"q": "–"})
        self.assertContains(refused, "No letter or digit in it.", status_code=400)

    def test_pages_hold_all_and_each_once(self):
        expected = [make_outlet(f"Outlet {n}").name for n in range(5)]
        found, address = [], "/outlets/"
        with patch.object(name_lists, "NAMES", 2):
            while address:
                response = self.client.get(address)
                found += [outlet.name for outlet in response.context["outlets"]]
                onward = response.context["next"]
                address = f"/outlets/{onward}" if onward else ""

        self.assertEqual(found, expected)

    def test_no_outlet_says_so(self):
        for query, words in [
            ({}, "No outlet is known yet"),
            ({"q": "x"}, "No outlet here has “x” in its name"),
            ({"letter": "X"}, "No name begins here"),
        ]:
            with self.subTest(query):
                response = self.client.get("/outlets/", query)
                self.assertIn(words, text_of(response))

    def test_bad_parameter_is_refused(self):
        for query in ({"letter": "ä"}, {"speeker": "x"}):
            with self.subTest(query):
                self.assertEqual(self.client.get("/outlets/", query).status_code, 400)

    def test_navigation_leads_here(self):
        self.assertIn("/outlets/", links_of(self.client.get("/about/")))

    def test_list_costs_one_query(self):
        for _ in (1, 2, 3):
            make_outlet()
        with self.assertNumQueries(1):
            self.client.get("/outlets/")
