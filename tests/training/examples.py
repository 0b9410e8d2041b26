"""An invented sentence, what is quoted in it, and a small corpus of its kind."""

import pytest

from quotes.extraction.spans.tagger.wordpiece import Vocabulary
from quotes.management.commands import train_extractor
from quotes.training.training_corpus import Example

VOCABULARY = Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "qu", "##ill", "said"])
TEXT = "Quill said it leaks."
EXAMPLE = Example(content=((11, 19),), cue=((6, 10),), source=((0, 5),))

needs_torch = pytest.mark.skipif(
    train_extractor.MISSING is not None,
    reason="training needs: pip install -r requirements-train.txt",
)


def record(number, **changes):
    quote = {"content": [[11, 19]], "cue": [[6, 10]], "source": [[0, 5]]}
    return {"id": f"{number:03}", "quotes": [quote], **changes}
