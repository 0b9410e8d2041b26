"""Whatever editors do to the quotes of an article, with runs, versions and undoings.

No run changes what a person decided or brings back what they mended; undone at once an
act leaves what was there before; and the history, replayed, gives the rows.
"""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quotes import review
from quotes.history import state_at
from quotes.ingest.overlap import SETTLED, shared_of_shorter
from quotes.ingest.records import Record
from quotes.ingest.versions import store_newer
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.lock import lock_linking
from quotes.models import Act, Article, Quote, SecondOpinion
from quotes.review.decisions import DECIDED_COLUMNS
from tests.build import make_article, make_editor, make_speaker
from tests.properties import sequences
from tests.review.acts_on_many import ManyQuotes
from tests.review.edited_article import (
    NAMES,
    at,
    findings,
    numbers,
    places,
    read,
    stances,
    text_of,
)
from tests.storing import store_quotations

DAY = datetime(2031, 3, 17, tzinfo=UTC)
DECISIONS = ("speaker_id", "relayed_by_id", "stance", "reviewed_by_id", "reviewed_at")
RECORDED = [Quote._meta.get_field(name).attname for name in DECIDED_COLUMNS]


def rows():
    """Every column that people decide, by quote. What the machine read says nothing."""
    found = Quote.objects.order_by("pk").values("id", *RECORDED)
    return {row.pop("id"): row for row in found}


def without_readings(table):
    return {
        pk: {name: value for name, value in row.items() if name != "extracted"}
        for pk, row in table.items()
    }


class EditingMachine(ManyQuotes, RuleBasedStateMachine):
    """One article, two editors, and runs."""

    def __init__(self):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.editors = [make_editor("ines"), make_editor("omar")]
        self.stale = set()
        super().__init__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def read_first(self):
        self.speakers = [make_speaker(name, kind="person") for name in NAMES]
        self.article = make_article(text_of(), published_at=DAY)
        store_quotations(
            self.article, self.found([(4, NAMES[0], "states"), (2, NAMES[0], "states")])
        )

    # What there is to choose from.

    def gone(self):
        """Of which the article has no words any more: withdrawn until they are back."""
        return set(Quote.objects.exclude(gone_in=0).values_list("pk", flat=True))

    def found(self, findings):
        return [read(self.article.text, *finding) for finding in findings]

    def place(self, number):
        found = places(self.article.text)
        return found[number % len(found)]

    def quote(self, number):
        quotes = list(Quote.objects.select_related("article").order_by("pk"))
        return quotes[number % len(quotes)]

    def act(self, do):
        """Do what may be refused; undone at once it is as if it had not been."""
        before = rows()
        done = Act.objects.count()
        by = self.editors[done % 2]
        try:
            with transaction.atomic():
                do(by)
        except review.ReviewError:
            assert rows() == before
            return
        if Act.objects.count() == done:
            return  # what others rejected is left out, and there was nothing else
        made = Act.objects.latest("pk")
        with transaction.atomic():
            review.undo_act(act=made, by=by)
            after = rows()
            for pk in after.keys() - before.keys():
                assert after.pop(pk)["status"] == "withdrawn"
            assert without_readings(after) == without_readings(before)
            transaction.set_rollback(True)
        # What a person did last to a row, history tells.
        self.stale -= set(review.quotes_of(made).values_list("pk", flat=True))

    # Acts.

    @rule(number=numbers)
    def confirm(self, number):
        self.act(lambda by: review.confirm(quote=self.quote(number), by=by))

    @rule(number=numbers)
    def reject(self, number):
        self.act(lambda by: review.reject(quote=self.quote(number), by=by))

    @rule(number=numbers)
    def reopen(self, number):
        self.act(lambda by: review.reopen(quote=self.quote(number), by=by))

    @rule(number=numbers, place=numbers, stance=stances, who=numbers)
    def correct(self, number, place, stance, who):
        values = {
            "stance": stance,
            "speaker": self.speakers[who % 2],
            "spans": [self.place(place)],
            "cue_spans": [at(self.article.text, "added")],
        }
        for name in list(values)[: who % 3]:
            del values[name]
        self.act(
            lambda by: review.correct_quote(quote=self.quote(number), by=by, **values)
        )

    @rule(number=numbers)
    def confirm_all(self, number):
        self.act(lambda by: review.confirm_many(quotes=Quote.objects.all(), by=by))

    @rule(place=numbers, who=numbers)
    def add(self, place, who):
        self.act(
            lambda by: review.add_quote(
                article=self.article,
                spans=[self.place(place)],
                speaker_name=NAMES[who % 2],
                by=by,
            )
        )

    @rule(number=numbers)
    def split(self, number):
        quote = self.quote(number)
        middle = (quote.start + quote.end) // 2
        self.act(
            lambda by: review.split_quote(
                quote=quote,
                first=[[quote.start, middle]],
                second=[[middle, quote.end]],
                by=by,
            )
        )

    @rule(one=numbers, other=numbers)
    def join(self, one, other):
        self.act(
            lambda by: review.join_quotes(
                quote=self.quote(one), other=self.quote(other), by=by
            )
        )

    @rule(number=numbers, back=numbers)
    def go_back(self, number, back):
        quote = self.quote(number)
        records = list(quote.history.all())
        if records:
            self.act(
                lambda by: review.revert(
                    row=quote, record=records[back % len(records)], by=by
                )
            )

    @precondition(lambda self: Act.objects.exists())
    @rule(number=numbers)
    def undo_any(self, number):
        acts = list(Act.objects.order_by("-pk")[:8])
        self.act(lambda by: review.undo_act(act=acts[number % len(acts)], by=by))

    @precondition(lambda self: review.open_opinions().exists())
    @rule(take=st.booleans())
    def answer_the_machine(self, take):
        opinion = review.open_opinions()[0]
        answer = review.take_opinion if take else review.dismiss_opinion
        self.act(lambda by: answer(opinion=opinion, by=by))

    # Runs.

    @rule(before=st.integers(0, 2), without=st.none() | st.integers(0, 3))
    def print_another_text(self, before, without):
        text = text_of(before=before, without=without)
        if text == self.article.text:
            return
        stood, gone = rows(), self.gone()
        record = Record("here", outlet="Herald", url="", text=text)
        self.article.text = text
        found = self.found([(2, NAMES[1], "states"), (4, NAMES[0], "states")])
        with transaction.atomic():
            lock_linking()
            held = Article.objects.get(pk=self.article.pk)
            group_quotes(store_newer(held, record, found))
        self.article.refresh_from_db()

        now = rows()
        self.stale |= {pk for pk, row in now.items() if row != stood.get(pk)}
        gone |= self.gone()
        for pk, row in stood.items():
            if row["reviewed_at"]:
                kept = [*DECISIONS, *(() if pk in gone else ("status",))]
                assert [now[pk][name] for name in kept] == [row[name] for name in kept]

    @rule(findings=findings)
    def extract_again(self, findings):
        before, found = rows(), self.found(findings)
        decided = {pk for pk, row in before.items() if row["reviewed_at"]}
        answered = set(SecondOpinion.objects.exclude(answered_at=None).values_list(
            "quote", "reading__stance", "answered_at"
        ))  # fmt: skip

        store_quotations(self.article, found)

        after = rows()
        assert {pk: after[pk] for pk in decided} == {pk: before[pk] for pk in decided}
        self.check_nothing_is_doubled(decided, after.keys() - before.keys())
        store_quotations(self.article, found)
        assert rows() == after, "Read twice, nothing changes."
        self.stale |= {pk for pk, row in after.items() if row != before.get(pk)}
        kept = SecondOpinion.objects.exclude(answered_at=None)
        assert answered >= set(
            kept.values_list("quote", "reading__stance", "answered_at")
        )

    def check_nothing_is_doubled(self, decided, made):
        """What a run adds does not lie in what somebody decided on."""
        quotes = Quote.objects.in_bulk([*decided, *made])
        for new in made:
            for pk in decided:
                share = shared_of_shorter(quotes[new].spans, quotes[pk].spans)
                assert share <= SETTLED, (quotes[new].text, quotes[pk].text)

    # What always holds.

    @invariant()
    def history_replayed_gives_the_rows(self):
        for pk, row in rows().items():
            record = Quote.history.filter(id=pk).order_by(
                "-history_date", "-history_id"
            ).first()  # fmt: skip
            if record is None:
                assert row["reviewed_at"] is None
                continue
            if pk not in self.stale:
                told = {name: getattr(record, name) for name in RECORDED}
                assert told == row
            held = Quote.objects.get(pk=pk)
            assert state_at(Quote, pk, record.history_date).pk == held.pk

    @invariant()
    def quotes_print_what_stands_there(self):
        for quote in Quote.objects.filter(gone_in=0).select_related("article"):
            text = quote.article.text
            assert quote.text == " … ".join(text[a:b] for a, b in quote.spans)

    @invariant()
    def every_decision_has_its_act(self):
        for quote in Quote.objects.filter(reviewed_at__isnull=False):
            assert review.act_at(quote.reviewed_by, quote.reviewed_at)

    @invariant()
    def standing_quotes_have_statements(self):
        assert not Quote.objects.standing().filter(statement=None).exists()


class EditingTests(TestCase):
    # Each act is done on both by the tests of its own file.
    @pytest.mark.any_database
    def test_decisions_stand_and_history_tells_them(self):
        run_state_machine_as_test(
            EditingMachine,
            settings=sequences(12, steps=15),
        )
