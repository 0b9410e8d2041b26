"""What is said of words that somebody brings: a status, and why to be careful.

Pure, without Django. Sentences are for readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from quotes.extraction import Stance
from quotes.linking.verification.named_speaker import CheckedAttribution
from quotes.linking.wordings.differences import Comparison
from quotes.linking.wordings.runs import Part, Run
from quotes.telling import VERBS


class Status(StrEnum):
    """How words stand in what is stored."""

    VERBATIM = "verbatim"
    EXCERPT = "excerpt"  # a run of the printed words, nothing changed
    ABRIDGED = "abridged"  # only marked omissions
    VARIANT = "variant"  # the same utterance in other words
    PRINTED = "printed"  # in an article, as nobody's quotation
    NOT_FOUND = "not_found"


MESSAGES = {
    Status.VERBATIM: "Printed in these words.",
    Status.EXCERPT: "Printed: these words are part of a longer quotation.",
    Status.ABRIDGED: "Printed, with words left out where the marks say so.",
    Status.VARIANT: "Printed, but in other words.",
    Status.PRINTED: "An article prints these words, but as nobody's quotation.",
    Status.NOT_FOUND: (
        "No article that we hold prints these words. That is no evidence that they "
        "were never said."
    ),
}

_CONTRARY = frozenset((Stance.DENIES, Stance.WITHHOLDS))
_STATUSES = {
    Part.WHOLE: Status.VERBATIM,
    Part.RUN: Status.EXCERPT,
    Part.ABRIDGED: Status.ABRIDGED,
    Part.REVERSED: Status.VARIANT,
    Part.NONE: Status.VARIANT,
}


def status_of(run: Run) -> Status:
    """Return what words are that stand so in a printing of the utterance."""
    if run.part is Part.ABRIDGED and run.turns:
        return Status.VARIANT
    return _STATUSES[run.part]


def reasons_of(run: Run, comparison: Comparison) -> Iterator[str]:
    """Yield why the words mean something else than the printing, gravest first."""
    if run.part is Part.REVERSED:
        yield "Its parts stand in another order in print."
    if run.turns:
        yield f"Left out is “{run.turns}”: what was denied reads as said."
    if run.negated:
        yield f"In print “{run.negated}” stands before these words."
    if run.part is Part.NONE:
        for difference in comparison.differences:
            if difference.changes_meaning:
                yield difference.sentence


def stance_reason(
    attribution: CheckedAttribution | None, printed: Collection[str]
) -> tuple[str, bool]:
    """Return how the verb of a text differs from those printed, and whether gravely.

    printed: the stances of the printings. "" where one of them has the text's, where
    the text has none, and where it merely says "said" of what was not denied: that
    leaves something out, but nothing wrong is told.
    """
    claimed = attribution.stance if attribution else None
    if claimed is None or not printed or claimed in printed:
        return "", False
    denied = bool(_CONTRARY & set(map(Stance, printed)))
    contrary = denied != (claimed in _CONTRARY)
    if claimed is Stance.STATES and not contrary:
        return "", False
    verbs = " or ".join(sorted(VERBS.get(stance, "said") for stance in set(printed)))
    text_verb = VERBS.get(claimed, "said")
    return f"In print the speaker {verbs} it; the text says “{text_verb}”.", contrary
