"""Walking all rows of a step, and going on where an earlier walk was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from quotes.linking.store.lock import lock_linking
from quotes.models import RebuildPosition
from quotes.rebuilding.steps import Step


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """How far a step has come.

    done: rows looked at, those of an earlier, stopped walk included. total: rows
    there are. changed: rows that this walk changed.
    """

    done: int
    total: int
    changed: int


def rebuild(step: Step, *, anew: bool = False) -> Iterator[Rebuilding]:
    """Compute again what ``step`` derives, yielding how far it is.

    Each batch is a transaction of its own, in which linking waits; its end is
    remembered with it, so that whoever stops the walk loses nothing. anew: from the
    first row, although an earlier walk was stopped on its way.
    """
    rows = step.model._default_manager.order_by("pk")
    if anew:
        RebuildPosition.objects.filter(step=step.name).delete()
    position = RebuildPosition.objects.filter(step=step.name).first()
    last = position.last if position else 0
    done, total, changed = rows.filter(pk__lte=last).count(), rows.count(), 0
    yield Rebuilding(done, total, changed)
    while True:
        with transaction.atomic():
            lock_linking()
            following = rows.filter(pk__gt=last).values_list("pk", flat=True)
            pks = list(following[: step.at_once])
            if not pks:
                RebuildPosition.objects.filter(step=step.name).delete()
                return
            changed += step.rebuild(pks)
            last = pks[-1]
            RebuildPosition.objects.update_or_create(
                step=step.name, defaults={"last": last}
            )
        done += len(pks)
        yield Rebuilding(done, max(total, done), changed)
