"""Which quotations of two articles print the same words of a speaker in marks.

Their own words, cut differently, are proof though all of them are common ones: “not
quite there yet”, and a sentence that ends so. Not so a phrase that an article has
again and again: it is the matter of the day, and may be said twice. Of several that
share words with a long quotation those that share most of them are meant: otherwise
a quotation of two sentences would make one utterance of both. Pure, without Django.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotes.linking.wordings.printed import Wording
from quotes.linking.wordings.words_in_marks import Marked, Run, shared_runs

PROBABILITY = 0.95
"""That such a pair is one utterance, of those that nothing else proves."""
REPEATED = 0.26
"""Share of its weight that a word keeps which its article has three times more."""


def telling_stems(wording: Wording) -> frozenset[str]:
    """Return the stems that the article of ``wording`` does not repeat all over."""
    kept = (wording.focuses >= REPEATED * wording.weights).tolist()
    pairs = zip(wording.content, kept, strict=True)
    return frozenset(token.stem for token, is_kept in pairs if is_kept)


def shared_run(
    one: Marked, other: Marked, told: frozenset[str], told_other: frozenset[str]
) -> Run | None:
    """Return the heaviest run of words that both print as said, if there is one.

    told, told_other: the stems that the article of each does not repeat.
    """
    runs = (
        run
        for run in shared_runs(one, other)
        if run.content & told and run.content & told_other
    )
    return max(runs, key=lambda run: (run.weight, run.stems), default=None)


def quoted_alike(
    ones: Sequence[tuple[Marked, frozenset[str]]],
    others: Sequence[tuple[Marked, frozenset[str]]],
) -> list[tuple[int, int]]:
    """Return the pairs of two articles' quotations that share words in marks.

    ones, others: what each prints as said, and the stems that its article does not
    repeat. Of two that share different words with one quotation, the one that
    shares more.
    """
    runs: dict[tuple[int, int], Run] = {}
    for i, (one, told) in enumerate(ones):
        for j, (other, told_other) in enumerate(others):
            run = shared_run(one, other, told, told_other)
            if run:
                runs[i, j] = run
    beside: dict[tuple[str, int], list[tuple[float, Marked]]] = defaultdict(list)
    for (i, j), run in runs.items():
        beside["one", i].append((run.weight, others[j][0]))
        beside["other", j].append((run.weight, ones[i][0]))
    return [
        (i, j)
        for (i, j), run in runs.items()
        if not _has_rival(run, beside["one", i] + beside["other", j])
    ]


def _has_rival(run: Run, beside: Sequence[tuple[float, Marked]]) -> bool:
    """Whether one of ``beside`` shares more than ``run``, and does not have it."""
    return any(w > run.weight and run.stems not in said.stems for w, said in beside)
