"""Whatever editors merge, and in whatever order they take it back."""

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from quotes.models import (
    Quote,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    SpeakerSuggestion,
    Statement,
)
from tests.build import make_quote, make_speaker, make_statement
from tests.properties import examples

# Any acts are taken back on both, in any order, by test_machine.py.
pytestmark = pytest.mark.any_database

NAMES = ["Voss", "Ida Voss", "I. Voss", "Mayor Voss"]
PAIRS = [(newer, elder) for newer in range(len(NAMES)) for elder in range(newer)]


def everything():
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (
            Quote,
            Speaker,
            SpeakerAlias,
            Statement,
            SpeakerDistinction,
            SpeakerSuggestion,
        )
    }


def may_be_merged(source, target):
    """Whether the two stand apart by no editor's word, mergers counted."""
    stands = {row.pk: row.merged_into_id or row.pk for row in Speaker.objects.all()}
    rows = SpeakerDistinction.objects.values_list("first", "second")
    return {source.pk, target.pk} not in [{stands[a], stands[b]} for a, b in rows]


class UndoTests(TestCase):
    @examples(15)
    @given(data=st.data())
    def test_mergers_taken_back_in_any_order_leave_nothing(self, data):
        editor = User.objects.create(username="ines", is_superuser=True)
        speakers = [make_speaker(name) for name in NAMES]
        for speaker in speakers:
            make_quote(speaker=speaker, relayed_by=data.draw(st.sampled_from(speakers)))
            make_statement(speaker=speaker)
        pairs = data.draw(st.lists(st.sampled_from(PAIRS), max_size=4, unique=True))
        for newer, elder in pairs:
            SpeakerSuggestion.objects.create(
                speaker=speakers[newer], candidate=speakers[elder], score=0.5
            )
        for newer, elder in data.draw(
            st.lists(st.sampled_from(PAIRS), max_size=2, unique=True)
        ):
            review.tell_speakers_apart(
                one=speakers[newer], other=speakers[elder], by=editor
            )
        shared = make_statement()
        Quote.objects.filter(speaker__in=speakers[:2]).update(statement=shared)
        refresh_statements([shared.pk])
        before = everything()

        standing, merged = list(speakers), []
        for _ in range(data.draw(st.integers(1, 3))):
            source, target = data.draw(
                st.permutations(standing).map(lambda order: order[:2])
            )
            if not may_be_merged(source, target):
                continue
            review.merge_speakers(source=source, target=target, by=editor)
            standing.remove(source)
            merged.append(source)
        for speaker in data.draw(st.permutations(merged)):
            review.unmerge_speakers(speaker=speaker, by=editor)

        self.assertEqual(everything(), before)

    @examples(15)
    @given(acts=st.lists(st.sampled_from(["confirm", "speaker", "relay", "reject"])))
    def test_reopening_gives_back_what_the_machine_had_read(self, acts):
        editor = User.objects.create(username="ines", is_superuser=True)
        quote = make_quote(speaker=make_speaker())
        before = Quote.objects.values().get(pk=quote.pk)
        other = make_speaker()

        for act in acts:
            {
                "confirm": lambda: review.confirm(quote=quote, by=editor),
                "speaker": lambda: review.correct_speaker(
                    quote=quote, speaker=other, by=editor
                ),
                "relay": lambda: review.correct_relay(
                    quote=quote, relayed_by=other, by=editor
                ),
                "reject": lambda: review.reject(quote=quote, by=editor),
            }[act]()
        if acts:
            review.reopen(quote=quote, by=editor)

        after = Quote.objects.values().get(pk=quote.pk)
        self.assertEqual(
            {name: value for name, value in after.items() if name != "extracted"},
            {name: value for name, value in before.items() if name != "extracted"},
        )
