"""What a document adds: new speakers, and what it says of those who are stored.

What an editor wrote down stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.comparing.compare_bodies import bare_name, without_state
from quotes.linking.speakers.comparing.occupations import traits_of
from quotes.linking.speakers.comparing.speaking_roles import is_anonymous
from quotes.linking.speakers.disambiguation.register import Register
from quotes.linking.speakers.shown_name import better_name
from quotes.linking.store.told_apart import ToldApart
from quotes.models import Article, Speaker, SpeakerAlias
from quotes.models.numbers import reserve_numbers
from quotes.models.slugs import FreeSlugs, slug_base
from quotes.names.folding import fold

LONGEST_ROLE, LONGEST_OUTLET, DIGITS = 40, 24, 10
"""Characters of an anonymous speaker's address: who, in which outlet, and of the
digest that tells its article from the others there."""

LONGEST_NAME = Speaker._meta.get_field("name").max_length or 300
LONGEST_DESCRIPTION = 120


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
            # Handed over at once: it is stored before further numbers are taken.
            self._register.add_speaker(speaker)
        else:
            self._made.append(speaker)
        return speaker

    def save(self) -> None:
        """Store who was made; to be called before the database is asked for them."""
        # No rows of history: it records what people do.
        Speaker.objects.bulk_create(self._made)
        self._made = []

    def slug_bases(self) -> list[str]:
        """Return the slugs that new speakers of the document may get."""
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


def complete(
    speaker: Speaker,
    found: DocumentSpeaker,
    *,
    body: Speaker | None,
    article: Article | None,
    register: Register | None = None,
) -> bool:
    """Write down what a document says of a speaker; return whether anything is new.

    body: whom it speaks for, where that is known. article: which says it. register:
    what stores it with the news of other documents.
    """
    changed: dict[str, str | int] = {}
    if _says_more(found.description, speaker.description):
        changed["description"] = found.description
    if found.kind and speaker.kind == Speaker.Kind.UNKNOWN:
        changed["kind"] = str(found.kind)
    if name := better_name(speaker, found, article):
        changed["name"] = name
    unbound = "description" in changed or not speaker.affiliation_id
    other = body is not None and body.pk not in (speaker.pk, speaker.affiliation_id)
    if body is not None and other and unbound:
        changed["affiliation_id"] = body.pk
    if not changed or _is_edited(speaker, register):
        return False
    for field, value in changed.items():
        setattr(speaker, field, value)
    if register is not None:
        register.change(speaker, changed)
    else:
        Speaker.objects.filter(pk=speaker.pk).update(**changed)
    return True


def _is_edited(speaker: Speaker, register: Register | None) -> bool:
    """Whether a person has changed what is written down of ``speaker``."""
    if register is not None:
        return register.is_edited(speaker)
    edited = speaker.history.filter(history_user__isnull=False)
    return bool(edited.exists())


def _says_more(description: str, stored: str) -> bool:
    """Whether a description takes the place of the stored one.

    One that tells what somebody is does, then the longest, for then the order of
    articles makes no difference, and no occupation is missed behind a longer
    "friend of".
    """
    if not description or len(description) > LONGEST_DESCRIPTION:
        return False
    tells, told_before = (bool(traits_of(text)) for text in (description, stored))
    return (tells, len(description), description) > (told_before, len(stored), stored)


class NewNames:
    """Names that a document adds to speakers; ``save`` stores them, all at once.

    held: the names that speakers have, folded, by primary key; those of others are
    looked up. register: what stores them with the names of other documents.
    """

    def __init__(
        self,
        held: Mapping[int, set[str]],
        apart: ToldApart,
        register: Register | None = None,
    ) -> None:
        self._held = dict(held)
        self._apart = apart
        self._register = register
        self._added: list[SpeakerAlias] = []

    def add(
        self, speaker: Speaker, found: DocumentSpeaker, *, new: bool
    ) -> list[SpeakerAlias]:
        """Keep the printed names of a speaker; return those that were unknown.

        A name of somebody whom an editor told apart from it is not taken on.
        """
        held = self._names_of(speaker, new=new)
        names = [found.name, *found.names]
        if found.kind is SpeakerKind.ORGANISATION:
            # A body is looked up without its state, too.
            names += [without_state(bare_name(name)) for name in names]
        unknown = {
            fold(name): name
            for name in reversed(names)
            if fold(name) and fold(name) not in held and len(name) <= LONGEST_NAME
        }
        others = {} if new or not unknown else self._names_apart(speaker, unknown)
        added = [
            SpeakerAlias(
                speaker=speaker,
                name=unknown[folded],
                origin=SpeakerAlias.Origin.EXTRACTION,
            )
            for folded in reversed(unknown)
            if folded not in others
        ]
        for alias in added:
            alias.fill()
        held.update(alias.folded for alias in added)
        self._added += added
        return added

    def join(self, source: Speaker, target: Speaker) -> None:
        """Count the names of ``source`` as those of ``target`` from now on."""
        if target.pk in self._held:
            self._held[target.pk] |= self._names_of(source, new=False)

    def save(self) -> None:
        """Store what was added: to be called before names are asked of the database."""
        if self._register is not None:
            self._register.add_names(self._added)
        else:
            # No rows of history: it records what people do.
            SpeakerAlias.objects.bulk_create(self._added)
        self._added = []

    def _names_of(self, speaker: Speaker, *, new: bool) -> set[str]:
        if speaker.pk not in self._held:
            known = None
            if self._register is not None and not new:
                known = self._register.names_of(speaker)
            if known is None:
                stored = () if new else speaker.aliases.values_list("folded", flat=True)
                known = set(stored)
            self._held[speaker.pk] = known
        return self._held[speaker.pk]

    def _names_apart(self, speaker: Speaker, unknown: Mapping[str, str]) -> set[str]:
        """Those of ``unknown``, folded, that speakers told apart from this one bear."""
        apart = self._apart.of([speaker.pk])[speaker.pk]
        if not apart:
            return set()
        self.save()
        held = SpeakerAlias.objects.filter(speaker__in=apart, folded__in=unknown)
        return set(held.values_list("folded", flat=True))
