"""Look up quotations that somebody brings: was this printed, by whom, in which words?

Works on any text: each quoted span in it, or all of it where nothing is quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.extraction import Range
from quotes.extraction.budget import check_time
from quotes.linking.store.compared_quotes import load_quotes
from quotes.linking.verification.matches import (
    MOST_STATEMENTS,
    Match,
    disputes_of,
    find_printings,
    match_statements,
    printed_speakers,
    printed_stances,
)
from quotes.linking.verification.named_speaker import (
    AttributionClaim,
    CheckedAttribution,
    claims_in,
    judge,
    named_speaker,
)
from quotes.linking.verification.passages import Place, find_places
from quotes.linking.verification.spans_to_check import (
    Spans,
    spans_in,
    with_english_marks,
)
from quotes.linking.verification.verdicts import (
    MESSAGES,
    Status,
    reasons_of,
    stance_reason,
    status_of,
)
from quotes.linking.wordings.runs import Part
from quotes.linking.wordings.wording import Wording, read_wording
from quotes.models import Statement

LONGEST_TEXT = 40_000
"""Characters of a text to verify: a draft of 5,000 words and more."""
MOST_SPANS = 150
"""Quotations looked up in one text."""


class TooManyQuotationsError(ValueError):
    """A text holds more quotations than are looked up at once."""


@dataclass(frozen=True, slots=True)
class Verified:
    """One quotation of the text, and what is known of it.

    start, end: characters into the text as given, half open, marks left out.
    attribution: what the printings of the nearest statement say to whom the text
        names as the speaker; None where it names nobody, or nothing was found.
    dispute: its kind, where outlets disagree who said it; else "".
    reasons: why it means something else than what was printed, in sentences.
    places: where articles print the words as nobody's quotation.
    """

    start: int
    end: int
    text: str
    status: Status
    message: str
    matches: tuple[Match, ...]
    attribution: CheckedAttribution | None = None
    dispute: str = ""
    changes_meaning: bool = False
    reasons: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def stance(self) -> str | None:
        """What the speaker of the nearest printing does with the words."""
        return self.matches[0].stance if self.matches else None


@dataclass(slots=True)
class _Asked:
    """One quotation as it is looked up."""

    start: int
    end: int
    wording: Wording
    matches: tuple[Match, ...] = ()
    places: list[Place] = field(default_factory=list)

    @property
    def is_traced(self) -> bool:
        """Whether it is known how the words stand in a printed quotation."""
        return bool(self.matches) and self.matches[0].run.part is not Part.NONE

    @property
    def status(self) -> Status:
        if self.places and not self.is_traced:
            return Status.PRINTED
        return status_of(self.matches[0].run) if self.matches else Status.NOT_FOUND


def verify(
    text: str, *, speaker: str | None = None, spans: Sequence[Range] | None = None
) -> list[Verified]:
    """Look up each quoted span of ``text``, or all of it where nothing is quoted.

    speaker: who is said to have spoken, all of it; without, whom running text
    names ("…", said Somebody) is held against the printings. spans: what to look up
    instead, where that is known, in order.

    Raises TooManyQuotationsError above ``MOST_SPANS``, and TimeBudgetExceeded where
    it is called within a ``time_budget`` that ends. As many queries for one
    quotation as for a hundred.
    """
    marked = with_english_marks(text)
    wanted = spans_in(marked) if spans is None else Spans(list(spans))
    if len(wanted.all) > MOST_SPANS:
        raise TooManyQuotationsError(
            f"The text has {len(wanted.all)} quotations; at most {MOST_SPANS} are "
            "looked up at once: send fewer."
        )
    asked = [_asked(text, span) for span in wanted.all]
    _find_quotes(asked)
    _find_articles(asked)
    judged = _whole_or_parts(asked) if wanted.instead else asked
    return _judge_all(marked, judged, speaker)


def _asked(text: str, span: Range) -> _Asked:
    check_time()
    start, end = span
    return _Asked(start, end, read_wording(text[start:end]))


def _whole_or_parts(asked: Sequence[_Asked]) -> Sequence[_Asked]:
    """A text without marks where it is printed as it is, else what it reports."""
    whole, parts = asked[:1], asked[1:]
    if whole[0].is_traced or whole[0].places:
        return whole
    found = any(part.status is not Status.NOT_FOUND for part in parts)
    return parts if found or not whole[0].matches else whole


def _find_quotes(asked: Sequence[_Asked]) -> None:
    """Fill in the statements that printed quotations make likely."""
    candidates = find_printings([one.wording for one in asked])
    nodes = load_quotes({pk for pks in candidates for pk in pks})
    for one, pks in zip(asked, candidates, strict=True):
        check_time()
        one.matches = match_statements(
            one.wording, [nodes[pk] for pk in pks if pk in nodes]
        )


def _find_articles(asked: Sequence[_Asked]) -> None:
    """Look into articles for what no quotation prints, in a row or in marked parts.

    What stands within a quotation there is that quotation: keys had not found it.
    """
    left = [one for one in asked if not one.is_traced]
    found = find_places([one.wording.text for one in left])
    held = {place.quote_id for places in found for place in places if place.quote_id}
    nodes = load_quotes(held)
    for one, places in zip(left, found, strict=True):
        quoted = [nodes[p.quote_id] for p in places if p.quote_id in nodes]
        matches = [
            match
            for match in match_statements(one.wording, quoted)
            if match.run.part is not Part.NONE
        ]
        if matches:
            one.matches = (*matches, *one.matches)[:MOST_STATEMENTS]
        one.places = [] if matches else places


def _judge_all(
    text: str, asked: Sequence[_Asked], speaker: str | None
) -> list[Verified]:
    best = {one.matches[0].statement_id for one in asked if one.matches}
    spans = [(one.start, one.end) for one in asked]
    claims = _claims(text, spans, speaker) if best else [None] * len(spans)
    printed = printed_speakers(best) if any(claims) else {}
    stances = printed_stances(best) if any(claims) else {}
    disputes = disputes_of(best)
    verified = []
    for one, claim in zip(asked, claims, strict=True):
        check_time()
        statement = one.matches[0].statement_id if one.matches else 0
        attribution = judge(claim, printed[statement]) if claim and statement else None
        verified.append(
            _verified(
                text,
                one,
                attribution,
                disputes.get(statement, ""),
                stances.get(statement, set()),
            )
        )
    return verified


def _claims(
    text: str, spans: Sequence[tuple[int, int]], speaker: str | None
) -> list[AttributionClaim | None]:
    if speaker:
        return [named_speaker(speaker)] * len(spans)
    return claims_in(text, spans)


def _verified(
    text: str,
    one: _Asked,
    attribution: CheckedAttribution | None,
    dispute: str,
    stances: set[str],
) -> Verified:
    status = one.status
    turns: list[str] = []
    if one.matches and status is not Status.PRINTED:
        turns += reasons_of(one.matches[0].run, one.matches[0].comparison)
    verb, contrary = stance_reason(attribution, stances)
    told = (
        MESSAGES[status],
        dispute and f"Outlets do not agree on who said it ({_label(dispute)}).",
        f"The meaning differs: {turns[0]}" if turns else "",
        verb,
        attribution.sentence if attribution else "",
    )
    return Verified(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        status=status,
        message=" ".join(filter(None, told)),
        matches=one.matches,
        attribution=attribution,
        dispute=dispute,
        changes_meaning=bool(turns) or contrary,
        reasons=tuple(filter(None, (*turns, verb))),
        places=tuple(one.places),
    )


def _label(dispute: str) -> str:
    return str(Statement.Dispute(dispute).label)
