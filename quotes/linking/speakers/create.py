"""Speakers whom a document names first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.roles import is_anonymous
from quotes.models import Article, Speaker
from quotes.models.numbers import reserve_numbers
from quotes.models.slugs import FreeSlugs, slug_base


class NewSpeakers:
    """Speakers made for one document; ``save`` stores them, all at once.

    found: whom the document names. article: where they are printed.
    """

    def __init__(
        self, found: Sequence[DocumentSpeaker], article: Article | None
    ) -> None:
        self._found = found
        self._article = article
        self._made: list[Speaker] = []
        self._numbers: list[int] = []

    def make(self, found: DocumentSpeaker, body: Speaker | None) -> Speaker:
        """Return a new speaker with its primary key, not stored yet.

        body: whom it speaks for.
        """
        if not self._numbers:
            self.save()
            self._numbers = reserve_numbers(Speaker, len(self._found))[::-1]
        speaker = Speaker(
            pk=self._numbers.pop(),
            name=found.name,
            slug=self._slugs.take(self._slug_base(found)),
            kind=found.kind or Speaker.Kind.UNKNOWN,
            description=found.description,
            affiliation=body,
        )
        self._made.append(speaker)
        return speaker

    def save(self) -> None:
        """Store whom was made: to be called before the database is asked for them."""
        # Without history, which is of what people do.
        Speaker.objects.bulk_create(self._made)
        self._made = []

    @cached_property
    def _slugs(self) -> FreeSlugs:
        """Of all who may be new, asked for when the first one is."""
        return FreeSlugs(Speaker, [self._slug_base(found) for found in self._found])

    def _slug_base(self, found: DocumentSpeaker) -> str:
        # Thousands are called "officials": their slugs are not to be counted.
        slug = slug_base(found.name)
        if is_anonymous(found) and self._article is not None:
            return f"{slug[:60]}-in-{self._article.pk}"
        return slug
