"""What a field of a resource is declared by, and what follows from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from django.db.models import Model

from quotes.api.links import Links
from quotes.api.shapes.values import Schema

Row = Mapping[str, Any]
"""Fetched columns by name, as ``values`` gives them."""

Show = Callable[[Row, Links], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a resource.

    name: in answers. schema: what it is, as JSON Schema; description: in a sentence
    or two; left out, what the model says of its column (help_text). columns: what is
    fetched for it; the column of its own name if left out; none where whoever fetches
    the row adds what it is made of, under its name. show: makes its value from a row;
    left out, it is its first column as stored. It must not ask the database: it is
    called for every row. csv: the parts of it that become columns of a table; left
    out, it is one column.
    """

    name: str
    schema: Schema
    description: str = ""
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

    def told_by(self, model: type[Model]) -> Field:
        """Return it with a description, that of its column where it has none.

        Raises ValueError where that has none either.
        """
        if self.description:
            return self
        told = getattr(model._meta.get_field(self.stored), "help_text", "")
        if not told:
            raise ValueError(
                f"Say what {self.name} of {model.__name__} is: in the description of"
                " the field, or in the help_text of its column."
            )
        return replace(self, description=str(told))


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
        """Return those of these names, in the order they stand in here.

        Raises LookupError for a name that is none.
        """
        if unknown := set(names).difference(self.names):
            raise LookupError(f"There is no field {', '.join(sorted(unknown))}.")
        return Fields([field for field in self if field.name in names], self._also)

    def followed_by(self, *fields: Field) -> Fields:
        """Return these and more; one of a name there is already takes its place."""
        more = {field.name: field for field in fields}
        return Fields((self._by_name | more).values(), self._also)


def _shower(fields: Sequence[Field]) -> Callable[[Row, Links], dict[str, Any]]:
    """Return the function that shows a row: lists spend much of their time in it.

    What is shown as stored is copied in one go, and only the rest field by field.
    """
    names = [field.name for field in fields]
    made = [(field.name, field.show) for field in fields if field.show is not None]
    read = _reader([None if field.show else field.stored for field in fields])

    def show(row: Row, links: Links) -> dict[str, Any]:
        shown = dict(zip(names, read(row), strict=True))
        for name, make in made:
            shown[name] = make(row, links)
        return shown

    return show


def _reader(columns: Sequence[str | None]) -> Callable[[Row], Sequence[Any]]:
    """Return what reads ``columns`` of a row; in the place of None stands anything."""
    stored = [column for column in columns if column is not None]
    if not stored or len(columns) == 1:  # of one column itemgetter gives no tuple
        return lambda row: [column and row[column] for column in columns]
    return itemgetter(*(column or stored[0] for column in columns))


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
        model: type[Model],
        listed: Iterable[Field],
        *,
        ordered_by: Iterable[str] = (),
        searched: Iterable[Field] = (),
        detailed: Iterable[Field] | None = (),
    ) -> Resource:
        """Return the resource of these fields, of rows of ``model``.

        ordered_by: columns that lists are ordered by and show in no field. detailed:
        the fields that one alone shows after those of lists, and those of lists of
        which it shows more.
        """

        def told(fields: Iterable[Field]) -> list[Field]:
            return [field.told_by(model) for field in fields]

        fields = Fields(told(listed), ordered_by)
        return cls(
            name,
            path,
            fields,
            Fields(told(searched)),
            None if detailed is None else fields.followed_by(*told(detailed)),
        )

    @property
    def details(self) -> Fields:
        """What the address of one shows. Raises LookupError where there is none."""
        if self.detailed is None:
            raise LookupError(f"{self.name} has no address of its own.")
        return self.detailed
