"""What a page shows of a draft's quotations: one place for every way to ask.

The page without scripts and the pieces that scripts ask for are made of the same
``Checked`` by the same template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.linking.verification.drafts import DraftPiece
from quotes.linking.verification.matches import Match
from quotes.linking.verification.named_speaker import ClaimVerdict
from quotes.linking.verification.verdicts import MESSAGES, Status
from quotes.linking.verification.verify import Verified
from quotes.linking.wordings.describing import Difference
from quotes.models import Statement
from quotes.pages.checked_rows import (
    NamedSpeaker,
    PlaceShown,
    PrintingRow,
    Rows,
    load_rows,
)
from quotes.pages.in_words import STANCES
from quotes.pages.statement_wordings import MarkedPiece, pieces_of

SIGNS = {
    Status.VERBATIM: ("✓", "verbatim"),
    Status.EXCERPT: ("✓", "excerpt"),
    Status.ABRIDGED: ("…", "abridged"),
    Status.VARIANT: ("≈", "other words"),
    Status.PRINTED: ("¶", "printed, nobody’s quotation"),
    Status.NOT_FOUND: ("?", "not found"),
}
"""A sign and a word for each status: colour never says it alone."""

_TRACED = frozenset((Status.VERBATIM, Status.EXCERPT, Status.ABRIDGED))
_MARKS = frozenset("”“\"»«’‘'」』")
MOST_DIFFERENCES = 12
OTHERS = 2
"""Other statements named that are like it."""


@dataclass(frozen=True, slots=True)
class InPrint:
    """The statement that a quotation is, and its printings.

    nearest: the printing that is nearest to it. printings: the first of the others,
    and ``more`` that are not shown. named: whom all of them name. against: the
    quotation's words with those that print has instead, where they differ.
    """

    statement: Statement
    nearest: PrintingRow | None
    printings: list[PrintingRow]
    more: int
    named: list[NamedSpeaker]
    stance: str
    against: list[MarkedPiece]
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class Finding:
    """One quotation of the draft and what is known of it.

    number: as it is shown, and ``key`` within addresses. alerts: what to look at
    before it goes to print, in a few words each. reasons: the same in sentences.
    """

    key: str
    number: str
    item: Verified
    sign: str
    word: str
    message: str
    alerts: list[str]
    reasons: list[str]
    printed: InPrint | None
    others: list[Statement]
    places: list[PlaceShown]

    @property
    def needs_a_look(self) -> bool:
        """Whether it may not go to print as it stands."""
        return bool(self.alerts) or self.item.status not in _TRACED

    @property
    def look(self) -> str:
        """In a few words, what there is to look at."""
        return ", ".join(self.alerts) or self.word


@dataclass(frozen=True, slots=True)
class DraftStretch:
    """Some of the draft's text, and the finding it is, if it is one.

    closing: the marks behind it. beside: findings that begin within it, which have no
    stretch of their own.
    """

    text: str
    finding: Finding | None = None
    closing: str = ""
    beside: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One piece of a draft, ready to be shown. number: of the piece, from 1."""

    number: int
    stretches: list[DraftStretch]
    findings: list[Finding]

    @property
    def to_look_at(self) -> list[Finding]:
        """Return those that may not go to print as they stand."""
        return [finding for finding in self.findings if finding.needs_a_look]

    @property
    def tally(self) -> list[tuple[str, str, str, int]]:
        """Return (status, sign, word, count) of each status that is there."""
        counts = Counter(finding.item.status for finding in self.findings)
        return [
            (str(status), sign, word, counts[status])
            for status, (sign, word) in SIGNS.items()
            if counts[status]
        ]


def show_piece(
    draft: str, piece: DraftPiece, verified: Sequence[Verified], *, number: int
) -> Checked:
    """Return the ``number``-th piece of ``draft`` as pages show it. Five queries."""
    rows = load_rows(verified)
    findings = []
    for place, item in enumerate(verified):
        key = f"{number}-{place + 1}"
        marked = piece.spans is not None
        shown = str(piece.first + place) if marked or number == 1 else key
        findings.append(_finding(item, rows, key, shown))
    return Checked(number, list(_stretches(draft, piece, findings)), findings)


def _stretches(
    draft: str, piece: DraftPiece, findings: Sequence[Finding]
) -> Iterator[DraftStretch]:
    done = piece.start
    for finding, *beside in _apart(findings):
        start, end = finding.item.start, finding.item.end
        if start > done:
            yield DraftStretch(draft[done:start])
        done = end
        while done < piece.end and draft[done] in _MARKS:
            done += 1
        yield DraftStretch(draft[start:end], finding, draft[end:done], tuple(beside))
    if done < piece.end:
        yield DraftStretch(draft[done : piece.end])


def _apart(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings that do not overlap, each with those that begin within it."""
    held: list[Finding] = []
    for finding in findings:
        if held and finding.item.start >= held[0].item.end:
            yield held
            held = []
        held.append(finding)
    if held:
        yield held


def _finding(item: Verified, rows: Rows, key: str, number: str) -> Finding:
    sign, word = SIGNS[item.status]
    return Finding(
        key=key,
        number=number,
        item=item,
        sign=sign,
        word=word,
        message=_message(item),
        alerts=list(_alerts(item)),
        reasons=list(_reasons(item)),
        printed=_in_print(item, rows),
        others=_others(item, rows),
        places=rows.places_of(item),
    )


def _in_print(item: Verified, rows: Rows) -> InPrint | None:
    """What prints it, where its words or others of its statement were printed."""
    if not item.matches or item.status is Status.PRINTED:
        return None
    best = item.matches[0]
    statement = rows.statements.get(best.statement_id)
    if statement is None:  # joined to another since it was looked up
        return None
    first = rows.printings.get(statement.pk, [])
    differs = item.status is Status.VARIANT
    return InPrint(
        statement=statement,
        nearest=rows.nearest.get(best.quote_id),
        printings=[one for one in first if one.quote.pk != best.quote_id],
        more=max(0, statement.quote_count - len(first)),
        named=rows.named.get(statement.pk, []),
        stance=STANCES.get(item.stance or "", ""),
        against=list(pieces_of(item.text, best.comparison)) if differs else [],
        differences=_gravest(best) if differs else [],
    )


def _alerts(item: Verified) -> Iterator[str]:
    attribution = item.attribution
    if item.status is Status.PRINTED:
        return
    if item.changes_meaning:
        yield "meaning differs"
    if attribution and attribution.verdict is ClaimVerdict.OTHER:
        yield "another speaker"
    if item.dispute:
        yield "speaker disputed"


def _reasons(item: Verified) -> Iterator[str]:
    yield from item.reasons
    if item.dispute:
        yield (
            "Outlets do not agree on who said it "
            f"({Statement.Dispute(item.dispute).label})."
        )
    if item.attribution and item.attribution.sentence:
        yield item.attribution.sentence


def _message(item: Verified) -> str:
    told = MESSAGES[item.status]
    named = item.attribution
    if named is None or named.verdict is not ClaimVerdict.SAME:
        return told
    return f"{told} Print, too, names {named.claimed}."


def _gravest(match: Match) -> list[Difference]:
    """The differences from print, what changes the meaning first."""
    ordered = sorted(match.comparison.differences, key=lambda d: not d.changes_meaning)
    return ordered[:MOST_DIFFERENCES]


def _others(item: Verified, rows: Rows) -> list[Statement]:
    """Other statements like it; those of words that were found are named first."""
    kept = item.matches if item.status is Status.PRINTED else item.matches[1:]
    found = (rows.statements.get(match.statement_id) for match in kept)
    return [one for one in found if one is not None][:OTHERS]
