"""Which Speaker row a printed name is, across articles.

A name finds its speaker by its folded form, or by its skeleton where it is
spelled, ordered or hyphenated otherwise. A surname alone finds nobody whom the
article does not name in full. Roles and anonymous groups ("a spokesperson",
"officials") are one speaker across articles only where their body is the same.
Whatever is in doubt becomes a speaker of its own, and a suggestion to editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.extraction.folding import fold
from quotes.extraction.transliteration import skeleton
from quotes.linking.candidates import (
    KnownSpeaker,
    is_anonymous,
    keys_of,
    load_candidates,
)
from quotes.linking.identity import (
    Answer,
    Bearer,
    bare_name,
    same_body,
    same_person,
    without_state,
)
from quotes.linking.kinship import states_of
from quotes.linking.nodes import mark_stale
from quotes.linking.retrieval import lock_linking
from quotes.linking.suggestions import suggest
from quotes.models import Article, Quote, Speaker, SpeakerAlias
from quotes.models.slugs import free_slug, slug_base

LONGEST_NAME = Speaker._meta.get_field("name").max_length or 300
LONGEST_DESCRIPTION = 120


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
    speakers = [
        speaker
        for speaker in found
        if fold(speaker.name) and len(speaker.name) <= LONGEST_NAME
    ]
    if not speakers:
        return {}
    lock_linking()
    linker = _Linker(speakers, article)
    # Bodies first: roles are known by them; those who speak jointly last.
    order = sorted(speakers, key=lambda s: (s.name not in linker.bodies, _rank(s)))
    linked = {speaker.name: linker.link(speaker) for speaker in order}
    mark_stale(linker.better_known)
    return linked


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
        self.bodies = {speaker.affiliation for speaker in found if speaker.affiliation}
        about = [f"{s.name} . {s.description} . {s.affiliation}" for s in found]
        self.places = states_of(" . ".join(about))
        self.known = load_candidates(found, self.places)
        self.linked: dict[str, Speaker] = {}
        self.better_known: set[int] = set()
        self.printed_here = self._speakers_of_article()

    def _speakers_of_article(self) -> dict[str, Speaker]:
        """Who spoke in the article when it was last read, by folded name."""
        if self.article is None or self.article.extracted_at is None:
            return {}
        speakers = Speaker.objects.filter(
            Q(quotes__article=self.article) | Q(relayed_quotes__article=self.article)
        ).distinct()
        return {fold(s.name): s for s in speakers.select_related("merged_into")}

    def link(self, found: DocumentSpeaker) -> Speaker:
        """The speaker that ``found`` is, made where it is new."""
        folded = fold(found.name)
        if folded in self.linked:
            return self.linked[folded]
        body = self._body_of(found)
        doubts: list[tuple[Speaker, str]] = []
        if is_anonymous(found):
            speaker = self._find_role(found, body)
        else:
            speaker = self._find_named(found, doubts)
        new = speaker is None
        if speaker is None:
            speaker = self._make(found, body)
        learned = not new and _complete(speaker, found, body)
        named = self._add_names(speaker, found)
        if not new and (learned or named):
            self.better_known.add(speaker.pk)
        suggest(speaker, doubts)
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
        here = self.printed_here.get(folded)
        if here is not None:
            return here.merged_into or here
        body_name = fold(found.affiliation)
        for known in self._candidates(found):
            speaker = known.speaker
            if not any(alias.folded == folded for alias in known.aliases):
                continue
            if body is not None and speaker.affiliation_id == body.pk:
                return speaker
            if body_name and body_name in folded and states_of(found.name):
                return speaker
        return None

    def _find_named(
        self, found: DocumentSpeaker, doubts: list[tuple[Speaker, str]]
    ) -> Speaker | None:
        """The one speaker of a name; who else it may be goes into ``doubts``."""
        same: list[KnownSpeaker] = []
        for known in self._candidates(found):
            answer = self._compare(found, known)
            if answer is Answer.SAME:
                same.append(known)
            elif answer is Answer.DOUBT:
                doubts.append((known.speaker, _reason(found, known.speaker)))
        if not same:
            return self._told_before(found)
        # The eldest, and whoever an authority file or an editor named so before it.
        return min(
            same,
            key=lambda k: (not k.vouches_for(fold(found.name)), k.speaker.pk),
        ).speaker

    def _told_before(self, found: DocumentSpeaker) -> Speaker | None:
        """Who bore the name when this article was last read."""
        here = self.printed_here.get(fold(found.name))
        return (here.merged_into or here) if here is not None else None

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
        return same_person(bearer, stored) if person else same_body(bearer, stored)

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

    def _add_names(self, speaker: Speaker, found: DocumentSpeaker) -> bool:
        """Keep the printed names of a speaker; return whether any was new."""
        held = set(speaker.aliases.values_list("folded", flat=True))
        added = False
        names = [found.name, *found.names]
        if found.kind is SpeakerKind.ORGANISATION:
            # A body is looked up without its state, too.
            names += [without_state(bare_name(name)) for name in names]
        for name in dict.fromkeys(names):
            folded = fold(name)
            if folded and folded not in held and len(name) <= LONGEST_NAME:
                held.add(folded)
                SpeakerAlias.objects.create(
                    speaker=speaker, name=name, origin=SpeakerAlias.Origin.EXTRACTION
                )
                added = True
        return added


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


def _complete(speaker: Speaker, found: DocumentSpeaker, body: Speaker | None) -> bool:
    """Write down what a document says of a speaker; return whether it is news."""
    changed: dict[str, str | int] = {}
    if _says_more(found.description, speaker.description):
        changed["description"] = found.description
    if found.kind and speaker.kind == Speaker.Kind.UNKNOWN:
        changed["kind"] = str(found.kind)
    unbound = "description" in changed or not speaker.affiliation_id
    other = body is not None and body.pk not in (speaker.pk, speaker.affiliation_id)
    if body is not None and other and unbound:
        changed["affiliation_id"] = body.pk
    edited = speaker.history.filter(history_user__isnull=False)
    if not changed or edited.exists():
        return False
    for field, value in changed.items():
        setattr(speaker, field, value)
    Speaker.objects.filter(pk=speaker.pk).update(**changed)
    return True


def _says_more(description: str, stored: str) -> bool:
    """Whether a description takes the place of the stored one.

    The longest one does, for then the order of articles makes no difference.
    """
    if not description or len(description) > LONGEST_DESCRIPTION:
        return False
    return (len(description), description) > (len(stored), stored)


def _reason(found: DocumentSpeaker, speaker: Speaker) -> str:
    told = f"“{found.name}”" + (f", {found.description}," if found.description else "")
    known = f"“{speaker.name}”"
    if speaker.description:
        known += f", {speaker.description}"
    if Quote.objects.filter(speaker=speaker).exists():
        known += ", who is quoted already"
    return f"{told} may be {known}."
