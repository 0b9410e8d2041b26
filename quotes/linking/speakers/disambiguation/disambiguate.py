"""Who the names of one document are, of those who are stored. Changes nothing.

A name finds its speaker by its folded form, or by its skeleton where it is
spelled, ordered or hyphenated otherwise. A surname alone finds nobody whom the
article does not name in full. Roles and anonymous groups ("a spokesperson",
"officials") are one speaker across articles only where their body is the same.
What follows for stored rows is decided here; ``link`` does it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.comparing.compare_bodies import NameJudgement, bare_name
from quotes.linking.speakers.comparing.speaking_roles import (
    body_spoken_for,
    speaks_for_body,
)
from quotes.linking.speakers.decision import SpeakerDecision
from quotes.linking.speakers.disambiguation.article_context import (
    ArticleContext,
    states_around,
)
from quotes.linking.speakers.disambiguation.candidate_speakers import (
    KnownSpeaker,
    keys_of,
    load_candidates,
    places_of,
)
from quotes.linking.speakers.disambiguation.match import abbreviates, compare_speakers
from quotes.linking.speakers.disambiguation.register import Register, find_voice
from quotes.linking.speakers.disambiguation.same_body import BodiesOfOneName, Parting
from quotes.linking.speakers.disambiguation.same_name import PersonsOfOneName
from quotes.linking.store.told_apart import ToldApart
from quotes.models import Article, Speaker, SpeakerAlias
from quotes.names.acronyms import acronym_of
from quotes.names.folding import fold
from quotes.names.states import states_of
from quotes.names.transliteration import skeleton


class Disambiguation:
    """Who each name of one document means.

    found: whom the document names. article: where. standing: returns whom a speaker
    has been joined with meanwhile, or itself. register: what is known of the speakers
    of a batch; without one the database is asked.

    linked: who the names are, folded, as far as they are linked. made: numbers of
    those who were made for this document. Whoever links keeps both.
    """

    def __init__(
        self,
        found: Sequence[DocumentSpeaker],
        article: Article | None,
        standing: Callable[[Speaker], Speaker],
        register: Register | None = None,
    ) -> None:
        self.places = places_of(found)
        self.register = register
        if register is None:
            self.known = load_candidates(found, self.places)
            self.apart = ToldApart(self.known.names())
        else:
            self.known = register.candidates(found, self.places)
            self.apart = register.apart
        self.context = ArticleContext(article, self.apart)
        printed = [name for speaker in found for name in (speaker.name, *speaker.names)]
        self.bodies_of_one_name = BodiesOfOneName(self.known, printed, self.places)
        self.persons_of_one_name = PersonsOfOneName(article, self.apart)
        self.standing = standing
        self.linked: dict[str, Speaker] = {}
        self.made: set[int] = set()

    def body_of(self, found: DocumentSpeaker) -> Speaker | None:
        """The body that ``found`` speaks for, where a speaker of that name is known."""
        if not found.affiliation or fold(found.affiliation) == fold(found.name):
            return None
        states = states_of(found.affiliation)
        names = [
            found.affiliation,
            body_spoken_for(found),
            *(state.title() for state in sorted(states)),
        ]
        for name in filter(None, names):
            linked = self.linked.get(fold(name))
            if linked is not None:
                return self.standing(linked)
            for known in self.known.of([skeleton(bare_name(name))]):
                if known.speaker.kind != Speaker.Kind.PERSON:
                    return known.speaker
        return None

    def find_role(self, found: DocumentSpeaker, body: Speaker | None) -> Speaker | None:
        """The speaker of a role: that of its body, or of this very article."""
        folded = fold(found.name)
        here = self.context.before.get(folded)
        if here is not None or not speaks_for_body(found):
            return here
        if body is not None and names_body(found):
            voice = self._voice_of(body, folded)
            if voice is not None:
                return voice
        if fold(found.affiliation) in folded and states_of(found.name):
            for known in self.known.of(keys_of(found, self.places)):
                if known.has_name(folded):
                    return known.speaker
        return None

    def _voice_of(self, body: Speaker, folded: str) -> Speaker | None:
        if self.register is not None:
            return self.register.voice_of(body, folded)
        return find_voice(body, folded)

    def find_named(self, found: DocumentSpeaker) -> SpeakerDecision:
        """Whom a name means, and who else it may be."""
        answers: dict[NameJudgement, list[KnownSpeaker]] = defaultdict(list)
        for known in self.known.of(keys_of(found, self.places)):
            answer = compare_speakers(
                found, known, places=self.places, seen_with=self._seen_with
            )
            answers[answer].append(known)
        same, namesakes = answers[NameJudgement.SAME], answers[NameJudgement.NAMESAKE]
        alike = [*same, *namesakes, *answers[NameJudgement.DOUBT]]
        if self._are_namesakes(found, same, namesakes):
            decision = self.persons_of_one_name.choose(found, [*same, *namesakes])
        else:
            decision = self._choose(found, same, alike[len(same) :], namesakes)
        doubts = tuple([known.speaker for known in alike])
        return SpeakerDecision(decision.speaker, decision.joins, decision.moves, doubts)

    def _choose(
        self,
        found: DocumentSpeaker,
        same: Sequence[KnownSpeaker],
        doubtful: Sequence[KnownSpeaker],
        namesakes: Sequence[KnownSpeaker],
    ) -> SpeakerDecision:
        """Whom a name means, where no rule about persons of one full name decides.

        namesakes: those of ``doubtful`` who bear the very name.
        """
        bearers = [*same, *namesakes]
        if found.kind is SpeakerKind.ORGANISATION:
            same = self._of_state(found, same)
        if here := self.context.find_expansion(found, same):
            return SpeakerDecision(here)
        if stays := self._left_apart(found, bearers):
            return SpeakerDecision(stays)
        # Or who bore the name when this article was last read.
        before = self.context.before.get(fold(found.name))
        if same:
            decision = self._in_full(found, self.context.choose(found, same), same)
        else:
            letters = acronym_of(found.name)
            alike = [k for k in doubtful if letters and abbreviates(found, k)]
            chosen = self.context.choose_by_letters(found, alike)
            decision = SpeakerDecision(chosen.speaker if chosen else None)
        if decision.speaker or not before:
            return decision
        return replace(decision, speaker=before)

    def find_parting(
        self, name: str, new_names: Sequence[SpeakerAlias]
    ) -> Parting | None:
        """Return what ``BodiesOfOneName.find_parting`` does."""
        return self.bodies_of_one_name.find_parting(name, new_names)

    def _left_apart(
        self, found: DocumentSpeaker, bearers: Sequence[KnownSpeaker]
    ) -> Speaker | None:
        """Who bore the name when this article was last read, one of several whose
        merger an editor undid: its quotes stay with it."""
        before = self.context.before.get(fold(found.name))
        if before is None or before.pk not in {known.speaker.pk for known in bearers}:
            return None
        return before if self.persons_of_one_name.were_parted(bearers) else None

    def _in_full(
        self,
        found: DocumentSpeaker,
        chosen: KnownSpeaker | None,
        same: Sequence[KnownSpeaker],
    ) -> SpeakerDecision:
        """``chosen``, or the one body of whom it is by now known to be the acronym.

        Those of ``same`` who are known by the acronym alone are joined with that body.
        """
        speaker = chosen.speaker if chosen else None
        letters = acronym_of(found.name)
        full = [known for known in same if letters and known.expands(letters)]
        if len(full) != 1:
            return SpeakerDecision(speaker)
        return SpeakerDecision(
            speaker, self.persons_of_one_name.acronym_joins(full[0], same)
        )

    def _are_namesakes(
        self,
        found: DocumentSpeaker,
        same: Sequence[KnownSpeaker],
        namesakes: Sequence[KnownSpeaker],
    ) -> bool:
        """Whether stored bearers of a full name are to be told apart, or joined."""
        if found.kind is not SpeakerKind.PERSON or len(same) + 2 * len(namesakes) < 2:
            return False
        if len(bare_name(found.name).split()) < 2:
            return False
        bearers = [*same, *namesakes]
        if any(known.speaker.pk in self.context.decided for known in bearers):
            return False
        return self.persons_of_one_name.may_be_one(bearers)

    def _of_state(
        self, found: DocumentSpeaker, same: Sequence[KnownSpeaker]
    ) -> list[KnownSpeaker]:
        """Those of ``same`` that may be meant where several states have such a body.

        Whom an editor, or the last run, saw in this article comes first.
        """
        left = self.bodies_of_one_name.choose(found.name, same, self._seen_with)
        if len(left) == len(same):
            return left
        before = self.context.before.get(fold(found.name))
        for pks in (self.context.decided, {before.pk} if before else set()):
            if seen := [known for known in same if known.speaker.pk in pks]:
                return seen
        return left

    def _seen_with(self, known: KnownSpeaker, name: str) -> frozenset[str]:
        """States of which the articles speak in which ``known``, ``name``, spoke."""
        if known.speaker.pk in self.made:
            return self.bodies_of_one_name.states_told(name)
        return states_around(known.speaker)


def names_body(found: DocumentSpeaker) -> bool:
    """Whether a role speaks for a body that has a name, and may do so elsewhere."""
    named = found.affiliation != found.affiliation.lower()
    return speaks_for_body(found) and named
