"""Speakers whom a document names first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.register import Register
from quotes.linking.speakers.roles import is_anonymous
from quotes.models import Article, Speaker
from quotes.models.numbers import reserve_numbers
from quotes.models.slugs import FreeSlugs, slug_base

LONGEST_ROLE, LONGEST_OUTLET, DIGITS = 40, 24, 10
"""Characters of an anonymous speaker's address: who, in which outlet, and of the
digest that tells its article from the others there."""


class NewSpeakers:
    """Speakers made for one document; ``save`` stores them, all at once.

    found: whom the document names. article: where they are printed. register: what
    stores them with those of other documents.
    """

    def __init__(
        self,
        found: Sequence[DocumentSpeaker],
        article: Article | None,
        register: Register | None = None,
    ) -> None:
        self._found = found
        self._article = article
        self._register = register
        self._made: list[Speaker] = []
        self._numbers: list[int] = []

    def make(self, found: DocumentSpeaker, body: Speaker | None) -> Speaker:
        """Return a new speaker with its primary key, not stored yet.

        body: whom it speaks for.
        """
        speaker = Speaker(
            pk=self._take_number(),
            name=found.name,
            slug=self._slugs.take(self._slug_base(found)),
            kind=found.kind or Speaker.Kind.UNKNOWN,
            description=found.description,
            affiliation=body,
        )
        if self._register is not None:
            # At once: the next numbers may be told from what is stored.
            self._register.add_speaker(speaker)
        else:
            self._made.append(speaker)
        return speaker

    def save(self) -> None:
        """Store whom was made: to be called before the database is asked for them."""
        # Without history, which is of what people do.
        Speaker.objects.bulk_create(self._made)
        self._made = []

    def slug_bases(self) -> list[str]:
        """Return the slugs that those may get who are new."""
        return [self._slug_base(found) for found in self._found]

    def _take_number(self) -> int:
        if self._register is not None:
            return self._register.take_number()
        if not self._numbers:
            self.save()
            self._numbers = reserve_numbers(Speaker, len(self._found))[::-1]
        return self._numbers.pop()

    @cached_property
    def _slugs(self) -> FreeSlugs:
        """Of all who may be new, asked for when the first one is."""
        if self._register is not None:
            return self._register.slugs
        return FreeSlugs(Speaker, self.slug_bases())

    def _slug_base(self, found: DocumentSpeaker) -> str:
        slug = slug_base(found.name)
        if is_anonymous(found) and self._article is not None:
            # Thousands are called "officials": their slugs are not to be counted.
            return f"{slug[:LONGEST_ROLE]}-in-{self._place}"
        return slug

    @cached_property
    def _place(self) -> str:
        """The article as addresses tell it: the same whenever it is read.

        Its number is not, where a run before was stopped in the middle.
        """
        article = self._article
        assert article is not None  # noqa: S101 - asked for where there is one
        outlet = article.outlet.name
        told = hashlib.sha256(f"{outlet}\n{article.text_hash}".encode()).hexdigest()
        return f"{slug_base(outlet)[:LONGEST_OUTLET].strip('-')}-{told[:DIGITS]}"
