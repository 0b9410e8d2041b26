from django.test import TestCase

from quotes import review
from quotes.models import Quote, Speaker, SpeakerAlias, Statement
from tests.build import (
    make_alias,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
    turns,
)


def everything():
    """Every row that a merger may touch, by table."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Quote, Speaker, SpeakerAlias, Statement)
    }


class MergeTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.short = make_speaker("Brandt")
        self.full = make_speaker("Odalys Brandt")

    def merge(self, source=None, target=None, **options):
        return review.merge_speakers(
            source=source or self.short,
            target=target or self.full,
            by=self.editor,
            **options,
        )

    def test_everything_moves(self):
        said = make_quote(speaker=self.short)
        relayed = make_quote(relayed_by=self.short)
        statement = make_statement(speaker=self.short)
        deputy = make_speaker("Teo Lindqvist", affiliation=self.short)

        self.merge()

        self.assertEqual(Quote.objects.get(pk=said.pk).speaker, self.full)
        self.assertEqual(Quote.objects.get(pk=relayed.pk).relayed_by, self.full)
        self.assertEqual(Statement.objects.get(pk=statement.pk).speaker, self.full)
        self.assertEqual(Speaker.objects.get(pk=deputy.pk).affiliation, self.full)
        self.assertEqual(
            sorted(self.full.aliases.values_list("name", flat=True)),
            ["Brandt", "Odalys Brandt"],
        )
        self.assertEqual(
            review.belongings_of(self.short), review.Belongings(0, 0, 0, 0, 0)
        )

    def test_merged_row_stays_and_points_to_the_target(self):
        self.merge()

        self.assertEqual(Speaker.objects.get(pk=self.short.pk).merged_into, self.full)

    def test_every_row_moved_says_who_and_why(self):
        quote = make_quote(speaker=self.short)
        Quote.history.all().delete()

        self.merge(reason="One woman")

        self.assertEqual(
            list(
                quote.history.order_by("history_id").values_list(
                    "speaker__name", "history_user__username", "history_change_reason"
                )
            ),
            [("Brandt", None, "As extracted"), ("Odalys Brandt", "ines", "One woman")],
        )

    def test_decided_quotes_stay_decided(self):
        quote = make_quote(speaker=self.short)
        review.confirm(quote=quote, by=make_editor("omar"))

        self.merge()

        stored = Quote.objects.get()
        self.assertEqual(
            (stored.speaker, stored.status, stored.reviewed_by.username),
            (self.full, "confirmed", "omar"),
        )

    def test_name_that_both_have_is_kept_once(self):
        make_alias(self.short, "ODALYS BRANDT")

        self.merge()

        self.assertEqual(
            sorted(SpeakerAlias.objects.values_list("speaker", "name")),
            [(self.full.pk, "Brandt"), (self.full.pk, "Odalys Brandt")],
        )

    def test_own_name_without_alias_becomes_an_alias(self):
        self.short.aliases.all().delete()

        self.merge()

        self.assertEqual(
            sorted(self.full.aliases.values_list("name", "origin")),
            [("Brandt", "editor"), ("Odalys Brandt", "extraction")],
        )

    def test_chains_collapse(self):
        initial = make_speaker("O. B.")
        self.merge(source=initial, target=self.short)

        self.merge()

        self.assertEqual(Speaker.objects.get(pk=initial.pk).merged_into, self.full)

    def test_target_affiliated_to_the_source_is_not_affiliated_to_itself(self):
        Speaker.objects.filter(pk=self.full.pk).update(affiliation=self.short)

        self.merge()

        self.assertIsNone(Speaker.objects.get(pk=self.full.pk).affiliation)

    def test_speaker_and_itself_are_refused(self):
        with self.assertRaisesMessage(review.ReviewError, "merged into itself"):
            self.merge(target=self.short)

    def test_merged_target_is_refused(self):
        self.merge()

        with self.assertRaisesMessage(
            review.ReviewError, "Brandt has been merged into Odalys Brandt already."
        ):
            self.merge(source=make_speaker("Teo Lindqvist"), target=self.short)

    def test_cost_does_not_grow_with_the_number_of_quotes(self):
        queries = 34 + turns()
        make_quote(speaker=self.short)
        with self.assertNumQueries(queries):
            self.merge()
        other = make_speaker("O. B.")
        for _ in range(3):
            make_quote(speaker=other)
        with self.assertNumQueries(queries):
            self.merge(source=other)


class UnmergeTests(TestCase):
    def setUp(self):
        self.editor = make_editor()
        self.short = make_speaker("Brandt")
        self.full = make_speaker("Odalys Brandt")
        self.other = make_speaker("Teo Lindqvist")

    def merge(self, source, target):
        review.merge_speakers(source=source, target=target, by=self.editor)

    def unmerge(self, speaker):
        review.unmerge_speakers(speaker=speaker, by=self.editor)

    def test_what_was_given_to_another_and_taken_back_comes_back(self):
        quote, kept = (make_quote(speaker=self.short) for _ in "12")
        self.merge(self.short, self.full)
        for each in (quote, kept):
            each.refresh_from_db()
            review.correct_speaker(quote=each, speaker=self.other, by=self.editor)
        review.reopen(quote=quote, by=self.editor)

        self.unmerge(self.short)

        quote.refresh_from_db()
        kept.refresh_from_db()
        self.assertEqual((quote.speaker, kept.speaker), (self.short, self.other))

    def test_merging_and_undoing_is_as_if_nothing_had_been(self):
        make_quote(speaker=self.short)
        make_quote(speaker=self.short, relayed_by=self.short)
        make_quote(speaker=self.full, relayed_by=self.short)
        make_quote(speaker=self.full)
        make_statement(speaker=self.short)
        make_alias(self.short, "ODALYS BRANDT")
        make_speaker("Deputy", affiliation=self.short)
        Speaker.objects.filter(pk=self.full.pk).update(affiliation=self.short)
        self.merge(make_speaker("O. B."), self.short)
        before = everything()

        self.merge(self.short, self.full)
        self.unmerge(self.short)

        self.assertEqual(everything(), before)

    def test_name_made_up_by_the_merger_goes_again(self):
        self.short.aliases.all().delete()
        before = everything()

        self.merge(self.short, self.full)
        self.unmerge(self.short)

        self.assertEqual(everything(), before)

    def test_second_merger_is_undone_like_the_first(self):
        make_quote(speaker=self.short)
        before = everything()

        for _ in (1, 2):
            self.merge(self.short, self.full)
            self.unmerge(self.short)

        self.assertEqual(everything(), before)

    def test_chain_is_undone_from_its_end(self):
        make_quote(speaker=self.short)
        before = everything()
        self.merge(self.short, self.full)
        self.merge(self.full, self.other)

        self.unmerge(self.full)
        self.unmerge(self.short)

        self.assertEqual(everything(), before)

    def test_chain_is_undone_from_its_beginning(self):
        make_quote(speaker=self.short)
        make_quote(speaker=self.full)
        before = everything()
        self.merge(self.short, self.full)
        self.merge(self.full, self.other)

        self.unmerge(self.short)
        self.unmerge(self.full)

        self.assertEqual(everything(), before)

    def test_quote_that_an_editor_gave_to_another_since_stays_there(self):
        quote = make_quote(speaker=self.short)
        self.merge(self.short, self.full)
        quote.refresh_from_db()
        review.correct_speaker(quote=quote, speaker=self.other, by=self.editor)

        self.unmerge(self.short)

        self.assertEqual(Quote.objects.get().speaker, self.other)

    def test_quote_given_away_and_back_to_the_target_stays_there(self):
        quote = make_quote(speaker=self.short)
        self.merge(self.short, self.full)
        quote.refresh_from_db()
        review.correct_speaker(quote=quote, speaker=self.other, by=self.editor)
        review.correct_speaker(quote=quote, speaker=self.full, by=self.editor)

        self.unmerge(self.short)

        self.assertEqual(Quote.objects.get().speaker, self.full)

    def test_quote_confirmed_since_comes_back(self):
        quote = make_quote(speaker=self.short)
        self.merge(self.short, self.full)
        quote.refresh_from_db()
        review.confirm(quote=quote, by=self.editor)

        self.unmerge(self.short)

        self.assertEqual(Quote.objects.get().speaker, self.short)

    def test_what_the_target_gained_since_stays_there(self):
        self.merge(self.short, self.full)
        quote = make_quote(speaker=self.full)

        self.unmerge(self.short)

        self.assertEqual(Quote.objects.get(pk=quote.pk).speaker, self.full)

    def test_speaker_that_is_not_merged_is_refused(self):
        with self.assertRaisesMessage(
            review.ReviewError, "Brandt is not merged into another speaker."
        ):
            self.unmerge(self.short)
