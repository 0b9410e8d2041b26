"""What linking decided about stored speakers, and the one place that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quotes.linking.speakers.move import join_speakers
from quotes.models import Quote, QuoteFingerprint, Speaker


@dataclass(frozen=True, slots=True)
class Join:
    """``source`` is one with ``target``, and is to merge into it."""

    source: Speaker
    target: Speaker


@dataclass(frozen=True, slots=True)
class Move:
    """``speaker`` is to stand in ``column`` ("speaker", "relayed_by") of ``quotes``."""

    quotes: frozenset[int]
    column: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class SpeakerDecision:
    """Who a name is (None: a new speaker), and what follows for stored rows.

    doubts: who else it may be, which is for editors to say.
    """

    speaker: Speaker | None
    joins: tuple[Join, ...] = ()
    moves: tuple[Move, ...] = ()
    doubts: tuple[Speaker, ...] = ()


class Decisions:
    """Carries decisions out while a document is linked; remembers who was joined."""

    def __init__(self) -> None:
        self._joined: dict[int, Speaker] = {}

    def carry_out(
        self, decision: SpeakerDecision, joining: Callable[[Speaker, Speaker], None]
    ) -> Speaker | None:
        """Join and move rows as decided; return who the name is after that.

        joining: called with each two before their rows are joined. It is not kept:
        whoever links would hold itself for ever, with all that it has read.
        """
        for join in decision.joins:
            joining(join.source, join.target)
            join_speakers(join.source, join.target)
            self._joined[join.source.pk] = join.target
        give_quotes(decision.moves)
        return decision.speaker and self.standing(decision.speaker)

    def standing(self, speaker: Speaker) -> Speaker:
        """Return ``speaker``, or whom it has been joined with meanwhile."""
        while speaker.pk in self._joined:
            speaker = self._joined[speaker.pk]
        return speaker


def give_quotes(moves: Iterable[Move]) -> None:
    """Give quotes to the speakers whose they are, to be linked again."""
    for move in moves:
        Quote.objects.filter(pk__in=move.quotes).update(**{move.column: move.speaker})
        stale = QuoteFingerprint.objects.filter(quote__in=move.quotes)
        stale.update(digest=QuoteFingerprint.STALE)
