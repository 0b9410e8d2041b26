from dataclasses import replace
from unittest import TestCase

from quotes.evaluation.figures import evaluate
from quotes.evaluation.statement_figures import StatementFigures
from quotes.evaluation.tokenised import KIND_GROUPS
from tests.evaluation.build import GOLD, OVER, PIER, RENTS, compared, document, quote


class FigureTests(TestCase):
    def figures(self, gold, predicted, group="all", **options):
        return compared(gold, predicted, **options).figures(group)

    def test_gold_itself_is_perfect_in_every_group(self):
        evaluation = compared(GOLD, GOLD)

        for group in KIND_GROUPS:
            one = evaluation.figures(group)
            for rates in (one.content_tokens, one.exact, one.soft, one.attributed):
                with self.subTest(group):
                    self.assertEqual(rates.f1, 1.0)

    def test_nothing_found_is_no_division_by_zero(self):
        one = self.figures(GOLD, [])

        self.assertEqual((one.annotated, one.predicted, one.attributed.f1), (3, 0, 0.0))

    def test_a_document_without_predictions_counts_as_nothing_found(self):
        evaluation = evaluate([document()], {})

        self.assertEqual(evaluation.missing, 1)
        self.assertEqual(evaluation.figures("all").annotated, 3)

    def test_three_of_five_tokens_are_partial_and_soft_but_not_exact(self):
        one = self.figures([PIER], [quote("We will build", source="Marlow")])

        self.assertEqual((one.exact.f1, one.partial.f1, one.attributed.f1), (0, 1, 1))
        self.assertAlmostEqual(one.soft.f1, 0.6)
        self.assertEqual(one.content_tokens.precision, 1.0)
        self.assertAlmostEqual(one.content_tokens.recall, 0.6)

    def test_two_of_five_tokens_are_matched_and_no_more(self):
        one = self.figures([PIER], [quote("We will", source="Marlow")])

        self.assertEqual((one.matched, one.partial.f1, one.attributed.f1), (1, 0, 0))

    def test_a_wrong_source_loses_the_attribution_only(self):
        one = self.figures([PIER], [replace(PIER, source=OVER.source)])

        self.assertEqual((one.exact.f1, one.source_accuracy), (1, 0))
        self.assertEqual(one.attributed.f1, 0)

    def test_tokens_are_attributed_where_their_quotes_sources_match(self):
        halves = [
            quote("We will", source="Marlow"),
            quote("build the pier", source="Ness"),
        ]

        one = self.figures([PIER], halves)

        self.assertEqual(one.content_tokens.f1, 1.0)
        self.assertAlmostEqual(one.attributed_tokens.f1, 0.4)

    def test_halves_with_one_cue_and_source_are_merged_when_asked(self):
        halves = [
            quote("We will", source="Marlow", cue="said"),
            quote("build the pier", source="Marlow", cue="said"),
        ]

        apart = self.figures([PIER], halves)
        merged = self.figures([PIER], halves, merge=True)

        self.assertEqual((apart.predicted, apart.exact.f1), (2, 0))
        self.assertEqual((merged.predicted, merged.exact.f1), (1, 1))

    def test_halves_without_a_cue_are_never_merged(self):
        halves = [
            quote("We will", source="Marlow"),
            quote("build the pier", source="Marlow"),
        ]

        self.assertEqual(self.figures([PIER], halves, merge=True).predicted, 2)

    def test_precision_is_by_the_predicted_kind_and_recall_by_the_annotated(self):
        part = quote("rents", source="The harbourmaster")
        evaluation = compared([PIER, RENTS], [PIER, part])

        self.assertEqual(evaluation.figures("indirect").predicted, 1)
        self.assertEqual(evaluation.figures("mixed").predicted, 0)
        self.assertEqual(evaluation.figures("mixed").annotated, 1)
        self.assertEqual(evaluation.figures("indirect").content_tokens.precision, 1.0)

    def test_arguable_gold_is_neither_missed_nor_an_error(self):
        arguable = replace(OVER, arguable=True)

        missed = self.figures([PIER, arguable], [PIER])
        found = self.figures([PIER, arguable], [PIER, OVER])

        self.assertEqual((missed.annotated, missed.attributed.f1), (1, 1))
        self.assertEqual((found.predicted, found.attributed.f1), (1, 1))

    def test_canonical_speaker_needs_half_of_the_content(self):
        gold = replace(PIER, speaker=("Ada Marlow", "Marlow"))
        close = replace(PIER, speaker=("ADA MARLOW",))
        far = quote("We will", source="Marlow", speaker=("Ada Marlow",))

        self.assertEqual(self.figures([gold], [close]).spoken.f1, 1.0)
        self.assertEqual(self.figures([gold], [far]).spoken.f1, 0.0)
        self.assertEqual(self.figures([gold], [far]).speaker_accuracy, 1.0)

    def test_without_names_in_the_annotation_there_are_no_figures_of_names(self):
        one = self.figures(GOLD, GOLD)

        self.assertEqual(
            (one.spoken, one.relay, one.relay_accuracy), (None, None, None)
        )

    def test_relays_are_counted_where_the_annotation_has_names(self):
        gold = [
            replace(PIER, speaker=("Marlow",), relayed_by=("Pier News",)),
            replace(OVER, speaker=("Ness",)),
        ]
        ours = [replace(PIER, relayed_by=("Pier News",)), OVER]

        one = self.figures(gold, ours)

        self.assertEqual((one.relay.f1, one.relay_accuracy), (1.0, 1.0))
        one = self.figures(gold, [PIER, OVER])
        self.assertEqual((one.relay.f1, one.relay_accuracy), (0.0, 0.5))

    def test_intervals_are_repeatable_and_hold_the_figure(self):
        documents = [document(name=name) for name in "abcdef"]
        found = {name: GOLD if name < "d" else (PIER,) for name in "abcdef"}

        first = evaluate(documents, found, bootstrap=60)
        again = evaluate(documents, found, bootstrap=60)

        low, high = first.intervals["all", "attributed"]
        self.assertEqual(first.intervals, again.intervals)
        self.assertTrue(low < first.figures("all").attributed.f1 < high)


class StatementTests(TestCase):
    def statements(self, gold, ours):
        return compared(
            [replace(q, statement=s) for q, s in zip(GOLD, gold, strict=True)],
            [replace(q, statement=s) for q, s in zip(GOLD, ours, strict=True)],
        ).statements

    def test_pairs_put_together_on_both_sides_are_right(self):
        self.assertEqual(self.statements("AAB", "xxy"), StatementFigures(1, 1, 1, 1, 1))

    def test_pairs_put_together_wrongly_count_against_precision(self):
        self.assertEqual(self.statements("AAB", "xxx"), StatementFigures(1, 3, 1, 3, 1))

    def test_pairs_torn_apart_count_against_recall(self):
        self.assertEqual(self.statements("AAB", "xyz"), StatementFigures(0, 0, 1, 0, 1))

    def test_without_statements_there_are_no_figures(self):
        self.assertIsNone(self.statements("AAB", (None, None, None)))

    def test_pairs_of_which_a_quote_was_not_found_count_only_against_all(self):
        gold = [replace(one, statement="A") for one in GOLD]
        ours = [replace(one, statement="x") for one in (PIER, OVER)]

        statements = compared(gold, ours).statements

        self.assertEqual(statements, StatementFigures(1, 1, 3, 1, 1))
