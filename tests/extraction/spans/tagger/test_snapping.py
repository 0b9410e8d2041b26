"""Contents fitted to quotation marks."""

import numpy as np
import pytest

from quotes.extraction.spans.tagger.decode import Role, Span
from quotes.extraction.spans.tagger.features import features
from quotes.extraction.spans.tagger.snapping import content_range, snap
from quotes.extraction.spans.tagger.wordpiece import Vocabulary
from quotes.extraction.text.marks import quoted_spans

VOCABULARY = Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])


def snapped(text, *found):
    """Snap spans given as (role, printed words); return the same."""
    read = features(text, VOCABULARY)
    given = []
    for role, words in found:
        start = text.index(words)
        first, last = read.words_in(start, start + len(words))
        given.append(Span(role, first, last, 0.9))
    certain = np.log(np.full((len(read.word_piece), 7), 1 / 7, dtype=np.float32))
    return [
        (span.role, text[slice(*read.characters(span.first, span.last))])
        for span in snap(given, quoted_spans(text), read, certain)
    ]


SOURCE, CUE, CONTENT = Role.SOURCE, Role.CUE, Role.CONTENT


def test_a_content_that_stops_early_is_completed():
    text = "“The lock is old and it leaks,” Mara Quill said."
    assert snapped(text, (CONTENT, "The lock is old and"), (CUE, "said")) == [
        (CONTENT, "“The lock is old and it leaks,”"),
        (CUE, "said"),
    ]


def test_a_few_tagged_words_are_not_enough():
    text = "“The lock is old and it leaks every spring,” Mara Quill said."
    assert snapped(text, (CONTENT, "The lock")) == [(CONTENT, "The lock")]


def test_a_mixed_content_keeps_what_stands_outside():
    text = "Quill said the lock was “old and leaking” in spring."
    assert snapped(text, (CONTENT, "the lock was “old and")) == [
        (CONTENT, "the lock was “old and leaking”")
    ]


def test_two_contents_between_the_same_marks_become_one():
    text = "“It leaks. It always has,” said Quill."
    assert snapped(text, (CONTENT, "It leaks."), (CONTENT, "It always has")) == [
        (CONTENT, "“It leaks. It always has,”")
    ]


def test_contents_between_different_marks_stay_two():
    text = "“It leaks,” Quill said. “It always has.”"
    assert snapped(text, (CONTENT, "It leaks,"), (CONTENT, "It always has.")) == [
        (CONTENT, "“It leaks,”"),
        (CONTENT, "“It always has.”"),
    ]


def test_speech_reported_inside_a_quotation_is_dropped():
    text = "“He said he would come and never did,” Quill recalled."
    found = snapped(
        text,
        (SOURCE, "He"),
        (CUE, "said"),
        (CONTENT, "he would come and never did,"),
        (SOURCE, "Quill"),
    )
    assert found == [
        (CONTENT, "“He said he would come and never did,”"),
        (SOURCE, "Quill"),
    ]


def test_an_unclosed_mark_is_believed_only_with_more_words():
    text = "“The lock is old and leaks, Quill said on Monday at noon"
    assert snapped(text, (CONTENT, "The lock is old and leaks")) == [
        (CONTENT, "The lock is old and leaks")
    ]


@pytest.mark.parametrize(
    ("text", "words", "reported"),
    [
        ("X said that it leaks.", "that it leaks.", "it leaks"),
        ("It leaks, X said", "It leaks,", "It leaks"),
        ("X said: it leaks…", ": it leaks…", "it leaks…"),
        ("X said it leaks ...", "it leaks ...", "it leaks ..."),
        ("X said it was “old”.", "it was “old”.", "it was “old”"),
        ("X said ,", ",", ","),
    ],
)
def test_loose_ends_of_a_clause(text, words, reported):
    start = text.index(words)
    found = content_range(text, start, start + len(words), None)
    assert text[slice(*found)] == reported


def test_marks_around_the_whole_are_left_out():
    text = "“It leaks.”"
    (stretch,) = quoted_spans(text)
    assert content_range(text, 0, len(text), stretch) == (1, 10)
