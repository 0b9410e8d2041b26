"""Attributions in, quotations out: order, evidence, confidence, any text at all."""

import random
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from quotes.extraction.confidence import Features, confidence
from quotes.extraction.types import Attribution, Kind
from quotes.extraction.who.context import How
from quotes.extraction.who.resolver import resolve
from tests.extraction.attributions import attribution
from tests.properties import examples
from tests.timing import check_time_follows_length, cpu_seconds

TEXT = (
    "Peter Wick, the harbour minister, said it was over. “Nobody is left,” he added. "
    "Anna Holm told the Glim Herald that she would stay. “Why leave?” she asked. "
    "The minister said no more."
)


def attributions():
    return [
        attribution(TEXT, "it was over", "Peter Wick, the harbour minister", "said"),
        attribution(
            TEXT, "Nobody is left", "he", "added", after=TEXT.index("he added")
        ),
        attribution(TEXT, "she would stay", "Anna Holm", "told"),
        attribution(TEXT, "Why leave?", "she", "asked", after=TEXT.index("she asked")),
        attribution(TEXT, "no more", "The minister", "said", after=150),
    ]


def test_speakers_and_relay_of_a_short_article():
    found = [
        (one.speaker.name, one.relayed_by) for one in resolve(TEXT, attributions())
    ]
    assert found == [
        ("Peter Wick", None),
        ("Peter Wick", None),
        ("Anna Holm", "Glim Herald"),
        ("Anna Holm", None),
        ("Peter Wick", None),
    ]


def test_the_order_of_attributions_does_not_matter():
    expected = resolve(TEXT, attributions())
    shuffled = attributions()
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)  # noqa: S311  (an order, no secret)
        assert resolve(TEXT, shuffled) == expected


def test_quotations_are_sorted_by_start():
    starts = [one.start for one in resolve(TEXT, attributions()[::-1])]
    assert starts == sorted(starts)


def test_without_a_source_there_is_no_speaker():
    (found,) = resolve(TEXT, [attribution(TEXT, "no more")])
    assert (found.speaker, found.relayed_by, found.candidates) == (None, None, ())


def test_without_content_there_is_no_quotation():
    empty = Attribution((), (), ((0, 5),), Kind.DIRECT, 0.5, "")
    assert resolve(TEXT, [empty]) == []


def test_the_method_says_what_decided():
    found = resolve(TEXT, attributions())
    assert found[0].method == "by hand"
    assert found[1].method == (
        "by hand; pronoun ‘he’ resolved to Peter Wick, "
        "the likeliest man who spoke before"
    )
    assert found[4].method == (
        "by hand; ‘The minister’ is Peter Wick, introduced as such"
    )


def test_attitude_and_parts_are_handed_through():
    (one,) = attributions()[:1]
    marked = Attribution(one.content, one.cue, one.source, one.kind, 0.9, "", (), True)
    (found,) = resolve(TEXT, [marked])
    assert (found.content, found.cue, found.source) == (
        one.content,
        one.cue,
        one.source,
    )
    assert found.attitude is True


def test_a_relay_the_finder_saw_is_named_in_full():
    text = "The Xandrian News Agency (XNA) came. XNA ran it. Peter Wick said no more."
    given_relay = Attribution(
        content=((67, 74),),
        cue=((62, 66),),
        source=((49, 59),),
        kind=Kind.INDIRECT,
        score=0.9,
        method="",
        relay=((37, 40),),
    )
    (found,) = resolve(text, [given_relay])
    assert (found.relayed_by, found.relay) == ("Xandrian News Agency", ((37, 40),))


class TestConfidence:
    def test_it_grows_with_the_finders_score(self):
        values = [confidence(Features(s / 10, How.NAME, 0, 1.0)) for s in range(11)]
        # Fitted to data it rises in steps, and is level between some of them.
        assert values == sorted(values)
        assert values[0] < values[5] < values[-1]

    def test_it_falls_with_distance(self):
        near, far = (Features(0.9, How.PRONOUN, d, 0.5) for d in (0, 5))
        assert confidence(near) > confidence(far)

    def test_it_grows_with_the_lead_over_the_runner_up(self):
        close, clear = (Features(0.9, How.PRONOUN, 1, m) for m in (0.1, 0.9))
        assert confidence(clear) > confidence(close)

    def test_a_name_is_surer_than_a_pronoun(self):
        name, pronoun = (Features(0.9, how, 0, 1.0) for how in (How.NAME, How.PRONOUN))
        assert confidence(name) > confidence(pronoun)

    def test_every_kind_of_resolution_has_its_weight(self):
        for how in How:
            assert 0 < confidence(Features(0.5, how, 0, 1.0)) < 1


WORDS = st.sampled_from(
    [
        *("he", "she", "they", "it", "who", "both leaders", "his lawyer", "the agency"),
        *("said", "told", "quoted by", "as saying", "according to", "interview with"),
        *("Peter Wick", "Anna Holm", "Mr.", "Sen.", "the senator", "U.S.", "WICK:"),
        *("the report", "statement", "XNA", "(XNA)", "Glim Herald", "of", "and", "’s"),
        *("“", "”", '"', "''", ",", ".", ";", "—", "\n", "\0", "😀", "אב", "İ", "ß"),
        *(
            "(",
            ")",
            "''",
            "'",
            "the",
            "a",
            "\x0b",
            "\u2028",
            "--",
            "Mr",
            "’",
            "'s",
            "by",
        ),
    ]
)


@examples(150)
@given(st.lists(WORDS, max_size=60), st.data())
def test_no_text_and_no_range_raises(words, data):
    text = " ".join(words)
    size = st.integers(0, len(text) + 5)
    some = st.lists(st.tuples(size, size).map(lambda r: tuple(sorted(r))), max_size=2)
    ranges = some.map(lambda found: tuple(sorted(found)))
    made = st.builds(
        Attribution,
        content=ranges,
        cue=ranges,
        source=ranges,
        kind=st.sampled_from(Kind),
        score=st.floats(0, 1),
        method=st.just(""),
        relay=ranges,
    )
    given_ones = data.draw(st.lists(made, max_size=4))
    found = resolve(text, given_ones)
    assert len(found) == sum(1 for one in given_ones if one.content)
    assert all(0 <= one.confidence <= 1 for one in found)
    for one in found:
        assert (one.relayed_by is None) == (one.relay == ())


def _attributions(text, count):
    step = len(text) // count
    return [
        Attribution(
            ((at, at + 4),),
            ((at + 5, at + 8),),
            ((at + 9, at + 12),),
            Kind.DIRECT,
            0.5,
            "",
        )
        for at in range(0, len(text) - 12, step)
    ]


def test_time_grows_with_length_and_no_faster():
    unit = "“We go on,” said Anna Holm, president of the Glim Club. He met Bo Wick. "

    def read(text):
        return resolve(text, _attributions(text, len(text) // 86))

    check_time_follows_length(read, unit, 600)


def test_couples_of_one_surname_take_time_by_the_length_alone():
    names = ["".join(three) for three in product("bdfgklmnrstv", repeat=3)]
    long = " ".join(f"Mik{one}a and Ada Sol{one} swam." for one in names)
    short = long[: len(long) // 4]

    once, four_times = (
        cpu_seconds(lambda text=text: resolve(text, _attributions(text, 1)), readings=3)
        for text in (short, long)
    )

    assert four_times < 8 * once
