"""Back to any earlier state, and what stood at any moment."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.history import state_at
from quotes.models import Act, Outlet, Quote, Speaker, SpeakerAlias, Statement
from tests.build import (
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)


class RevertTests(TestCase):
    def setUp(self):
        self.ines, self.omar = make_editor("ines"), make_editor("omar")
        self.ida, self.bo = make_speaker("Ida Voss"), make_speaker("Bo Lind")
        self.quote = make_quote("We wait", speaker=self.ida)

    def test_a_quote_goes_back_to_a_correction_a_rejection_and_the_machine(self):
        def stored():
            return Quote.objects.select_related("article").get()

        review.correct_quote(
            quote=stored(), by=self.ines, speaker=self.bo, stance="denies"
        )
        corrected = self.quote.history.first()
        review.reject(quote=stored(), by=self.ines, reason="A title")
        rejected = self.quote.history.first()
        review.reopen(quote=stored(), by=self.ines)
        machine = self.quote.history.order_by("history_date").first()

        quote = review.revert(row=stored(), record=corrected, by=self.omar)
        self.assertEqual(
            (quote.speaker_id, quote.stance, quote.status, quote.reviewed_by),
            (self.bo.pk, "denies", "corrected", self.omar),
        )
        reason = self.quote.history.first().history_change_reason
        self.assertTrue(reason.startswith("Back to "))
        with self.assertRaisesMessage(review.ReviewError, "as it was then"):
            review.revert(row=stored(), record=corrected, by=self.omar)

        review.revert(row=stored(), record=rejected, by=self.omar, reason="No")
        self.assertEqual(stored().status, "rejected")

        review.revert(row=stored(), record=machine, by=self.omar)
        self.assertEqual((stored().status, stored().speaker), ("extracted", self.ida))

        review.undo_act(act=Act.objects.latest("made_at"), by=self.omar)
        self.assertEqual(stored().status, "rejected")

    def test_a_merged_speaker_of_then_is_who_stands_for_it(self):
        review.correct_speaker(quote=self.quote, speaker=self.bo, by=self.ines)
        record = self.quote.history.first()
        review.correct_speaker(quote=self.quote, speaker=None, by=self.ines)
        review.merge_speakers(source=self.bo, target=self.ida, by=self.ines)

        self.quote.refresh_from_db()
        quote = review.revert(row=self.quote, record=record, by=self.omar)

        self.assertEqual(quote.speaker_id, self.ida.pk)

    def test_a_speaker_goes_back(self):
        review.change_speaker(
            speaker=self.ida, by=self.ines, description="poet", kind="person"
        )
        before = self.ida.history.first()
        review.rename_speaker(speaker=self.ida, name="Ida Voss-Marl", by=self.ines)
        review.change_speaker(speaker=self.ida, by=self.ines, description="")

        speaker = review.revert(
            row=Speaker.objects.get(pk=self.ida.pk), record=before, by=self.omar
        )

        self.assertEqual((speaker.name, speaker.description), ("Ida Voss", "poet"))

    def test_what_was_settled_goes_back(self):
        statement = make_statement("We wait", dispute="distinct")
        for speaker in (self.ida, self.bo):
            make_quote("We wait", speaker=speaker, statement=statement)

        def settle(speaker, reason):
            review.settle_dispute(
                statement=statement, speaker=speaker, by=self.ines, reason=reason
            )
            return statement.history.first()

        settled = settle(self.ida, "On tape")
        review.reopen_dispute(statement=statement, by=self.ines)
        opened = statement.history.first()
        settle(self.bo, "Another tape")

        found = review.revert(row=Statement.objects.get(), record=settled, by=self.omar)
        self.assertEqual((found.speaker, found.resolution), (self.ida, "On tape"))
        found = review.revert(row=Statement.objects.get(), record=opened, by=self.omar)
        self.assertIsNone(found.resolved_at)

    def test_an_outlet_goes_back_unless_another_has_its_name(self):
        outlet = make_outlet("The Herald")
        outlet.name = "The Merrow Herald"
        outlet.save()
        record = outlet.history.order_by("history_date")[0]

        review.revert(row=Outlet.objects.get(pk=outlet.pk), record=record, by=self.ines)
        self.assertEqual(Outlet.objects.get(pk=outlet.pk).name, "The Herald")

        outlet.name = "Another"
        outlet.save()
        make_outlet("The Herald")
        with self.assertRaisesMessage(review.ReviewError, "already exists"):
            review.revert(
                row=Outlet.objects.get(pk=outlet.pk), record=record, by=self.ines
            )

    def test_another_rows_history_and_a_stale_page_are_refused(self):
        review.confirm(quote=self.quote, by=self.ines)
        other = make_quote("Nobody waits")
        with self.assertRaisesMessage(review.ReviewError, "no earlier state"):
            review.revert(row=other, record=self.quote.history.first(), by=self.ines)

        seen = review.version_of_all([self.quote])
        review.correct_stance(
            quote=Quote.objects.get(pk=self.quote.pk), stance="asks", by=self.omar
        )
        with self.assertRaises(review.ConflictError):
            review.revert(
                row=self.quote,
                record=self.quote.history.last(),
                by=self.ines,
                seen=seen,
            )


class StateTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.before = timezone.now()
        self.quote = make_quote("We wait", speaker=make_speaker("Ida Voss"))

    def at(self, moment):
        return state_at(Quote, self.quote.pk, moment)

    def test_row_that_nobody_acted_on_is_the_row(self):
        self.assertEqual(self.at(timezone.now()), self.quote)

    def test_states_before_between_and_after_acts(self):
        review.correct_stance(quote=self.quote, stance="denies", by=self.editor)
        between = timezone.now()
        review.correct_stance(quote=self.quote, stance="asks", by=self.editor)
        after = timezone.now()

        told = [self.at(moment).stance for moment in (self.before, between, after)]

        self.assertEqual(told, ["states", "denies", "asks"])

    def test_what_runs_changed_since_the_last_act_is_told(self):
        review.confirm(quote=self.quote, by=self.editor)
        Quote.objects.update(confidence=0.5)

        self.assertEqual(self.at(timezone.now()).confidence, 0.5)

    def test_what_a_person_made_was_not_there_before(self):
        speaker = review.create_speaker(name="Bo Lind", by=self.editor)

        self.assertIsNone(state_at(Speaker, speaker.pk, self.before))
        now = timezone.now() + timedelta(seconds=1)
        self.assertEqual(state_at(Speaker, speaker.pk, now), speaker)

    def test_what_was_removed_is_gone_from_then_on(self):
        speaker = self.quote.speaker
        alias = review.add_alias(speaker=speaker, name="Voss", by=self.editor)
        pk, held = alias.pk, timezone.now()
        review.remove_alias(alias=alias, by=self.editor)

        self.assertEqual(state_at(SpeakerAlias, pk, held).name, "Voss")
        self.assertIsNone(state_at(SpeakerAlias, pk, timezone.now()))
