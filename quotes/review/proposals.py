"""Acts that are proposed: by somebody who may not do them, decided by who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.linking.store.lock import lock_linking
from quotes.models import Proposal
from quotes.review.errors import ConflictError, NotPermittedError, ReviewError
from quotes.review.guarding import ACTS, act, check_may, recording
from quotes.review.optimistic_locking import version_of
from quotes.review.proposal_parts import (
    Steps,
    arguments_of,
    row_of,
    tell_arguments,
    values_of,
)
from quotes.review.reasons import check_reason

MAY_PROPOSE = "quotes.add_proposal"
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class MovedValue:
    """A value that is not what it was when a proposal was made."""

    row: str
    label: str
    then: str
    now: str


def propose(*, do: Callable[[], Any], by: User) -> Proposal:
    """Make a proposal of the acts that ``do`` does, and undo them.

    They are done in a transaction that is taken back, so what is refused to an editor
    is refused here too (ReviewError). NotPermittedError for who may not propose;
    ReviewError without a reason, and where ``do`` does nothing that can be proposed.
    """
    if not by.has_perm(MAY_PROPOSE):
        raise NotPermittedError(f"{by} may not propose anything.")
    steps = Steps()
    with transaction.atomic():
        with transaction.atomic(), recording(steps):
            do()
            transaction.set_rollback(True)
        if not steps.steps:
            raise ReviewError("There is nothing in this that could be proposed.")
        return create_proposal(steps=steps, by=by)


def create_proposal(*, steps: Steps, by: User) -> Proposal:
    """Store what ``steps`` hold; ReviewError where none of them says why."""
    reasons = [step["arguments"].get("reason", {}).get("value") for step in steps.steps]
    reason = check_reason(next((told for told in reasons if told), ""))
    if not reason:
        raise ReviewError("Say why you propose it: who decides has only your reason.")
    rows = list(steps.rows.values())
    told = "; ".join(
        f"{ACTS[step['act']].label.capitalize()}: "
        + ", ".join(
            f"{name} {value}" for name, value in tell_arguments(step["arguments"], rows)
        )
        for step in steps.steps
    )
    return Proposal.objects.create(
        title=told[:LONGEST_TITLE],
        steps=steps.steps,
        rows=rows,
        reason=reason,
        made_by=by,
    )


@act("quotes.change_proposal", proposable=False)
@transaction.atomic
def accept_proposal(*, proposal: Proposal, by: User, reason: str = "") -> Proposal:
    """Do what ``proposal`` holds, signed by ``by``, its proposer named in the reason.

    All of its acts or none. ConflictError, with both values, where what it is about
    has changed since; NotPermittedError where ``by`` may not do one of them either;
    ReviewError where an act refuses, or it has been decided on.
    """
    reason = check_reason(reason)
    # No run, and no other act, changes what it is about from here on.
    lock_linking()
    held = _lock_open_proposal(proposal)
    if held.made_by_id == by.pk and not by.is_superuser:
        raise ReviewError("Another person decides on what you propose.")
    if changed := moved_since(held):
        told = "; ".join(
            f"{one.row}: {one.label} was “{one.then}”, is “{one.now}”"
            for one in changed
        )
        raise ConflictError(
            f"It is no longer as it was proposed on: {told}.",
            because=rows_about(held),
        )
    results: list[Any] = []
    for step in held.steps:
        known = ACTS[step["act"]]
        arguments = arguments_of(step["arguments"], results)
        own = arguments.get("reason") or held.reason
        arguments |= {"by": by, "reason": f"{own} (proposed by {held.made_by})"}
        check_may(known, arguments)
        results.append(known.do(**arguments))
    return _close_proposal(held, Proposal.Status.ACCEPTED, by=by, answer=reason)


@act("quotes.change_proposal", proposable=False)
@transaction.atomic
def decline_proposal(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """Decide that ``proposal`` is not done. ReviewError without a reason."""
    reason = check_reason(reason)
    if not reason:
        raise ReviewError("Say why not: who proposed it reads it.")
    held = _lock_open_proposal(proposal)
    return _close_proposal(held, Proposal.Status.DECLINED, by=by, answer=reason)


def moved_since(proposal: Proposal) -> list[MovedValue]:
    """Return every value of what ``proposal`` is about that has changed since."""
    found: list[MovedValue] = []
    for kept in proposal.rows:
        row = row_of(kept["model"], kept["pk"])
        if row is None:
            found.append(MovedValue(kept["told"], "it", "there", "gone"))
        elif version_of(row) != kept["version"]:
            now = values_of(row)
            differ = [
                MovedValue(kept["told"], label, then, now.get(label, ""))
                for label, then in kept["values"].items()
                if now.get(label, "") != then
            ]
            found += differ or [MovedValue(kept["told"], "it", "another", str(row))]
    return found


def rows_about(proposal: Proposal) -> list[Any]:
    """Return what ``proposal`` is about, as far as it is there."""
    rows = [row_of(kept["model"], kept["pk"]) for kept in proposal.rows]
    return [row for row in rows if row is not None]


def told_steps(proposal: Proposal) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each act of ``proposal`` in words, with its arguments."""
    return [
        (ACTS[step["act"]].label, tell_arguments(step["arguments"], proposal.rows))
        for step in proposal.steps
    ]


def _lock_open_proposal(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    held = rows.select_related("made_by", "decided_by").get(pk=proposal.pk)
    if held.status != Proposal.Status.OPEN:
        raise ConflictError(
            f"{held.decided_by} has {held.get_status_display()} this proposal already.",
            because=[held],
        )
    return held


def _close_proposal(
    held: Proposal, status: Proposal.Status, *, by: User, answer: str
) -> Proposal:
    held.status, held.answer = status, answer
    held.decided_by, held.decided_at = by, timezone.now()
    held.save(update_fields=["status", "answer", "decided_by", "decided_at"])
    return held
