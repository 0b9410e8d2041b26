"""Lines between machines: nothing is lost on the way, and no wrong one gets through."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extraction import extract, extractor_version
from quotes.extraction.lines import (
    LineError,
    line_text,
    read_line,
    text_digest,
    write_line,
)
from quotes.extraction.types import (
    Candidate,
    DocumentSpeaker,
    Kind,
    Quotation,
    SpeakerKind,
    Stance,
)

TEXT = "“The bridge is open,” Mina Sol told the Herald. She denied that it leans."
RECORD = {"id": "one", "outlet": "Harbour Herald", "text": TEXT}


def sent(line):
    return json.loads(line_text(line))


def line_with(**fields):
    """The line of one quotation in which these fields say something else."""
    line = sent(write_line(RECORD, extract(TEXT)))
    line["quotes"][0] |= fields
    return line


def test_what_was_read_arrives_as_it_was():
    quotations = extract(TEXT)
    assert len(quotations) == 2

    line = read_line(sent(write_line(RECORD, quotations)))

    assert line.record == RECORD
    assert line.outcome == quotations


RANGE = st.sampled_from([(0, 5), (6, 9), (10, 30)])
RANGES = st.lists(RANGE, unique=True).map(sorted).map(tuple)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
SHARES = st.floats(0, 1)
SPEAKERS = st.builds(
    DocumentSpeaker,
    name=WORDS,
    kind=st.none() | st.sampled_from(SpeakerKind),
    names=st.lists(WORDS, max_size=3).map(tuple),
    description=WORDS,
    affiliation=WORDS,
)
QUOTATIONS = st.builds(
    Quotation,
    content=RANGES.filter(bool),
    cue=RANGES,
    source=RANGES,
    kind=st.sampled_from(Kind),
    speaker=st.none() | SPEAKERS,
    confidence=SHARES,
    method=WORDS,
    relayed_by=st.none() | WORDS,
    relay=RANGES,
    candidates=st.lists(st.builds(Candidate, WORDS, SHARES), max_size=2).map(tuple),
    is_fragment=st.booleans(),
    attitude=st.booleans(),
    stance=st.sampled_from(Stance),
    clause=st.none() | RANGE,
    evidence=st.lists(st.tuples(WORDS, SHARES), max_size=2).map(tuple),
)


@given(st.lists(QUOTATIONS, max_size=3))
def test_any_quotation_arrives_as_it_was(quotations):
    assert read_line(sent(write_line(RECORD, quotations))).outcome == quotations


def test_a_line_is_an_interchange_line():
    line = write_line(RECORD, extract(TEXT))

    assert line["id"] == "one"
    assert line["quotes"][0]["content"] == [[1, 20]]
    assert line["quotes"][0]["speaker"] == "Mina Sol"


def test_why_an_article_could_not_be_read_arrives():
    line = read_line(sent(write_line(RECORD, "set aside: too long", set_aside=True)))

    assert (line.outcome, line.set_aside) == ("set aside: too long", True)


def test_another_text_is_refused():
    line = sent(write_line(RECORD, extract(TEXT)))
    line["record"]["text"] = TEXT.replace("Mina", "Mira")

    with pytest.raises(LineError, match="text_sha256 differs"):
        read_line(line)


def test_another_extractor_is_refused_and_both_are_named():
    line = sent(write_line(RECORD, [])) | {"extractor_version": "1+0123456789"}

    with pytest.raises(LineError, match=r"'1\+0123456789'") as refused:
        read_line(line)
    assert extractor_version() in str(refused.value)
    assert read_line(line, version="1+0123456789").outcome == []


@pytest.mark.parametrize(
    "fields",
    [
        {"content": []},
        {"content": [[0, len(TEXT) + 1]]},
        {"content": [[5, 5]]},
        {"content": [[6, 9], [0, 5]]},
        {"content": [[0, 5], [4, 9]]},
        {"content": [[0.0, 5.0]]},
        {"content": "words"},
        {"cue": None},
        {"clause": [9, 2]},
        {"kind": "shouted"},
        {"stance": None},
        {"speaker": 7},
        {"speaker_kind": "robot"},
        {"speaker_names": [7]},
        {"confidence": 1.5},
        {"confidence": True},
        {"confidence": float("nan")},
        {"candidates": [["Mina Sol", 10**400]]},
        {"candidates": [["Mina Sol"]]},
        {"is_fragment": 0},
        {"method": None},
    ],
    ids=str,
)
def test_a_quote_that_is_none_is_refused_by_its_field(fields):
    with pytest.raises(LineError, match=next(iter(fields))):
        read_line(line_with(**fields))


@pytest.mark.parametrize(
    "line",
    [
        None,
        [],
        {},
        {"record": RECORD},
        {"record": {"outlet": "Herald"}},
        RECORD,
        {
            "record": RECORD,
            "text_sha256": text_digest(TEXT),
            "extractor_version": extractor_version(),
        },
    ],
    ids=str,
)
def test_what_is_no_line_is_refused(line):
    with pytest.raises(LineError):
        read_line(line)


def test_half_a_surrogate_pair_travels_to_be_refused_where_it_is_stored():
    record = RECORD | {"text": "\ud800"}

    assert read_line(sent(write_line(record, []))).record["text"] == "\ud800"


def test_what_a_quotation_holds_is_what_travels():
    """A field added to quotations later is lost on the way unless it is added here."""
    (one, _) = extract(TEXT)
    other = replace(one, method="by hand")

    assert set(Quotation.__dataclass_fields__) - {"speaker"} <= set(
        write_line(RECORD, [other])["quotes"][0]
    )
