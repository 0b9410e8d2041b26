"""Which Speaker row a printed name is, across articles.

A name finds its speaker by its folded form, or by its skeleton where it is
spelled, ordered or hyphenated otherwise. A surname alone finds nobody whom the
article does not name in full. Roles and anonymous groups ("a spokesperson",
"officials") are one speaker across articles only where their body is the same.
Whatever is in doubt becomes a speaker of its own, and a suggestion to editors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.extraction.acronyms import acronym_of, is_only_acronym, prints_expansion
from quotes.extraction.folding import fold
from quotes.extraction.transliteration import skeleton
from quotes.linking.candidates import (
    KnownSpeaker,
    is_anonymous,
    keys_of,
    load_candidates,
)
from quotes.linking.context import ArticleContext
from quotes.linking.identity import (
    Answer,
    Bearer,
    bare_name,
    same_body,
    same_person,
)
from quotes.linking.kinship import states_of
from quotes.linking.learning import LONGEST_NAME, add_names, complete
from quotes.linking.nodes import mark_stale
from quotes.linking.retrieval import lock_linking
from quotes.linking.suggestions import suggest
from quotes.models import Article, Quote, Speaker, SpeakerAlias
from quotes.models.slugs import free_slug, slug_base


def link_speakers(
    found: Iterable[DocumentSpeaker], *, article: Article | None = None
) -> Mapping[str, Speaker]:
    """Return the Speaker of each name in ``found``, made where it is new.

    Keys are the names as given. Names that fold to nothing, or are longer than a
    name can be, are left out. ``article`` is where they are printed: what it said
    anonymously keeps its speakers when it is read again.

    To be called inside the transaction that stores the quotes. Processes that
    link speakers do so in turn, so that none is made twice.
    """
    named = [
        speaker
        for speaker in found
        if fold(speaker.name) and len(speaker.name) <= LONGEST_NAME
    ]
    speakers = _with_acronyms(named, article.text if article is not None else "")
    if not speakers:
        return {}
    lock_linking()
    linker = _Linker(speakers, article)
    # Bodies first: roles are known by them; those who speak jointly last.
    order = sorted(speakers, key=lambda s: (s.name not in linker.bodies, _rank(s)))
    # And full names before what abbreviates them.
    order.sort(key=lambda s: is_only_acronym(s.name) and s.name not in linker.bodies)
    linked = {speaker.name: linker.link(speaker) for speaker in order}
    mark_stale(linker.better_known)
    return linked


def _with_acronyms(
    found: Sequence[DocumentSpeaker], text: str
) -> list[DocumentSpeaker]:
    """Bodies with the acronym that is theirs in this article.

    The one that ``text`` prints behind their name, or that somebody is called in it
    where no other body has the letters. Known at once, not when the acronym is come
    to, the name finds whom another article calls by the acronym alone.
    """
    called = {
        acronym_of(name)
        for speaker in found
        for name in (speaker.name, *speaker.names)
        if is_only_acronym(name)
    }
    full = [
        speaker
        for speaker in found
        if speaker.kind is not SpeakerKind.PERSON
        and not is_anonymous(speaker)
        and not is_only_acronym(speaker.name)
    ]
    bearers = Counter(acronym_of(speaker.name) for speaker in full)
    return [
        replace(speaker, names=(*speaker.names, letters))
        if speaker in full
        and (letters := acronym_of(speaker.name))
        and (
            prints_expansion(text, speaker.name)
            or (letters in called and bearers[letters] == 1)
        )
        else speaker
        for speaker in found
    ]


def _rank(speaker: DocumentSpeaker) -> tuple[int, str]:
    ranks = {SpeakerKind.ORGANISATION: 0, SpeakerKind.PERSON: 1, SpeakerKind.GROUP: 2}
    rank = ranks[speaker.kind] if speaker.kind else 1
    return rank + 3 * (not speaker.names), fold(speaker.name)


class _Linker:
    """Links the speakers of one document."""

    def __init__(
        self, found: Sequence[DocumentSpeaker], article: Article | None
    ) -> None:
        self.article = article
        self.context = ArticleContext(article)
        self.bodies = {speaker.affiliation for speaker in found if speaker.affiliation}
        about = [f"{s.name} . {s.description} . {s.affiliation}" for s in found]
        self.places = states_of(" . ".join(about))
        self.known = load_candidates(found, self.places)
        self.linked: dict[str, Speaker] = {}
        self.better_known: set[int] = set()

    def link(self, found: DocumentSpeaker) -> Speaker:
        """The speaker that ``found`` is, made where it is new."""
        folded = fold(found.name)
        if folded in self.linked:
            return self.linked[folded]
        body = self._body_of(found)
        doubts: list[Speaker] = []
        if is_anonymous(found):
            speaker = self._find_role(found, body)
        else:
            speaker = self._find_named(found, doubts)
        new = speaker is None
        if speaker is None:
            speaker = self._make(found, body)
        learned = not new and complete(speaker, found, body)
        named = add_names(speaker, found, new=new)
        if not new and (learned or named):
            self.better_known.add(speaker.pk)
        if found.kind is not SpeakerKind.PERSON:
            self.context.note_body(speaker, (found.name, *found.names))
        suggest(speaker, doubts, because=lambda other: _reason(found, other))
        self.linked[folded] = speaker
        return speaker

    def _body_of(self, found: DocumentSpeaker) -> Speaker | None:
        """The body that ``found`` speaks for, where a speaker of that name is known."""
        if not found.affiliation or fold(found.affiliation) == fold(found.name):
            return None
        states = states_of(found.affiliation)
        names = [found.affiliation, *(state.title() for state in sorted(states))]
        for name in names:
            linked = self.linked.get(fold(name))
            if linked is not None:
                return linked
            for known in self.known.get(skeleton(bare_name(name)), ()):
                if known.speaker.kind != Speaker.Kind.PERSON:
                    return known.speaker
        return None

    def _find_role(
        self, found: DocumentSpeaker, body: Speaker | None
    ) -> Speaker | None:
        """The speaker of a role: that of its body, or of this very article."""
        folded = fold(found.name)
        here = self.context.before.get(folded)
        if here is not None:
            return here
        body_name = fold(found.affiliation)
        for known in self._candidates(found):
            speaker = known.speaker
            if not known.bears(folded):
                continue
            if body is not None and speaker.affiliation_id == body.pk:
                return speaker
            if body_name and body_name in folded and states_of(found.name):
                return speaker
        return None

    def _find_named(
        self, found: DocumentSpeaker, doubts: list[Speaker]
    ) -> Speaker | None:
        """The one speaker of a name; who else it may be goes into ``doubts``."""
        same: list[KnownSpeaker] = []
        doubtful: list[KnownSpeaker] = []
        for known in self._candidates(found):
            answer = self._compare(found, known)
            if answer is Answer.SAME:
                same.append(known)
            elif answer is Answer.DOUBT:
                doubtful.append(known)
        doubts += [known.speaker for known in same + doubtful]
        if here := self.context.find_expansion(found, same):
            return here
        if same:
            chosen = self.context.choose(found, same)
        else:
            letters = acronym_of(found.name)
            alike = [k for k in doubtful if letters and _abbreviates(found, k)]
            chosen = self.context.choose_by_letters(found, alike)
        # Or who bore the name when this article was last read.
        return chosen.speaker if chosen else self.context.before.get(fold(found.name))

    def _candidates(self, found: DocumentSpeaker) -> list[KnownSpeaker]:
        candidates: dict[int, KnownSpeaker] = {}
        for key in keys_of(found, self.places):
            for known in self.known.get(key, ()):
                candidates.setdefault(known.speaker.pk, known)
        return sorted(candidates.values(), key=lambda known: known.speaker.pk)

    def _compare(self, found: DocumentSpeaker, known: KnownSpeaker) -> Answer:
        """Whether ``found`` is a known speaker, by the names of both."""
        answers = {
            self._compare_names(name, alias, found, known)
            for name in _full_names(found)
            for alias in known.aliases
        }
        for answer in (Answer.SAME, Answer.DOUBT):
            if answer in answers:
                return answer
        return Answer.OTHER

    def _compare_names(
        self,
        name: str,
        alias: SpeakerAlias,
        found: DocumentSpeaker,
        known: KnownSpeaker,
    ) -> Answer:
        speaker = known.speaker
        if not _kinds_agree(found, speaker):
            return Answer.OTHER
        person = found.kind is SpeakerKind.PERSON
        alone = len(bare_name(name).split()) == 1
        if person and alone and len(fold(speaker.name).split()) > 1:
            trusted = known.vouches_for(fold(bare_name(name)))
            return Answer.SAME if trusted else Answer.DOUBT
        if person and len(alias.folded.split()) == 1 != len(fold(speaker.name).split()):
            return Answer.OTHER
        bearer = Bearer(name, found.kind, (found.description,), self.places)
        stored = Bearer(
            alias.name,
            speaker.kind,
            (speaker.description,),
            states_of(f"{speaker.name} . {speaker.description}"),
        )
        if person:
            return same_person(bearer, stored)
        return _weigh_letters(same_body(bearer, stored), name, alias, found, known)

    def _make(self, found: DocumentSpeaker, body: Speaker | None) -> Speaker:
        # Thousands are called "officials": their slugs are not to be counted.
        slug = slug_base(found.name)
        if is_anonymous(found) and self.article is not None:
            slug = f"{slug[:60]}-in-{self.article.pk}"
        if Speaker.objects.filter(slug=slug).exists():
            slug = free_slug(Speaker, slug)
        speaker = Speaker(
            name=found.name,
            slug=slug,
            kind=found.kind or Speaker.Kind.UNKNOWN,
            description=found.description,
            affiliation=body,
        )
        speaker.save()
        return speaker


def _full_names(found: DocumentSpeaker) -> list[str]:
    """The names of a document's speaker that may decide who it is."""
    names = dict.fromkeys((found.name, *found.names))
    if found.kind is not SpeakerKind.PERSON or len(found.name.split()) == 1:
        return list(names)
    return [name for name in names if len(name.split()) > 1]


def _kinds_agree(found: DocumentSpeaker, speaker: Speaker) -> bool:
    """Whether a person is compared with persons only, a body with bodies."""
    if found.kind is None or speaker.kind == Speaker.Kind.UNKNOWN:
        return True
    person = found.kind is SpeakerKind.PERSON
    return person == (speaker.kind == Speaker.Kind.PERSON)


def _weigh_letters(
    answer: Answer,
    name: str,
    alias: SpeakerAlias,
    found: DocumentSpeaker,
    known: KnownSpeaker,
) -> Answer:
    """What an acronym that two bodies have in common says about them.

    Little, where both are known in full: those names have to agree.
    """
    letters = acronym_of(alias.name)
    if not is_only_acronym(alias.name) or not known.expands(letters):
        return answer
    in_full = [full for full in (found.name, *found.names) if not is_only_acronym(full)]
    if not any(acronym_of(full) == letters for full in in_full):
        return answer
    return Answer.DOUBT if is_only_acronym(name) else Answer.OTHER


def _abbreviates(found: DocumentSpeaker, known: KnownSpeaker) -> bool:
    """Whether one of the two is known by the letters of the other's full name only."""
    letters = acronym_of(found.name)
    if is_only_acronym(found.name):
        return known.expands(letters)
    return is_only_acronym(known.speaker.name) and not known.expands(letters)


def _reason(found: DocumentSpeaker, speaker: Speaker) -> str:
    told = f"“{found.name}”" + (f", {found.description}," if found.description else "")
    known = f"“{speaker.name}”"
    if speaker.description:
        known += f", {speaker.description}"
    if Quote.objects.filter(speaker=speaker).exists():
        known += ", who is quoted already"
    return f"{told} may be {known}."
