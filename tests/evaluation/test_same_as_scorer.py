"""Our figures are those of the reference scorer, digit by digit."""

import functools
import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from unittest import TestCase, skipUnless

from quotes.evaluation.corpus import read_documents
from quotes.evaluation.figures import Rates, evaluate
from quotes.evaluation.running import as_annotated
from quotes.evaluation.tokenised import KIND_GROUPS
from quotes.extraction import extract_many
from quotes.extraction.interchange import document_record

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "eval" / "score.py"
SEEDS = SHARED / "corpora" / "seeds"
POLNEAR = SHARED / "corpora" / "polnear"
DOCUMENTS = 20
DRAWS = 20

# Our name of each figure, and the scorer's.
NAMES = {
    "annotated": "n_gold",
    "predicted": "n_pred",
    "matched": "n_matched",
    "content_tokens": "content_tok",
    "attributed_tokens": "attributed_tok",
    "exact": "exact",
    "partial": "partial",
    "soft": "soft",
    "attributed": "e2e",
    "attributed_soft": "e2e_soft",
    "source_accuracy": "src_acc",
    "source_accuracy_any": "src_acc_all",
    "source_accuracy_close": "src_acc_j50",
    "speaker_accuracy": "speaker_acc",
    "spoken": "speaker_e2e",
    "relay_accuracy": "relayed_acc",
    "relay": "relayed",
}


def scorer():
    specification = importlib.util.spec_from_file_location("scorer", SCORER)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@functools.cache
def predictions(path, folder, limit, attitudes):
    """Annotated documents, and what extraction finds in them today."""
    documents = read_documents(path, [folder], limit=limit)
    found = extract_many((one.text for one in documents), attitudes=attitudes)
    return documents, dict(zip((one.id for one in documents), found, strict=True))


@skipUnless(SCORER.exists(), f"the reference scorer is not at {SCORER}")
class SameAsScorerTests(TestCase):
    def compare(self, path, folder, *, merge, limit=None, attitudes=False):
        documents, found = predictions(path, folder, limit, attitudes)
        texts = {one.id: one.text for one in documents}
        module = scorer()
        gold = {
            name: record | {"text": texts[name]}
            for name, record in module.read(path).items()
            if name in texts
        }
        # Statements of their own, so that the linking figures have something to say.
        lines = {
            name: json.loads(json.dumps(document_record(name, quotations)))
            for name, quotations in found.items()
        }
        for line in lines.values():
            for quote in line["quotes"]:
                quote["statement"] = quote["speaker"]
        expected = module.evaluate(gold, lines, merge=merge, bootstrap=DRAWS)

        ours = {name: [as_annotated(q) for q in qs] for name, qs in found.items()}
        ours = {
            name: [
                replace(one, statement=one.speaker[0] if one.speaker else None)
                for one in quotes
            ]
            for name, quotes in ours.items()
        }
        evaluation = evaluate(documents, ours, merge=merge, bootstrap=DRAWS)

        self.assertGreater(evaluation.figures("all").predicted, 40)
        for group in KIND_GROUPS:
            with self.subTest(group):
                self.assertEqual(
                    self.named(evaluation.figures(group)), expected[str(group)]
                )
        self.assert_same_intervals(evaluation, expected)
        return evaluation, expected

    def named(self, figures):
        values = {}
        for ours, theirs in NAMES.items():
            value = getattr(figures, ours)
            if isinstance(value, Rates):
                value = {"p": value.precision, "r": value.recall, "f1": value.f1}
            if value is not None:
                values[theirs] = value
        return values

    def assert_same_intervals(self, evaluation, expected):
        for (group, measure), interval in evaluation.intervals.items():
            theirs = {"attributed": "e2e_f1", "soft": "soft_f1"}[measure]
            for ours, other in zip(
                interval, expected["ci95"][f"{group}.{theirs}"], strict=True
            ):
                self.assertAlmostEqual(ours, other, places=12)

    @skipUnless(SEEDS.exists(), f"the seed articles are not at {SEEDS}")
    def test_on_the_seeds(self):
        for merge in (False, True):
            with self.subTest(merge=merge):
                evaluation, expected = self.compare(
                    SEEDS / "gold.jsonl", SEEDS, merge=merge
                )
                one, other = evaluation.statements, expected["clustering"]
                self.assertEqual(
                    (one.right / one.predicted, one.right / one.annotated),
                    (other["all"]["p"], other["all"]["r"]),
                )
                self.assertEqual(
                    (
                        one.right / one.predicted_matched,
                        one.right / one.annotated_matched,
                    ),
                    (other["matched"]["p"], other["matched"]["r"]),
                )

    @skipUnless(POLNEAR.exists(), f"the PolNeAR corpus is not at {POLNEAR}")
    def test_on_documents_of_polnear(self):
        for merge in (False, True):
            with self.subTest(merge=merge):
                self.compare(
                    POLNEAR / "dev.jsonl",
                    POLNEAR / "dev",
                    merge=merge,
                    limit=DOCUMENTS,
                    attitudes=True,
                )
