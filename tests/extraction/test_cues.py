"""The cue lexicon: forms of verbs, and which verb a shared form belongs to."""

import subprocess
import sys

import pytest

from quotes.extraction.cues import (
    ATTITUDE_FRAMES,
    NOUNS,
    SPEECH_FRAMES,
    VERB_LEMMAS,
    Frame,
    holds_cue,
)

PRINT = (
    "from quotes.extraction import cues; print(cues.VERB_LEMMAS, cues.SPEECH_FRAMES)"
)


@pytest.mark.parametrize(
    ("form", "lemma", "frame"),
    [
        ("said", "say", Frame.CLAUSE),
        ("told", "tell", Frame.TOLD),
        ("urging", "urge", Frame.DIRECT),
        ("described", "describe", Frame.AS),
        ("accuses", "accuse", Frame.OF),
    ],
)
def test_a_form_leads_to_its_verb_and_that_to_its_frames(form, lemma, frame):
    assert VERB_LEMMAS[form] == lemma
    assert SPEECH_FRAMES[lemma] & frame


def test_attitudes_are_kept_apart():
    assert ATTITUDE_FRAMES["believe"] & Frame.CLAUSE
    assert "believe" not in SPEECH_FRAMES
    assert NOUNS["belief"]
    assert not NOUNS["claim"]


def test_a_sentence_without_a_cue_needs_no_parse():
    assert holds_cue("According to plan, the bridge opened.")
    assert holds_cue("The council ANNOUNCED it.")
    assert not holds_cue("The bridge opened in May.")


def test_every_process_reads_the_same_lexicon():
    # Where two verbs share a form ("lambasted"), the order of a set must not decide.
    read = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert len(read) == 1
