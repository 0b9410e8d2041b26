"""The reliability plot as SVG, written without a plotting library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from quotes.evaluation.reliability import Bin

_SIZE = 300
_LEFT, _TOP, _RIGHT, _BELOW = 56, 16, 16, 112
_HISTOGRAM = 40
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_STYLE = (
    "text{font:12px sans-serif;fill:#222}"
    ".axis{stroke:#222;stroke-width:1;fill:none}"
    ".even{stroke:#222;stroke-dasharray:4 4;opacity:.5}"
    ".bar{stroke:#1f5fa8;stroke-width:1.5}.dot{fill:#1f5fa8}"
    ".count{fill:#1f5fa8;opacity:.35}"
)


def reliability_svg(
    bins: Sequence[Bin], *, title: str = "Reliability of confidence"
) -> str:
    """Return a plot of the share right over mean confidence, one dot a bin.

    Bars are 95 per cent intervals, the dashed line is where confidence is exactly
    right, and the columns below show how many quotations each bin holds. Title and
    description carry the same in words.
    """
    width, height = _LEFT + _SIZE + _RIGHT, _TOP + _SIZE + _BELOW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" '
        'aria-labelledby="reliability-title reliability-desc">',
        f'<title id="reliability-title">{escape(title)}</title>',
        f'<desc id="reliability-desc">{escape(_described(bins))}</desc>',
        f"<style>{_STYLE}</style>",
        # Its own ground: a picture knows nothing of the page's colours.
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_axes(),
        *_dots(bins),
        *_columns(bins),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _described(bins: Sequence[Bin]) -> str:
    if not bins:
        return "No quotations."
    dots = "; ".join(
        f"confidence {one.confidence:.2f}: {one.right:.2f} right of {one.count}"
        for one in bins
    )
    return f"Share of quotations that are right, by mean confidence. {dots}."


def _axes() -> Iterator[str]:
    right, below = _x(1), _y(0)
    yield f'<path class="axis" d="M{_x(0)} {_y(1)}V{below}H{right}"/>'
    yield f'<path class="axis even" d="M{_x(0)} {below}L{right} {_y(1)}"/>'
    for tick in _TICKS:
        label = f"{tick:.1f}"
        yield (
            f'<text x="{_x(tick)}" y="{below + 16}" text-anchor="middle">{label}</text>'
        )
        yield (
            f'<text x="{_x(0) - 8}" y="{_y(tick) + 4}" text-anchor="end">{label}</text>'
        )
    middle = _x(0.5)
    yield f'<text x="{middle}" y="{below + 34}" text-anchor="middle">confidence</text>'
    yield (
        f'<text transform="translate(14 {_y(0.5)}) rotate(-90)" '
        'text-anchor="middle">share right</text>'
    )


def _dots(bins: Sequence[Bin]) -> Iterator[str]:
    for one in bins:
        x = _x(one.confidence)
        yield (
            f'<path class="bar" d="M{x} {_y(one.right_low)}V{_y(one.right_high)}"/>'
            f'<circle class="dot" cx="{x}" cy="{_y(one.right)}" r="4"/>'
        )


def _columns(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((one.count for one in bins), default=1)
    ground = _y(0) + _BELOW - 12
    for one in bins:
        tall = round(_HISTOGRAM * one.count / most, 1)
        x = round(_x(one.confidence) - 5, 1)
        yield (
            f'<rect class="count" x="{x}" y="{round(ground - tall, 1)}" width="10" '
            f'height="{tall}"/>'
        )
    yield f'<text x="{_x(0)}" y="{ground - _HISTOGRAM - 2}">how many</text>'


def _x(value: float) -> float:
    return round(_LEFT + _SIZE * value, 1)


def _y(value: float) -> float:
    return round(_TOP + _SIZE * (1 - value), 1)
