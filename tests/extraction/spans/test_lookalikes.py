"""What is built like a report, and reports nothing its source said."""

import pytest

from quotes.extraction import extract

NEARBY = "“The rope holds,” said Mina Sol."


def said(text: str) -> list[str]:
    whole = f"{NEARBY} {text}"
    return [whole[one.start : one.end] for one in extract(whole)][1:]


@pytest.mark.parametrize(
    "text",
    [
        "Jon Reve responded on Friday to reports that the pier would be sold.",
        "Jon Reve showed no sign that he was planning to resign.",
        "The dockers went home, as Jon Reve had urged them to do.",
        "Jon Reve made a pitch to voters, refusing to concede that the pier was lost.",
        "It could also encourage Jon Reve to stay in the race until July.",
        "Jon Reve was seeking to convince the dockers that the pier was safe.",
        "Jon Reve would not comment on the sale of the pier.",
        "The harbour police denied Jon Reve entry to the pier.",
    ],
)
def test_it_is_no_report(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Jon Reve told reporters that the pier would be sold.",
            "the pier would be sold",
        ),
        (
            "Jon Reve responded that the reports were wrong.",
            "the reports were wrong",
        ),
        ("Jon Reve urged the dockers to go home.", "the dockers to go home"),
        ("Jon Reve denied that the pier was lost.", "the pier was lost"),
    ],
)
def test_its_neighbour_is_one(text, content):
    assert content in said(text)


def test_the_name_of_a_programme_is_nobodys_words():
    text = "“That’s my job,” Jon Reve said in May on the podcast “Low Water.”"

    assert [text[one.start : one.end] for one in extract(text)] == ["That’s my job,"]


def test_who_refused_is_who_is_meant_next():
    text = (
        "Mina Sol met Jon Reve. Jon Reve refused to concede that the pier was lost. "
        "“It stands,” he said."
    )

    (one,) = extract(text)

    assert one.speaker is not None
    assert one.speaker.name == "Jon Reve"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The harbour board refused to pay. Jon Reve said that the pier was unsafe.",
            "the pier was unsafe",
        ),
        (
            "Passenger numbers declined sharply. Jon Reve said that the ferry would "
            "stop.",
            "the ferry would stop",
        ),
        ("In May the unions demand that the pier stay open.", "the pier stay open"),
        ("Jon Reve said on his podcast “I did not do it.”", "I did not do it."),
    ],
)
def test_a_refusal_or_a_programme_nearby_takes_nothing_away(text, content):
    assert content in said(text)
