"""What somebody told a reporter, printed as a piece of their own."""

import pytest

from tests.extraction.reading import found

STORY = (
    "I was four miles off the point when it coughed.",
    "My brother shouted that the pump had gone and so he jumped.",
    "We were found at dawn by a man with a dog in his boat.",
)


@pytest.mark.parametrize(
    ("before", "behind", "name"),
    [
        ("By Selma Obin, as told to Piers Hadd\n\n", "", "Selma Obin"),
        (
            "Selma Obin, 52, fishes. Here she tells her story to Piers Hadd.\n\n",
            "",
            "Selma Obin",
        ),
        ("Selma Obin, 52, fishes for eel.\n\n", "\n\nAs told to Piers Hadd",
         "Selma Obin"),
    ],
)  # fmt: skip
def test_a_story_is_of_whoever_tells_it(before, behind, name):
    text = before + "\n\n".join(STORY) + behind
    assert found(text, attitudes=True) == [(" | ".join(STORY), "", name)]


def test_marks_open_each_paragraph_of_it():
    marked = "\n\n".join(f"“{line}" for line in STORY) + "”"
    text = f"Selma Obin, 52, fishes.\n\n{marked}\n\nAs told to Piers Hadd"
    assert found(text) == [(" | ".join(STORY), "", "Selma Obin")]


def test_what_others_say_behind_it_is_theirs():
    text = (
        "As told to Piers Hadd\n\nMy name is Selma Obin and I fish for eel here.\n\n"
        f"{STORY[1]}\n\nThe council said that vans would be banned near schools."
    )
    assert [source for _, _, source in found(text)] == ["Selma Obin", "The council"]


def test_no_story_without_a_name_or_a_first_person():
    text = "As told to Piers Hadd\n\n" + "\n\n".join(STORY)
    assert found(text) == []
