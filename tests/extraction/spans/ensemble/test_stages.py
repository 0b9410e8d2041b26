"""The stages of the ensemble, each alone, without weights."""

from __future__ import annotations

import json

import numpy as np
import pytest

from quotes.extraction.errors import TaggerMissingError
from quotes.extraction.spans.ensemble.candidates import Origin, candidates
from quotes.extraction.spans.ensemble.condensing import condense
from quotes.extraction.spans.ensemble.economy import Known
from quotes.extraction.spans.ensemble.ensemble_finder import is_reported, method, scored
from quotes.extraction.spans.ensemble.features import FEATURES, feature_table
from quotes.extraction.spans.ensemble.model import (
    EnsembleMismatchError,
    Thresholds,
    load_ensemble,
    parse_model,
)
from quotes.extraction.spans.ensemble.pairing import overlap, pair, same_source
from quotes.extraction.spans.ensemble.selection import select
from quotes.extraction.text.masking import host_sentence
from quotes.extraction.types import Kind
from tests.extraction.evidence import rule, tagged, where

TEXT = "Mina Sol said the bridge would open in May and the road in June."
HALF = Thresholds(0.5, 0.5, 0.5)


def only(found):
    (one,) = found
    return one


class TestPairing:
    def test_contents_that_share_half_are_one_quotation(self):
        ours = rule(TEXT, "the bridge would open in May")
        theirs = rule(TEXT, "the bridge would open in May and the road")
        assert pair([ours], [theirs]).partner == {0: 0}

    def test_contents_that_share_less_touch_and_are_not_paired(self):
        ours = rule(TEXT, "the road in June")
        theirs = rule(TEXT, "the bridge would open in May and the road")
        pairing = pair([ours], [theirs])
        assert pairing.partner == {}
        assert [(t.rule, t.tagged) for t in pairing.touches] == [(0, 0)]

    def test_each_is_paired_once_and_the_nearest_first(self):
        ours = [rule(TEXT, "the bridge would open in May and the road in June")]
        theirs = [
            rule(TEXT, "the bridge would open in May"),
            rule(TEXT, "the bridge would open in May and the road"),
        ]
        assert pair(ours, theirs).partner == {0: 1}

    def test_overlap_is_the_jaccard_index_of_characters(self):
        assert overlap([(0, 4), (8, 10)], [(2, 9)]) == 3 / 10

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ([(0, 8)], [(5, 8)], True),
            ([(0, 8)], [(8, 12)], False),
            ([], [], True),
            ([], [(0, 8)], False),
        ],
    )
    def test_sources_agree_by_half_of_the_shorter(self, one, other, same):
        assert same_source(one, other) is same


class TestCandidates:
    def test_two_contents_and_two_sources_make_four(self):
        text = "Mina Sol, who met Ada Rin, said the bridge would open, she thinks."
        ours = rule(text, "the bridge would open", "said", "Ada Rin")
        theirs = tagged(text, "the bridge would open, she thinks", "said", "Mina Sol")
        found = candidates(text, [ours], [theirs])
        assert [(one.content, one.source) for one in found] == [
            (Origin.RULES, Origin.RULES),
            (Origin.RULES, Origin.TAGGER),
            (Origin.TAGGER, Origin.RULES),
            (Origin.TAGGER, Origin.TAGGER),
        ]

    def test_what_both_say_is_one_candidate(self):
        ours = rule(TEXT, "the bridge would open in May", "said", "Mina Sol")
        theirs = tagged(TEXT, "the bridge would open in May", "said", "Mina Sol")
        one = only(candidates(TEXT, [ours], [theirs]))
        assert (one.content, one.source) == (Origin.BOTH, Origin.BOTH)
        assert method(one) == "clause of “said”; the tagger agrees"

    def test_a_source_beats_none(self):
        ours = rule(TEXT, "the bridge would open in May", "said", "Mina Sol")
        theirs = tagged(TEXT, "the bridge would open in May", "said")
        one = only(candidates(TEXT, [ours], [theirs]))
        assert one.attribution.source == where(TEXT, "Mina Sol")

    def test_whom_the_tagger_names_beats_a_subject_that_no_rule_found(self):
        ours = rule(TEXT, "the bridge would open in May", "said")
        theirs = tagged(TEXT, "the bridge would open in May", "said", "Mina Sol")
        one = only(candidates(TEXT, [ours], [theirs]))
        assert one.attribution.source == where(TEXT, "Mina Sol")

    def test_who_relays_leaves_no_doubt(self):
        text = "The agency quoted Mina Sol as saying the bridge was shut."
        relay = where(text, "The agency")
        ours = rule(text, "the bridge was shut", "quoted", "Mina Sol", relay=relay)
        theirs = tagged(text, "the bridge was shut", "quoted", "The agency")
        one = only(candidates(text, [ours], [theirs]))
        assert one.is_certain
        assert one.attribution.source == where(text, "Mina Sol")
        assert one.attribution.relay == relay

    def test_who_said_it_beats_who_passed_it_on(self):
        text = "Mina Sol stated the bridge was shut, as reported by the agency."
        ours = rule(text, "the bridge was shut", "stated", "Mina Sol")
        theirs = tagged(
            text, "Mina Sol stated the bridge was shut", "as reported by", "the agency"
        )
        one = only(candidates(text, [ours], [theirs]))
        assert one.is_certain
        assert one.attribution.source == where(text, "Mina Sol")

    def test_each_content_of_a_group_is_a_candidate_alone(self):
        theirs = tagged(TEXT, "the bridge would open | the road", "said", "Mina Sol")
        found = candidates(TEXT, [], [theirs])
        assert [one.attribution.content for one in found] == [
            where(TEXT, "the bridge would open | the road"),
            where(TEXT, "the bridge would open"),
            where(TEXT, "the road"),
        ]
        assert [one.is_part for one in found] == [False, True, True]

    def test_whom_the_parse_misses_keeps_all_of_the_words(self):
        text = "Fans of the Reds sang: “Open the gate,\nopen the gate!”"
        said = "Open the gate,\nopen the gate!"
        ours = rule(text, said, kind=Kind.DIRECT, method="quoted words")
        theirs = tagged(text, "Open the gate | open", "sang", "Fans of the Reds")
        lent = [one for one in candidates(text, [ours], [theirs]) if one.is_defined]
        assert (where(text, said), where(text, "Fans of the Reds")) in [
            (one.attribution.content, one.attribution.source) for one in lent
        ]

    def test_who_knows_her_is_nobody_without_those(self):
        text = "Some of those who know her said the bridge was shut."
        theirs = tagged(text, "the bridge was shut", "said", "who know her")
        one = only(candidates(text, [], [theirs]))
        assert one.attribution.source == where(text, "Some of those who know her")


class TestChoosing:
    def both_halves(self):
        whole = tagged(TEXT, "the bridge would open | the road", "said", "Mina Sol")
        return candidates(TEXT, [], [whole])

    def answers(self, found, *probabilities):
        chosen = select(
            scored(one, p, HALF) for one, p in zip(found, probabilities, strict=True)
        )
        return [one.candidate.attribution.content for one in chosen]

    def test_the_parts_where_they_are_worth_more_together(self):
        parts = [where(TEXT, "the bridge would open"), where(TEXT, "the road")]
        assert self.answers(self.both_halves(), 0.7, 0.65, 0.65) == parts

    def test_the_whole_where_it_is_worth_more(self):
        whole = [where(TEXT, "the bridge would open | the road")]
        assert self.answers(self.both_halves(), 0.9, 0.6, 0.6) == whole

    def test_nothing_below_the_threshold(self):
        assert self.answers(self.both_halves(), 0.4, 0.49, 0.3) == []

    def test_a_certain_rule_beats_a_likelier_candidate(self):
        text = "SOL: The bridge will open in May."
        turn = rule(text, "The bridge will open in May.", "", "SOL", method="turn of")
        theirs = tagged(text, "SOL: The bridge", "", "May")
        found = candidates(text, [turn], [theirs])
        assert self.answers(found, 0.2, 0.9) == [turn.content]

    def test_a_belief_is_no_reported_speech(self):
        ours = rule(TEXT, "the bridge would open", "said", "Mina Sol", attitude=True)
        assert not is_reported(only(candidates(TEXT, [ours], [])))

    def test_the_tagger_tells_speech_from_belief_where_no_rule_does(self):
        content = (TEXT, "the bridge would open", "said", "Mina Sol")
        speech, belief = tagged(*content, speech=0.6), tagged(*content, speech=0.4)
        assert is_reported(only(candidates(TEXT, [], [speech])))
        assert not is_reported(only(candidates(TEXT, [], [belief])))


class TestFeatures:
    def test_one_row_a_candidate_and_one_column_a_feature(self):
        theirs = tagged(TEXT, "the bridge would open | the road", "said", "Mina Sol")
        table = feature_table(TEXT, candidates(TEXT, [], [theirs]))
        assert table.shape == (3, len(FEATURES))
        named = dict(zip(FEATURES, table[1].tolist(), strict=True))
        assert named["found by tagger"] == 1
        assert named["found by rules"] == 0
        assert named["tagger: part of a group"] == 1
        assert named["cue: utterance"] == 1
        assert named["source capitalised"] == 1

    def test_no_candidates_give_no_rows(self):
        assert feature_table("", []).shape == (0, len(FEATURES))


class TestModel:
    def kept(self):
        return {
            "features": list(FEATURES),
            "bias": 0.0,
            "trees": [
                {
                    "feature": [0, 0, 0],
                    "threshold": [0.5, 0.0, 0.0],
                    "left": [1, 1, 2],
                    "right": [2, 1, 2],
                    "value": [0.0, -1.0, 1.0],
                    "depth": 1,
                }
            ],
            "thresholds": {
                name: {"quoted": 0.5, "parsed": 0.2, "indirect": 0.4}
                for name in ("with attitudes", "speech")
            },
        }

    def test_a_tree_adds_its_leaf_to_the_log_odds(self):
        table = np.zeros((2, len(FEATURES)), dtype=np.float32)
        table[1, 0] = 1.0
        found = parse_model(self.kept(), "test").probabilities(table)
        assert found.tolist() == pytest.approx([0.26894, 0.73106], abs=1e-5)

    def test_other_features_are_refused(self):
        kept = self.kept() | {"features": ["something else"]}
        with pytest.raises(EnsembleMismatchError, match=r"ensemble\.json"):
            parse_model(kept, "ensemble.json")

    def test_a_directory_without_one_is_named(self, tmp_path):
        with pytest.raises(TaggerMissingError, match=r"ensemble\.json is missing"):
            load_ensemble(tmp_path)

    def test_a_directory_with_one_is_read(self, tmp_path):
        path = tmp_path / "ensemble.json"
        path.write_text(json.dumps(self.kept()), encoding="utf-8")
        assert load_ensemble(tmp_path).speech == Thresholds(0.5, 0.2, 0.4)


class TestEconomy:
    LONG = " ".join(f"word{n}" for n in range(60))

    def test_the_middle_of_a_long_quotation_is_cut_and_comes_back(self):
        text = f"“{self.LONG},” Mina Sol said."
        condensed = condense(text)
        assert condensed.text.startswith("“word0 word1")
        assert condensed.text.endswith("word59,” Mina Sol said.")
        assert "word30" not in condensed.text
        end = condensed.text.index(",”")
        assert condensed.original((1, end)) == (1, text.index(",”"))

    def test_a_short_quotation_stays(self):
        text = "“The bridge will open in May,” Mina Sol said."
        assert condense(text).text == text

    def test_a_paragraph_without_cue_or_mark_is_cut(self):
        text = "The bridge is grey.\nMina Sol said it was shut."
        condensed = condense(text)
        assert condensed.text == "\nMina Sol said it was shut."
        assert condensed.original((1, 5)) == where(text, "Mina")[0]

    def test_a_sentence_without_cue_or_mark_is_cut_out_of_its_paragraph(self):
        text = "Mina Sol said it was shut. The bridge is grey. She said it leaks."
        condensed = condense(text)
        assert condensed.text == "Mina Sol said it was shut.  She said it leaks."
        at = condensed.text.index("She")
        assert condensed.original((at, at + 3)) == where(text, "She")[0]

    def test_furniture_is_cut(self):
        assert condense("Related: Mina Sol said it was shut.").text == ""

    def host(self, text):
        return host_sentence(text, (0, len(text)), 0, [])

    def test_a_sentence_of_which_all_is_sure_needs_no_parse(self):
        theirs = tagged(TEXT, "the bridge would open in May", "said", "Mina Sol")
        assert Known(TEXT, [theirs])(self.host(TEXT))

    def test_a_sentence_with_a_doubt_is_parsed(self):
        content = (TEXT, "the bridge would open in May", "said", "Mina Sol")
        assert not Known(TEXT, [tagged(*content, sure=0.5)])(self.host(TEXT))

    def test_who_passes_words_on_is_parsed(self):
        text = "Mina Sol told the Harbour Gazette the bridge was shut."
        assert not Known(text, [])(self.host(text))

    @pytest.mark.parametrize("verb", ["did not say", "didn’t say", "never said"])
    def test_a_negated_cue_is_parsed(self, verb):
        text = f"Mina Sol {verb} the bridge was shut."
        theirs = tagged(text, "the bridge was shut", verb.split()[-1], "Mina Sol")
        assert not Known(text, [theirs])(self.host(text))

    def test_a_negation_of_something_else_needs_no_parse(self):
        text = "Mina Sol said the bridge was not safe."
        theirs = tagged(text, "the bridge was not safe", "said", "Mina Sol")
        assert Known(text, [theirs])(self.host(text))
