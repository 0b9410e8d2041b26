"""What the tagger is to learn of each piece of a text."""

import pytest

from quotes.extraction.spans.tagger.features import features
from quotes.training.attitudes import Manner, manner
from quotes.training.labels import IGNORE, NOBODY, targets
from quotes.training.training_corpus import Document, Example
from tests.training.examples import EXAMPLE, TEXT, VOCABULARY


class TestLabels:
    def read(self, *examples, text=TEXT, judged=None):
        document = Document("1", text, examples, judged)
        return targets(document, features(text, VOCABULARY))

    def test_one_attribution(self):
        # Pieces: separator, qu, ##ill, said, it, leaks, full stop.
        found = self.read(EXAMPLE)

        assert found.tag.tolist() == [0, 1, 2, 3, 5, 6, 0]
        ignore = IGNORE
        assert found.source.tolist() == [ignore, ignore, ignore, 1, 1, 1, ignore]
        assert found.cue.tolist() == [ignore, ignore, ignore, ignore, 3, 3, ignore]
        assert found.speech.tolist() == [ignore, ignore, ignore, 1, 1, 1, ignore]

    def test_nobody_speaks(self):
        found = self.read(Example(content=((11, 19),), cue=(), source=()))
        assert found.source.tolist()[4:6] == [NOBODY, NOBODY]
        assert found.cue.tolist()[4:6] == [NOBODY, NOBODY]

    def test_the_outer_quotation_keeps_the_words(self):
        inner = Example(content=((14, 19),), cue=((11, 13),), source=())
        assert self.read(EXAMPLE, inner).tag.tolist() == [0, 1, 2, 3, 5, 6, 0]

    def test_nothing_is_learned_outside_of_what_was_judged(self):
        found = self.read(EXAMPLE, judged=((0, 10),))
        assert found.tag.tolist() == [IGNORE, 1, 2, 3, IGNORE, IGNORE, IGNORE]
        assert found.cue.tolist() == [IGNORE] * 7

    def test_a_doubtful_source_is_not_pointed_at(self):
        doubtful = Example(EXAMPLE.content, EXAMPLE.cue, EXAMPLE.source, False)
        assert set(self.read(doubtful).source.tolist()) == {IGNORE}


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Quill said it leaks", "said", Manner.SPEECH),
        ("Quill hopes it leaks", "hopes", Manner.ATTITUDE),
        ("Quill hopes for “a leak”", "hopes", Manner.SPEECH),
        ("Quill proved it leaks", "proved", Manner.UNKNOWN),
    ],
)
def test_speech_or_attitude(text, cue, expected):
    start = text.index(cue)
    after = start + len(cue) + 1
    example = Example(((after, len(text)),), ((start, after - 1),), ((0, 5),))
    assert manner(text, example) is expected
