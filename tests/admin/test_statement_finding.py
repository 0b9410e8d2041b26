"""The other statement is found by words or by who spoke, with its printings."""

from django.test import TestCase
from django.urls import reverse

from quotes.models import Statement
from tests.admin.people import make_member
from tests.build import make_outlet, make_quote, make_speaker, make_statement


class FindingTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())
        self.mara, self.teo = make_speaker("Mara Lindqvist"), make_speaker("Teo Marl")
        self.dam = make_statement("The dam holds", speaker=self.mara)
        self.rope = make_statement("Our patience is a rope", speaker=self.teo)
        self.post = make_outlet("The Harbour Post")
        self.quote = make_quote("The dam holds", statement=self.dam, speaker=self.mara)
        make_quote("The dam is holding", statement=self.dam, speaker=self.mara)
        make_quote(
            "Our patience is a rope",
            statement=self.rope,
            speaker=self.teo,
            outlet=self.post,
        )

    def pages(self):
        return {
            "merge": reverse("admin:quotes_statement_merge") + f"?chosen={self.dam.pk}",
            "apart": reverse("admin:quotes_statement_apart", args=[self.dam.pk]) + "?",
            "move": reverse("admin:quotes_statement_move", args=[self.quote.pk]) + "?",
        }

    def test_by_words_by_name_and_by_number(self):
        for name, address in self.pages().items():
            for words in ("patience", "teo marl", str(self.rope.pk), "rope -dam"):
                with self.subTest(name, words=words):
                    page = self.client.get(f"{address}&find={words}")
                    offered = [row.statement for row in page.context["offered"]]
                    self.assertEqual(offered, [self.rope])
                    self.assertContains(page, "The Harbour Post")

    def test_what_is_not_found_is_said(self):
        for words in ("zebra", "%00", "…"):
            page = self.client.get(f"{self.pages()['merge']}&find={words}")
            self.assertEqual(page.context["offered"], [])
            self.assertEqual(page.status_code, 200)

    def test_what_was_found_is_chosen_and_merged(self):
        address = f"{self.pages()['merge']}&find=patience"
        page = self.client.get(address)
        self.assertContains(page, f'name="near" value="{self.rope.pk}"')

        self.client.post(
            address,
            {
                "near": self.rope.pk,
                "reason": "One speech",
                "version": page.context["version"],
            },
        )

        self.assertEqual(Statement.objects.get(pk=self.dam.pk).merged_into, self.rope)

    def test_open_disputes_are_one_filter(self):
        disputed = make_statement("Disputed", dispute="distinct")
        noted = make_statement("Noted", dispute="relay", dispute_grade="note")
        address = reverse("admin:quotes_statement_changelist")
        for choice, found in (("open", disputed), ("noted", noted)):
            page = self.client.get(f"{address}?disputes={choice}")
            self.assertEqual(list(page.context["cl"].result_list), [found])
