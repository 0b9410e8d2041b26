"""How well editors agree who read the same quotes blind: Krippendorff's alpha.

Source: Klaus Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), for
nominal values, as the library NLTK has it. Not Cohen's kappa: which two editors read a
quote differs from quote to quote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quotes.models import BlindReading
from quotes.review.reading_twice import READERS

NEWEST = 20_000
"""Readings that are compared, the newest."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two readings are equal, and how far beyond chance.

    alpha: 1 where all agree, 0 where as by chance, below where less; None where all
    say the same of everything, so that chance would do as well, or nothing was read.
    """

    what: str
    pairs: int
    equal: int
    alpha: float | None

    @property
    def percent(self) -> int | None:
        """How many of a hundred pairs are equal; None without any."""
        return round(100 * self.equal / self.pairs) if self.pairs else None


Pair = tuple[BlindReading, BlindReading]
KINDS: Mapping[str, Callable[[BlindReading], object]] = {
    "whether it is a quotation": lambda reading: reading.is_quotation,
    "who said it": lambda reading: reading.speaker_id,
    "stance": lambda reading: reading.stance,
}


def pairs_read() -> list[Pair]:
    """Return the two readings of each quote that two editors have read. One query."""
    rows = BlindReading.objects.select_related("reader").order_by("-made_at", "-pk")
    held: dict[int, list[BlindReading]] = defaultdict(list)
    for row in rows[:NEWEST]:
        held[row.quote_id].append(row)
    return [(two[0], two[1]) for two in held.values() if len(two) == READERS]


def agreement_by_kind(pairs: Iterable[Pair]) -> list[Agreement]:
    """Return how well they agree in each of KINDS.

    Who said it, and how, is compared where both found a quotation.
    """
    pairs = list(pairs)
    both = [pair for pair in pairs if pair[0].is_quotation and pair[1].is_quotation]
    return [
        compare(what, pairs if number == 0 else both, value)
        for number, (what, value) in enumerate(KINDS.items())
    ]


def agreement_by_editor(pairs: Iterable[Pair]) -> list[tuple[str, list[Agreement]]]:
    """Return the same for each editor, with all who read what they read."""
    own: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for reading in pair:
            own[str(reading.reader)].append(pair)
    return [(name, agreement_by_kind(own[name])) for name in sorted(own)]


def compare(
    what: str, pairs: Iterable[Pair], value: Callable[[BlindReading], object]
) -> Agreement:
    """Return how well ``pairs`` agree in ``value``."""
    values = [(value(one), value(other)) for one, other in pairs]
    equal = sum(one == other for one, other in values)
    return Agreement(what, len(values), equal, alpha_of(values))


def alpha_of(values: Iterable[tuple[object, object]]) -> float | None:
    """Return Krippendorff's alpha of pairs of nominal values; None: not defined."""
    # Loaded by those alone who ask: it is large.
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415

    data = [
        (coder, item, str(value))
        for item, pair in enumerate(values)
        for coder, value in zip(("first", "second"), pair, strict=True)
    ]
    if len({value for _, _, value in data}) < 2:
        return None
    return float(AnnotationTask(data=data).alpha())
