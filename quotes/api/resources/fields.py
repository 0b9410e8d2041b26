"""What a field of a resource is declared by, and what follows from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from quotes.api.links import Links
from quotes.api.shapes.values import Schema

Row = Mapping[str, Any]
"""Fetched columns by name, as ``values`` gives them."""

Show = Callable[[Row, Links], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a resource.

    name: in answers. schema: what it is, as JSON Schema; description: in a sentence
    or two. columns: what is fetched for it; the column of its own name if left out;
    none where whoever fetches the row adds what it is made of, under its name. show:
    makes its value from a row; left out, it is its first column as stored. It must
    not ask the database: it is called for every row. csv: the parts of it that become
    columns of a table; left out, it is one column.
    """

    name: str
    schema: Schema
    description: str
    columns: tuple[str, ...] | None = None
    show: Show | None = None
    csv: tuple[str, ...] = ()

    @property
    def fetched(self) -> tuple[str, ...]:
        """The columns that are fetched for it."""
        return (self.name,) if self.columns is None else self.columns

    @property
    def stored(self) -> str:
        """Under which name a row has it, where it is shown as stored."""
        return self.columns[0] if self.columns else self.name

    @property
    def described(self) -> Schema:
        """Its schema with its description, before what the schema says of itself."""
        told = f"{self.description} {self.schema.get('description', '')}".strip()
        return self.schema | {"description": told}


class Fields:
    """Fields in order, worked out once into what every row is fetched and shown by.

    columns: to fetch, ``also`` among them. show: what an answer gives of a row, in
    order. names, csv (of a table: names, and the parts of each) and properties (JSON
    Schema) by the fields' names.
    """

    def __init__(self, fields: Iterable[Field], also: Iterable[str] = ()):
        self._by_name = {field.name: field for field in fields}
        self._also = tuple(also)
        every = [column for field in self for column in field.fetched]
        self.columns = tuple(dict.fromkeys([*every, *self._also]))
        self.names = tuple(self._by_name)
        self.csv = {field.name: field.csv for field in self}
        self.properties = {field.name: field.described for field in self}
        self.show = _shower(list(self))

    def __iter__(self) -> Iterator[Field]:
        return iter(self._by_name.values())

    def only(self, *names: str) -> Fields:
        """Return those of these names, in the order they stand in here."""
        return Fields([field for field in self if field.name in names], self._also)

    def followed_by(self, *fields: Field) -> Fields:
        """Return these and more; one of a name there is already takes its place."""
        more = {field.name: field for field in fields}
        return Fields((self._by_name | more).values(), self._also)


def _shower(fields: list[Field]) -> Callable[[Row, Links], dict[str, Any]]:
    """Return the function that shows a row: lists spend much of their time in it.

    What is shown as stored is copied in one go, and only the rest field by field.
    """
    template = dict.fromkeys(field.name for field in fields)
    stored = {field.name: field.stored for field in fields if field.show is None}
    made = [(field.name, field.show) for field in fields if field.show is not None]
    names = tuple(stored)
    # Of a single name itemgetter would give the value, not a tuple of it.
    read = itemgetter(*stored.values()) if len(stored) > 1 else None

    def show(row: Row, links: Links) -> dict[str, Any]:
        shown: dict[str, Any] = template.copy()
        if read is None:
            shown |= {name: row[column] for name, column in stored.items()}
        else:
            shown.update(zip(names, read(row), strict=True))
        for name, make in made:
            shown[name] = make(row, links)
        return shown

    return show


@dataclass(frozen=True, slots=True)
class Resource:
    """What the API shows of one table.

    name: of its component in the OpenAPI document. path: its place in addresses.
    listed: what lists show. searched: what they show besides where they look for
    words; whoever searches adds it to the rows. detailed: what the address of one
    shows, None where they have no address of their own.
    """

    name: str
    path: str
    listed: Fields
    searched: Fields
    detailed: Fields | None

    @classmethod
    def of(
        cls,
        name: str,
        path: str,
        listed: Iterable[Field],
        *,
        ordered_by: Iterable[str] = (),
        searched: Iterable[Field] = (),
        detailed: Iterable[Field] | None = (),
    ) -> Resource:
        """Return the resource of these fields.

        ordered_by: columns that lists are ordered by and show in no field. detailed:
        the fields that one alone shows after those of lists, and those of lists of
        which it shows more.
        """
        fields = Fields(listed, ordered_by)
        return cls(
            name,
            path,
            fields,
            Fields(searched),
            None if detailed is None else fields.followed_by(*detailed),
        )

    @property
    def details(self) -> Fields:
        """What the address of one shows. Raises LookupError where there is none."""
        if self.detailed is None:
            raise LookupError(f"{self.name} has no address of its own.")
        return self.detailed
