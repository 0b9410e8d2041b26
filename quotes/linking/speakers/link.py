"""Which Speaker row a printed name is, across articles.

A name finds its speaker by its folded form, or by its skeleton where it is
spelled, ordered or hyphenated otherwise. A surname alone finds nobody whom the
article does not name in full. Roles and anonymous groups ("a spokesperson",
"officials") are one speaker across articles only where their body is the same.
Whatever is in doubt becomes a speaker of its own, and a suggestion to editors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.candidates import KnownSpeaker, keys_of, load_candidates
from quotes.linking.speakers.compare import Answer, bare_name
from quotes.linking.speakers.context import ArticleContext, states_around
from quotes.linking.speakers.create import NewSpeakers
from quotes.linking.speakers.decision import Decision, Decisions
from quotes.linking.speakers.document_speakers import in_order, nameable, with_bodies
from quotes.linking.speakers.match import abbreviates, compare_speakers
from quotes.linking.speakers.relations import states_of
from quotes.linking.speakers.roles import body_spoken_for, is_anonymous, speaks_for_body
from quotes.linking.speakers.same_body import BodiesOfOneName
from quotes.linking.speakers.same_name import PersonsOfOneName
from quotes.linking.speakers.suggest import Suggestions
from quotes.linking.speakers.update import NewNames, complete
from quotes.linking.store.keys import mark_stale
from quotes.linking.store.told_apart import ToldApart
from quotes.models import Article, Speaker
from quotes.names.acronyms import acronym_of
from quotes.names.folding import fold
from quotes.names.transliteration import skeleton


def link_speakers(
    found: Iterable[DocumentSpeaker], *, article: Article | None = None
) -> Mapping[str, Speaker]:
    """Return the Speaker of each name in ``found``, made where it is new.

    Keys are the names as given. Names that fold to nothing, or are longer than a
    name can be, are left out. ``article`` is where they are printed: what it said
    anonymously keeps its speakers when it is read again.

    To be called inside the transaction that stores the quotes, and under
    ``lock_linking``: processes link speakers in turn, so that none is made twice.
    """
    named = nameable(found)
    if not named:
        return {}
    text = article.text if article is not None else ""
    speakers = with_bodies(named, text)
    linker = _Linker(speakers, article)
    order = in_order(speakers, linker.bodies)
    linked = {speaker.name: linker.link(speaker) for speaker in order}
    linker.save()
    standing = linker.decisions.standing
    return {speaker.name: standing(linked[speaker.name]) for speaker in named}


class _Linker:
    """Links the speakers of one document."""

    def __init__(
        self, found: Sequence[DocumentSpeaker], article: Article | None
    ) -> None:
        self.article = article
        self.bodies = {speaker.affiliation for speaker in found if speaker.affiliation}
        about = [f"{s.name} . {s.description} . {s.affiliation}" for s in found]
        self.places = states_of(" . ".join(about))
        self.known = load_candidates(found, self.places)
        names = self.known.names()
        self.apart = ToldApart(names)
        self.context = ArticleContext(article, self.apart)
        self.names = NewNames(names, self.apart)
        self.new = NewSpeakers(found, article)
        self.suggestions = Suggestions()
        printed = [name for speaker in found for name in (speaker.name, *speaker.names)]
        self.bodies_of_one_name = BodiesOfOneName(self.known, printed, self.places)
        self.persons_of_one_name = PersonsOfOneName(article, self.apart)
        self.decisions = Decisions(self._join)
        self.linked: dict[str, Speaker] = {}
        self.made: set[int] = set()
        self.better_known: set[int] = set()

    def link(self, found: DocumentSpeaker) -> Speaker:
        """The speaker that ``found`` is, made where it is new."""
        folded = fold(found.name)
        if folded in self.linked:
            return self.decisions.standing(self.linked[folded])
        body = self._body_of(found)
        doubts: list[Speaker] = []
        if is_anonymous(found):
            if body is not None and _names_body(found):
                # Who speaks for it is looked up, made a moment ago or not.
                self._save_names()
            speaker = self._find_role(found, body)
        else:
            speaker = self.decisions.carry_out(self._find_named(found, doubts))
        new = speaker is None
        if speaker is None:
            speaker = self._make(found, body)
            self.made.add(speaker.pk)
        learned = not new and complete(speaker, found, body=body, article=self.article)
        named = self.names.add(speaker, found, new=new)
        if not new and (learned or named):
            self.better_known.add(speaker.pk)
        if found.kind is not SpeakerKind.PERSON:
            self.context.note_body(speaker, (found.name, *found.names))
        self.known.note(speaker, named)
        if found.kind is SpeakerKind.ORGANISATION:
            self.bodies_of_one_name.part(found.name, named, self._make_without_state)
        others = map(self.decisions.standing, doubts)
        self.suggestions.add(found, speaker, others)
        self.linked[folded] = speaker
        return speaker

    def save(self) -> None:
        """Store who was made, and what was learned of speakers."""
        self._save_names()
        self.suggestions.save(self.apart, new=self.made)
        mark_stale(self.better_known)

    def _save_names(self) -> None:
        """Store speakers and names, before the database is asked for them."""
        self.new.save()
        self.names.save()

    def _join(self, source: Speaker, target: Speaker) -> None:
        """Know that two are one, before their rows are joined."""
        self._save_names()
        for known in (self.known, self.names, self.suggestions):
            known.join(source, target)
        self.apart.join(source.pk, target.pk)

    def _body_of(self, found: DocumentSpeaker) -> Speaker | None:
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
                return self.decisions.standing(linked)
            for known in self.known.of([skeleton(bare_name(name))]):
                if known.speaker.kind != Speaker.Kind.PERSON:
                    return known.speaker
        return None

    def _find_role(
        self, found: DocumentSpeaker, body: Speaker | None
    ) -> Speaker | None:
        """The speaker of a role: that of its body, or of this very article."""
        folded = fold(found.name)
        here = self.context.before.get(folded)
        if here is not None or not speaks_for_body(found):
            return here
        if body is not None and _names_body(found):
            # Thousands may be called so, but few of them speak for one body.
            voices = Speaker.objects.standing().filter(affiliation=body)
            called = voices.filter(aliases__folded=folded).order_by()
            # Asked for in order, all speakers would be read in that order.
            if voice := min(called, key=attrgetter("pk"), default=None):
                return voice
        if fold(found.affiliation) in folded and states_of(found.name):
            for known in self.known.of(keys_of(found, self.places)):
                if known.has_name(folded):
                    return known.speaker
        return None

    def _find_named(self, found: DocumentSpeaker, doubts: list[Speaker]) -> Decision:
        """Whom a name means; who else it may be goes into ``doubts``."""
        answers: dict[Answer, list[KnownSpeaker]] = defaultdict(list)
        for known in self.known.of(keys_of(found, self.places)):
            answers[self._compare(found, known)].append(known)
        same, namesakes = answers[Answer.SAME], answers[Answer.NAMESAKE]
        bearers = [*same, *namesakes]
        if self._are_namesakes(found, same, namesakes):
            doubts += [known.speaker for known in bearers + answers[Answer.DOUBT]]
            return self.persons_of_one_name.choose(found, bearers)
        doubtful = [*namesakes, *answers[Answer.DOUBT]]
        doubts += [known.speaker for known in same + doubtful]
        if found.kind is SpeakerKind.ORGANISATION:
            same = self._of_state(found, same)
        if here := self.context.find_expansion(found, same):
            return Decision(here)
        if stays := self._left_apart(found, bearers):
            return Decision(stays)
        # Or who bore the name when this article was last read.
        before = self.context.before.get(fold(found.name))
        if same:
            decision = self._in_full(found, self.context.choose(found, same), same)
        else:
            letters = acronym_of(found.name)
            alike = [k for k in doubtful if letters and abbreviates(found, k)]
            chosen = self.context.choose_by_letters(found, alike)
            decision = Decision(chosen.speaker if chosen else None)
        return replace(decision, speaker=decision.speaker or before)

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
    ) -> Decision:
        """``chosen``, or the one body of whom it is by now known to be the acronym.

        Those of ``same`` who are known by the acronym alone are joined with that body.
        """
        speaker = chosen.speaker if chosen else None
        letters = acronym_of(found.name)
        full = [known for known in same if letters and known.expands(letters)]
        if len(full) != 1:
            return Decision(speaker)
        return Decision(speaker, self.persons_of_one_name.acronym_joins(full[0], same))

    def _are_namesakes(
        self,
        found: DocumentSpeaker,
        same: Sequence[KnownSpeaker],
        namesakes: Sequence[KnownSpeaker],
    ) -> bool:
        """Whether stored bearers of a person's full name are to be told, or joined."""
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

    def _make_without_state(
        self, body: str, homonyms: Sequence[KnownSpeaker]
    ) -> Speaker:
        """Make a speaker ``body`` of whom nobody knows of which state it is."""
        found = DocumentSpeaker(body, SpeakerKind.ORGANISATION, (body,))
        speaker = self._make(found, None)
        self.known.note(speaker, self.names.add(speaker, found, new=True))
        others = [known.speaker for known in homonyms]
        self.suggestions.add(found, speaker, others)
        return speaker

    def _seen_with(self, known: KnownSpeaker, name: str) -> frozenset[str]:
        """States of which the articles speak in which ``known``, ``name``, spoke."""
        if known.speaker.pk in self.made:
            return self.bodies_of_one_name.told(name)
        return states_around(known.speaker)

    def _compare(self, found: DocumentSpeaker, known: KnownSpeaker) -> Answer:
        """Whether ``found`` is a known speaker, by the names of both."""

        seen_with = cache(lambda: self._seen_with(known, found.name))
        return compare_speakers(found, known, places=self.places, seen_with=seen_with)

    def _make(self, found: DocumentSpeaker, body: Speaker | None) -> Speaker:
        speaker = self.new.make(found, body)
        self.apart.note_new(speaker.pk)
        return speaker


def _names_body(found: DocumentSpeaker) -> bool:
    """Whether a role speaks for a body that has a name, and may do so elsewhere."""
    named = found.affiliation != found.affiliation.lower()
    return speaks_for_body(found) and named
