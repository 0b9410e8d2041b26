"""Which cue and which source belong to a content: a learned choice.

For each content the nearest cues, and for each cue (or content without one) the
nearest sources, are described by a few numbers; so is the choice that there is
none. A conditional logit (McFadden 1973) over them gives probabilities that add
up to one. Weights are fitted by ``quotes/training/linking.py``.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quotes.extraction.spans.tagger.decode import FloatArray, Role, Span
from quotes.extraction.spans.tagger.model import Pointing, Prediction, softmax

SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+[\"“‘'(\[]*[A-Z0-9]")
MARK = "[\"“”»']"
NEAREST = 3
LEAST = 1e-3
LONGEST_GAP = 1000

GEOMETRY = (
    "before",
    "distance before",
    "distance after",
    "adjacent before",
    "adjacent after",
    "within three words",
    "line break before",
    "line break after",
    "several line breaks",
    "sentence end before",
    "sentence end after",
    "several sentence ends",
    "comma between before",
    "comma between after",
    "colon between",
    "quotation mark between",
    "source between",
    "cue between before",
    "cue between after",
    "content between before",
    "content between after",
    "tagger's probability",
)
CUE_FEATURES = (*GEOMETRY, "pointed at by content", "nothing", "nothing, pointed")
SOURCE_FEATURES = (
    *GEOMETRY,
    "pointed at by content",
    "pointed at by cue",
    "content after",
    "distance to content",
    "nothing",
    "nothing, pointed by content",
    "nothing, pointed by cue",
)
MODELS = {
    "cue of content": CUE_FEATURES,
    "source of cue": SOURCE_FEATURES,
    "source of content": SOURCE_FEATURES,
}


class LinkerMismatchError(Exception):
    """The weights were fitted for other features than these."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Options for one decision; the last row is always "none".

    options: the spans, one fewer than rows. table: (options + 1, features).
    """

    model: str
    options: tuple[Span, ...]
    table: FloatArray


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen, None for none, and how likely that is."""

    span: Span | None
    probability: float


class Linker:
    """Weights of the three choices by name."""

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        self._weights = {
            model: np.array(weights[model], dtype=np.float32) for model in MODELS
        }

    @classmethod
    def read(cls, path: Path) -> Linker:
        """Raises LinkerMismatchError where names differ from this file's."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        for model, names in MODELS.items():
            if list(kept.get(model, {})) != list(names):
                raise LinkerMismatchError(f"{path}: {model} has other features.")
        return cls({model: list(kept[model].values()) for model in MODELS})

    def decide(self, choice: Choice) -> Decision:
        probability = softmax(choice.table @ self._weights[choice.model])
        best = int(probability.argmax())
        span = choice.options[best] if best < len(choice.options) else None
        return Decision(span, float(probability[best]))


class Surroundings:
    """The spans of one document, and how two of them lie to each other."""

    def __init__(
        self, text: str, spans: Sequence[Span], prediction: Prediction
    ) -> None:
        self.text = text
        self.prediction = prediction
        self.by_role = {
            role: [span for span in spans if span.role is role] for role in Role
        }
        self._firsts = {
            role: [span.first for span in found] for role, found in self.by_role.items()
        }
        # Looked up for each pair of spans, hence found once, and as plain lists.
        self._word_start: list[int] = prediction.features.word_start.tolist()
        self._word_end: list[int] = prediction.features.word_end.tolist()
        self._lines = _places("\n", text)
        self._commas = _places(",", text)
        self._colons = _places(":", text)
        self._marks = _places(MARK, text)
        ends = [match.span() for match in SENTENCE_END.finditer(text)]
        self._end_starts = [start for start, _ in ends]
        self._end_ends = [end for _, end in ends]

    def cue_of_content(self, content: Span) -> Choice:
        pointing = self.prediction.cue_of(content.first, content.last)
        options = self._nearest(Role.CUE, content)
        rows = [
            [*self._geometry(content, cue), _log(_at(pointing, cue)), 0.0, 0.0]
            for cue in options
        ]
        none = [0.0] * len(GEOMETRY) + [0.0, 1.0, _log(pointing.nobody)]
        return _choice("cue of content", options, [*rows, none])

    def source_of(self, content: Span, cue: Span | None) -> Choice:
        of_content = self.prediction.source_of(content.first, content.last)
        anchor, of_cue = content, of_content
        if cue is not None:
            anchor, of_cue = cue, self.prediction.source_of(cue.first, cue.last)
        options = self._nearest(Role.SOURCE, anchor)
        rows = [
            [
                *self._geometry(anchor, source),
                _log(_at(of_content, source)),
                _log(_at(of_cue, source)),
                float(content.first > source.first),
                _distance(content, source),
                0.0,
                0.0,
                0.0,
            ]
            for source in options
        ]
        nothing = [1.0, _log(of_content.nobody), _log(of_cue.nobody)]
        none = [0.0] * (len(SOURCE_FEATURES) - 3) + nothing
        model = "source of content" if cue is None else "source of cue"
        return _choice(model, options, [*rows, none])

    def _nearest(self, role: Role, anchor: Span) -> tuple[Span, ...]:
        at = bisect_left(self._firsts[role], anchor.first)
        return tuple(self.by_role[role][max(0, at - NEAREST) : at + NEAREST])

    def _between(self, role: Role, first: int, last: int) -> bool:
        """Whether a span of that role begins in the words between."""
        firsts = self._firsts[role]
        at = bisect_left(firsts, first)
        return at < len(firsts) and firsts[at] < last

    def _sentence_ends(self, start: int, end: int) -> int:
        """How many ends of sentences lie wholly in a range; they never overlap."""
        first = bisect_left(self._end_starts, start)
        return bisect_right(self._end_ends, end) - first

    def _geometry(self, anchor: Span, option: Span) -> list[float]:
        """The values of GEOMETRY, in its order."""
        before = option.first < anchor.first
        left, right = (option, anchor) if before else (anchor, option)
        gap = max(0, right.first - left.last)
        start = self._word_end[left.last - 1]
        # What lies farther off says no more.
        end = min(self._word_start[right.first], start + LONGEST_GAP)
        lines = bisect_left(self._lines, start)
        # With the last sign before the gap, which may be the full stop itself.
        ends = self._sentence_ends(max(0, start - 2), end + 2)
        after = not before
        far = math.log1p(gap)
        line = self._lines[lines] < end
        comma = _is_within(self._commas, start, end)
        cue = self._between(Role.CUE, left.last, right.first)
        content = self._between(Role.CONTENT, left.last, right.first)
        values = (
            before,
            before * far,
            after * far,
            before and gap == 0,
            after and gap == 0,
            gap <= 3,
            before and line,
            after and line,
            self._lines[lines + 2] < end,
            before and ends > 0,
            after and ends > 0,
            ends > 1,
            before and comma,
            after and comma,
            _is_within(self._colons, start, end),
            _is_within(self._marks, start, end),
            self._between(Role.SOURCE, left.last, right.first),
            before and cue,
            after and cue,
            before and content,
            after and content,
            option.probability,
        )
        return list(values)


def _places(pattern: str, text: str) -> list[int]:
    """Where ``text`` has it, and three places behind the end, which no range holds."""
    found = [match.start() for match in re.finditer(pattern, text)]
    return found + [len(text) + LONGEST_GAP] * 3


def _is_within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which are in order, lies in a range."""
    return places[bisect_left(places, start)] < end


def _choice(model: str, options: tuple[Span, ...], rows: list[list[float]]) -> Choice:
    return Choice(model, options, np.array(rows, dtype=np.float32))


def _at(pointing: Pointing, span: Span) -> float:
    return pointing.at(span.first, span.last)


def _log(probability: float) -> float:
    # A difference of sums may fall below zero by rounding.
    return math.log(max(probability, 0.0) + LEAST)


def _distance(a: Span, b: Span) -> float:
    return math.log1p(max(0, b.first - a.last, a.first - b.last))
