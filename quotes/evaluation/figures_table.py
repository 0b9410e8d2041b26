"""Figures as aligned text, in percent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotes.evaluation.counting import Counts, DocumentScore
from quotes.evaluation.figures import Evaluation, Figures, Rates, figures_of, total
from quotes.evaluation.statement_figures import StatementFigures
from quotes.evaluation.tokenised import ALL, CUE_GROUPS, KIND_GROUPS, QUOTED
from quotes.extraction.types import Kind

_HEAD = (
    "annot.",
    "found",
    "content tokens",
    "attrib. tokens",
    "exact",
    "partial",
    "soft",
    "source",
    "src≥50",
    "quote+speaker",
)
_SHORT_HEAD = ("annot.", "found", "content tokens", "src≥50", "quote+speaker")
_TRIPLE = 17


def report_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the lines of the whole report: by kind, outlet and class of cue."""
    documents = len(evaluation.documents)
    yield f"{documents} documents. Per cent; three figures: precision, recall, F1."
    if evaluation.missing:
        yield f"{evaluation.missing} of them have no predictions, counted as none."
    yield ""
    yield from kind_table(evaluation)
    yield from _more(evaluation)
    outlets = by_outlet(evaluation.documents)
    if len(outlets) > 1:
        yield ""
        rows = [(name, figures_of(outlets[name], ALL)) for name in sorted(outlets)]
        yield from _table("outlet", rows)
        for group, title in ((QUOTED, "quoted"), (Kind.INDIRECT, "indirect")):
            yield ""
            yield from _table(
                f"outlet, {title}",
                [(name, figures_of(outlets[name], group)) for name in sorted(outlets)],
            )
    yield ""
    cues = [(group, evaluation.figures(group)) for group in CUE_GROUPS]
    rows = [(group, one) for group, one in cues if one.annotated or one.predicted]
    yield from _table("cue", rows)


def kind_table(evaluation: Evaluation) -> Iterator[str]:
    """Yield the main table: one line for all, for quoted and for each kind."""
    yield _row("kind", [_cell(name) for name in _HEAD])
    for group in KIND_GROUPS:
        one = evaluation.figures(group)
        yield _row(
            group,
            [
                f"{one.annotated:6d}",
                f"{one.predicted:6d}",
                triple(one.content_tokens),
                triple(one.attributed_tokens),
                triple(one.exact),
                triple(one.partial),
                triple(one.soft),
                f"{100 * one.source_accuracy:6.1f}",
                f"{100 * one.source_accuracy_close:6.1f}",
                triple(one.attributed),
            ],
        )


def by_outlet(scores: Sequence[DocumentScore]) -> dict[str, Counts]:
    """Return the counts of each outlet's documents together."""
    members: dict[str, list[DocumentScore]] = defaultdict(list)
    for score in scores:
        members[score.outlet].append(score)
    return {outlet: total(those) for outlet, those in members.items()}


def triple(rates: Rates) -> str:
    """Return precision, recall and F1 in percent, seventeen characters wide."""
    return "/".join(
        f"{100 * value:5.1f}" for value in (rates.precision, rates.recall, rates.f1)
    )


def _more(evaluation: Evaluation) -> Iterator[str]:
    """Names, relays, statements and intervals, where there are any."""
    named = [(group, evaluation.figures(group)) for group in KIND_GROUPS]
    speakers = [
        (group, one.spoken, one.speaker_accuracy) for group, one in named if one.spoken
    ]
    if speakers:
        yield ""
        yield "canonical speaker      accuracy  quote+canonical speaker"
        for group, rates, accuracy in speakers:
            yield f"  {group:20} {100 * (accuracy or 0):8.1f}  {triple(rates)}"
    relays = [
        (group, one.relay, one.relay_accuracy) for group, one in named if one.relay
    ]
    if relays:
        yield ""
        yield "relayed_by             accuracy  named"
        for group, rates, accuracy in relays:
            yield f"  {group:20} {100 * (accuracy or 0):8.1f}  {triple(rates)}"
    if evaluation.statements:
        yield ""
        yield from _statements(evaluation.statements)
    if evaluation.intervals:
        yield ""
        yield "95 per cent intervals of F1 (documents drawn with replacement)"
        names = {"attributed": "quote+speaker", "soft": "soft"}
        for (group, measure), (low, high) in evaluation.intervals.items():
            label = f"{group}, {names[measure]}"
            yield f"  {label:24} {100 * low:5.1f} – {100 * high:.1f}"


def _statements(one: StatementFigures) -> Iterator[str]:
    every = Rates(_share(one.right, one.predicted), _share(one.right, one.annotated))
    matched = Rates(
        _share(one.right, one.predicted_matched),
        _share(one.right, one.annotated_matched),
    )
    yield "statements (pairs of quotes)"
    yield f"  of all quotes          {triple(every)}"
    yield f"  of matched quotes      {triple(matched)}"


def _table(title: str, rows: Sequence[tuple[str, Figures]]) -> Iterator[str]:
    width = max([len(title), *(len(name) for name, _ in rows)])
    yield _row(title, [_cell(name) for name in _SHORT_HEAD], width)
    for name, one in rows:
        yield _row(
            name,
            [
                f"{one.annotated:6d}",
                f"{one.predicted:6d}",
                triple(one.content_tokens),
                f"{100 * one.source_accuracy_close:6.1f}",
                triple(one.attributed),
            ],
            width,
        )


def _cell(head: str) -> str:
    narrow = head in ("annot.", "found", "source", "src≥50")
    return f"{head:>6}" if narrow else f"{head:<{_TRIPLE}}"


def _row(name: str, cells: Sequence[str], width: int = 8) -> str:
    return "  ".join([f"{name:{width}}", *cells]).rstrip()


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
