"""The values that pass between the stages of extraction.

Two kinds: an ``Attribution`` is what a span finder sees (which words are
attributed, by which cue, to which mention); a ``Quotation`` is what extraction
returns (the same, and who that is within the document). Terms follow PARC
(Pareti 2012) and PolNeAR (Newell, Margolin and Ruths, LREC 2018).

Every offset is a character offset into the document's text exactly as given,
half open. Ranges in a tuple are sorted and do not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Range = tuple[int, int]

#: How the method of an attribution ends that rules and tagger found alike.
AGREED = "the tagger agrees"
#: What stands in it, behind a comma, where only the rules found the attribution.
UNSEEN = "unseen by the tagger"


class Kind(StrEnum):
    """How much of the content stands inside quotation marks: all, none, some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What a speaker does with a content, by the cue and its negation."""

    STATES = "states"
    CLAIMS = "claims"  # and the reporter keeps a distance: claimed, alleged
    ADMITS = "admits"
    DENIES = "denies"
    WITHHOLDS = "withholds"  # declined to say whether; did not say that
    ASKS = "asks"
    URGES = "urges"  # asks for, orders, calls on, recommends
    PROMISES = "promises"
    EVALUATES = "evaluates"  # praised, condemned, described as


class SpeakerKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quotation as a span finder sees it, before anyone asks who that is.

    content: the words attributed, without the marks that enclose a whole
        fragment; several ranges where its attribution interrupts it.
    cue: the reporting word or phrase; empty where there is none; two ranges
        for "quoted … as saying".
    source: the mention that attributes it here, with title and apposition; may
        be a pronoun; empty where the text names nobody.
    relay: the mention of who passed it on ("KCNA" in "KCNA quoted Kim as
        saying"), where the finder saw one; the resolver may add it otherwise.
    kind: share of the content inside quotation marks.
    score: the finder's own belief, 0 to 1, that content and source are right;
        not calibrated.
    method: which rule or model decided, in words an editor understands.
    attitude: a belief, hope or attitude without a speech act; extraction
        leaves these out unless asked for them.
    """

    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    kind: Kind
    score: float
    method: str
    relay: tuple[Range, ...] = ()
    attitude: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker who might have said it, with a score from 0 to 1."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class DocumentSpeaker:
    """Someone who speaks in one document, as that document gives them.

    name: the fullest name there, spelled as printed ("Kim Jong-un" for "Kim");
        a role stays what it is ("a ministry spokesperson"); a joint source is
        both names joined by " and ".
    names: every form of the name printed there, ``name`` included, no
        pronouns and no descriptions, in order of appearance.
    description: apposition or title as printed ("president of the University
        of …"), or "".
    affiliation: the body a person or spokesperson speaks for, as printed, or "".
    """

    name: str
    kind: SpeakerKind | None
    names: tuple[str, ...] = ()
    description: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation found in one text, attributed as far as the text allows.

    content, cue, source, kind, attitude: as in ``Attribution``.
    speaker: who speaks, or None where the text identifies nobody.
    relayed_by: name of who stands between speaker and article, or None.
    relay: where that is printed; empty where ``relayed_by`` is None.
    confidence: probability, 0 to 1, that content and speaker are right.
    method: what decided, in words, attribution and resolution together.
    candidates: runner-up speakers, best first, the chosen one left out.
    is_fragment: three quoted words or fewer and no full sentence.
    stance: what the speaker does with the content, by the cue and its negation.
    clause: the printed words from source to content, cue included; None where the
        content stands alone.
    evidence: what confidence was computed from, named values, so that it can be
        fitted again.
    """

    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    kind: Kind
    speaker: DocumentSpeaker | None
    confidence: float
    method: str
    relayed_by: str | None = None
    relay: tuple[Range, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    is_fragment: bool = False
    attitude: bool = False
    stance: Stance = Stance.STATES
    clause: Range | None = None
    evidence: tuple[tuple[str, float], ...] = ()

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.content[-1][1]
