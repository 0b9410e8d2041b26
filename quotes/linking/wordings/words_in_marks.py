"""The words of a wording that are printed as said, and which of them two share.

Words in quotation marks are the speaker's own. Where a sentence of them, or what is
left of one, stands word for word in the marks of another printing, the two cut the
same words differently: “not quite there yet”, and a sentence that ends so. That is
proof though all of them are common words. Not so a phrase that an article has again and
again: it is the matter of the day, and may be said twice. Of several quotations that
share words with a long one, those that share most are meant: otherwise a
quotation of two sentences would make one utterance of both. Pure, without Django.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from quotes.linking.wordings.wording import Wording
from quotes.linking.wordings.words import Token, tokenize

LEAST_WORDS, LEAST_WEIGHT = 2, 0.5
"""Words in a row, and their weight, from which a run may be the speaker's own: “I
don't know” is everybody's."""
MORE_WORDS = 5
"""The same of words with a name, which may be what everybody calls a thing, and of a
sentence among others: only what stands alone in marks was chosen by a reporter."""

REMARK_WEIGHT, REMARK_WORDS = 1.6, 6
"""Weight from which, and words up to which, a run is a remark that is recalled."""

REPEATED = 0.26
"""Share of its weight that a word keeps which its article has three times more."""

MARKED = re.compile(r"“[^“”]*”|\"[^\"]*\"|''(?:[^']|'(?!'))*''")
"""Words in marks within a quotation; some papers set them as two apostrophes."""
_OMITTED = re.compile(r"…|\.(?:\s?\.)+|\[[^\]]*\]")
_ENDED = re.compile(r"(?<![.!?…:;–—])[.!?…:;–—]++(?=\s|$|[”\"'])")


class MarkedRun(NamedTuple):
    """Words in a row, as stems with a blank before and after each.

    content: the stems that say something. weight: of them, as of a ``Token``.
    """

    stems: str
    content: frozenset[str]
    weight: float


class Marked(NamedTuple):
    """What a wording prints as said.

    runs: each sentence of it, or what is left of one, that may be the speaker's own.
    stems: all of it, in one.
    """

    runs: tuple[MarkedRun, ...]
    stems: str


@lru_cache(maxsize=20_000)
def read_marked(text: str, direct: bool) -> Marked:
    """Read the words of ``text`` that are printed as said: all of it, if direct."""
    pieces = [_OMITTED.split(p) for p in ([text] if direct else MARKED.findall(text))]
    runs = chain.from_iterable(map(_runs, pieces))
    held = (_stems(tokenize(piece)) for piece in chain.from_iterable(pieces))
    return Marked(tuple(dict.fromkeys(runs)), "|".join(held))


def _runs(pieces: Iterable[str]) -> Iterator[MarkedRun]:
    """The runs of one stretch in marks, whose ``pieces`` what is left out divides."""
    split = (tokenize(s) for piece in pieces for s in _ENDED.split(piece))
    sentences = [tokens for tokens in split if tokens]
    for tokens in sentences:
        content = [token for token in tokens if token.weight]
        weight = sum(token.weight for token in content)
        more = len(sentences) > 1 or any(token.is_name for token in content)
        least = MORE_WORDS if more else LEAST_WORDS
        if len(tokens) >= least and weight >= LEAST_WEIGHT:
            yield MarkedRun(_stems(tokens), frozenset(t.stem for t in content), weight)


def _stems(tokens: tuple[Token, ...]) -> str:
    return "".join([f" {token.stem} " for token in tokens])


def shared_runs(one: Marked, other: Marked) -> list[MarkedRun]:
    """Return the runs of either that stand word for word in the other."""
    if not one.stems or not other.stems:
        return []
    shared = [run for run in one.runs if run.stems in other.stems]
    return shared + [run for run in other.runs if run.stems in one.stems]


def share_run(one: Marked, other: Marked) -> bool:
    """Whether there are ``shared_runs``."""
    stems, others = one.stems, other.stems
    if not stems or not others:
        return False
    # Not by any() over a generator: it takes longer to make than to answer.
    shared = [run for run in one.runs if run.stems in others]
    return bool(shared or [run for run in other.runs if run.stems in stems])


def remarks(marked: Marked) -> frozenset[str]:
    """Return the runs, as stems, that are known again whenever they are printed.

    Short ones of rare words; longer ones are found by their words anyway.
    """
    return frozenset(
        run.stems
        for run in marked.runs
        if run.weight >= REMARK_WEIGHT and len(run.stems.split()) <= REMARK_WORDS
    )


def telling_stems(wording: Wording) -> frozenset[str]:
    """Return the stems that the article of ``wording`` does not repeat all over."""
    kept = (wording.focuses >= REPEATED * wording.weights).tolist()
    pairs = zip(wording.content, kept, strict=True)
    return frozenset(token.stem for token, is_kept in pairs if is_kept)


def shared_run(
    one: Marked, other: Marked, told: frozenset[str], told_other: frozenset[str]
) -> MarkedRun | None:
    """Return the heaviest run of words that both print as said, if there is one.

    told, told_other: the stems that the article of each does not repeat.
    """
    shared = shared_runs(one, other)
    if not shared:  # As of nearly all pairs of two articles.
        return None
    runs = [run for run in shared if run.content & told and run.content & told_other]
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
    runs: dict[tuple[int, int], MarkedRun] = {}
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


def _has_rival(run: MarkedRun, beside: Sequence[tuple[float, Marked]]) -> bool:
    """Whether one of ``beside`` shares more, and other words than those of ``run``."""
    return any(w > run.weight and run.stems not in said.stems for w, said in beside)
