"""Predictions made by hand, so that linking is tested without weights."""

import numpy as np

from quotes.extraction.spans.tagger.decode import BEGIN, Role, Window
from quotes.extraction.spans.tagger.features import features
from quotes.extraction.spans.tagger.linker import MODELS, Linker
from quotes.extraction.spans.tagger.model import Prediction, WindowVectors
from quotes.extraction.spans.tagger.wordpiece import Vocabulary

VOCABULARY = Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
SURE = 0.94


def predicted(text, *tagged, speech=0.9, pointing=()):
    """What the network might say of ``text``.

    tagged: (role, printed words), found left to right. pointing: pairs of
    (which, from words, to words), which being "source" or "cue".
    """
    read = features(text, VOCABULARY)
    tags = np.zeros(len(read.word_piece), dtype=np.int64)
    at = 0
    for role, words in tagged:
        at = text.index(words, at)
        first, last = read.words_in(at, at + len(words))
        tags[first] = BEGIN[role]
        tags[first + 1 : last] = BEGIN[role] + 1
        at += len(words)
    table = np.full((len(tags), 7), (1 - SURE) / 6, dtype=np.float32)
    table[np.arange(len(tags)), tags] = SURE
    vectors = np.zeros((1 + len(read.pieces), 4 * len(read.pieces)), dtype=np.float32)
    for which, origin, target in pointing:
        _point(vectors, read, which, text, origin, target)
    window = Window(0, len(read.pieces), 0, len(read.pieces))
    return Prediction(
        features=read,
        log_probabilities=np.log(table),
        speech=np.full(len(tags), speech, dtype=np.float32),
        windows=(WindowVectors(window, vectors),),
    )


def _point(vectors, read, which, text, origin, target):
    """Let every word of ``origin`` point firmly at the first of ``target``."""
    width = len(read.pieces)
    quarter = {"source": 0, "cue": 2}[which]
    start = text.index(origin)
    first, last = read.words_in(start, start + len(origin))
    goal = text.index(target)
    piece = read.word_piece[read.words_in(goal, goal + len(target))[0]]
    rows = read.word_piece[first:last] + 1
    vectors[rows, quarter * width + piece] = 10.0
    vectors[piece + 1, (quarter + 1) * width + piece] = 1.0


def linker(**weights):
    """A linker that prefers what is near, with a few weights set by name."""
    usual = {
        "distance before": -1.0,
        "distance after": -1.0,
        "nothing": -2.5,
        **{name.replace("_", " "): value for name, value in weights.items()},
    }
    return Linker(
        {
            model: [usual.get(name, 0.0) for name in names]
            for model, names in MODELS.items()
        }
    )


class ScriptedModel:
    """Stands in for TaggerModel: gives the predictions it was made with."""

    def __init__(self, *predictions):
        self._by_words = {len(p.features.word_piece): p for p in predictions}

    def predict(self, texts):
        for text in texts:
            yield self._by_words[len(features(text, VOCABULARY).word_piece)]


SOURCE, CUE, CONTENT = Role.SOURCE, Role.CUE, Role.CONTENT
