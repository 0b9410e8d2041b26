"""Reports without marks that are likelier none, where reported speech alone is wanted.

Both finders learned from a corpus that also marks attitudes and whatever is said about
something: "attacked her rival's record", "is emphasizing his third place". In our
definition a report is what somebody said, and a bare noun phrase is none. How much each
piece of evidence counts is fitted to articles annotated in our definition (``manage.py
evaluate_extraction --fit-reports``) and read from data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.extraction.calibration import Calibration, Evidence
from quotes.extraction.cues import SPEECH_FRAMES, UTTERANCES, VERB_LEMMAS, Frame
from quotes.extraction.report_evidence import report_evidence
from quotes.extraction.spans.ensemble.definition import LAYOUT
from quotes.extraction.spans.rules.asides import ASIDE
from quotes.extraction.spans.rules.phrases.in_words_of import IN_WORDS_OF
from quotes.extraction.spans.rules.phrases.talk_among import AMONG
from quotes.extraction.types import Attribution, Kind

REPORTS_FILE = "reports.json"
#: Less likely reports are left out. Cross-validated, F1 is highest from 0.15 to 0.3 on
#: news of all kinds, from 0.3 to 0.5 on reports of one campaign (docs/extraction.md).
LEAST_LIKELY = 0.3
# Layout and constructions that are too rare in news for a weight to be fitted to them.
_SURE = (*LAYOUT, ASIDE, IN_WORDS_OF, AMONG)
_PARSED = "clause of"


def split_reports(
    text: str, attributions: Sequence[Attribution], fitted: Calibration
) -> tuple[list[Attribution], list[Attribution]]:
    """Return the attributions that may be reports, and those that are likely none.

    The score of words without marks becomes the probability that they are a report;
    what stands in marks, the turns of an interview, and constructions that say outright
    whose view something is, are returned as they are, among the first.

    fitted: to the evidence of ``report_evidence``, for the finder in use.
    """
    kept, unlikely = [], []
    for one in attributions:
        if one.kind is not Kind.INDIRECT or one.method.startswith(_SURE):
            kept.append(one)
            continue
        evidence = report_evidence(text, one)
        likely = fitted.probability(evidence)
        if likely >= LEAST_LIKELY or _is_said_outright(text, one, evidence):
            kept.append(replace(one, score=likely))
        else:
            unlikely.append(one)
    return kept, unlikely


def _is_said_outright(text: str, one: Attribution, evidence: Evidence) -> bool:
    """Whether the construction says that somebody said this, whatever finders think.

    "The wardens griped that …", "their confirmation that …", "according to Ada Holm",
    "condemned it as …", "Ada Holm said the pier was shut": most cues of the lexicon are
    too rare for a weight to be fitted to them, and what the tagger makes of a plain
    sentence is sometimes beside the point.
    """
    known = dict(evidence)
    verb = _verb(text, one)
    if "behind that" in known:
        return verb in SPEECH_FRAMES or "cue: noun" in known
    if verb == "put" or "cue: according" in known:
        return True
    if {"stance=promises", "infinitive"} <= known.keys():
        return True  # "she promised to resign": readers ask for promises
    parsed = one.method.startswith(_PARSED)
    if "joined by as" in known:
        # Where the tagger is sure no parse is made.
        named_so = SPEECH_FRAMES.get(verb, Frame(0)) & Frame.AS
        return verb in SPEECH_FRAMES and (parsed or bool(named_so))
    plain = {"joined by nothing", "finite verb early", "stance=states"} <= known.keys()
    return plain and parsed and verb in UTTERANCES


def _verb(text: str, one: Attribution) -> str:
    words = " ".join(text[start:end] for start, end in one.cue).lower().split()
    verbs = [VERB_LEMMAS[word] for word in words if word in VERB_LEMMAS]
    return verbs[-1] if verbs else ""
