import io
import json
import tempfile
from pathlib import Path
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from quotes.evaluation import calibration
from quotes.evaluation.refit_set import GOLD

DAM = "“The dam will hold,” said Ana Tarn, an engineer.\n"
FERRY = "The ferry was late, according to Bo Lind.\n"


def spans(text, *words):
    return [[text.index(one), text.index(one) + len(one)] for one in words]


DAM_QUOTE = {
    "content": spans(DAM, "The dam will hold"),
    "cue": spans(DAM, "said"),
    "source": spans(DAM, "Ana Tarn, an engineer"),
    "speaker": "Ana Tarn",
    "relayed_by": None,
}
FERRY_QUOTE = {
    "content": spans(FERRY, "The ferry was late"),
    "cue": spans(FERRY, "according to"),
    "source": spans(FERRY, "Bo Lind"),
    "speaker": "Bo Lind",
    "relayed_by": None,
}


class EvaluateExtractionTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "herald_dam.txt").write_text(DAM)
        (self.folder / "post_ferry.txt").write_text(FERRY)
        self.gold = self.write(
            "gold.jsonl",
            {"id": "herald_dam", "quotes": [DAM_QUOTE]},
            {"id": "post_ferry", "quotes": [FERRY_QUOTE]},
        )

    def write(self, name, *records):
        path = self.folder / name
        path.write_text("\n".join(map(json.dumps, records)))
        return path

    def run_command(self, *arguments, **options):
        out, err = io.StringIO(), io.StringIO()
        call_command(
            "evaluate_extraction",
            str(self.gold),
            *map(str, arguments),
            stdout=out,
            stderr=err,
            **{"workers": 1} | options,
        )
        return out.getvalue(), err.getvalue()

    def refusal(self, *arguments, **options):
        with self.assertRaises(CommandError) as caught:
            self.run_command(*arguments, **options)
        return str(caught.exception).replace(str(self.folder), "…")

    def test_the_table_by_kind_and_its_breakdowns(self):
        out, err = self.run_command()

        lines = [line.split() for line in out.splitlines()]
        everything = next(line for line in lines if line[:1] == ["all"])
        self.assertEqual(everything[1:3], ["2", "2"])
        self.assertEqual(everything[-1], "100.0/100.0/100.0")
        starts = [" ".join(line[:2]) for line in lines]
        for start in ("canonical speaker", "relayed_by accuracy", "herald 1", "post 1"):
            with self.subTest(start):
                self.assertIn(start, starts)
        self.assertIn("reporting verb", out)
        self.assertIn("phrase", out)
        self.assertEqual(err, "")

    def test_columns_are_aligned(self):
        out, _ = self.run_command()

        head, *rows = out.splitlines()[2:8]
        end = head.index("found") + len("found")
        for row in rows:
            with self.subTest(row):
                self.assertRegex(row[:end], r" \d+ +\d+$")

    def test_a_file_of_predictions_instead_of_the_extractor(self):
        found = self.write("found.jsonl", {"id": "herald_dam", "quotes": [DAM_QUOTE]})

        with mock.patch("quotes.evaluation.running.extract_many") as extract_many:
            out, _ = self.run_command(predictions=found)

        extract_many.assert_not_called()
        self.assertIn("1 of them have no predictions", out)
        self.assertIn("100.0/ 50.0/ 66.7", out)

    def test_predictions_for_other_documents_are_left_out_and_told(self):
        found = self.write(
            "found.jsonl",
            {"id": "herald_dam", "quotes": []},
            {"id": "other", "quotes": []},
        )

        _, err = self.run_command(predictions=found)

        self.assertIn("1 documents are not evaluated and left out", err)

    def test_several_processes_find_the_same(self):
        for number in range(6):
            (self.folder / f"more_{number}.txt").write_text(DAM)
        self.gold = self.write(
            "gold.jsonl",
            *({"id": f"more_{n}", "quotes": [DAM_QUOTE]} for n in range(6)),
        )

        self.assertEqual(self.run_command(workers=2), self.run_command(workers=1))

    def test_intervals_when_asked(self):
        self.assertNotIn("95 per cent", self.run_command()[0])
        self.assertIn("all, quote+speaker", self.run_command(bootstrap=5)[0])

    def test_outlets_of_a_table(self):
        table = self.folder / "meta.tsv"
        table.write_text("id\toutlet\nherald_dam\tHarbour Herald\n")

        out, _ = self.run_command(metadata=table)

        self.assertIn("Harbour Herald", out)

    def test_the_page_of_errors(self):
        page = self.folder / "errors.html"

        out, _ = self.run_command(html=page)

        self.assertIn(f"Errors in their texts: {page}", out)
        self.assertIn("<title>Extraction on gold.jsonl</title>", page.read_text())

    def test_reliability_as_tables_and_a_plot_beside_them(self):
        path = self.folder / "confidence.md"

        out, _ = self.run_command(reliability=path)

        self.assertIn("2 quotations, 2 of them right.", out)
        self.assertIn("](confidence.svg)", path.read_text())
        self.assertIn("<svg", (self.folder / "confidence.svg").read_text())

    def test_confidence_is_fitted_and_written(self):
        texts = [f"{DAM}\n{FERRY}" if n % 4 else FERRY for n in range(24)]
        wrong = FERRY_QUOTE | {"content": [[0, 3]]}
        self.gold = self.write(
            "gold.jsonl",
            *(
                {
                    "id": f"d_{n}",
                    "text": text,
                    "quotes": [DAM_QUOTE if n % 4 else wrong],
                }
                for n, text in enumerate(texts)
            ),
        )
        path = self.folder / "confidence.json"

        with mock.patch.object(calibration, "FEWEST", 10):
            out, _ = self.run_command(fit_confidence=path)

        self.assertIn("fitted to gold.jsonl, 42 quotations of 24 documents, 18", out)
        self.assertEqual(json.loads(path.read_text())["fitted_on"]["quotations"], 42)

    def test_confidence_is_adapted_to_reported_speech(self):
        path = self.folder / "confidence.json"
        path.write_text('{"bias": -1.0, "weights": {"score": 1.0}, "knots": []}')

        with mock.patch.object(calibration, "FEWEST", 1):
            out, _ = self.run_command(adapt_confidence=path)

        # Both quotations are right, so that surer is likelier.
        self.assertIn("reported speech alone adds 3.00 to the log odds", out)
        self.assertIn("Fitted to gold.jsonl (2 documents)", out)
        kept = json.loads(path.read_text())
        self.assertEqual((kept["bias"], kept["weights"]["score"]), (-1.0, 1.0))

    def test_confidence_can_be_fitted_without_a_corpus_of_ones_own(self):
        path = self.folder / "confidence.json"
        out = io.StringIO()

        call_command("evaluate_extraction", fit_confidence=path, workers=1, stdout=out)

        self.assertIn("Confidence fitted to expected.jsonl, ", out.getvalue())
        fitted = json.loads(path.read_text())["fitted_on"]
        self.assertEqual((fitted["corpus"], fitted["documents"]), (GOLD.name, 15))

    def test_measuring_asks_for_annotations(self):
        with self.assertRaisesMessage(CommandError, "Name GOLD, the annotated texts"):
            call_command("evaluate_extraction")

    def test_adapting_to_beliefs_is_refused(self):
        self.assertIn(
            "leave --attitudes out",
            self.refusal(adapt_confidence=Path("o"), attitudes=True),
        )

    def test_too_little_to_fit_on_is_refused(self):
        self.assertRegex(
            self.refusal(fit_confidence=self.folder / "out.json"),
            "2 quotations are right or wrong; fitting needs 100",
        )

    def test_fitting_on_a_file_of_predictions_is_refused(self):
        self.assertIn(
            "Leave one of them out",
            self.refusal(fit_confidence=Path("o"), predictions=self.gold),
        )

    def test_a_missing_text_is_named_with_file_and_line(self):
        (self.folder / "post_ferry.txt").unlink()

        self.assertEqual(self.refusal(), "…/gold.jsonl:2: no text post_ferry.txt in …")

    def test_a_model_that_is_not_there_is_named(self):
        folder = str(self.folder / "no-model")

        with mock.patch.dict("os.environ", QUOTES_MODEL=folder):
            self.assertIn("…/no-model", self.refusal())

    def test_a_broken_line_of_predictions_is_named(self):
        found = self.folder / "found.jsonl"
        found.write_text("{oops\n")

        self.assertRegex(
            self.refusal(predictions=found), r"^…/found.jsonl:1: no valid JSON"
        )

    def test_a_prediction_outside_of_its_text_is_named(self):
        far = {"content": [[0, 9000]]}
        found = self.write("found.jsonl", {"id": "herald_dam", "quotes": [far]})

        self.assertRegex(
            self.refusal(predictions=found), r"^…/found.jsonl:1: quote 1: range 0–9000"
        )

    def test_a_page_that_cannot_be_written_is_named(self):
        path = self.folder / "no" / "errors.html"

        self.assertEqual(
            self.refusal(html=path), "…/no/errors.html: No such file or directory"
        )

    def test_numbers_below_one_are_refused(self):
        for option in ("--limit", "--workers", "--bootstrap"):
            with self.subTest(option):
                self.assertIn("is no number from 1 on", self.refusal(option, "0"))
