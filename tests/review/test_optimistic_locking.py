"""Every act there is, done: the version that guards a row watches what it changes."""

import inspect

from django.db import transaction
from django.test import TestCase

from quotes import review
from quotes.models import (
    Quote,
    SpeakerAlias,
)
from quotes.review import reports
from quotes.review.optimistic_locking import (
    FOLLOWING,
    PLACE_IN_QUEUE,
    WATCHED,
    version_of,
)
from tests.review.every_act import EveryAct


def acts_there_are():
    """Names of every function by which a person writes: those that say who acts."""
    return {
        name
        for module in (review, reports)
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and not name.startswith("_")
        and function.__module__.startswith("quotes.review")
        and {"by", "reason"} <= inspect.signature(function).parameters.keys()
    }


def columns():
    """Every column of every table that acts write to, by table and primary key."""
    return {
        (model, row["pk"]): row
        for model in WATCHED
        for row in model._default_manager.values(
            "pk", *(field.attname for field in model._meta.concrete_fields)
        )
    }


class WatchedColumnTests(EveryAct, TestCase):
    def test_every_act_is_done_here(self):
        self.make_rows()
        self.assertEqual(self.scenes().keys(), acts_there_are())

    def test_what_an_act_changes_is_watched(self):
        for name in sorted(acts_there_are()):
            with self.subTest(name), transaction.atomic():
                self.make_rows()
                before, arguments = self.scenes()[name]
                for earlier, given in before:
                    self.do(earlier, given)
                self.check(name, arguments)
                transaction.set_rollback(True)

    def check(self, name, arguments):
        if "proposal" in name:
            self.propose()
        if name == "settle_disagreement":
            self.disagree()
        before = columns()
        versions = self.versions()
        self.do(name, arguments)
        after, now = columns(), self.versions()
        changed = {
            key: {name for name in row if row[name] != after[key][name]}
            for key, row in before.items()
            if key in after and row != after[key]
        }
        self.assertTrue(changed or before.keys() != after.keys(), "it changed nothing")
        for (model, pk), names in changed.items():
            watched = set(WATCHED[model])
            unknown = names - watched - set(FOLLOWING.get(model, ()))
            self.assertEqual(unknown, set(), f"{name} changes them of {model}")
            free = model is SpeakerAlias or names <= set(PLACE_IN_QUEUE)
            if names & watched or not free:
                self.assertNotEqual(
                    versions[model, pk], now[model, pk], f"{name}: {model} {names}"
                )

    def versions(self):
        return {
            (model, row.pk): version_of(row)
            for model in WATCHED
            for row in model._default_manager.all()
        }


class WatchListTests(TestCase):
    def test_every_column_that_history_keeps_is_watched_or_follows_or_is_of_no_act(
        self,
    ):
        """A new column must be put somewhere before anybody can forget it."""
        of_no_act = {
            Quote: {
                "id",
                "article_id",
                "outlet_id",
                "published_at",
                "dated_at",
                "speaker_description",
                "confidence",
                "method",
                "candidates",
                "extractor_version",
                "gone_in",
            },
        }
        model = Quote
        names = {field.attname for field in model._meta.concrete_fields}
        placed = {*WATCHED[model], *FOLLOWING[model], *of_no_act[model]}
        self.assertEqual(names, placed)
