"""Whom a text that readers bring names as the speaker, and who it was in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quotes.character_ranges import printed_words
from quotes.extraction import DocumentSpeaker, Quotation, Stance, extract
from quotes.linking.speakers.comparing.relations import (
    RelationType,
    SpeakerRecord,
    relation_type,
)
from quotes.linking.speakers.comparing.speaking_roles import is_anonymous
from quotes.names.transliteration import name_words, same_spelling

MOST_PRINTED = 10
"""Names given of those whom printings name."""


class ClaimVerdict(StrEnum):
    """What the printings of a statement say to a claim of who spoke."""

    SAME = "same"
    RELATED = "related"  # a body and its official, a set and its member, a medium
    OTHER = "other"
    UNKNOWN = "unknown"  # no printing names anybody


@dataclass(frozen=True, slots=True)
class CheckedAttribution:
    """A claim of who spoke, and who it was in print.

    claimed: the name as the text gives it. printed: whom the printings name.
    cue, stance: the reporting word of the text, and what it says that the speaker
        does with the words; "" and None where only a name was sent along.
    """

    claimed: str
    verdict: ClaimVerdict
    printed: tuple[str, ...]
    cue: str = ""
    stance: Stance | None = None

    @property
    def sentence(self) -> str:
        """In words for a reader; "" where the claim is right."""
        names = " and ".join(self.printed)
        if self.verdict is ClaimVerdict.OTHER:
            return f"Printed as the words of {names}, not of {self.claimed}."
        if self.verdict is ClaimVerdict.RELATED:
            return f"Printed as the words of {names}, close to {self.claimed}."
        if self.verdict is ClaimVerdict.UNKNOWN:
            return f"No printing names a speaker, {self.claimed} or another."
        return ""


@dataclass(frozen=True, slots=True)
class AttributionClaim:
    """Who is said to have spoken, by which cue, and what they did with the words."""

    speaker: DocumentSpeaker
    cue: str = ""
    stance: Stance | None = None


def named_speaker(name: str) -> AttributionClaim:
    """Return the claim of somebody who names a speaker outside the text."""
    return AttributionClaim(DocumentSpeaker(name=name, kind=None, names=(name,)))


def claims_in(
    text: str, spans: Sequence[tuple[int, int]]
) -> list[AttributionClaim | None]:
    """Return whom ``text`` names as the speaker of each of ``spans``, or None.

    spans: characters into ``text``, half open, as extraction has them: without
    marks. A role ("a spokesperson") names nobody. Reads the text as ``extract``
    does, and raises what that raises, but only where more than ``spans`` is there.
    """
    if not _has_words_besides(text, spans):
        return [None] * len(spans)
    quotations = extract(text)
    return [_claim_of(text, span, quotations) for span in spans]


def judge(
    claim: AttributionClaim, printed: Sequence[SpeakerRecord]
) -> CheckedAttribution:
    """Hold a claim against those whom the printings of a statement name.

    One who is named by some printings is right, whatever the others say: that
    those disagree is the statement's dispute.
    """
    claimed = claim.speaker
    verdicts = {_verdict(claimed, speaker) for speaker in printed}
    found = next((v for v in ClaimVerdict if v in verdicts), ClaimVerdict.UNKNOWN)
    names = tuple(dict.fromkeys(speaker.name for speaker in printed))
    told = names[:MOST_PRINTED]
    return CheckedAttribution(claimed.name, found, told, claim.cue, claim.stance)


def _has_words_besides(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    rest, end = "", 0
    for start, stop in spans:
        rest += text[end:start]
        end = stop
    return any(character.isalpha() for character in rest + text[end:])


def _claim_of(
    text: str, span: tuple[int, int], quotations: Iterable[Quotation]
) -> AttributionClaim | None:
    """That of the quotation which covers most of ``span``, half at least."""
    start, end = span
    covered, found = (end - start) / 2, None
    for quotation in quotations:
        shared = sum(max(0, min(end, b) - max(start, a)) for a, b in quotation.content)
        if shared >= covered and shared:
            covered, found = shared, quotation
    if found is None or found.speaker is None or is_anonymous(found.speaker):
        return None
    cue = printed_words(text, found.cue)
    return AttributionClaim(found.speaker, cue, found.stance if cue else None)


def _verdict(claimed: DocumentSpeaker, printed: SpeakerRecord) -> ClaimVerdict:
    forms = (claimed.name, *claimed.names)
    known = (printed.name, *printed.aliases)
    if any(_same_name(form, name) for form in forms for name in known):
        return ClaimVerdict.SAME
    facts = SpeakerRecord(
        pk=0,
        name=claimed.name,
        kind=str(claimed.kind or "unknown"),
        description=claimed.description,
        affiliation=claimed.affiliation,
        aliases=claimed.names,
    )
    kin = relation_type(facts, printed)
    if kin is RelationType.SAME:
        return ClaimVerdict.SAME
    return ClaimVerdict.OTHER if kin is RelationType.NONE else ClaimVerdict.RELATED


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one leaves out words of the other."""
    if same_spelling(one, other):
        return True
    shorter, longer = sorted((set(name_words(one)), set(name_words(other))), key=len)
    return bool(shorter) and shorter <= longer
