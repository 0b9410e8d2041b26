"""Suggestions, and properties of speakers that a table is extended with."""

import json
from urllib.parse import quote

from django.test import override_settings

from tests.api.reconciling import (
    EXTENDED,
    SERVICE,
    SUGGESTED,
)
from tests.api.test_reconciliation import ServiceCase, check
from tests.build import make_speaker


class SuggestTests(ServiceCase):
    def suggest(self, what, **params):
        answer = self.client.get(f"{SERVICE}suggest/{what}/", params)
        check(SUGGESTED, answer.json())
        return [one["id"] for one in answer.json()["result"]]

    def test_speakers_by_the_beginning_of_the_name_surname_and_id(self):
        for prefix in ("Mar", "MARA L", "Mara Lindqvist", "Lindq", str(self.mara.pk)):
            with self.subTest(prefix):
                found = self.suggest("entity", prefix=prefix)
                self.assertEqual(found[0], str(self.mara.pk))
                self.assertEqual(len(found), len(set(found)))

    def test_the_cursor_skips(self):
        for number in range(12):
            make_speaker(f"Ulla Berg {number:02}")
        first = self.suggest("entity", prefix="Ulla B")
        rest = self.suggest("entity", prefix="Ulla B", cursor=10)

        self.assertEqual((len(first), len(rest)), (10, 2))
        self.assertFalse(set(first) & set(rest))

    def test_types_and_properties(self):
        self.assertEqual(self.suggest("type", prefix="Org"), ["organisation"])
        self.assertEqual(self.suggest("property", prefix="wiki"), ["wikidata_id"])
        self.assertEqual(len(self.suggest("type")), 3)


class ExtendTests(ServiceCase):
    def extend(self, ids, *properties):
        asked = {"ids": ids, "properties": [{"id": name} for name in properties]}
        answer = self.client.get(SERVICE, {"extend": json.dumps(asked)})
        self.assertEqual(answer.status_code, 200, answer.content)
        check(EXTENDED, data := answer.json())
        return data

    def test_values_of_each_sort(self):
        key = str(self.mara.pk)
        names = ("affiliation", "wikidata_id", "kind", "aliases")
        data = self.extend([key, "0", str(self.role.pk)], *names)

        self.assertEqual([one["id"] for one in data["meta"]], list(names))
        self.assertEqual(
            data["rows"][key],
            {
                "affiliation": [{"id": str(self.office.pk), "name": "Harbour Office"}],
                "wikidata_id": [{"str": "Q11"}],
                "kind": [{"str": "person"}],
                "aliases": [{"str": "Lindqvist"}, {"str": "Mara Lindqvist"}],
            },
        )
        self.assertEqual(data["rows"]["0"], {name: [] for name in names})
        self.assertEqual(data["rows"][str(self.role.pk)]["kind"], [])

    def test_what_is_wrong_is_named(self):
        for asked in ([], {"ids": [1]}, {"ids": ["1"], "properties": [{"id": "x"}]}):
            answer = self.client.get(SERVICE, {"extend": json.dumps(asked)})
            self.assertEqual(answer.status_code, 400)
            self.assertIn("errors", answer.json())

    @override_settings(API_PUBLIC=False)
    def test_nothing_is_told_where_the_database_is_closed(self):
        for query in ("", f"?query={quote('Mara Lindqvist')}"):
            answer = self.client.get(f"{SERVICE}{query}")
            self.assertEqual(answer.status_code, 401)
