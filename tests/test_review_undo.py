"""Whatever editors merge, and in whatever order they take it back."""

from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quotes import review
from quotes.models import Quote, Speaker, SpeakerAlias, Statement
from tests.build import make_quote, make_speaker, make_statement

NAMES = ["Voss", "Ida Voss", "I. Voss", "Mayor Voss"]


def everything():
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Quote, Speaker, SpeakerAlias, Statement)
    }


class UndoTests(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(data=st.data())
    def test_mergers_taken_back_in_any_order_leave_nothing(self, data):
        editor = User.objects.create(username="ines")
        speakers = [make_speaker(name) for name in NAMES]
        for speaker in speakers:
            make_quote(speaker=speaker, relayed_by=data.draw(st.sampled_from(speakers)))
            make_statement(speaker=speaker)
        before = everything()

        standing, merged = list(speakers), []
        for _ in range(data.draw(st.integers(1, 3))):
            source, target = data.draw(
                st.permutations(standing).map(lambda order: order[:2])
            )
            review.merge_speakers(source=source, target=target, by=editor)
            standing.remove(source)
            merged.append(source)
        for speaker in data.draw(st.permutations(merged)):
            review.unmerge_speakers(speaker=speaker, by=editor)

        self.assertEqual(everything(), before)

    @settings(max_examples=15, deadline=None)
    @given(acts=st.lists(st.sampled_from(["confirm", "speaker", "relay", "reject"])))
    def test_reopening_gives_back_what_the_machine_had_read(self, acts):
        editor = User.objects.create(username="ines")
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
