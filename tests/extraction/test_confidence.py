"""How confidence follows from evidence, and where its numbers are read from."""

import json
from dataclasses import replace

import pytest

from quotes.extraction.calibration import Calibration, CalibrationError
from quotes.extraction.confidence import (
    CALIBRATION_FILE,
    Features,
    calibration_in_use,
    confidence,
    features_of,
)
from quotes.extraction.types import Attribution, Kind
from quotes.extraction.who.context import NOBODY, How, Resolution

SURE = Calibration(bias=0.0, weights={"score": 2.0, "no source": -1.0})
NAMED = Features(0.9, How.NAME, 0, 1.0)
SAID = Attribution(
    content=((0, 4),),
    cue=((5, 9),),
    source=((10, 14),),
    kind=Kind.INDIRECT,
    score=0.9,
    method="subject of “said” in the same sentence",
)


@pytest.fixture
def directory(tmp_path):
    calibration_in_use.cache_clear()
    yield tmp_path
    calibration_in_use.cache_clear()


class TestFeatures:
    def test_evidence_is_named(self):
        found = features_of(SAID, Resolution(None, How.NAME)).evidence

        assert dict(found) == {
            "score": 0.9,
            "score log-odds": 2.1972,
            "kind=indirect": 1.0,
            "method=subject of": 1.0,
        }

    def test_what_is_absent_is_evidence_too(self):
        bare = replace(SAID, cue=(), source=(), method="", attitude=True)
        found = features_of(bare, NOBODY).evidence

        assert {"no cue", "no source", "attitude"} <= dict(found).keys()

    def test_values_beyond_their_bounds_are_capped(self):
        odd = features_of(
            replace(SAID, score=7.0), Resolution(None, How.PRONOUN, "", 99, -1.0)
        )

        assert (odd.score, odd.distance, odd.margin) == (1.0, 8, 0.0)

    def test_a_score_of_one_has_finite_odds(self):
        assert dict(replace(NAMED, score=1.0).evidence)["score log-odds"] == 4.0


class TestConfidence:
    def test_a_name_as_printed_costs_nothing(self):
        likely = SURE.probability(NAMED.evidence)

        assert confidence(NAMED, SURE) == round(likely, 4)

    def test_a_resolution_only_ever_lowers_it(self):
        for how in How:
            other = Features(0.9, how, 3, 0.5)
            assert 0 < confidence(other, SURE) <= confidence(NAMED, SURE)

    def test_without_a_source_it_is_lower(self):
        assert confidence(replace(NAMED, source=False), SURE) < confidence(NAMED, SURE)


class TestCalibrationInUse:
    def write(self, directory, bias):
        content = {"bias": bias, "weights": {}, "knots": []}
        (directory / CALIBRATION_FILE).write_text(json.dumps(content))

    def test_weights_come_with_their_own(self, directory):
        self.write(directory, 1.5)

        assert calibration_in_use(directory).bias == 1.5

    def test_a_model_without_one_is_believed_as_it_scores(self, directory):
        found = calibration_in_use(directory)

        assert confidence(replace(NAMED, score=0.8), found) == 0.8

    def test_a_model_that_is_not_there_leaves_that_of_the_rules(self, directory):
        assert calibration_in_use(directory / "none") == calibration_in_use(None)

    def test_a_broken_one_is_named(self, directory):
        (directory / CALIBRATION_FILE).write_text("{")

        with pytest.raises(CalibrationError, match=CALIBRATION_FILE):
            calibration_in_use(directory)

    def test_that_of_the_rules_is_monotone_in_the_score(self):
        shipped = calibration_in_use(None)
        values = [confidence(replace(NAMED, score=n / 20), shipped) for n in range(21)]

        assert values == sorted(values)
        assert [y for _, y in shipped.knots] == sorted(y for _, y in shipped.knots)
