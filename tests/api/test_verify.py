"""POST /api/v1/verify/: what was said, in which words, and by whom."""

from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APITestCase

from quotes.linking.statements.group import group_quotes
from tests.build import make_article, make_quote, make_speaker

URL = "/api/v1/verify/"
DAY = datetime(2031, 3, 17, tzinfo=UTC)
SEA = "The sea asks nobody for a passport, and neither did our divers."
NEVER = "Nobody ever said this at all."
DEBT = "This is a debt that cannot be paid in fishing rights or in apologies."


class VerifyTests(APITestCase):
    def setUp(self):
        ana, bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        quotes = [
            make_quote(text, speaker=speaker, published_at=DAY)
            for text, speaker in ((SEA, ana), (DEBT, ana), (DEBT, bo))
        ]
        group_quotes(quotes)

    def ask(self, text, **fields):
        response = self.client.post(URL, {"text": text, **fields}, format="json")
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()["results"]

    def test_verbatim_with_its_place_and_statement(self):
        text = f"Somebody wrote: “{SEA}” Is that so?"
        (result,) = self.ask(text)
        self.assertEqual(result["status"], "verbatim")
        self.assertEqual(text[result["start"] : result["end"]], SEA)
        (statement,) = result["statements"]
        self.assertEqual(statement["speaker"]["name"], "Ana Tarn")
        self.assertEqual(statement["type"], "identical")

    def test_punctuation_makes_no_variant(self):
        (result,) = self.ask(
            "the sea asks nobody for a passport and neither did our divers"
        )
        self.assertEqual(result["status"], "verbatim")

    def test_variants_with_their_differences(self):
        for asked, kind, aspect in (
            ("The sea asks nobody for a pasport, and neither did our divers",
             "substituted", "wording"),
            ("The sea asks no one for papers, and neither did our divers",
             "substituted", "wording"),
            ("The sea asks everybody for a passport, and neither did our divers",
             "substituted", "negation"),
        ):  # fmt: skip
            with self.subTest(asked):
                (result,) = self.ask(asked)
                self.assertEqual(result["status"], "variant", result)
                statement = result["statements"][0]
                self.assertEqual(statement["type"], kind)
                self.assertEqual(statement["differences"][0]["aspect"], aspect)

    def test_the_same_content_otherwise_put_is_not_verbatim(self):
        printed = "to ban trawlers from entering the Orle estuary"
        group_quotes([make_quote(printed, speaker=make_speaker(), published_at=DAY)])
        (result,) = self.ask(
            "Trawlers should never be banned from entering the Orle estuary"
        )
        self.assertEqual(result["status"], "variant")
        (statement,) = result["statements"]
        self.assertLess(statement["similarity"], 1)
        self.assertIs(statement["changes_meaning"], True)
        self.assertIn("The meaning differs", result["message"])

    def test_letter_case_changes_no_answer(self):
        group_quotes(
            [make_quote("We trust Harlan to finish the sea wall before the storms.")]
        )
        for printed in (SEA, "We trust Borg to finish the sea wall before the storms."):
            answers = [
                [
                    (result["status"], statement["id"], statement["changes_meaning"])
                    for result in self.ask(case(printed))
                    for statement in result["statements"]
                ]
                for case in (str, str.lower, str.upper)
            ]
            with self.subTest(printed):
                self.assertTrue(answers[0])
                self.assertEqual(answers[1:], answers[:1] * 2)

    def test_quotation_marks_of_every_language(self):
        for marks in ("„“", "«»", "»«", "””", "‚‘", "「」", "‹›"):
            text = f"Ana Tarn sagte: {marks[0]}{SEA}{marks[1]}, und ging."
            with self.subTest(text):
                (result,) = self.ask(text)
                self.assertEqual(result["text"], SEA)
                self.assertEqual(result["status"], "verbatim")

    def test_disputed(self):
        (result,) = self.ask(DEBT)
        self.assertEqual(result["status"], "verbatim")
        self.assertIs(result["disputed"], True)
        self.assertIn("do not agree", result["message"])
        self.assertEqual(result["statements"][0]["dispute"], "distinct")

    def test_not_found_proves_nothing(self):
        (result,) = self.ask("The moon will be painted green by Tuesday evening.")
        self.assertEqual((result["status"], result["statements"]), ("not_found", []))
        self.assertIn("no evidence that they were never said", result["message"])

    def test_each_quotation_has_its_own_status(self):
        results = self.ask(
            f"“{SEA}” he said. “{DEBT}” And: “Nobody ever said this at all.”"
        )
        self.assertEqual(
            [result["status"] for result in results],
            ["verbatim", "verbatim", "not_found"],
        )

    def test_the_cost_does_not_grow_with_the_quotations(self):
        counts = set()
        for text in (f"“{SEA}” “{NEVER}”", f"“{SEA}” “{DEBT}” “{NEVER}” “{DEBT}”"):
            self.ask(text)
            with CaptureQueriesContext(connection) as queries:
                self.ask(text)
            counts.add(len(queries))
        self.assertEqual(len(counts), 1, counts)

    def test_whom_the_text_names_is_held_against_the_printings(self):
        for text, claimed, verdict in (
            (f"“{SEA},” Ana Tarn said.", "Ana Tarn", "same"),
            (f"“{SEA},” said Tarn.", "Tarn", "same"),
            (f"“{SEA},” said Bo Lind, the mayor of Orle.", "Bo Lind", "other"),
            (f"Bo Lind told reporters: “{SEA}”", "Bo Lind", "other"),
            (f"“{DEBT},” said Bo Lind.", "Bo Lind", "same"),
            (f"“{DEBT},” said Cem Orhan.", "Cem Orhan", "other"),
        ):
            with self.subTest(text):
                attribution = self.ask(text)[0]["attribution"]
                self.assertEqual(attribution["claimed"], claimed)
                self.assertEqual(attribution["verdict"], verdict)

    def test_words_of_another_say_whose_they_are(self):
        (result,) = self.ask(f"“{SEA},” said Bo Lind.")
        self.assertEqual(result["status"], "verbatim")
        self.assertIn("the words of Ana Tarn, not of Bo Lind.", result["message"])
        self.assertEqual(result["attribution"]["printed"], ["Ana Tarn"])

    def test_a_speaker_sent_along_outweighs_the_text(self):
        for speaker, verdict in (("Tarn", "same"), ("Bo Lind", "other")):
            for text in (SEA, f"“{SEA},” said Cem Orhan."):
                with self.subTest(speaker=speaker, text=text):
                    (result,) = self.ask(text, speaker=speaker)
                    self.assertEqual(result["attribution"]["verdict"], verdict)
                    self.assertEqual(result["attribution"]["claimed"], speaker)

    def test_nobody_named_or_nothing_found_is_no_attribution(self):
        for text in (SEA, f"“{SEA}”", f"“{SEA},” a spokesperson said.",
                     "“Nobody ever said this at all,” said Bo Lind."):  # fmt: skip
            with self.subTest(text):
                self.assertIsNone(self.ask(text)[0]["attribution"])

    def test_printings_that_name_nobody_settle_nothing(self):
        words = "The lamps of the old pier were never meant to be lit by strangers."
        group_quotes([make_quote(words, published_at=DAY)])
        (result,) = self.ask(words, speaker="Bo Lind")
        self.assertEqual(result["attribution"]["verdict"], "unknown")

    def test_a_part_is_an_excerpt_and_no_variant(self):
        for asked in (
            "asks nobody for a passport",
            "“and neither did our divers”",
        ):
            with self.subTest(asked):
                (result,) = self.ask(asked)
                self.assertEqual(result["status"], "excerpt")
                self.assertIs(result["changes_meaning"], False)

    def test_marked_omissions_are_abridged_unless_they_turn_it(self):
        (result,) = self.ask("The sea asks nobody … and neither did our divers.")
        self.assertEqual((result["status"], result["reasons"]), ("abridged", []))
        (result,) = self.ask("This is a debt … be paid in fishing rights")
        self.assertEqual(result["status"], "variant")
        self.assertIn("“cannot”", result["reasons"][0])

    def test_reversed_parts_are_said_to_be(self):
        (result,) = self.ask("neither did our divers … The sea asks nobody")
        self.assertEqual(result["status"], "variant")
        self.assertIn("another order", result["message"])
        self.assertIs(result["changes_meaning"], True)

    def test_a_shared_name_is_no_likeness(self):
        group_quotes([make_quote("the Orle Harbour Authority", published_at=DAY)])
        (result,) = self.ask(
            "Yesterday the Orle Harbour Authority raised the price of ice by a third"
        )
        self.assertEqual(result["status"], "not_found")

    def test_one_word_changed_is_found_and_flagged(self):
        group_quotes(
            [make_quote("In March Lindqvist will close 14 schools.", published_at=DAY)]
        )
        for asked, aspect in (
            ("In March Tarnquist will close 14 schools.", "name"),
            ("In March Lindqvist will not close 14 schools.", "negation"),
            ("In March Lindqvist will close 40 schools.", "number"),
        ):
            with self.subTest(asked):
                (result,) = self.ask(asked)
                self.assertEqual(result["status"], "variant")
                self.assertIs(result["changes_meaning"], True)
                difference = result["statements"][0]["differences"][0]
                self.assertEqual(difference["aspect"], aspect)

    def test_words_that_an_article_prints_as_nobodys_quotation(self):
        article = make_article(
            "Rain fell all night on the tin roofs of Orle, and the ferries stayed in "
            "port. The mayor slept.",
            title="Rain",
        )
        for asked in (
            "Rain fell all night on the tin roofs of Orle",
            "Rain fell all night … the ferries stayed in port",
        ):
            with self.subTest(asked):
                (result,) = self.ask(asked)
                self.assertEqual(result["status"], "printed")
                (place,) = result["articles"]
                self.assertEqual(place["article"]["id"], article.pk)
                found = article.text[place["start"] : place["end"]]
                self.assertTrue(found.startswith("Rain fell all night"), found)

    def test_what_was_denied_is_held_against_the_verb(self):
        printed = "she had ever sold the lamps of the old pier to strangers"
        group_quotes(
            [make_quote(printed, speaker=make_speaker("Cem Orhan"), stance="denies",
                        published_at=DAY)]
        )  # fmt: skip
        (result,) = self.ask(f"“{printed},” said Cem Orhan.")
        self.assertEqual((result["status"], result["stance"]), ("verbatim", "denies"))
        self.assertIs(result["changes_meaning"], True)
        self.assertIn("denied it; the text says “said”", result["message"])
        self.assertEqual(result["attribution"]["stance"], "states")

    def test_a_text_without_marks(self):
        (result,) = self.ask(
            "the sea asks nobody for a passport and neither did our divers"
        )
        self.assertEqual(result["status"], "verbatim")
        text = f"Ana Tarn said that {SEA[0].lower()}{SEA[1:]}"
        (result,) = self.ask(text)
        self.assertEqual(result["attribution"]["verdict"], "same")
        self.assertEqual(
            text[result["start"] : result["end"]], SEA[0].lower() + SEA[1:-1]
        )

    def test_a_draft_of_five_thousand_words_in_one_call(self):
        draft = f"“{SEA}” said Ana Tarn. " + "It rained all day on the pier. " * 700
        (result,) = self.ask(draft)
        self.assertEqual(result["status"], "verbatim")

    def test_refusals(self):
        many = "“So it is said.” " * 151
        for body, status, words in (
            ({}, 400, "Missing"),
            ({"text": ""}, 400, "Empty"),
            ({"text": 5}, 400, "Must be a text"),
            ({"text": "x" * 35_001}, 413, "35001 characters; at most 35000"),
            ({"text": SEA, "speaker": ""}, 400, "Empty"),
            ({"text": SEA, "speaker": "x" * 301}, 400, "Longer than 300"),
            ({"text": SEA, "by": "Bo Lind"}, 400, "no such key"),
            ({"text": many}, 413, "151 quotations; at most 150"),
        ):
            with self.subTest(words):
                response = self.client.post(URL, body, format="json")
                self.assertEqual(response.status_code, status)
                self.assertIn(words, response.content.decode())
