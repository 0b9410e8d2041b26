"""Which printings may be the words that somebody brings, how near, and by whom."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from quotes.extraction.budget import check_time
from quotes.linking.speakers.comparing.relations import SpeakerRecord
from quotes.linking.speakers.known_relations import load_speaker_records
from quotes.linking.store import lookups
from quotes.linking.store.compared_quotes import ComparedQuote
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
from quotes.linking.wordings.runs import LEAST_WORDS, NOWHERE, Part, Run, locate
from quotes.linking.wordings.similarity import Likeness, compare_all
from quotes.linking.wordings.wording import Wording, read_wording
from quotes.models import Quote, Statement
from quotes.models.disputed import DISPUTED

PER_KEY = 32
MOST_CANDIDATES = 60
MOST_STATEMENTS = 5
"""Statements that one quotation may be."""
LEAST_MASS = 0.6
"""Shared weight (words) below which anything short resembles anything."""
EXCERPT, ABRIDGED = 0.995, 0.992
"""How near a part is, and a part with marked omissions; 1 are the same words alone."""
MOST_SIMILAR = 0.99
"""What other words are at most, though all that counts in them is the same: “never” and
“not” are no content."""
LEAST = -1.5
"""Log-odds from which other words are the same utterance. Of 900 quotations of news
that no stored article prints 0.9 in a hundred are above it; of stored ones 99 with a
letter in fifty wrong, 96 with two words in five replaced, all with a “not” put in."""

# Fitted by logistic regression on those: characters, part, share of what was asked,
# share of the printing, mass, evidence, meaning, figures that differ, the number of
# words asked for and printed, and how far the two numbers are one.
_WEIGHTS = (6.2, 4.9, 2.8, 3.1, 0.67, 0.67, -0.95, -0.7, 1.1, 0.56, 4.9)
_BIAS = -22.2


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that the quotation may be, and its printing that is nearest.

    similarity: 0 to 1, by which matches are ordered. run: how the words stand in that
    printing, comparison: how they differ from it. stance: what its speaker does.
    """

    statement_id: int
    quote_id: int
    similarity: float
    run: Run
    comparison: Comparison
    stance: str


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a printing is, 0 to 1 (0: another utterance), and what it holds."""

    similarity: float
    run: Run = NOWHERE


def find_printings(wordings: Sequence[Wording]) -> list[list[int]]:
    """Return for each wording the quotes that share most with it, best first."""
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


def match_statements(
    wording: Wording, nodes: Iterable[ComparedQuote]
) -> tuple[Match, ...]:
    """Return the statements that ``wording`` may be, each by its nearest printing.

    nodes: stored quotes, of which those with a statement are compared.
    """
    check_time()
    best: dict[int, tuple[Nearness, ComparedQuote]] = {}
    nodes = [node for node in nodes if node.statement_id is not None]
    printings = [read_wording(node.text) for node in nodes]
    likenesses = compare_all(wording, printings)
    for node, printing, likeness in zip(nodes, printings, likenesses, strict=True):
        near = nearness(wording, printing, likeness)
        statement = node.statement_id or 0
        before = best[statement][0].similarity if statement in best else 0.0
        if near.similarity > before:
            best[statement] = (near, node)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0].similarity, item[0]))
    return tuple(
        Match(
            statement_id=pk,
            quote_id=node.pk,
            similarity=round(near.similarity, 3),
            run=near.run,
            comparison=compare_printings(node.text, wording.text),
            stance=node.stance,
        )
        for pk, (near, node) in ranked[:MOST_STATEMENTS]
    )


def nearness(wording: Wording, printing: Wording, likeness: Likeness) -> Nearness:
    """Return how near ``printing`` is to ``wording``, what was asked for."""
    if likeness.characters == 1.0:
        return Nearness(1.0, Run(Part.WHOLE, 0, len(printing.text)))
    run = locate(wording.text, printing.text)
    if run.part is Part.WHOLE:
        return Nearness(1.0, run)
    if run.part is not Part.NONE and _says_something(wording):
        near = EXCERPT if run.part is Part.RUN else ABRIDGED
        return Nearness(near if run.part is not Part.REVERSED else MOST_SIMILAR, run)
    if not is_variant(wording, printing, likeness):
        return Nearness(0.0)
    near = max(
        likeness.characters,
        0.97 * likeness.part,
        0.5 * (likeness.inner + likeness.outer),
    )
    return Nearness(min(MOST_SIMILAR, near))


def _says_something(wording: Wording) -> bool:
    return len(wording.tokens) >= LEAST_WORDS or wording.mass >= LEAST_MASS


def is_variant(wording: Wording, printing: Wording, likeness: Likeness) -> bool:
    """Whether ``printing`` can hardly be another utterance than ``wording``.

    likeness: of the two, ``wording`` first. A name that both have proves nothing.
    """
    if likeness.mass < LEAST_MASS:
        return False
    asked, printed = len(wording.tokens), len(printing.tokens)
    found = (
        likeness.characters,
        likeness.part,
        likeness.first,
        likeness.second,
        math.log1p(likeness.mass),
        math.log1p(likeness.evidence),
        likeness.meaning,
        likeness.numbers_differ,
        math.log(asked),
        math.log(printed),
        min(asked / printed, printed / asked),
    )
    return _BIAS + sum(w * x for w, x in zip(_WEIGHTS, found, strict=True)) >= LEAST


def disputes_of(statements: Iterable[int]) -> dict[int, str]:
    """The kind of dispute about each of ``statements`` that is disputed."""
    rows = Statement.objects.filter(DISPUTED, pk__in=list(statements))
    return {pk: kind or "" for pk, kind in rows.values_list("pk", "dispute")}


def printed_speakers(statements: Iterable[int]) -> dict[int, list[SpeakerRecord]]:
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


def printed_stances(statements: Iterable[int]) -> Mapping[int, set[str]]:
    """What speakers do with each of ``statements`` in its standing printings."""
    rows = Quote.objects.standing().filter(statement__in=list(statements))
    stances: dict[int, set[str]] = defaultdict(set)
    for pk, stance in rows.order_by().values_list("statement", "stance").distinct():
        stances[pk].add(stance)
    return stances
