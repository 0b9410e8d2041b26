"""Who stands between speaker and article; every outlet and agency is invented."""

import pytest

from tests.extraction.attributions import resolve_one

SETTING = "Peter Wick met Anna Holm. The Xandrian News Agency (XNA) was there. "


def relay(sentence, content, source, cue):
    """Name and printed words of the relay in ``sentence``, told after a setting."""
    text = SETTING + sentence
    found = resolve_one(text, content, source, cue)
    printed = [text[start:end] for start, end in found.relay]
    return found.relayed_by, printed


@pytest.mark.parametrize(
    ("sentence", "content", "source", "cue", "expected", "printed"),
    [
        (
            "XNA quoted Mr. Wick as saying it was over.",
            "it was over",
            "Mr. Wick",
            "quoted … as saying",
            "Xandrian News Agency",
            "XNA",
        ),
        (
            "The harbour office cited Mr. Wick as saying it was over.",
            "it was over",
            "Mr. Wick",
            "cited … as saying",
            "harbour office",
            "The harbour office",
        ),
        (
            "Mr. Wick, quoted by XNA, said it was over.",
            "it was over",
            "Mr. Wick",
            "said",
            "Xandrian News Agency",
            "XNA",
        ),
        (
            "It was over, Mr. Wick said in a statement released by the Harbour Office.",
            "It was over",
            "Mr. Wick",
            "said",
            "Harbour Office",
            "the Harbour Office",
        ),
        (
            "Mr. Wick told the Glim Herald it was over.",
            "it was over",
            "Mr. Wick",
            "told",
            "Glim Herald",
            "the Glim Herald",
        ),
        (
            "Mr. Wick told Glimland’s Oxmoor Tonight programme it was over.",
            "it was over",
            "Mr. Wick",
            "told",
            "Oxmoor Tonight",
            "Glimland’s Oxmoor Tonight programme",
        ),
        (
            "It was over, Mr. Wick said in an interview with Radio Glim.",
            "It was over",
            "Mr. Wick",
            "said",
            "Radio Glim",
            "Radio Glim",
        ),
        (
            "Mr. Wick told Splash in an interview it was over.",
            "it was over",
            "Mr. Wick",
            "told",
            "Splash",
            "Splash",
        ),
        (
            "It was over, Mr. Wick stated, as reported by Glimland state media.",
            "It was over",
            "Mr. Wick",
            "stated",
            "Glimland state media",
            "Glimland state media",
        ),
        (
            "Mr. Wick told Glim Herald reporter Ada Crane it was over.",
            "it was over",
            "Mr. Wick",
            "told",
            "Glim Herald",
            "Glim Herald reporter Ada Crane",
        ),
        (
            "According to the Glim Herald, Mr. Wick said it was over.",
            "it was over",
            "Mr. Wick",
            "said",
            "Glim Herald",
            "the Glim Herald",
        ),
        (
            "Mr. Wick said it was over, the Glim Herald reported.",
            "it was over",
            "Mr. Wick",
            "said",
            "Glim Herald",
            "the Glim Herald",
        ),
    ],
)
def test_relay(sentence, content, source, cue, expected, printed):
    assert relay(sentence, content, source, cue) == (expected, [printed])


@pytest.mark.parametrize(
    ("sentence", "content", "source", "cue"),
    [
        ("Mr. Wick told a crowd it was over.", "it was over", "Mr. Wick", "told"),
        (
            "The Glim Herald said it was over, the Glim Herald reported.",
            "it was over",
            "The Glim Herald",
            "said",
        ),
        (
            "Mr. Wick told a Glim Herald conference it was over.",
            "it was over",
            "Mr. Wick",
            "told",
        ),
        ("Mr. Wick told reporters it was over.", "it was over", "Mr. Wick", "told"),
        ("Mr. Wick told Ms. Holm it was over.", "it was over", "Mr. Wick", "told"),
        (
            "Mr. Wick told a press conference it was over.",
            "it was over",
            "Mr. Wick",
            "told",
        ),
        ("The XNA office said it was over.", "it was over", "XNA office", "said"),
        (
            "The office said in a statement released by the office it was over.",
            "it was over",
            "The office",
            "said",
        ),
        (
            "Mr. Wick said “the report published by the Glim Herald is wrong”.",
            "the report published by the Glim Herald is wrong",
            "Mr. Wick",
            "said",
        ),
    ],
)
def test_nobody_stands_between(sentence, content, source, cue):
    assert relay(sentence, content, source, cue) == (None, [])


def test_the_newspaper_is_the_medium_told_before():
    text = (
        "Mr. Wick told the Glim Herald it was over. “I mean it,” he told the newspaper."
    )
    first = resolve_one(text, "it was over", "Mr. Wick", "told")
    assert first.relayed_by == "Glim Herald"
