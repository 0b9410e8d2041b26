"""Errors in their text, as one HTML page that needs nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from quotes.evaluation.excerpts import excerpt
from quotes.evaluation.figures import Evaluation, Figures, Rates
from quotes.evaluation.judging import Finding, Verdict, errors
from quotes.evaluation.plot import reliability_svg
from quotes.evaluation.reliability import (
    calibration_error,
    equal_width,
    judged_quotes,
)
from quotes.evaluation.tokenised import CUE_GROUPS, KIND_GROUPS, TokenisedQuote

#: Of each class of error, the page shows this many, the most severe.
MOST_SHOWN = 100

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_MEANING = {
    Verdict.WRONG_SPEAKER: "right words, other person",
    Verdict.WRONG_SOURCE: "right words, other mention",
    Verdict.EXTRA: "ours only",
    Verdict.MISSED: "annotated only",
    Verdict.BOUNDARIES: "contents share less than half of their words",
    Verdict.WRONG_RELAY: "right, but passed on by another",
}


def error_page(evaluation: Evaluation, *, title: str) -> str:
    """Return the page: figures, the reliability plot, and errors in their text.

    Gold stands beside ours, the most severe first; a choice of one class of error
    works without scripts. Everything from the texts is escaped.
    """
    wrong = errors(evaluation.documents)
    counts = Counter(one.verdict for one in wrong)
    shown = _most_severe(wrong)
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{_STYLE}{''.join(_filters())}</style>\n</head>\n<body>",
            f"<header><h1>{escape(title)}</h1>",
            f"<p>{_summary(evaluation, wrong)}</p></header>\n<main>",
            *_figures(evaluation),
            *_reliability(evaluation),
            '<section aria-labelledby="errors"><h2 id="errors">Errors</h2>',
            *_choice(counts),
            _legend(),
            '<ol class="errors">',
            *(_card(one) for one in shown),
            "</ol>" if shown else "</ol><p>None.</p>",
            "</section>\n</main>\n</body>\n</html>\n",
        ]
    )


def _most_severe(wrong: Sequence[Finding]) -> list[Finding]:
    seen: Counter[Verdict] = Counter()
    shown = []
    for one in wrong:
        seen[one.verdict] += 1
        if seen[one.verdict] <= MOST_SHOWN:
            shown.append(one)
    return shown


def _summary(evaluation: Evaluation, wrong: Sequence[Finding]) -> str:
    one = evaluation.figures("all")
    return (
        f"{len(evaluation.documents)} documents, {one.annotated} quotations annotated, "
        f"{one.predicted} found, {len(wrong)} errors. F1 of quotation and source "
        f"{100 * one.attributed.f1:.1f}."
    )


def _figures(evaluation: Evaluation) -> Iterator[str]:
    yield '<section aria-labelledby="figures"><h2 id="figures">Figures</h2>'
    yield "<p>Per cent. Precision / recall / F1.</p>"
    named = evaluation.figures(KIND_GROUPS[0]).spoken is not None
    yield (
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="figures">'
        '<table><thead><tr><th scope="col">group</th>'
        '<th scope="col">annotated</th><th scope="col">found</th>'
        '<th scope="col">content tokens</th><th scope="col">exact</th>'
        '<th scope="col">overlap by half</th><th scope="col">right source</th>'
        '<th scope="col">quote and source</th>'
        + ('<th scope="col">quote and speaker</th>' if named else "")
        + "</tr></thead>"
    )
    for groups in (KIND_GROUPS, CUE_GROUPS):
        yield "<tbody>"
        for group in groups:
            one = evaluation.figures(group)
            if one.annotated or one.predicted:
                yield _figures_row(group, one, named=named)
        yield "</tbody>"
    yield "</table></div></section>"


def _figures_row(group: str, one: Figures, *, named: bool) -> str:
    cells = [
        str(one.annotated),
        str(one.predicted),
        _triple(one.content_tokens),
        _triple(one.exact),
        _triple(one.partial),
        f"{100 * one.source_accuracy_close:.1f}",
        _triple(one.attributed),
    ]
    if named:
        cells.append(_triple(one.spoken) if one.spoken else "–")
    data = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(group)}</th>{data}</tr>'


def _triple(rates: Rates) -> str:
    return (
        f"{100 * rates.precision:.1f} / {100 * rates.recall:.1f} / "
        f"<strong>{100 * rates.f1:.1f}</strong>"
    )


def _reliability(evaluation: Evaluation) -> Iterator[str]:
    judged = judged_quotes(evaluation.documents)
    if not judged:
        return
    bins = equal_width(judged)
    yield '<section aria-labelledby="reliability"><h2 id="reliability">Confidence</h2>'
    yield (
        f"<p>Expected calibration error {calibration_error(bins):.3f} over "
        f"{len(judged)} quotations.</p>"
    )
    yield reliability_svg(bins) + "</section>"


def _choice(counts: Counter[Verdict]) -> Iterator[str]:
    yield "<fieldset><legend>Show</legend>"
    total = sum(counts.values())
    yield _radio("every", f"all ({total})", checked=True)
    for verdict, meaning in _MEANING.items():
        label = f"{verdict} ({counts[verdict]})"
        yield _radio(_slug(verdict), label, hint=meaning)
    yield "</fieldset>"
    if any(count > MOST_SHOWN for count in counts.values()):
        yield f"<p>Of each class, the {MOST_SHOWN} most severe are shown.</p>"


def _radio(slug: str, label: str, *, hint: str = "", checked: bool = False) -> str:
    state = " checked" if checked else ""
    title = f' title="{escape(hint)}"' if hint else ""
    return (
        f'<label{title}><input type="radio" name="show" id="show-{slug}"{state}> '
        f"{escape(label)}</label>"
    )


def _filters() -> Iterator[str]:
    """The rules that hide what is not chosen."""
    for verdict in _MEANING:
        slug = _slug(verdict)
        yield f"body:has(#show-{slug}:checked) .card:not(.{slug}){{display:none}}\n"


def _legend() -> str:
    return (
        '<p class="legend"><mark class="content">content</mark> '
        '<span class="cue">cue</span> <span class="source">source</span></p>'
    )


def _card(one: Finding) -> str:
    slug = _slug(one.verdict)
    quote = one.predicted or one.annotated
    kind = quote.kind if quote else ""
    sides = (
        _side("Annotated", one.annotated, one.predicted, one.document.text),
        _side("Ours", one.predicted, one.annotated, one.document.text),
    )
    return (
        f'<li class="card {slug}"><h3>{escape(one.verdict)} '
        f'<small>{escape(kind)} · <span class="id">{escape(one.document.id)}</span> · '
        f"severity {one.severity:.2f}</small></h3>"
        '<div class="sides">' + "".join(sides) + "</div></li>"
    )


def _side(
    name: str, quote: TokenisedQuote | None, other: TokenisedQuote | None, text: str
) -> str:
    if quote is None:
        nothing = "Nothing found." if name == "Ours" else "Nothing annotated."
        return f'<div><h4>{name}</h4><p class="nothing">{nothing}</p></div>'
    body = excerpt(text, quote.quote, beside=other.quote if other else None)
    return f"<div><h4>{name}</h4><blockquote>{body}</blockquote>{_details(quote)}</div>"


def _details(quote: TokenisedQuote) -> str:
    one = quote.quote
    confidence = "" if one.confidence is None else f"{one.confidence:.2f}"
    rows = (
        ("Speaker", " / ".join(one.speaker)),
        ("Passed on by", " / ".join(one.relayed_by)),
        ("Confidence", confidence),
        ("Method", one.method),
    )
    items = "".join(
        f"<div><dt>{term}</dt><dd>{escape(value)}</dd></div>"
        for term, value in rows
        if value
    )
    return f"<dl>{items}</dl>" if items else ""


def _slug(verdict: Verdict) -> str:
    return verdict.value.replace(" ", "-")
