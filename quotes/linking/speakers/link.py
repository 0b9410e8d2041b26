"""Giving each printed name its Speaker row, across articles.

Who a name is ``disambiguate`` says; what follows is done here. Whatever is in doubt
becomes a speaker of its own, and a suggestion to editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.additions import NewNames, NewSpeakers, complete
from quotes.linking.speakers.comparing.speaking_roles import is_anonymous
from quotes.linking.speakers.decision import Decisions, SpeakerDecision, give_quotes
from quotes.linking.speakers.disambiguation.candidate_speakers import KnownSpeaker
from quotes.linking.speakers.disambiguation.disambiguate import (
    Disambiguation,
    names_body,
)
from quotes.linking.speakers.disambiguation.register import Register
from quotes.linking.speakers.disambiguation.same_body import Parting
from quotes.linking.speakers.document_speakers import in_order, speakers_to_link
from quotes.linking.speakers.suggest import Suggestions
from quotes.linking.store.fingerprints import mark_stale
from quotes.models import Article, Speaker
from quotes.names.folding import fold


def link_speakers(
    found: Iterable[DocumentSpeaker],
    *,
    article: Article | None = None,
    register: Register | None = None,
) -> Mapping[str, Speaker]:
    """Return the Speaker of each name in ``found``, made where it is new.

    Keys are the names as given. Names that fold to nothing, or are longer than a
    name can be, are left out. ``article`` is where they are printed: what it said
    anonymously keeps its speakers when it is read again. register: what
    ``register_of`` returned for a batch that this document is of; it stores who is new.

    To be called inside the transaction that stores the quotes, and under
    ``lock_linking``: processes link speakers in turn, so that none is made twice.
    """
    named = speakers_to_link(tuple(found), article.text if article is not None else "")
    if not named.speakers:
        return {}
    linker = _Linker(named.with_bodies, article, register)
    order = in_order(named.with_bodies, linker.bodies)
    linked = {speaker.name: linker.link(speaker) for speaker in order}
    linker.save()
    standing = linker.decisions.standing
    return {speaker.name: standing(linked[speaker.name]) for speaker in named.speakers}


def register_of(
    documents: Iterable[tuple[Article, Iterable[DocumentSpeaker]]],
) -> Register:
    """Return what is known of the speakers of new articles, to be linked in turn."""
    found = [
        (article, speakers_to_link(tuple(speakers), article.text).with_bodies)
        for article, speakers in documents
    ]
    slugs = [base for one in found for base in NewSpeakers(one[1], one[0]).slug_bases()]
    return Register([speakers for _, speakers in found], slugs)


class _Linker:
    """Links the speakers of one document."""

    def __init__(
        self,
        found: Sequence[DocumentSpeaker],
        article: Article | None,
        register: Register | None,
    ) -> None:
        self.article = article
        self.register = register
        self.bodies = {speaker.affiliation for speaker in found if speaker.affiliation}
        self.decisions = Decisions()
        self.disambiguation = Disambiguation(
            found, article, self.decisions.standing, register
        )
        self.known = self.disambiguation.known
        held = self.known.names() if register is None else {}
        self.names = NewNames(held, self.disambiguation.apart, register)
        self.new = NewSpeakers(found, article, register)
        self.suggestions = Suggestions()
        self.better_known: set[int] = set()

    def link(self, found: DocumentSpeaker) -> Speaker:
        """The speaker that ``found`` is, made where it is new."""
        folded = fold(found.name)
        if folded in self.disambiguation.linked:
            return self.decisions.standing(self.disambiguation.linked[folded])
        body = self.disambiguation.body_of(found)
        decision = SpeakerDecision(None)
        if is_anonymous(found):
            if body is not None and names_body(found):
                # The database is asked who speaks for it: store who is new first.
                self._save_names()
            speaker = self.disambiguation.find_role(found, body)
        else:
            decision = self.disambiguation.find_named(found)
            speaker = self.decisions.carry_out(decision, self._join)
        new = speaker is None
        if speaker is None:
            speaker = self._make(found, body)
            self.disambiguation.made.add(speaker.pk)
        learned = not new and complete(
            speaker, found, body=body, article=self.article, register=self.register
        )
        named = self.names.add(speaker, found, new=new)
        if not new and (learned or named):
            self.better_known.add(speaker.pk)
        if found.kind is not SpeakerKind.PERSON:
            self.disambiguation.context.note_body(speaker, (found.name, *found.names))
        self.known.note(speaker, named)
        if found.kind is SpeakerKind.ORGANISATION:
            self._part(self.disambiguation.find_parting(found.name, named))
        others = map(self.decisions.standing, decision.doubts)
        self.suggestions.add(found, speaker, others)
        self.disambiguation.linked[folded] = speaker
        return speaker

    def save(self) -> None:
        """Store who was made, and what was learned of speakers."""
        self._save_names()
        self.suggestions.save(self.disambiguation.apart, new=self.disambiguation.made)
        if self.register is not None:
            self.register.better_known |= self.better_known
        else:
            mark_stale(self.better_known)

    def _save_names(self) -> None:
        """Store speakers and names, before the database is asked for them."""
        self.new.save()
        self.names.save()

    def _join(self, source: Speaker, target: Speaker) -> None:
        """Note that two are one in what is kept in memory, before rows are joined."""
        self._save_names()
        if self.register is not None:
            self.register.is_outdated = True
        for known in (self.known, self.names, self.suggestions):
            known.join(source, target)
        self.disambiguation.apart.join(source.pk, target.pk)

    def _part(self, parting: Parting | None) -> None:
        """Take from bodies what may be another's of their name."""
        if parting is not None:
            holder = parting.holder or self._make_without_state(
                parting.body, parting.stated
            )
            give_quotes(parting.moves_to(holder))

    def _make_without_state(self, body: str, stated: Sequence[KnownSpeaker]) -> Speaker:
        """Make a speaker for ``body`` without a state: nobody knows which it is of."""
        found = DocumentSpeaker(body, SpeakerKind.ORGANISATION, (body,))
        speaker = self._make(found, None)
        self.known.note(speaker, self.names.add(speaker, found, new=True))
        others = [known.speaker for known in stated]
        self.suggestions.add(found, speaker, others)
        return speaker

    def _make(self, found: DocumentSpeaker, body: Speaker | None) -> Speaker:
        speaker = self.new.make(found, body)
        self.disambiguation.apart.note_new(speaker.pk)
        return speaker
