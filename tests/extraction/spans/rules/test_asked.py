"""Lines in which the interviewer asks."""

from quotes.extraction import extract
from quotes.extraction.spans.rules.asked import asked_lines
from quotes.extraction.spans.rules.rule_finder import RuleFinder

INTERVIEW = (
    "We spoke to Mina Sol, who runs the port.\n"
    "Q: Minister Jon Reve has said the crane is unsafe. Is it?\nA: It is not.\n"
    "Q: The council has said it will sell.\nA: I said so first.\nI say it again."
)


def test_what_a_question_tells_of_others_is_no_quotation():
    said = [INTERVIEW[slice(*one.content[0])] for one in extract(INTERVIEW)]

    assert said == ["It is not.", "I said so first."]


def test_questions_are_found_where_somebody_answers():
    found = RuleFinder().find([INTERVIEW])[0]

    lines = [INTERVIEW[slice(*line)][:6] for line in asked_lines(INTERVIEW, found)]

    assert lines == ["Q: Min", "Q: The"]
    assert asked_lines(INTERVIEW, []) == []
