"""One kind of work that waits for a person: a small declaration, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Kind:
    """What waits, in which order, and how that is told.

    key: a slug of 20 characters at most, in addresses and in claims.
    name, why: what it is called; what goes wrong while nobody does it.
    model: of which a row is one item; its page in the admin is where it is done.
    waiting: the rows that wait, all of them, unordered.
    order: by what a mistake costs, dearest first; fields, perhaps of another table,
        that are never null among what waits, the last of them a key. An index has to
        serve it.
    since: the field, perhaps of another table, that says since when an item waits.
    told: why an item is where it is, in words; asks for no more than ``related``.
    done: what a person has done since a moment. Counted to a bound, by an index.
    permission: without it, who may look sees the list and works on nothing.
    seen: what is needed to see it, where that is not to view or change the model.
    related: what a list fetches with its rows.
    left: columns that a list leaves in the database.
    """

    key: str
    name: str
    why: str
    model: type[Model]
    waiting: Callable[[], QuerySet[Any]]
    order: tuple[str, ...]
    since: str
    told: Callable[[Any], str]
    done: Callable[[User, datetime], QuerySet[Any]]
    permission: str
    seen: str = ""
    related: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    def may_be_seen_by(self, user: User) -> bool:
        """Whether ``user`` may see what waits."""
        if self.seen:
            return user.has_perm(self.seen)
        name = self.model._meta.model_name
        seeing = (f"quotes.view_{name}", f"quotes.change_{name}")
        return any(user.has_perm(one) for one in seeing)

    def may_be_done_by(self, user: User) -> bool:
        """Whether ``user`` may work on it."""
        return self.may_be_seen_by(user) and user.has_perm(self.permission)
