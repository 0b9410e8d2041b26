"""Did anyone say this? Looking up a quotation that a reader brings along."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count

from quotes.extraction import DocumentSpeaker
from quotes.extraction.budget import check_time
from quotes.extraction.text.marks import quoted_spans
from quotes.linking.named_speaker import (
    Attribution,
    claimed_speakers,
    judge,
    named_speaker,
)
from quotes.linking.speakers.known_relations import load_speaker_records
from quotes.linking.speakers.relations import SpeakerRecord
from quotes.linking.statements.same_utterance import is_verbatim, probability
from quotes.linking.store import lookups
from quotes.linking.store.compared_quotes import ComparedQuote, load_quotes
from quotes.linking.store.lookups import FIRST, LAST
from quotes.linking.wordings.differences import Comparison, compare_printings
from quotes.linking.wordings.minhash import (
    ASKED_WORDS,
    band_keys,
    hash_text,
    pair_keys,
    run_keys,
    unique_keys,
)
from quotes.linking.wordings.printed import Wording, read_wording
from quotes.linking.wordings.quotation_marks import with_english_marks
from quotes.linking.wordings.similarity import Likeness, compare_all
from quotes.linking.wordings.tokens import tokenize
from quotes.models import Quote, Statement
from quotes.models.disputed import DISPUTED

LONGEST_TEXT = 20_000
"""Characters of a text to verify."""
MOST_SPANS = 50
"""Quotations looked up in one text."""
PER_KEY = 32
MOST_CANDIDATES = 60
MOST_STATEMENTS = 5
LEAST_MASS = 0.6
"""Shared weight (words) below which anything short resembles anything."""
WITHIN = 0.97
"""Share of characters from which one text stands within the other, as printed."""
LEAST_WORDS = 4
LEAST_PROBABILITY = 0.97
LEAST_EVIDENCE = 1.5
MOST_SIMILAR = 0.99
"""What other words are at most, though all that counts in them is the same: “never” and
“not” are no content, and 1 stands for the same words alone."""


class TooManyQuotationsError(ValueError):
    """A text holds more quotations than are looked up at once."""


class Status(StrEnum):
    VERBATIM = "verbatim"
    VARIANT = "variant"
    DISPUTED = "disputed"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that the quotation may be, and its printing that is nearest.

    similarity: 0 to 1, by which matches are ordered. comparison: how the
    quotation asked for differs from that printing.
    """

    statement_id: int
    quote_id: int
    similarity: float
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Verified:
    """One quotation of the text, and what is known of it.

    start, end: characters into the text as given, half open, marks left out.
    attribution: what the printings of the nearest statement say to whom the text
        names as the speaker; None where it names nobody, or nothing was found.
    """

    start: int
    end: int
    text: str
    status: Status
    message: str
    matches: tuple[Match, ...]
    attribution: Attribution | None = None


def verify(text: str, *, speaker: str | None = None) -> list[Verified]:
    """Look up each quoted span of ``text``, or all of it where nothing is quoted.

    speaker: who is said to have spoken, all of it; without, whom running text
    names ("…", said Somebody) is held against the printings.

    Raises TooManyQuotationsError above ``MOST_SPANS``, and TimeBudgetExceeded where
    it is called within a ``time_budget`` that ends. As many queries for one
    quotation as for fifty.
    """
    marked = with_english_marks(text)
    spans = _spans(marked)
    if len(spans) > MOST_SPANS:
        raise TooManyQuotationsError(
            f"The text has {len(spans)} quotations; at most {MOST_SPANS} are looked "
            "up at once: send fewer."
        )
    wordings = [read_wording(text[start:end]) for start, end in spans]
    candidates = _candidates(wordings)
    nodes = load_quotes({pk for pks in candidates for pk in pks})
    found = [
        _matches(wording, [nodes[pk] for pk in pks if pk in nodes])
        for wording, pks in zip(wordings, candidates, strict=True)
    ]
    best = {matches[0].statement_id for matches in found if matches}
    claims = _claims(marked, spans, speaker) if best else [None] * len(spans)
    printed = _printed_speakers(best) if any(claims) else {}
    disputes = _disputes(best)
    return [
        _verified(
            text,
            span,
            matches,
            disputes,
            judge(claim, printed[matches[0].statement_id])
            if claim and matches
            else None,
        )
        for span, matches, claim in zip(spans, found, claims, strict=True)
    ]


def _disputes(statements: Iterable[int]) -> dict[int, str]:
    """The kind of dispute about each of ``statements`` that is disputed."""
    rows = Statement.objects.filter(DISPUTED, pk__in=list(statements))
    return {pk: kind or "" for pk, kind in rows.values_list("pk", "dispute")}


def _claims(
    text: str, spans: Sequence[tuple[int, int]], speaker: str | None
) -> list[DocumentSpeaker | None]:
    if speaker:
        return [named_speaker(speaker)] * len(spans)
    return claimed_speakers(text, spans)


def _printed_speakers(statements: Iterable[int]) -> dict[int, list[SpeakerRecord]]:
    """Those whom standing printings name, most often first, by statement."""
    counts: dict[int, Counter[int]] = {pk: Counter() for pk in statements}
    rows = Quote.objects.standing().filter(
        statement__in=list(counts), speaker__isnull=False
    )
    named = rows.order_by("statement", "speaker").values_list("statement", "speaker")
    for statement, speaker, count in named.annotate(Count("pk")):
        counts[statement][speaker] += count
    facts = load_speaker_records({pk for found in counts.values() for pk in found})
    return {
        statement: [facts[pk] for pk, _ in found.most_common()]
        for statement, found in counts.items()
    }


def _spans(text: str) -> list[tuple[int, int]]:
    spans = [span.inner for span in quoted_spans(text) if span.closed]
    if spans:
        return spans
    stripped = text.strip()
    start = text.index(stripped) if stripped else 0
    return [(start, start + len(stripped))]


def _candidates(wordings: Sequence[Wording]) -> list[list[int]]:
    """For each wording the quotes that share most with it, best first."""
    texts, keys, most = [], [], 0
    bands = band_keys([wording.folded for wording in wordings]).tolist()
    for number, (wording, band) in enumerate(zip(wordings, bands, strict=True)):
        asker = -1 - number
        texts.append((asker, [hash_text(wording.folded)], FIRST, LAST))
        pairs = pair_keys(wording, words=ASKED_WORDS)
        asked = unique_keys([*band, *run_keys(wording), *pairs])
        keys.append((asker, asked, FIRST, LAST))
        most = max(most, len(asked))
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    with lookups.in_index_order():
        for asker, quote in lookups.find_by_text(texts, limit=PER_KEY):
            shared[asker][quote] += most
        for asker, quote in lookups.find_by_key(keys, limit=PER_KEY):
            shared[asker][quote] += 1
    return [
        [
            pk
            for pk, _ in sorted(
                shared[-1 - number].items(), key=lambda item: (-item[1], item[0])
            )[:MOST_CANDIDATES]
        ]
        for number in range(len(wordings))
    ]


def _matches(wording: Wording, nodes: Iterable[ComparedQuote]) -> tuple[Match, ...]:
    """The statements that ``wording`` may be, each by its nearest printing."""
    check_time()
    best: dict[int, tuple[float, ComparedQuote]] = {}
    nodes = list(nodes)
    likenesses = compare_all(wording, [read_wording(node.text) for node in nodes])
    for node, likeness in zip(nodes, likenesses, strict=True):
        if node.statement_id is None:
            continue
        words = min(len(wording.tokens), len(tokenize(node.text)))
        score = _similarity(likeness, words)
        if score > (best[node.statement_id][0] if node.statement_id in best else 0.0):
            best[node.statement_id] = (score, node)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(
        Match(
            statement_id=pk,
            quote_id=node.pk,
            similarity=round(score, 3),
            comparison=compare_printings(node.text, wording.text),
        )
        for pk, (score, node) in ranked[:MOST_STATEMENTS]
    )


def _similarity(likeness: Likeness, words: int) -> float:
    """How near a printing is, 0 to 1; 0 where it is another utterance.

    words: of the shorter one. So many in a row are found whatever they say.
    """
    if likeness.characters == 1.0:
        return 1.0
    if likeness.part >= WITHIN and words >= LEAST_WORDS:
        return min(MOST_SIMILAR, max(likeness.characters, 0.97 * likeness.part))
    nearness = max(
        likeness.characters,
        0.97 * likeness.part if likeness.mass >= LEAST_MASS else 0.0,
        0.5 * (likeness.inner + likeness.outer),
    )
    if likeness.mass < LEAST_MASS:
        return 0.0
    paraphrase = (
        probability(likeness) >= LEAST_PROBABILITY
        and likeness.evidence >= LEAST_EVIDENCE
        and not likeness.numbers_differ
    )
    near = is_verbatim(likeness) or paraphrase
    return min(MOST_SIMILAR, nearness) if near else 0.0


def _verified(
    text: str,
    span: tuple[int, int],
    matches: tuple[Match, ...],
    disputes: dict[int, str],
    attribution: Attribution | None,
) -> Verified:
    start, end = span
    status = _status(matches, disputes)
    message = _message(status, matches, disputes)
    if attribution and attribution.sentence:
        message = f"{message} {attribution.sentence}"
    return Verified(
        start=start,
        end=end,
        text=text[start:end],
        status=status,
        message=message,
        matches=matches,
        attribution=attribution,
    )


def _status(matches: Sequence[Match], disputes: dict[int, str]) -> Status:
    if not matches:
        return Status.NOT_FOUND
    if matches[0].statement_id in disputes:
        return Status.DISPUTED
    verbatim = matches[0].similarity == 1.0
    return Status.VERBATIM if verbatim else Status.VARIANT


def _message(status: Status, matches: Sequence[Match], disputes: dict[int, str]) -> str:
    if status is Status.NOT_FOUND:
        return (
            "No article that we hold prints these words. That is no evidence that "
            "they were never said."
        )
    if status is Status.VERBATIM:
        return "Printed in these words."
    differs = matches[0].comparison
    grave = [d.sentence for d in differs.differences if d.changes_meaning]
    meaning = f" The meaning differs: {grave[0]}" if grave else ""
    if status is Status.DISPUTED:
        how = Statement.Dispute(disputes[matches[0].statement_id]).label
        return f"Printed, but outlets do not agree on who said it ({how}).{meaning}"
    return f"Printed, but in other words.{meaning}"
