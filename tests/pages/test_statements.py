"""Statements in all their printings."""

from datetime import UTC, datetime
from unittest import mock

import pytest
from django.test import SimpleTestCase, TestCase

from quotes.linking.wordings.describing import Difference
from quotes.linking.wordings.differences import Comparison, DifferenceType
from quotes.linking.wordings.word_changes import Aspect
from quotes.pages import statement_wordings
from quotes.pages.statement_wordings import UNCOMPARED, pieces_of
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.pages.reading import text_of

FULLEST = "We shall send two cutters to the reef and we shall not turn back"


# Its pages are asked on both by tests/walk/.
@pytest.mark.any_database
class StatementTests(TestCase):
    def setUp(self):
        self.mara, self.teo = make_speaker("Mara"), make_speaker("Teo")
        self.statement = make_statement(FULLEST, dispute="distinct", quote_count=3)
        self.herald, self.post = make_outlet("Herald"), make_outlet("Post")
        self.first = self.printed(FULLEST, self.herald, self.mara, day=1)
        self.second = self.printed(
            FULLEST.replace("two", "three"), self.post, self.teo, day=2
        )

    def printed(self, text, outlet, speaker, *, day, **fields):
        return make_quote(
            text,
            outlet=outlet,
            speaker=speaker,
            statement=self.statement,
            published_at=datetime(2024, 3, day, tzinfo=UTC),
            **fields,
        )

    def get(self):
        return self.client.get(f"/statements/{self.statement.pk}/")

    def testfullest_first_then_what_changes_the_meaning_then_the_rest(self):
        self.printed(FULLEST.replace("send", "bring"), self.post, self.mara, day=1)

        wordings = self.get().context["wordings"]

        self.assertEqual(
            [(w.label, w.difference) for w in wordings],
            [
                ("A", ""),
                ("B", "other words in places"),
                ("C", "other words in places"),
            ],
        )
        self.assertEqual(wordings[1].quotes, [self.second])
        self.assertEqual(
            [[d.aspect for d in w.grave] for w in wordings], [[], ["number"], []]
        )

    def test_difference_is_shown_in_its_place_and_told_in_words(self):
        response = self.get()

        self.assertContains(
            response,
            'We shall send <del class="meaning">two</del> '
            '<ins class="meaning">three</ins> cutters',
        )
        self.assertIn(
            "Meaning (number): “three” instead of “two”: the figures differ.",
            text_of(response),
        )

    def test_wordings_too_long_to_compare_are_shown_whole(self):
        long = "reef " * 500
        self.printed(long, self.post, self.mara, day=3)

        wording = self.get().context["wordings"][-1]

        self.assertEqual(wording.difference, UNCOMPARED)
        self.assertEqual([p.text for p in wording.pieces], [long])

    def test_no_more_is_compared_for_a_page_than_is_promised(self):
        with mock.patch.object(statement_wordings, "MOST_COMPARED", len(FULLEST) + 2):
            self.printed(f"{FULLEST} again", self.post, self.mara, day=3)

            wordings = self.get().context["wordings"]

        self.assertEqual(
            [w.difference for w in wordings],
            ["", "other words in places", UNCOMPARED],
        )

    def test_pieces_that_are_here_make_up_the_wording(self):
        self.printed(
            "cutters to the reef, and [they] will turn", self.post, None, day=3
        )

        for wording in self.get().context["wordings"]:
            here = [p.text for p in wording.pieces if p.role != "missing"]
            with self.subTest(wording.label):
                self.assertEqual("".join(here), wording.text)

    def test_grid_says_who_printed_which_wording_and_whom_each_names(self):
        self.printed(FULLEST, self.post, self.teo, day=4, relayed_by=self.mara)

        grid = self.get().context["grid"]

        self.assertEqual([row.outlet.name for row in grid], ["Herald", "Post"])
        self.assertEqual(
            [[len(cell) for cell in row.cells] for row in grid], [[1, 0], [1, 1]]
        )
        self.assertEqual(
            [([s.name for s in row.speakers], [r.name for r in row.relays])
             for row in grid],
            [(["Mara"], []), (["Teo"], ["Mara"])],
        )  # fmt: skip

    def test_open_dispute_shows_each_side_with_its_evidence(self):
        copy = make_article(
            FULLEST,
            outlet=make_outlet("Copyist"),
            wire_copy_of=self.first.article,
            published_at=datetime(2024, 3, 2, tzinfo=UTC),
        )
        make_quote(FULLEST, article=copy, speaker=self.mara, statement=self.statement)

        response = self.get()
        sides = response.context["testimonies"]

        self.assertEqual(
            [(s.speaker, s.outlet_count, s.copy_count) for s in sides],
            [(self.mara, 1, 1), (self.teo, 1, 0)],
        )
        self.assertIn("Disputed: who said it?", text_of(response))
        self.assertIn("Copyist (wire copy)", text_of(response))

    def test_settled_dispute_says_why_and_not_who(self):
        self.statement.resolution = "The office’s own page names her."
        self.statement.resolved_by = make_editor("velora")
        self.statement.resolved_at = datetime(2024, 5, 1, tzinfo=UTC)
        self.statement.save()

        page = text_of(self.get())

        self.assertIn("A dispute, settled", page)
        self.assertIn("The office’s own page names her.", page)
        self.assertNotIn("velora", page)

    def test_merged_statement_leads_to_the_one_that_stands(self):
        merged = make_statement(merged_into=self.statement)

        response = self.client.get(f"/statements/{merged.pk}/")

        self.assertRedirects(
            response, f"/statements/{self.statement.pk}/", status_code=301
        )

    def test_printed_markup_is_shown_never_run(self):
        self.statement.text = f"<i>{FULLEST}</i>"
        self.statement.save()
        self.printed(
            f"<i>{FULLEST}</i>", self.post, self.mara, day=3, source_text="<b>she</b>"
        )
        self.printed("<script>We shall</script> send two", self.post, None, day=3)

        response = self.get()

        for tag in ("<script>", "<b>she", "<i>"):
            with self.subTest(tag):
                self.assertNotContains(response, tag)

    def test_statement_without_standing_printings_says_so(self):
        self.statement.quotes.update(status="withdrawn")

        self.assertIn("No standing quote reports", text_of(self.get()))

    def test_unknown_number_is_not_found(self):
        self.assertEqual(self.client.get("/statements/999999/").status_code, 404)

    def test_page_costs_the_same_for_one_printing_and_for_three(self):
        for day in (3, 4, 5):
            self.printed(
                f"{FULLEST} {day}", make_outlet(), make_speaker(), day=day,
                relayed_by=make_speaker(),
            )  # fmt: skip
            with self.assertNumQueries(2):
                self.get()


class PieceTests(SimpleTestCase):
    def pieces(self, text, *differences, type=DifferenceType.SUBSTITUTED):
        comparison = Comparison(
            type, tuple(Difference(*difference, "") for difference in differences)
        )
        return [(p.role, p.text) for p in pieces_of(text, comparison)]

    def test_differences_given_by_weight_are_shown_in_reading_order(self):
        found = self.pieces(
            "a b c",
            (Aspect.NUMBER, "d", "c", 4, 5),
            (Aspect.WORDING, "e", "a", 0, 1),
        )

        self.assertEqual(
            found,
            [
                ("missing", "e"),
                ("added", "a"),
                ("same", " b "),
                ("missing", "d"),
                ("added", "c"),
            ],
        )

    def test_no_letter_is_shown_twice_where_differences_overlap(self):
        found = self.pieces(
            "a b c",
            (Aspect.WORDING, "", "a b", 0, 3),
            (Aspect.WORDING, "x", "b c", 2, 5),
        )

        self.assertEqual(found, [("added", "a b"), ("missing", "x"), ("added", " c")])

    def test_paraphrase_is_marked_only_where_the_meaning_changes(self):
        found = self.pieces(
            "a b c",
            (Aspect.WORDING, "x", "a", 0, 1),
            (Aspect.NEGATION, "not", "", 2, 2),
            type=DifferenceType.PARAPHRASED,
        )

        self.assertEqual(found, [("same", "a "), ("missing", "not"), ("same", "b c")])
