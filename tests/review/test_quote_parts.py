"""Quotes added, split and joined: no later run undoes it, and a person can."""

from datetime import UTC, datetime

from django.test import TestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, Quotation, SpeakerKind
from quotes.models import Act, Quote, Speaker
from tests.build import make_article, make_editor, make_speaker
from tests.storing import store_quotations

DAY = datetime(2031, 3, 17, tzinfo=UTC)
SAFE, SAILS, LEAKS = "The ferry is safe.", "It sails at noon.", "It never leaked"
TEXT = f"“{SAFE} {SAILS}” said Ida Voss. “{LEAKS},” she told the council of Merrow."


def at(words, text=TEXT):
    start = text.index(words)
    return [start, start + len(words)]


def found(*words, name="Ida Voss", text=TEXT):
    return Quotation(
        content=tuple(tuple(at(part, text)) for part in words),
        cue=(),
        source=(tuple(at("Ida Voss", text)),),
        kind="direct",
        speaker=DocumentSpeaker(name, SpeakerKind.PERSON, (name,)),
        relayed_by=None,
        relay=(),
        confidence=0.9,
        method="said",
        candidates=(),
        is_fragment=False,
    )


class PartsTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.article = make_article(TEXT, published_at=DAY)

    def read(self, *quotations):
        """Read the article, for the first time or again."""
        store_quotations(self.article, list(quotations))
        return list(Quote.objects.filter(article=self.article).order_by("pk"))

    def shown(self):
        rows = Quote.objects.filter(article=self.article).standing()
        return {quote.text: str(quote.speaker) for quote in rows}

    def decided(self):
        """All that people decided, by quote."""
        return {
            row["id"]: row
            for row in Quote.objects.filter(reviewed_at__isnull=False).values()
        }

    def assert_stands(self, *quotations):
        """No run that finds any of ``quotations`` changes what people decided."""
        before, shown = self.decided(), self.shown()
        for again in [*([one] for one in quotations), quotations, ()]:
            self.read(*again)
            self.assertEqual(self.decided(), before)
            self.assertEqual(self.shown(), shown)


class AddTests(PartsTests):
    def add(self, words=LEAKS, **options):
        options.setdefault("speaker_name", "Ida Voss")
        return review.add_quote(
            article=self.article,
            spans=[at(words)],
            by=self.editor,
            reason="The machine missed it",
            **options,
        )

    def test_added_quote_is_linked_and_grouped_as_what_a_run_finds(self):
        other = make_article(f"In Merrow “{LEAKS},” said Ida Voss.", published_at=DAY)
        store_quotations(other, [found(LEAKS, text=other.text)])
        first = Quote.objects.get()

        added = self.add(cue_spans=[at("told")], source_spans=[at("she")])

        self.assertEqual(added.speaker, first.speaker)
        self.assertEqual(added.statement, first.statement)
        self.assertEqual(added.statement.quote_count, 2)
        self.assertEqual((added.cue, added.source_text), ("told", "she"))
        self.assertEqual((added.kind, added.confidence), ("direct", 1.0))
        self.assertEqual((added.status, added.reviewed_by), ("corrected", self.editor))
        self.assertEqual(added.method, "added by an editor")
        self.assertEqual(added.outlet, self.article.outlet)
        record = added.history.get()
        self.assertEqual(
            (record.history_type, record.history_change_reason),
            ("+", "The machine missed it"),
        )

    def test_unknown_name_makes_a_speaker_as_linking_does(self):
        added = self.add(speaker_name="  the council of\tMerrow ")

        self.assertEqual(added.speaker.name, "the council of Merrow")
        self.assertTrue(added.speaker.aliases.exists())

    def test_runs_do_not_double_it(self):
        self.add()

        self.assert_stands(found(LEAKS), found(f"{LEAKS},"), found("never leaked"))

    def test_words_that_are_a_quote_already_are_refused_and_named(self):
        (quote,) = self.read(found(LEAKS))
        with self.assertRaisesMessage(review.ReviewError, f"quote {quote.pk} already"):
            self.add()
        review.reject(quote=quote, by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "ines rejected just these"):
            self.add()

        self.assertEqual(Quote.objects.count(), 1)

    def test_one_that_a_run_withdrew_stands_again_under_its_address(self):
        (quote,) = self.read(found(LEAKS))
        self.read()
        self.assertEqual(Quote.objects.get().status, "withdrawn")

        added = self.add()

        self.assertEqual((added.pk, added.status), (quote.pk, "corrected"))
        self.assert_stands(found(LEAKS))

    def test_undone_it_is_withdrawn_and_a_run_may_find_it(self):
        added = self.add()

        undone = review.undo_act(act=Act.objects.get(), by=self.editor, reason="Slip")
        added.refresh_from_db()
        self.assertEqual((added.status, added.reviewed_by), ("withdrawn", None))

        review.undo_act(act=undone, by=self.editor)
        added.refresh_from_db()
        self.assertEqual((added.status, added.reviewed_by), ("corrected", self.editor))
        self.assertEqual(added.speaker.name, "Ida Voss")

        review.reopen(quote=added, by=self.editor)
        self.assertEqual(self.shown(), {})
        self.read(found(LEAKS))
        self.assertEqual(Quote.objects.get().pk, added.pk)
        self.assertEqual(self.shown(), {LEAKS: "Ida Voss"})

    def test_refusals_store_nothing(self):
        merged = make_speaker("Old", merged_into=make_speaker("New"))
        speakers = Speaker.objects.count()
        for options, message in (
            ({"speaker_name": "—"}, "needs at least one letter or digit"),
            ({"stance": "sings"}, "“sings” is no stance"),
            ({"kind": "loud"}, "“loud” is no kind"),
            ({"speaker": merged}, "Old has been merged into New"),
            ({"cue_spans": [[5, 5]]}, "does not lie in the article"),
        ):
            with (
                self.subTest(message),
                self.assertRaisesMessage(review.ReviewError, message),
            ):
                self.add(**options)
        self.assertEqual(
            (Quote.objects.count(), Act.objects.count(), Speaker.objects.count()),
            (0, 0, speakers),
        )


class SplitTests(PartsTests):
    def setUp(self):
        super().setUp()
        (self.quote,) = self.read(found(f"{SAFE} {SAILS}"))

    def split(self, first=SAFE, second=SAILS, **options):
        return review.split_quote(
            quote=Quote.objects.get(pk=self.quote.pk),
            first=[at(first)],
            second=[at(second)],
            by=self.editor,
            reason="Two sentences",
            **options,
        )

    def test_both_halves_keep_speaker_and_source(self):
        made = self.split()

        self.assertEqual(self.shown(), {SAFE: "Ida Voss", SAILS: "Ida Voss"})
        self.assertEqual(made.source_text, "Ida Voss")
        self.assertEqual(made.method, "split off another quote by an editor")
        self.assertTrue(made.statement_id)
        first = Quote.objects.get(pk=self.quote.pk)
        self.assertEqual(first.extracted["spans"], [at(f"{SAFE} {SAILS}")])
        self.assertEqual(Act.objects.get().row_count, 2)

    def test_runs_find_neither_the_whole_nor_the_halves_again(self):
        self.split()

        self.assert_stands(found(f"{SAFE} {SAILS}"), found(SAFE), found(SAILS))

    def test_undone_it_is_one_again_and_so_on(self):
        before = Quote.objects.values().get()
        made = self.split()

        undone = review.undo_act(act=Act.objects.get(), by=self.editor)
        after = Quote.objects.values().get(pk=self.quote.pk)
        del before["extracted"], after["extracted"]
        self.assertEqual(after, before)
        made.refresh_from_db()
        self.assertEqual(made.status, "withdrawn")
        self.assertEqual(self.shown(), {f"{SAFE} {SAILS}": "Ida Voss"})

        review.undo_act(act=undone, by=self.editor)
        self.assertEqual(self.shown(), {SAFE: "Ida Voss", SAILS: "Ida Voss"})

    def test_second_time_the_second_half_keeps_its_address(self):
        made = self.split()
        review.undo_act(act=Act.objects.get(), by=self.editor)

        self.assertEqual(self.split().pk, made.pk)

    def test_refusals(self):
        for first, second, message in (
            (SAFE, "safe. It", "Two ranges overlap"),
            (SAFE, f"{SAFE} {SAILS}", "Two ranges overlap"),
        ):
            with self.assertRaisesMessage(review.ReviewError, message):
                self.split(first, second)
        stale = review.version_of(self.quote)
        review.confirm(quote=self.quote, by=self.editor)
        with self.assertRaises(review.ConflictError):
            self.split(seen=stale)
        review.reject(quote=self.quote, by=self.editor)
        with self.assertRaisesMessage(review.ReviewError, "is rejected: readers"):
            self.split()
        self.assertEqual(Quote.objects.count(), 1)


class JoinTests(PartsTests):
    def setUp(self):
        super().setUp()
        self.first, self.second, self.third = self.read(
            found(SAFE), found(SAILS), found(LEAKS)
        )

    def join(self, quote, other, **options):
        return review.join_quotes(
            quote=Quote.objects.get(pk=quote.pk),
            other=Quote.objects.get(pk=other.pk),
            by=self.editor,
            reason="One breath",
            **options,
        )

    def test_parts_with_nothing_between_become_one_range(self):
        joined = self.join(self.first, self.second)

        self.assertEqual(joined.text, f"{SAFE} {SAILS}")
        self.assertEqual(len(joined.spans), 1)
        gone = Quote.objects.get(pk=self.second.pk)
        self.assertEqual(gone.status, "rejected")
        self.assertEqual(
            gone.history.first().history_change_reason,
            f"Joined to quote {joined.pk}: One breath",
        )

    def test_parts_with_words_between_stay_parts(self):
        self.assertEqual(self.join(self.second, self.third).text, f"{SAILS} … {LEAKS}")

    def test_runs_bring_back_neither(self):
        review.confirm(quote=self.third, by=self.editor)
        self.join(self.first, self.second)

        self.assert_stands(
            found(SAFE), found(SAILS), found(LEAKS), found(f"{SAFE} {SAILS}")
        )

    def test_undone_they_are_two_again(self):
        before = list(Quote.objects.order_by("pk").values())
        self.join(self.first, self.second)

        review.undo_act(act=Act.objects.get(), by=self.editor)

        after = list(Quote.objects.order_by("pk").values())
        for row in (*before, *after):
            del row["extracted"]
        self.assertEqual(after, before)

    def test_refusals(self):
        elsewhere = make_article(f"“{LEAKS},” said Ida Voss.")
        store_quotations(elsewhere, [found(LEAKS, text=elsewhere.text)])
        foreign = Quote.objects.get(article=elsewhere)
        for quote, other, message in (
            (self.first, self.first, "another quote of the same article"),
            (self.first, foreign, "another quote of the same article"),
        ):
            with self.assertRaisesMessage(review.ReviewError, message):
                self.join(quote, other)
        seen = review.version_of_all([self.first, self.second])
        review.confirm(quote=self.second, by=self.editor)
        with self.assertRaises(review.ConflictError):
            self.join(self.first, self.second, seen=seen)
        review.correct_span(
            quote=self.second, spans=[[at(SAFE)[0], at(SAILS)[1]]], by=self.editor
        )
        with self.assertRaisesMessage(review.ReviewError, "holds all of it already"):
            self.join(self.first, self.second)
        self.assertEqual(Quote.objects.filter(status="rejected").count(), 0)
