"""What takes time by the square of the length is told from what does not."""

import pytest

from tests.timing import check_time_follows_length


def test_a_step_by_the_length_is_let_through():
    check_time_follows_length(lambda text: [mark.upper() for mark in text], "a", 1_000)


def test_a_step_by_the_square_is_refused():
    def look_behind_each(text):
        return [sum(1 for _ in text[:at]) for at in range(len(text))]

    with pytest.raises(AssertionError, match="more than eight times as long"):
        check_time_follows_length(look_behind_each, "a", 500)
