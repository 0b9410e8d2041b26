"""An attribution set between commas."""

from tests.extraction.reading import found


def test_a_verb_without_an_ending_closes_what_many_say():
    text = "Tar, dealers at Sol Brothers predict, will cost twice as much by May."

    assert found(text) == [
        ("Tar | will cost twice as much by May", "predict", "dealers at Sol Brothers")
    ]


def test_a_subject_may_hold_where_its_people_work():
    text = "The toll, rowers at Orsk Harbour Club maintain, is too high for children."

    assert found(text) == [
        (
            "The toll | is too high for children",
            "maintain",
            "rowers at Orsk Harbour Club",
        )
    ]
