"""The tagger network: loads its weights once and reads batches of documents."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from quotes.extraction.budget import check_time
from quotes.extraction.errors import TaggerMissingError
from quotes.extraction.spans.tagger.decode import FloatArray, Window, windows
from quotes.extraction.spans.tagger.features import Features, IntArray, features
from quotes.extraction.spans.tagger.wordpiece import Vocabulary

MODEL_FILE = "tagger.onnx"
VOCABULARY_FILE = "vocabulary.txt"
LINKER_FILE = "linker.json"
SHIPPED = Path(__file__).parent / "weights"
SWITCHED_OFF = "none"

# Longer windows cost more in attention: 54 µs a piece at 320, 46 at 192. Where they
# end with a paragraph nothing is lost, so they may be shorter than in training.
WINDOW = 191
OVERLAP = 48
INPUTS = ("pieces", "case", "quoted", "position")
SAMPLED_WORDS = 8


@dataclass(frozen=True, slots=True)
class WindowVectors:
    """Pointer vectors of one window; row 0 is the start piece, "nobody"."""

    window: Window
    vectors: FloatArray


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where a span's source or cue begins, as probabilities.

    first: the first word in reach. before: for each word in reach, and for the
        end, the probability that it begins earlier in reach.
    nobody: probability that there is none in reach.
    """

    first: int
    before: list[float]
    nobody: float

    def at(self, first: int, last: int) -> float:
        """Probability that it begins within words ``first`` to ``last``."""
        before, end = self.before, len(self.before) - 1
        start = min(max(0, first - self.first), end)
        return before[min(max(start, last - self.first), end)] - before[start]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the network says of one document of ``m`` words.

    log_probabilities: (m, 7) over tags. speech: (m,) probability of reported
    speech against attitude, which means something inside contents and cues.
    """

    features: Features
    log_probabilities: FloatArray
    speech: FloatArray
    windows: tuple[WindowVectors, ...]
    _targets: dict[tuple[int, int], tuple[int, FloatArray]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def source_of(self, first: int, last: int) -> Pointing:
        """Where the source of the words ``first`` to ``last`` begins."""
        return self._point(first, last, 0)

    def cue_of(self, first: int, last: int) -> Pointing:
        """Where the cue of the words ``first`` to ``last`` begins."""
        return self._point(first, last, 2)

    def _point(self, first: int, last: int, quarter: int) -> Pointing:
        """Mean over a few of the words, all seen in one window."""
        step = max(1, (last - first) // SAMPLED_WORDS)
        pieces = self.features.word_piece[first:last:step]
        number = self._window_of(int(pieces[len(pieces) // 2]))
        window, vectors = self.windows[number].window, self.windows[number].vectors
        pieces = pieces[(pieces >= window.start) & (pieces < window.end)]
        width = vectors.shape[1] // 4
        origin = vectors[pieces - window.start + 1, quarter * width :][:, :width]
        first_word, target = self._target(number, quarter + 1)
        probability = np.add.reduce(softmax(origin @ target.T), axis=0) / len(origin)
        nobody = float(probability[0])
        # Row 0 becomes the beginning of the reach, before which nothing lies.
        probability[0] = 0.0
        return Pointing(first_word, probability.cumsum().tolist(), nobody)

    def _target(self, number: int, quarter: int) -> tuple[int, FloatArray]:
        """The first word of a window, and what is pointed at: "nobody", its words."""
        known = self._targets.get((number, quarter))
        if known is None:
            window, vectors = self.windows[number].window, self.windows[number].vectors
            word_piece = self.features.word_piece
            first, last = word_piece.searchsorted((window.start, window.end)).tolist()
            rows = np.zeros(1 + last - first, dtype=np.int64)
            rows[1:] = word_piece[first:last] - window.start + 1
            width = vectors.shape[1] // 4
            known = first, vectors[rows, quarter * width :][:, :width]
            self._targets[number, quarter] = known
        return known

    def _window_of(self, piece: int) -> int:
        """The number of the window that answers a piece."""
        low, high = 0, len(self.windows) - 1
        while low < high:
            middle = (low + high) // 2
            if piece < self.windows[middle].window.kept_end:
                high = middle
            else:
                low = middle + 1
        return low


class TaggerModel:
    """Weights and vocabulary of one directory.

    Raises TaggerMissingError where a file is missing. One thread and no spinning:
    parallel work is done by processes, each of which loads its own in well
    under a second.
    """

    def __init__(self, directory: Path) -> None:
        path, vocabulary = directory / MODEL_FILE, directory / VOCABULARY_FILE
        for needed in (path, vocabulary):
            if not needed.exists():
                raise TaggerMissingError(f"{needed} is missing.")
        self.directory = directory
        self.vocabulary = Vocabulary.read(vocabulary)
        # Here, since loading it takes a process that never extracts too much time.
        import onnxruntime  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )

    def predict(self, texts: Sequence[str]) -> Iterator[Prediction]:
        """Read documents, one after the other, in order."""
        for text in texts:
            yield self._predict(features(text, self.vocabulary))

    def _predict(self, read: Features) -> Prediction:
        words = len(read.word_piece)
        logits = np.zeros((words, 7), dtype=np.float32)
        speech = np.zeros(words, dtype=np.float32)
        held = []
        answers: dict[bytes, tuple[FloatArray, ...]] = {}
        for window in windows(
            len(read.pieces), size=WINDOW, overlap=OVERLAP, breaks=read.paragraphs
        ):
            check_time()
            inputs = self._inputs(read, window)
            # A text of short quotations repeats itself: each of its windows is read
            # once.
            seen = b"".join(row.tobytes() for row in inputs.values())
            if seen not in answers:
                answers[seen] = self._run(inputs)
            tag, speech_logit, vectors = answers[seen]
            first, last = np.searchsorted(
                read.word_piece, (window.kept_start, window.kept_end)
            )
            rows = read.word_piece[first:last] - window.start + 1
            logits[first:last] = tag[rows]
            speech[first:last] = speech_logit[rows, 0]
            held.append(WindowVectors(window, vectors))
        probability = (1 / (1 + np.exp(-speech))).astype(np.float32)
        return Prediction(read, log_softmax(logits), probability, tuple(held))

    def _inputs(self, read: Features, window: Window) -> dict[str, IntArray]:
        """What the network is given of one window, a start piece before it."""
        inputs: dict[str, IntArray] = {}
        for name in INPUTS:
            row = np.zeros((1, window.end - window.start + 1), dtype=np.int64)
            row[0, 1:] = getattr(read, name)[window.start : window.end]
            inputs[name] = row
        inputs["pieces"][0, 0] = self.vocabulary.start
        return inputs

    def _run(self, inputs: Mapping[str, IntArray]) -> tuple[FloatArray, ...]:
        """One window, alone in its batch.

        Measured on one thread, four windows together are no faster: a window is
        large enough to fill the processor, and small enough for its cache.
        """
        outputs = self._session.run(["tag", "speech", "pointer"], dict(inputs))
        return tuple(output[0] for output in outputs)


def softmax(x: FloatArray) -> FloatArray:
    """Over the last axis."""
    # In place and by the ufuncs themselves: this is asked of very small arrays.
    share: FloatArray = x - np.maximum.reduce(x, axis=-1, keepdims=True)
    np.exp(share, out=share)
    share /= np.add.reduce(share, axis=-1, keepdims=True)
    return share


def log_softmax(x: FloatArray) -> FloatArray:
    """Over the last axis."""
    if not x.size:
        return x
    shifted: FloatArray = x - x.max(axis=-1, keepdims=True)
    total: FloatArray = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return shifted - total


def model_directory() -> Path | None:
    """Where QUOTES_MODEL says the weights are; None where it says "none"."""
    chosen = os.environ.get("QUOTES_MODEL", "").strip()
    if chosen == SWITCHED_OFF:
        return None
    return Path(chosen) if chosen else SHIPPED


@lru_cache(maxsize=2)
def load_model(directory: Path) -> TaggerModel:
    """The model of a directory, loaded at the first call in this process."""
    return TaggerModel(directory)
