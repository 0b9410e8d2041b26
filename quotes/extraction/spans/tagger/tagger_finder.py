"""Attributions found by the tagger: tag, snap to marks, link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.extraction.budget import check_time
from quotes.extraction.spans.tagger.decode import Role, Span, best_tags, spans
from quotes.extraction.spans.tagger.linker import Decision, Linker, Surroundings
from quotes.extraction.spans.tagger.model import (
    LINKER_FILE,
    Prediction,
    TaggerModel,
    load_model,
    model_directory,
)
from quotes.extraction.spans.tagger.snapping import content_range, snap
from quotes.extraction.text.marks import QuotedSpan, quoted_spans
from quotes.extraction.types import Attribution, Kind, Range

# A text longer than this is read in sections: memory stays bounded.
SECTION = 40_000
SECTION_END = re.compile(r"\n+|(?<=[.!?”\"])\s")
SPEECH = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """An attribution and how sure each step was of it, as probabilities.

    content, cue, source: the tagger's mean over the words of each; 0.0 where
    there is none. cue_choice, source_choice: the linker's, of having chosen the
    right one or rightly none. speech: reported speech against attitude.
    """

    attribution: Attribution
    content: float
    cue: float
    source: float
    cue_choice: float
    source_choice: float
    speech: float


@dataclass(slots=True)
class _Group:
    """Contents that share a cue; one content where there is none."""

    cue: Span | None
    contents: list[Span]
    cue_choice: float


class TaggerFinder:
    """Finds attributions with the learned model.

    Weights are loaded at the first use in a process. Raises TaggerMissingError where
    there are none, then or when asked for a directory that lacks them.
    """

    def __init__(self, model: TaggerModel, linker: Linker) -> None:
        self.model = model
        self.linker = linker

    @classmethod
    def load(cls) -> TaggerFinder | None:
        """The finder with the weights that QUOTES_MODEL names.

        Without the variable, those that ship with the package; None where it
        says "none". Raises TaggerMissingError or LinkerMismatchError.
        """
        directory = model_directory()
        if directory is None:
            return None
        return cls(load_model(directory), Linker.read(directory / LINKER_FILE))

    def find(self, texts: Sequence[str]) -> list[list[Attribution]]:
        """The attributions of each text, in reading order."""
        return [
            [evidence.attribution for evidence in found]
            for found in self.find_with_evidence(texts)
        ]

    def find_with_evidence(self, texts: Sequence[str]) -> list[list[Evidence]]:
        """As ``find``, with the probabilities behind each attribution."""
        return [
            [
                evidence
                for section in sections(text)
                for evidence in self._in_section(section)
            ]
            for text in texts
        ]

    def _in_section(self, section: Section) -> Iterator[Evidence]:
        text = section.text
        (prediction,) = self.model.predict([text])
        quoted = quoted_spans(text)
        tagged = tagged_spans(prediction, quoted)
        around = Surroundings(text, tagged, prediction)
        writer = _Writer.of(text, section.start, prediction, quoted)
        for group in self._groups(around):
            check_time()
            content = group.contents[0]
            decision = self.linker.decide(around.source_of(content, group.cue))
            yield writer.evidence(group, decision)

    def _groups(self, around: Surroundings) -> list[_Group]:
        """Contents by cue: one utterance is all that one cue reports."""
        groups: list[_Group] = []
        of_cue: dict[Span, _Group] = {}
        for content in around.by_role[Role.CONTENT]:
            check_time()
            decision = self.linker.decide(around.cue_of_content(content))
            group = of_cue.get(decision.span) if decision.span else None
            if group is None:
                group = _Group(decision.span, [content], decision.probability)
                groups.append(group)
                if decision.span:
                    of_cue[decision.span] = group
            else:
                group.contents.append(content)
                group.cue_choice = min(group.cue_choice, decision.probability)
        return groups


def tagged_spans(prediction: Prediction, quoted: Sequence[QuotedSpan]) -> list[Span]:
    """The best spans of a document, contents fitted to quotation marks."""
    probabilities = prediction.log_probabilities
    found = spans(best_tags(probabilities), probabilities)
    return snap(found, quoted, prediction.features, probabilities)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns groups of spans into attributions of one section.

    exactly: quoted stretches by their range, marks included. quoted: one flag a
    word, True within such a stretch.
    """

    text: str
    offset: int
    prediction: Prediction
    exactly: Mapping[Range, QuotedSpan]
    quoted: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        text: str,
        offset: int,
        prediction: Prediction,
        stretches: Sequence[QuotedSpan],
    ) -> _Writer:
        features = prediction.features
        quoted = np.zeros(len(features.word_piece), dtype=bool)
        for stretch in stretches:
            quoted[slice(*features.words_in(stretch.start, stretch.end))] = True
        exactly = {(stretch.start, stretch.end): stretch for stretch in stretches}
        return cls(text, offset, prediction, exactly, quoted)

    def evidence(self, group: _Group, decision: Decision) -> Evidence:
        cue, source = group.cue, decision.span
        content = _mean(group.contents)
        speech = self._speech([*group.contents, *([cue] if cue else [])])
        attribution = Attribution(
            content=tuple(self._content(span) for span in group.contents),
            cue=self._ranges(cue),
            source=self._ranges(source),
            kind=self._kind(group.contents),
            score=content * decision.probability,
            method=self._method(cue, source),
            attitude=speech < SPEECH,
        )
        return Evidence(
            attribution,
            content=content,
            cue=cue.probability if cue else 0.0,
            source=source.probability if source else 0.0,
            cue_choice=group.cue_choice,
            source_choice=decision.probability,
            speech=speech,
        )

    def _ranges(self, span: Span | None) -> tuple[Range, ...]:
        if span is None:
            return ()
        start, end = self.prediction.features.characters(span.first, span.last)
        return ((start + self.offset, end + self.offset),)

    def _content(self, span: Span) -> Range:
        start, end = self.prediction.features.characters(span.first, span.last)
        stretch = self.exactly.get((start, end))
        start, end = content_range(self.text, start, end, stretch)
        return start + self.offset, end + self.offset

    def _kind(self, contents: Sequence[Span]) -> Kind:
        parts = [self.quoted[span.first : span.last] for span in contents]
        inside = np.concatenate(parts)
        if not inside.any():
            return Kind.INDIRECT
        return Kind.DIRECT if inside.all() else Kind.MIXED

    def _speech(self, found: Sequence[Span]) -> float:
        values = [self.prediction.speech[span.first : span.last] for span in found]
        return float(np.concatenate(values).mean())

    def _method(self, cue: Span | None, source: Span | None) -> str:
        if cue is None:
            return "tagged without a cue" if source else "tagged without a speaker"
        words = self.prediction.features.characters(cue.first, cue.last)
        printed = " ".join(self.text[slice(*words)].split())
        return f"tagged with the cue ‘{printed}’"


def _mean(found: Sequence[Span]) -> float:
    words = sum(span.last - span.first for span in found)
    return sum(s.probability * (s.last - s.first) for s in found) / words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a long text, and where in that it begins."""

    start: int
    text: str


def sections(text: str) -> Iterator[Section]:
    """The sections of a long text, cut where a line or a sentence ends."""
    start = 0
    while len(text) - start > SECTION:
        cut = start + SECTION
        lines = [match.end() for match in SECTION_END.finditer(text, cut - 4000, cut)]
        cut = lines[-1] if lines else cut
        yield Section(start, text[start:cut])
        start = cut
    if start < len(text):
        yield Section(start, text[start:])
