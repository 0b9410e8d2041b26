"""Acts of editors, done and taken back, and compared with what was before."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from quotes import review
from quotes.models import (
    Quote,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    SpeakerSuggestion,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from tests.build import make_editor

DECIDED = (
    Quote,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    SpeakerSuggestion,
    StatementPlacement,
    StatementDistinction,
    Statement,
)
numbers = st.integers(0, 11)
"""Which of some rows is meant: the one of this number, beginning anew at the end."""


def state():
    """All that runs and editors decided, by table and primary key.

    What the machine had read stands in ``extracted`` and is written there when
    an editor first decides; it says nothing of who is right.
    """
    found = {}
    for model in DECIDED:
        rows = model.objects.order_by("pk").values()
        found[model] = {row[model._meta.pk.attname]: row for row in rows}
    for row in found[Quote].values():
        del row["extracted"]
    return found


class TakingBackMachine(RuleBasedStateMachine):
    """Does acts and takes them back, in one transaction that leaves nothing.

    ``undo``: acts to take back, the latest last, each with what was there before, as
    long as no run has come since.
    """

    def __init__(self):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.editor = make_editor()
        self.undo = []
        super().__init__()

    def teardown(self):
        try:
            # In the end all that no run has come after is taken back, act by act.
            while self.undo and self.undo[-1][0] is not None:
                self.undo_last()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def act(self, do, take_back):
        """Do what an editor may be refused, which then changes nothing.

        Taken back at once it is as if nothing had been.
        """
        before = state()
        try:
            with transaction.atomic():
                take_back(do())
                self.check_restored(before)
                transaction.set_rollback(True)
        except review.ReviewError:
            assert state() == before
            return None
        done = do()
        self.undo.append([before, lambda: take_back(done)])
        return done

    @precondition(lambda self: self.undo)
    @rule()
    def undo_last(self):
        before, take_back = self.undo.pop()
        with transaction.atomic():
            take_back()
        if before is not None:
            self.check_restored(before)

    @precondition(lambda self: len(self.undo) > 1)
    @rule(number=numbers)
    def undo_any(self, number):
        _, take_back = self.undo[number % len(self.undo)]
        before = state()
        try:
            with transaction.atomic():
                take_back()
        except review.ReviewError:
            assert state() == before
            return
        del self.undo[number % len(self.undo)]
        self.forget_what_was()

    def check_restored(self, before):
        """All rows are as they were; what a split had made is a signpost."""
        after = state()
        for model in DECIDED:
            rows = after[model]
            if model in (Statement, Speaker):
                rows = {pk: row for pk, row in rows.items() if pk in before[model]}
                for pk in after[model].keys() - rows.keys():
                    assert after[model][pk]["merged_into_id"], "a row too many"
            assert rows == before[model], (model, changed(before[model], rows))

    def forget_what_was(self):
        for act in self.undo:
            act[0] = None


def changed(before, after):
    """What is not as it was, by row and column."""
    return {
        pk: {
            name: (value, row.get(name))
            for name, value in (before.get(pk) or {}).items()
            if row.get(name) != value
        }
        for pk, row in after.items()
        if row != before.get(pk)
    }
