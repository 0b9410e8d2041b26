"""Attributions found by rules: quotation marks, cues and a dependency parse."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.extraction.budget import check_time
from quotes.extraction.cues import ATTRIBUTION_AFTER, holds_cue
from quotes.extraction.spans.rules.announcement import Announcement, announcement
from quotes.extraction.spans.rules.as_told_to import as_told_to
from quotes.extraction.spans.rules.asides import aside_attributions
from quotes.extraction.spans.rules.combine import combined
from quotes.extraction.spans.rules.dialogue import dialogue
from quotes.extraction.spans.rules.direct import direct_attributions
from quotes.extraction.spans.rules.document import DocumentPass
from quotes.extraction.spans.rules.interview import interview
from quotes.extraction.spans.rules.phrases import phrase_attributions
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.transcript import is_transcript, turns
from quotes.extraction.spans.rules.tree import Tree, parse
from quotes.extraction.spans.rules.verbs import verb_attributions
from quotes.extraction.text.layout import (
    after_dateline,
    is_boilerplate,
    paragraphs,
    sentences,
)
from quotes.extraction.text.marks import QuotedSpan, quoted_spans
from quotes.extraction.text.masking import HostSentence, host_sentence
from quotes.extraction.types import Attribution

# Longer "sentences" are tables, lists or text without punctuation.
_LONGEST_SENTENCE = 1500


Settled = Callable[[HostSentence], bool]


@dataclass(frozen=True, slots=True)
class _Document:
    text: str
    spans: list[QuotedSpan]
    hosts: list[HostSentence]
    turns: list[Attribution]
    to_parse: list[bool]


class RuleFinder:
    """Finds attributions by quotation marks, cues and a dependency parse.

    Needs spaCy's small English model at the first text that holds a cue;
    raises ModelMissingError, naming the remedy, where there is none.
    """

    def find(
        self, texts: Sequence[str], settled: Sequence[Settled] | None = None
    ) -> list[list[Attribution]]:
        """Return the attributions of each text, in reading order.

        settled: for each text, which of its sentences need no parse, since what
        they hold is known from elsewhere; nothing is found in them.
        """
        documents = [
            _document(text, settled[number] if settled else _never)
            for number, text in enumerate(texts)
        ]
        wanted = [
            host
            for document in documents
            for host, wanted in zip(document.hosts, document.to_parse, strict=True)
            if wanted
        ]
        trees = parse([host.masked for host in wanted])
        parsed = iter(zip(wanted, trees, strict=True))
        return [_attributions(document, parsed) for document in documents]


def _never(host: HostSentence) -> bool:
    return False


def _document(text: str, settled: Settled) -> _Document:
    spans = quoted_spans(text)
    starts = [span.start for span in spans]
    hosts: list[HostSentence] = []
    lines = paragraphs(text)
    spoken = (
        turns(text, lines)
        or dialogue(text, lines)
        or interview(text, lines)
        or as_told_to(text, lines)
    )
    # In a transcript turns hold quotation marks too; elsewhere the marks decide.
    whole = is_transcript(spoken)
    for number, paragraph in enumerate(lines):
        check_time()
        low = bisect_left(starts, paragraph[0])
        high = bisect_left(starts, paragraph[1])
        if number in spoken and (low == high or whole):
            continue
        spoken.pop(number, None)
        hosts.extend(_hosts(text, paragraph, number, spans[low:high]))
    to_parse = [
        _worth_parsing(host, following)
        and (_announces(host, following) or not settled(host))
        for host, following in _with_next(hosts)
    ]
    found = [turn for turn in spoken.values() if turn is not None]
    return _Document(text, spans, hosts, found, to_parse)


def _hosts(
    text: str, paragraph: tuple[int, int], number: int, spans: Sequence[QuotedSpan]
) -> Iterator[HostSentence]:
    boilerplate = is_boilerplate(text, paragraph)
    paragraph = (after_dateline(text, paragraph), paragraph[1])
    first = 0
    for bounds in sentences(text, paragraph, spans, ATTRIBUTION_AFTER):
        last = first
        while last < len(spans) and spans[last].start < bounds[1]:
            last += 1
        host = host_sentence(text, bounds, number, spans[first:last])
        first = last
        yield replace(host, boilerplate=True) if boilerplate else host


def _worth_parsing(host: HostSentence, following: HostSentence | None) -> bool:
    check_time()
    if host.boilerplate or len(host.masked) > _LONGEST_SENTENCE:
        return False
    if host.is_quotation:
        return False
    full = any(quote.full for quote in host.quotes)
    return full or holds_cue(host.masked) or _announces(host, following)


def _announces(host: HostSentence, following: HostSentence | None) -> bool:
    """Whether the next sentence is a quotation that this one may lead up to."""
    if following is None or not following.is_quotation or host.quotes:
        return False
    if host.paragraph == following.paragraph or host.masked.endswith(":"):
        return True
    return _ends_a_paragraph_of_prose(host)


def _ends_a_paragraph_of_prose(host: HostSentence) -> bool:
    """Whether a sentence, and no headline, stands before a quotation of its own."""
    return host.masked.endswith((".", "!", "?")) and not host.boilerplate


def _with_next(
    hosts: Sequence[HostSentence],
) -> Iterator[tuple[HostSentence, HostSentence | None]]:
    for number, host in enumerate(hosts):
        yield host, hosts[number + 1] if number + 1 < len(hosts) else None


def _attributions(
    document: _Document, parsed: Iterator[tuple[HostSentence, Tree]]
) -> list[Attribution]:
    found: list[list[Attribution]] = []
    announced: dict[int, Announcement] = {}
    for number, (host, following) in enumerate(_with_next(document.hosts)):
        check_time()
        found.append([])
        if not document.to_parse[number]:
            continue
        _, tree = next(parsed)
        reading = Reading(document.text, host, tree)
        found[-1] += direct_attributions(reading)
        found[-1] += verb_attributions(reading)
        found[-1] += phrase_attributions(reading)
        found[-1] += aside_attributions(reading)
        if _announces(host, following):
            speaker = announcement(reading)
            if speaker is not None:
                announced[number] = speaker
    proposals = DocumentPass(document.text, document.hosts, found, announced).run()
    return combined(document.text, [*proposals, *document.turns], document.spans)
