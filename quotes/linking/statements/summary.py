"""What follows from a statement's quotes: its text, its counts, who disagrees.

Which disputes there are ``disputes`` tells; here their rows are read and written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from quotes.linking.speakers.comparing.relations import SpeakerRecord
from quotes.linking.speakers.known_relations import load_speaker_records
from quotes.linking.statements.disputes import (
    Disagreement,
    DisputeKind,
    Printed,
    dispute_of,
    disputed_since,
    is_alert,
)
from quotes.linking.statements.exposure import (
    set_exposures_of_statements,
    set_exposures_of_waiting,
)
from quotes.linking.statements.printings import (
    Printing,
    known_since,
    printings_of_quotes,
    printings_of_statements,
)
from quotes.linking.store.bulk_rows import new_rows
from quotes.linking.store.waiting_quotes import NOTHING, Waiting
from quotes.models import Quote, Statement
from quotes.telling import needs_clause

COMPUTED = [
    "speaker",
    "text",
    "stance",
    "clause",
    "first_published_at",
    "quote_count",
    "outlet_count",
    "dispute",
    "dispute_grade",
    "disputed_at",
]


def new_statements(
    groups: Iterable[Sequence[int]], waiting: Waiting = NOTHING
) -> list[Statement]:
    """Return a statement, not yet stored, for each group of standing quotes.

    waiting: those of the quotes that are not stored.
    """
    groups = list(groups)
    standing = printings_of_quotes((pk for own in groups for pk in own), waiting)
    printings = [[standing[pk] for pk in group] for group in groups]
    records = _records_of(printings)
    made = new_rows(Statement, len(groups))
    disagreeing = [
        (statement, held, disagreement)
        for statement, held in zip(made, printings, strict=True)
        if (disagreement := _compute(statement, held, records))
    ]
    _date(disagreeing, records, waiting)
    return made


def refresh_statements(pks: Iterable[int], waiting: Waiting = NOTHING) -> int:
    """Compute anew what follows from the standing quotes of statements ``pks``.

    A dispute that an editor settled stays as it was settled. Statements that no
    quote reports any more stay, with a count of none; nobody disputes them. Returns
    how many statements changed. waiting: quotes of theirs that are not stored.
    """
    pks = set(pks)
    if not pks:
        return 0
    printings = defaultdict(list)
    for printing in printings_of_statements(pks, waiting):
        printings[printing.statement_id].append(printing)
    former = defaultdict(list)
    if gone := pks - printings.keys():
        for printing in printings_of_statements(gone, standing=False):
            former[printing.statement_id].append(printing)
    records = _records_of(printings.values())
    statements = list(Statement.objects.filter(pk__in=pks).order_by("pk"))
    before = {statement.pk: _computed(statement) for statement in statements}
    disagreeing = []
    for statement in statements:
        held = printings[statement.pk]
        if not held:
            _compute_gone(statement, former[statement.pk])
        elif disagreement := _compute(statement, held, records):
            disagreeing.append((statement, held, disagreement))
    _date(disagreeing, records, waiting)
    changed = [row for row in statements if before[row.pk] != _computed(row)]
    # One INSERT … ON CONFLICT: bulk_update builds a CASE for each row and column.
    Statement.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=COMPUTED
    )
    set_exposures_of_waiting(waiting, statements)
    set_exposures_of_statements(row.pk for row in changed)
    return len(changed)


def _records_of(printings: Iterable[Sequence[Printing]]) -> dict[int, SpeakerRecord]:
    """What is known of the speakers of those statements that have several."""
    speakers = [{p.speaker_id for p in held if p.speaker_id} for held in printings]
    return load_speaker_records({pk for pks in speakers if len(pks) > 1 for pk in pks})


def _computed(statement: Statement) -> list[Any]:
    columns = ("speaker_id" if name == "speaker" else name for name in COMPUTED)
    return [getattr(statement, column) for column in columns]


def _compute(
    statement: Statement,
    printings: Sequence[Printing],
    records: dict[int, SpeakerRecord],
) -> Disagreement | None:
    """Set what follows from ``printings`` but since when; return how they disagree.

    What an editor settled is not looked at again.
    """
    statement.quote_count = len(printings)
    # A copy stands for the outlet whose text it repeats.
    statement.outlet_count = len({p.original_outlet or p.outlet_id for p in printings})
    _tell(statement, printings)
    if statement.resolved_at:
        return None
    speakers = sorted({p.speaker_id for p in printings if p.speaker_id})
    found = None
    if len(speakers) > 1:
        found = dispute_of([records[pk] for pk in speakers])
    statement.dispute = Statement.Dispute(found.kind) if found else None
    statement.dispute_grade = _grade(printings, found, records)
    if found is None:
        statement.disputed_at = None
    statement.speaker_id = speakers[0] if speakers and not found else None
    return found


def _grade(
    printings: Sequence[Printing],
    found: Disagreement | None,
    facts: dict[int, SpeakerRecord],
) -> str:
    if found is None:
        return ""
    if found.kind is not DisputeKind.DISTINCT:
        return Statement.Grade.NOTE
    printed = [
        Printed(
            text=p.text,
            in_marks=p.kind != Quote.Kind.INDIRECT,
            speaker_id=p.speaker_id,
            source=p.original_outlet or p.outlet_id,
            stance=p.stance,
            confidence=p.confidence,
            reviewed=p.reviewed_at is not None,
        )
        for p in printings
        if p.speaker_id
    ]
    alert = is_alert(printed, found.pairs, facts)
    return Statement.Grade.ALERT if alert else Statement.Grade.NOTE


def _compute_gone(statement: Statement, former: Sequence[Printing]) -> None:
    """Set what is left of a statement of which no printing stands.

    former: those that did. By them its text is told, whatever else it held since.
    """
    statement.quote_count = statement.outlet_count = 0
    if former:
        _tell(statement, former)
    if statement.resolved_at:
        return
    statement.dispute = statement.disputed_at = None
    statement.dispute_grade = ""
    if former:
        speakers = {p.speaker_id for p in former if p.speaker_id}
        statement.speaker_id = speakers.pop() if len(speakers) == 1 else None


def _tell(statement: Statement, printings: Sequence[Printing]) -> None:
    told = fullest(printings)
    statement.text, statement.stance = told.text, told.stance
    needed = needs_clause(told.kind, told.stance)
    statement.clause = told.clause if needed else ""
    dates = [p.published_at for p in printings if p.published_at]
    statement.first_published_at = min(dates) if dates else None


def _date(
    disagreeing: Sequence[tuple[Statement, Sequence[Printing], Disagreement]],
    records: dict[int, SpeakerRecord],
    waiting: Waiting,
) -> None:
    """Set since when the printings of each statement disagree as they do.

    A matter of the quotes alone, so that what is undone leaves no trace. One query,
    none where nobody disagrees.
    """
    if not disagreeing:
        return
    known = known_since((p.pk for _, held, _ in disagreeing for p in held), waiting)
    for statement, held, disagreement in disagreeing:
        named: dict[int, datetime] = {}
        for printing in held:
            if printing.speaker_id:
                pk, since = records[printing.speaker_id].pk, known[printing.pk]
                named[pk] = min(named.get(pk, since), since)
        statement.disputed_at = disputed_since(disagreement, named)


Told = TypeVar("Told", Printing, Quote)


def fullest(printings: Sequence[Told]) -> Told:
    """The fullest wording: direct before mixed before indirect, then longest."""
    ranks: dict[str, int] = {Quote.Kind.DIRECT: 2, Quote.Kind.MIXED: 1}
    half = max(len(p.text) for p in printings) / 2
    return max(
        printings,
        key=lambda p: (
            ranks.get(p.kind, 0) if len(p.text) >= half else -1,
            len(p.text),
            -p.pk,
        ),
    )
