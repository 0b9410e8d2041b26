"""The lookup ``among``: rows whose number is one of thousands.

``pk__among=Numbers(pks)``. Of ``pk__in`` the ORM checks, prepares and writes down every
number by itself, which takes longer than to answer; here all of them are one array.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey, IntegerField, Lookup

from quotes.models.numbers import array_of


class Numbers:
    """Numbers that are asked for. Not iterable: Django would look at each of them."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.ordered = sorted(set(map(int, numbers)))


@IntegerField.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """Rows whose column holds one of ``Numbers``."""

    lookup_name = "among"
    rhs: Numbers

    def get_prep_lookup(self) -> Numbers:
        """Raises TypeError for anything but ``Numbers``."""
        if not isinstance(self.rhs, Numbers):
            raise TypeError(f"among takes Numbers, not {type(self.rhs).__name__}.")
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs.ordered:
            raise EmptyResultSet
        column, parameters = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            asked = "= ANY(%s::bigint[])"
            return f"{column} {asked}", (*parameters, array_of(self.rhs.ordered))
        # A list of parameters has a limit there, and a sub-query another plan.
        written = ", ".join(map(str, self.rhs.ordered))
        return f"{column} IN ({written})", tuple(parameters)
