"""The list of quotes as a table: CSV and JSON lines."""

import json
from datetime import UTC, datetime

from django.db import OperationalError, connection, transaction
from django.test import TestCase

from quotes.api.answers import answer_table
from tests.build import (
    make_quote,
)

URL = "/api/v1/quotes/"


def on(year, month=1, day=1):
    return datetime(year, month, day, 12, tzinfo=UTC)


class FormatTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.first = make_quote("=1+1", published_at=on(2023))
        cls.second = make_quote("salt, “sea”", published_at=on(2024))

    def body(self, **params):
        response = self.client.get(URL, params)
        return b"".join(response.streaming_content).decode()

    def test_csv_gives_every_row_and_nothing_a_spreadsheet_would_run(self):
        self.assertEqual(
            self.body(format="csv", fields="id,text,speaker"),
            "id,text,speaker_id,speaker_name,speaker_slug\r\n"
            f'{self.second.pk},"salt, “sea”",,,\r\n'
            f"{self.first.pk},'=1+1,,,\r\n",
        )

    def test_json_lines_gives_every_row(self):
        lines = self.body(format="jsonl", fields="id,text").splitlines()

        self.assertEqual(
            [json.loads(line) for line in lines],
            [
                {"id": self.second.pk, "text": "salt, “sea”"},
                {"id": self.first.pk, "text": "=1+1"},
            ],
        )

    def test_page_size_cuts_a_table_to_a_page(self):
        lines = self.body(format="jsonl", page_size=1, fields="id").splitlines()

        self.assertEqual([json.loads(line)["id"] for line in lines], [self.second.pk])

    def test_the_accept_header_chooses_too(self):
        response = self.client.get(URL, headers={"accept": "text/csv"})

        self.assertEqual(response["Content-Type"], "text/csv; charset=utf-8")

    def test_an_unknown_media_type_is_not_acceptable(self):
        response = self.client.get(URL, headers={"accept": "image/png"})

        self.assertEqual(response.status_code, 406)


class FailureTests(TestCase):
    def test_a_list_that_cannot_be_searched_is_no_empty_list(self):
        self.client.raise_request_exception = False
        broken = {
            "postgresql": "ALTER TABLE quotes_quote DROP COLUMN search_vector",
            "sqlite": "DROP TABLE quotes_quote_search",
        }
        with connection.cursor() as cursor:
            cursor.execute(broken[connection.vendor])
        for name in ("csv", "jsonl"):
            with self.subTest(name), transaction.atomic():
                mark = transaction.savepoint()
                response = self.client.get(
                    "/api/v1/quotes/", {"format": name, "q": "dam"}
                )
                transaction.savepoint_rollback(mark)
                self.assertEqual(response.status_code, 500)
                self.assertEqual(response["Content-Type"], "application/problem+json")

    def test_the_first_rows_are_fetched_before_the_answer(self):
        def rows():
            raise OperationalError
            yield {}

        for name in ("csv", "jsonl"):
            with self.assertRaises(OperationalError):
                answer_table(rows(), format=name, columns={"text": ()}, name="quotes")
