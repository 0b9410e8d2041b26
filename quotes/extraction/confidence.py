"""How sure a quotation is, and what decided, in words.

For reported speech alone, one calibrated function of evidence says how likely content
and canonical speaker both are right; it is fitted to news whose speakers are annotated
by name and read from data. Where there is none, and for beliefs, two factors: that
content and source are right, fitted to annotated texts, and a judgement that the source
is then who we say, which only ever lowers confidence, by little.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from quotes.extraction.calibration import Calibration, Evidence, read_calibration
from quotes.extraction.spans.tagger.model import model_directory
from quotes.extraction.types import Attribution, Kind
from quotes.extraction.who.context import How, Resolution

CALIBRATION_FILE = "confidence.json"
#: How likely content and canonical speaker both are right.
SPEAKERS_FILE = "speakers.json"
#: Evidence that only reported speech was asked for. A corpus that marks beliefs too
#: has other conventions, and what it counts as wrong is often right for our readers.
REPORTED_ONLY = "reported speech alone"
#: The finder's score as it is: a model's is a probability already.
AS_SCORED = Calibration(bias=0.0, weights={"score log-odds": 1.0})

_RULES_DIRECTORY = Path(__file__).parent
_FAR = 8
_FURTHEST_ODDS = 4.0
# What a resolution costs however near and clear; a name as printed costs nothing.
_COST = {
    How.SHORT: 0.005,
    How.JOINT: 0.01,
    How.METONYM: 0.01,
    How.DOCUMENT: 0.02,
    How.PRONOUN: 0.02,
    How.DESCRIPTION: 0.03,
}
_COST_OF_DISTANCE = 0.01
_COST_OF_RIVALS = 0.1
# “subject of ‘said’ …” and “subject of ‘told’ …” are one method.
_METHOD_CLASS = re.compile(r"[^“‘\"';,]*")


@dataclass(frozen=True, slots=True)
class Features:
    """What the confidence of one quotation is computed from.

    score: the finder's, 0 to 1. how: the kind of resolution. distance: sentences
    to the antecedent, capped. margin: lead over the runner-up, 0 to 1. method: the
    words with which the finder's method begins. probability: of the antecedent among
    all that were considered. named: whether there is a speaker.
    """

    score: float
    how: How
    distance: int
    margin: float
    kind: Kind = Kind.DIRECT
    method: str = ""
    cue: bool = True
    source: bool = True
    attitude: bool = False
    reported_only: bool = False
    probability: float = 1.0
    named: bool = True

    @property
    def evidence(self) -> Evidence:
        """What speaks for content and source, named for fitting."""
        inside = min(0.999, max(0.001, self.score))
        odds = _log_odds(inside)
        odds = min(_FURTHEST_ODDS, max(-_FURTHEST_ODDS, odds))
        known = [
            ("score", round(self.score, 4)),
            ("score log-odds", round(odds, 4)),
            (f"kind={self.kind.value}", 1.0),
        ]
        if self.method:
            known.append((f"method={self.method}", 1.0))
        absent = (
            ("no cue", not self.cue),
            ("no source", not self.source),
            ("attitude", self.attitude),
            (REPORTED_ONLY, self.reported_only),
        )
        known += [(name, 1.0) for name, is_so in absent if is_so]
        return (*known, *(self._of_name() if self.reported_only else ()))

    def _of_name(self) -> Evidence:
        """What speaks for the name, where reported speech alone is asked for."""
        known = [(f"how={self.how.value}", 1.0)]
        if not self.named:
            known.append(("no speaker", 1.0))
        if self.how in (How.PRONOUN, How.DESCRIPTION, How.DOCUMENT):
            likely = min(0.99, max(0.05, self.probability))
            known.append(("antecedent log-odds", round(_log_odds(likely), 4)))
            known.append(("sentences back", float(self.distance)))
        return tuple(known)


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def features_of(
    attribution: Attribution, resolution: Resolution, *, reported_only: bool = False
) -> Features:
    """The features of one attribution and its resolution, within their bounds."""
    start = _METHOD_CLASS.match(attribution.method)
    return Features(
        score=min(1.0, max(0.0, attribution.score)),
        how=resolution.how,
        distance=min(_FAR, max(0, resolution.distance)),
        margin=min(1.0, max(0.0, resolution.margin)),
        kind=attribution.kind,
        method=start.group().strip() if start else "",
        cue=bool(attribution.cue),
        source=bool(attribution.source),
        attitude=attribution.attitude,
        reported_only=reported_only,
        probability=resolution.probability,
        named=resolution.speaker is not None,
    )


def confidence(features: Features, calibration: Calibration | None = None) -> float:
    """Probability, 0 to 1, that content and speaker are right.

    calibration: None for the one in use. Monotone in score and margin, falling with
    distance. Raises CalibrationError where the file in use is none.
    """
    if calibration is None and features.reported_only:
        by_name = calibration_in_use(model_directory(), SPEAKERS_FILE)
        if by_name is not AS_SCORED:
            return round(by_name.probability(features.evidence), 4)
    if calibration is None:
        calibration = calibration_in_use(model_directory())
    found = calibration.probability(features.evidence)
    return round(found * _resolved(features), 4)


def _resolved(features: Features) -> float:
    """Judgement of how likely a source, if right, is who we take it for."""
    cost = _COST.get(features.how)
    if cost is None:
        return 1.0
    rivals = 1.0 - features.margin
    return 1.0 - cost - _COST_OF_DISTANCE * features.distance - _COST_OF_RIVALS * rivals


@lru_cache(maxsize=8)
def calibration_in_use(
    directory: Path | None, name: str = CALIBRATION_FILE
) -> Calibration:
    """The calibration in a model's directory; without a model, that of the rules.

    Read once in a process. A model that has none, or rules that have none, are
    believed as they score: what was fitted to the scores of one finder says nothing
    about those of another.
    """
    has_model = directory is not None and directory.is_dir()
    path = (directory if directory and has_model else _RULES_DIRECTORY) / name
    return read_calibration(path) if path.is_file() else AS_SCORED


def method_of(attribution: Attribution, resolution: Resolution) -> str:
    """What decided, the finder's words and the resolution's joined."""
    return "; ".join(filter(None, (attribution.method, resolution.method)))
