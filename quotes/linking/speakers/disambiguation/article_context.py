"""What an article and its outlet say about who is meant by a name.

Asked only where the name alone leaves more than one speaker. Each question
narrows those down, or lets all of them stand where it tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.comparing.compare_bodies import (
    DescribedName,
    described_alike,
)
from quotes.linking.speakers.disambiguation.candidate_speakers import KnownSpeaker
from quotes.linking.store.told_apart import ToldApart, has_conflict, standing
from quotes.models import Article, Quote, Speaker
from quotes.names.acronyms import acronym_of, is_only_acronym
from quotes.names.folding import fold
from quotes.names.states import states_of

TELLING = 4
"""Letters of an acronym that hardly two bodies share by chance."""

RECENT = 1000
"""Quotes of an outlet, the latest ones, that tell whom it quotes and relays."""

SEEN_IN = 20
"""Articles of a speaker, the latest ones, that tell of which states was spoken."""


Known = Sequence[KnownSpeaker]


def states_around(speaker: Speaker) -> frozenset[str]:
    """Return the states that the articles which quote ``speaker`` connect speakers
    with: by what is printed of those. Three queries."""
    articles: set[int] = set()
    for held in (speaker.quotes, speaker.relayed_quotes):
        latest = held.order_by("-dated_at", "-pk").values_list("article_id", flat=True)
        articles |= set(latest[:SEEN_IN])
    rows = Quote.objects.filter(article__in=articles)
    printed = [
        text
        for read, description in rows.values_list("extracted", "speaker_description")
        for text in (read.get("speaker_name"), read.get("relayed_by_name"), description)
        if text
    ]
    return states_of(" . ".join(printed))


class ArticleContext:
    """One article: who spoke in it when it was last read, who has been found now."""

    def __init__(self, article: Article | None, apart: ToldApart) -> None:
        self.article = article
        self.apart = apart
        self.decided: set[int] = set()
        self.before: dict[str, Speaker] = {}
        self.bodies: dict[str, dict[int, Speaker]] = defaultdict(dict)
        if article is not None and article.extracted_at is not None:
            self._look_back(article)

    def _look_back(self, article: Article) -> None:
        """Who spoke when it was last read, by the folded names that were read then.

        Mergers and their undoing are followed; a name whose quote an editor gave to
        somebody else is not that person's name.
        """
        rows = Quote.objects.filter(article=article).select_related(
            "speaker__merged_into", "relayed_by__merged_into"
        )
        columns = ("status", "extracted", "speaker", "relayed_by", "article")
        for quote in rows.only(*columns).order_by("-pk"):
            corrected = quote.status == Quote.Status.CORRECTED
            if quote.speaker and (corrected or quote.status == Quote.Status.CONFIRMED):
                self.decided.add(standing(quote.speaker).pk)
            if not corrected:
                self._remember(quote.speaker, quote.extracted.get("speaker_name"))
                self._remember(quote.relayed_by, quote.extracted.get("relayed_by_name"))

    def _remember(self, speaker: Speaker | None, printed: str | None) -> None:
        if speaker:
            self.before.setdefault(fold(speaker.name), standing(speaker))
            if printed:
                self.before[fold(printed)] = standing(speaker)

    def note_body(self, speaker: Speaker, names: Sequence[str]) -> None:
        """Remember that a body of full ``names`` is in the article."""
        for name in names:
            if (acronym := acronym_of(name)) and not is_only_acronym(name):
                self.bodies[acronym][speaker.pk] = speaker

    @cached_property
    def of_outlet(self) -> set[int | None]:
        """Who is quoted or relayed in what the outlet printed last."""
        if self.article is None:
            return set()
        quotes = Quote.objects.standing().filter(outlet=self.article.outlet_id)
        recent = quotes.order_by("-dated_at", "-pk")[:RECENT]
        pairs = recent.values_list("speaker", "relayed_by")
        return {pk for pair in pairs for pk in pair}

    def choose(
        self, found: DocumentSpeaker, same: Sequence[KnownSpeaker]
    ) -> KnownSpeaker | None:
        """The one of ``same`` that ``found`` is, all of whom bear its name.

        Namesakes whom nobody told apart are one speaker that was stored twice:
        the eldest, or whom an authority file or an editor named so, comes first.
        Of those told apart, and of several bodies with one acronym, what is said
        decides; None where nothing does.
        """
        pks = [known.speaker.pk for known in same]
        apart = self.apart.of(pks) if len(pks) > 1 else {pk: set() for pk in pks}
        left: Known = list(same)
        for narrow in (self._decided, self._of_name, *self._questions(found)):
            if not _is_open(found, left, apart):
                break
            left = narrow(found, left) or left
        if _is_open(found, left, apart):
            left = _undetermined(found, left, apart)
        folded = fold(found.name)
        return min(left, key=lambda known: _rank(folded, known), default=None)

    def find_expansion(
        self, found: DocumentSpeaker, same: Sequence[KnownSpeaker]
    ) -> Speaker | None:
        """The only body of the article that an acronym may stand for.

        None where an editor told it apart from one of ``same``, who bear the name.
        """
        here = self.bodies[acronym_of(found.name)]
        if not is_only_acronym(found.name) or len(here) != 1:
            return None
        ((pk, body),) = here.items()
        others = {known.speaker.pk for known in same} - {pk}
        return None if others and others & self.apart.of([pk])[pk] else body

    def choose_by_letters(
        self, found: DocumentSpeaker, alike: Sequence[KnownSpeaker]
    ) -> KnownSpeaker | None:
        """The one of ``alike`` that an acronym stands for, or that stands for a name.

        alike: bodies whose letters agree, none of whom bears the name. Where there is
        exactly one in what the outlet quotes and relays, or one alone and the letters
        are many: three letters alone are anybody's.
        """
        near = self._in_outlet(found, alike)
        if not near and len(acronym_of(found.name)) >= TELLING:
            near = list(alike)
        return near[0] if len(near) == 1 else None

    def _questions(
        self, found: DocumentSpeaker
    ) -> list[Callable[[DocumentSpeaker, Known], Known]]:
        if is_only_acronym(found.name):
            return [self._in_article, self._in_outlet, self._printed, self._expanded]
        return [self._described, self._printed]

    def _decided(self, found: DocumentSpeaker, same: Known) -> Known:
        """Whom an editor gave quotes of this very article."""
        return [known for known in same if known.speaker.pk in self.decided]

    def _of_name(self, found: DocumentSpeaker, same: Known) -> Known:
        """Those printed under the fullest name, not under another of its names."""
        return [known for known in same if known.has_name(fold(found.name))]

    def _described(self, found: DocumentSpeaker, same: Known) -> Known:
        """Those whose description is the one that the document gives."""
        told = DescribedName(found.name, found.kind, (found.description,))
        return [
            known
            for known in same
            if described_alike(
                told, DescribedName("", None, (known.speaker.description,))
            )
        ]

    def _printed(self, found: DocumentSpeaker, same: Known) -> Known:
        """Whom the name stood for when the article was last read."""
        before = self.before.get(fold(found.name))
        return [known for known in same if before and known.speaker.pk == before.pk]

    def _in_article(self, found: DocumentSpeaker, same: Known) -> Known:
        here = self.bodies[acronym_of(found.name)]
        return [known for known in same if known.speaker.pk in here]

    def _in_outlet(self, found: DocumentSpeaker, same: Known) -> Known:
        return [known for known in same if known.speaker.pk in self.of_outlet]

    def _expanded(self, found: DocumentSpeaker, same: Known) -> Known:
        """The only one whose full name is known, beside those who have none."""
        full = [known for known in same if known.expands(acronym_of(found.name))]
        return full if len(full) == 1 else []


def _is_open(
    found: DocumentSpeaker, same: Sequence[KnownSpeaker], apart: dict[int, set[int]]
) -> bool:
    """Whether ``same`` may still be several speakers."""
    if is_only_acronym(found.name):
        return len(same) > 1
    return has_conflict([known.speaker.pk for known in same], apart)


def _undetermined(
    found: DocumentSpeaker, same: Known, apart: dict[int, set[int]]
) -> list[KnownSpeaker]:
    """Those of ``same`` of whom it is open whether they are one of the others."""
    pks = {known.speaker.pk for known in same}
    acronym = acronym_of(found.name) if is_only_acronym(found.name) else ""
    return [
        known
        for known in same
        if not apart[known.speaker.pk] & pks
        and not (acronym and known.expands(acronym))
    ]


def _rank(folded: str, known: KnownSpeaker) -> tuple[bool, bool, int]:
    return not known.has_name(folded), not known.is_whole_name(folded), known.speaker.pk
