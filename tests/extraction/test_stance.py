"""What a speaker does with a content, and the clause that it stands in."""

from unittest import TestCase

from quotes.extraction.clause import clause_of
from quotes.extraction.stance import stance_of


def parts(marked):
    """Text, content, cue and source of a sentence: {content}, <cue>, [source]."""
    text, ranges, start = "", {"{": [], "<": [], "[": []}, {}
    closing = {"}": "{", ">": "<", "]": "["}
    for character in marked:
        if character in ranges:
            start[character] = len(text)
        elif character in closing:
            kind = closing[character]
            ranges[kind].append((start[kind], len(text)))
        else:
            text += character
    return text, ranges["{"], ranges["<"], ranges["["]


def stance(marked):
    return str(stance_of(*parts(marked)))


def clause(marked):
    text, *ranges = parts(marked)
    found = clause_of(text, *ranges)
    return found and text[found[0] : found[1]]


class StanceTests(TestCase):
    def check(self, expected, *sentences):
        for sentence in sentences:
            with self.subTest(sentence):
                self.assertEqual(stance(sentence), expected)

    def test_a_statement(self):
        self.check(
            "states",
            "[Mara Lind] <said> {the dam holds}.",
            "<According to> [Mara Lind], {the dam holds}.",
            "“{The dam holds},” [Mara Lind] <insisted>.",
            "[Mara Lind] <described> {the night on the dam}.",
            "[She] <agreed> that {the dam holds}.",
            "The men who did not vote [Mara] <said> {they would}.",
            "[She] not only <said> that {it holds}.",
            "[The expert] <said> that {to mend it would take a year}.",
            "[Mara Lind] {the dam holds}.",
        )

    def test_a_denial(self):
        self.check(
            "denies",
            "[Mara Lind] <denied> that {she had sold the dam}.",
            "[Mara Lind] <denied> {selling the dam}.",
            "[Mara Lind] has repeatedly <rejected> {claims that she sold it}.",
            "[Mara Lind] <dismissed> {the reports}.",
            "[her] <denial> that {she sold the dam}",
            "[The ministry] <disputed> {the notion that it was seen as weak}.",
        )

    def test_what_is_not_said(self):
        self.check(
            "withholds",
            "[Mara Lind] <declined> {to comment on the sale}.",
            "[Mara Lind] would not <say> whether {she had sold it}.",
            "[Mara Lind] refused to <confirm> {the sale}.",
            "[Mara Lind] did not immediately <confirm> {the sale}.",
            "[Mara Lind] never <denied> {the sale}.",
            "[Mara Lind] hasn’t <claimed> that {it was sold}.",
            "[Mara Lind] stopped short of <saying> {it was sold}.",
            "[Neither the ministry] nor the city <confirmed> {the sale}.",
            "[No minister] has <claimed> {the victory}.",
            "[Mara Lind] <did not at any time mention> {the sale}.",
        )

    def test_a_claim_at_a_distance(self):
        self.check(
            "claims",
            "[Mara Lind] <claimed> that {the dam holds}.",
            "[Prosecutors] <allege> {she sold it}.",
            "[Mara Lind] <accused> {the city of neglect}.",
            "[her] <claim> that {the dam holds}",
            "[Mara Lind] allegedly <said> {it holds}.",
        )

    def test_an_admission(self):
        self.check(
            "admits",
            "[Mara Lind] <admitted> that {the dam leaks}.",
            "[She] <acknowledged> {the leak}.",
            "[She] <allowed> that {it might leak}.",
        )

    def test_a_question(self):
        self.check(
            "asks",
            "[Mara Lind] <asked> whether {the dam holds}.",
            "“{Does it hold?}” [Mara Lind] <asked>.",
            "[She] <wondered> {if it holds}.",
            "[She] <questioned> whether {it holds}.",
        )

    def test_what_is_wanted(self):
        self.check(
            "urges",
            "[Mara Lind] <asked> {the city to mend it}.",
            "[She] <asked> for {help}.",
            "[She] <asked> {for it to be mended}.",
            "[She] <urged> {the city to mend it}.",
            "[She] <called for> {an inquiry}.",
            "[She] <called> {for an inquiry}.",
            "[She] <told> them {to leave}.",
            "[She] <demanded> {an inquiry}.",
        )

    def test_a_promise(self):
        self.check(
            "promises",
            "[Mara Lind] <promised> {to mend it}.",
            "[She] <threatened> {to resign}.",
            "[She] <agreed> {to mend it}.",
            "[her] <pledge> {to mend it}",
        )

    def test_a_judgement(self):
        self.check(
            "evaluates",
            "[Mara Lind] <praised> {the engineers}.",
            "[She] <called> it “{a disgrace}”.",
            "[She] <described> it <as> “{a disgrace}”.",
            "[She] <dismissed> the report as “{nonsense}”.",
            "[She] <rejected> {the report as unfair}.",
            "[She] <questioned> {his fitness}.",
        )

    def test_any_text_is_read(self):
        for text in ("", "a", "\n", "“", "…" * 500, "said " * 200):
            for cue in ([], [(0, len(text))]):
                self.assertEqual(
                    type(stance_of(text, [(0, len(text))], cue)).__name__, "Stance"
                )


class ClauseTests(TestCase):
    def check(self, *pairs):
        for sentence, expected in pairs:
            with self.subTest(sentence):
                self.assertEqual(clause(sentence), expected)

    def test_it_reaches_from_source_to_content(self):
        self.check(
            (
                "On Monday [Mara Lind] again <denied> that {she sold it}.",
                "Mara Lind again denied that she sold it",
            ),
            ("{She sold it}, [Mara Lind] <claimed>.", "She sold it, Mara Lind claimed"),
            (
                "[Ana] attacked Bo, <blaming> {him for not paying}.",
                "Ana attacked Bo, blaming him for not paying",
            ),
        )

    def test_marks_that_belong_to_it_stay(self):
        self.check(
            ("He: “{It rains},” [she] <said>. Then", "“It rains,” she said"),
            ("[She] <said>, “{It rains.}” Then", "She said, “It rains.”"),
            ('[She] <said>, "{It rains}." Then', 'She said, "It rains."'),
            (
                "“{It rains},” [she] <said>. “{It pours}.” Then",
                "“It rains,” she said. “It pours.”",
            ),
            ("“[She] <said> {it rains},” he said.", "She said it rains"),
        )

    def test_what_negates_a_cue_without_a_source_stays(self):
        self.check(
            (
                "The mayor did not <say> whether {it rains}.",
                "did not say whether it rains",
            ),
            ("The mayor <said> {it rains}.", "said it rains"),
        )

    def test_none_where_the_content_stands_alone(self):
        self.check(
            ("“{It rains.}”", None),
            ("[Mara] <spoke>.\n\n“{It rains.}”", None),
            (f"[Mara] <spoke>{' of rain' * 80} {{it rains}}", None),
        )
