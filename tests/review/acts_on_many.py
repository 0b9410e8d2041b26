"""Acts on many rows, proposals, and splits of speakers, as rules of state machines."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from quotes import review
from quotes.models import Quote, Speaker, SpeakerDistinction
from tests.review.taking_back import numbers


class ManyQuotes:
    """For machines with ``act``, ``quote`` and ``speakers``: what is done to many."""

    @rule()
    def reject_all(self):
        self.act(
            lambda by: review.reject_many(
                quotes=Quote.objects.all(), by=by, reason="A title"
            )
        )

    @rule(who=numbers)
    def give_all(self, who):
        speaker = self.speakers[who % len(self.speakers)]
        self.act(
            lambda by: review.correct_speaker_many(
                quotes=Quote.objects.all(), speaker=speaker, by=by, reason="On tape"
            )
        )

    @rule(numbers=st.sets(numbers, min_size=1, max_size=3))
    def reopen_some(self, numbers):
        keys = {self.quote(number).pk for number in numbers}
        self.act(
            lambda by: review.reopen_many(
                quotes=Quote.objects.filter(pk__in=keys), by=by, reason="Too early"
            )
        )

    @rule(number=numbers, stance=st.sampled_from(("states", "denies")))
    def accept_what_another_proposes(self, number, stance):
        def do(by):
            other = next(one for one in self.editors if one != by)
            proposal = review.propose(
                do=lambda: review.correct_stance(
                    quote=self.quote(number), stance=stance, by=other, reason="As told"
                ),
                by=other,
            )
            review.accept_proposal(proposal=proposal, by=by)

        self.act(do)


class ManySpeakers:
    """For machines with what ``ReviewMachine`` has to choose from, and ``told``."""

    @rule(one=numbers, other=numbers, third=numbers)
    def merge_many_speakers(self, one, other, third):
        source, target = self.two(Speaker, one, other)
        more = self.standing(Speaker, third)
        sources = [source, *([more] if more not in (source, target) else [])]
        self.act(
            lambda: review.merge_many_speakers(
                sources=sources, target=target, by=self.editor
            ),
            lambda merger: review.unmerge_many_speakers(merger=merger, by=self.editor),
        )

    @rule(numbers=st.sets(numbers, min_size=2, max_size=3))
    def tell_many_apart(self, numbers):
        speakers = {self.standing(Speaker, number) for number in numbers}

        def do():
            before = set(SpeakerDistinction.objects.values_list("pk", flat=True))
            review.tell_many_speakers_apart(
                speakers=sorted(speakers, key=lambda row: row.pk), by=self.editor
            )
            return list(SpeakerDistinction.objects.exclude(pk__in=before))

        def take_back(made):
            for told in made:
                self.withdraw(review.withdraw_distinction, told)

        for told in self.act(do, take_back) or ():
            self.told.add((SpeakerDistinction, told.pk))

    @rule(number=numbers)
    def split_speaker(self, number):
        quote = self.quote(number)
        self.act(
            lambda: review.split_speaker(
                speaker=Speaker.objects.get(pk=quote.speaker_id),
                quotes=Quote.objects.filter(pk=quote.pk),
                name="Mo Tarn",
                by=self.editor,
            ),
            lambda made: review.unsplit_speaker(speaker=made, by=self.editor),
        )
