"""Who may do what: every act by every role, through the guard of ``quotes.review``."""

import copy

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import TestCase

from quotes import review
from quotes.models import Proposal
from quotes.review.api_tokens import create_token, revoke_token
from quotes.review.guarding import ACTS
from quotes.review.merging_many import FEW
from tests.admin.people import make_member
from tests.build import make_editor, make_speaker
from tests.review.every_act import EveryAct

ROLES = ("Readers", "Contributors", "Editors", "Chiefs", "Administrators")
NO, PROPOSES, DOES = "refused", "proposes", "does"

EDITORS = (NO, PROPOSES, DOES, DOES, DOES)
CHIEFS = (NO, PROPOSES, PROPOSES, DOES, DOES)
DECIDES = (NO, NO, DOES, DOES, DOES)
GIVES = (NO, NO, NO, DOES, DOES)

# What each role may do, in the order of ROLES. Undoing is another's decision here:
# everybody else's is in test_what_one_decided_oneself_one_undoes.
TABLE = {
    "confirm": EDITORS,
    "reject": EDITORS,
    "correct_speaker": EDITORS,
    "correct_relay": EDITORS,
    "correct_span": EDITORS,
    "correct_stance": EDITORS,
    "correct_quote": EDITORS,
    "add_quote": EDITORS,
    "split_quote": EDITORS,
    "join_quotes": EDITORS,
    "take_opinion": EDITORS,
    "dismiss_opinion": EDITORS,
    # Told to a chief where another person did it: nothing to be proposed.
    "undo_act": GIVES,
    "revert": GIVES,
    "restore_record": GIVES,
    "retry_extraction": EDITORS,
    "reopen": CHIEFS,
    "confirm_many": EDITORS,
    "reject_many": EDITORS,
    "correct_speaker_many": EDITORS,
    # What another person rejected is left out, and here there is nothing else.
    "reopen_many": EDITORS,
    "move_quote": EDITORS,
    "return_quote": CHIEFS,
    "settle_dispute": EDITORS,
    "reopen_dispute": CHIEFS,
    "merge_statements": EDITORS,
    "unmerge_statement": CHIEFS,
    "split_statement": EDITORS,
    "unsplit_statement": CHIEFS,
    "tell_statements_apart": EDITORS,
    "withdraw_statement_distinction": CHIEFS,
    "create_speaker": EDITORS,
    "find_or_create_speaker": EDITORS,
    "rename_speaker": EDITORS,
    "change_speaker": EDITORS,
    "add_alias": EDITORS,
    "remove_alias": EDITORS,
    "merge_many_speakers": EDITORS,
    "unmerge_many_speakers": CHIEFS,
    "tell_many_speakers_apart": EDITORS,
    "split_speaker": EDITORS,
    "unsplit_speaker": CHIEFS,
    "merge_speakers": EDITORS,
    "unmerge_speakers": CHIEFS,
    "tell_speakers_apart": EDITORS,
    "withdraw_distinction": CHIEFS,
    "accept_suggestion": EDITORS,
    "dismiss_suggestion": EDITORS,
    "reopen_suggestion": CHIEFS,
    "settle_report": EDITORS,
    "settle_reports": EDITORS,
    "reopen_reports": CHIEFS,
    "accept_proposal": DECIDES,
    "decline_proposal": DECIDES,
    "record_reading": DECIDES,
    "settle_disagreement": GIVES,
    "create_token": GIVES,
    "revoke_token": GIVES,
}


class Scenes(EveryAct):
    """The acts of every kind, to be done by whoever is asked to."""

    def do_as(self, user, name, arguments):
        """What came of it: DOES, PROPOSES or NO."""
        self.by = user
        try:
            with transaction.atomic():
                self.do(name, arguments)
            return DOES
        except review.NotPermittedError:
            pass
        try:
            with transaction.atomic():
                review.propose(do=lambda: self.do(name, arguments), by=user)
            return PROPOSES
        except review.NotPermittedError:
            return NO


class RoleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.users = {role: make_member(role.lower(), role) for role in ROLES}

    def scenes(self):
        scenes = Scenes()
        scenes.make_rows()
        return scenes

    def test_every_act_there_is_stands_in_the_table(self):
        self.assertEqual(TABLE.keys(), ACTS.keys())

    # Who may is decided before an act asks anything; every act is done on both.
    @pytest.mark.any_database
    def test_each_role_does_proposes_or_is_refused(self):
        for name, expected in TABLE.items():
            if name.endswith("_token"):
                continue
            with transaction.atomic():
                scenes = self.scenes()
                for earlier, given in scenes.scenes()[name][0]:
                    scenes.do(earlier, given)
                for role, outcome in zip(ROLES, expected, strict=True):
                    with self.subTest(name, role=role), transaction.atomic():
                        self.assertEqual(self.done(scenes, name, role), outcome)
                        transaction.set_rollback(True)
                transaction.set_rollback(True)

    def done(self, scenes, name, role):
        """What comes of an act by ``role``, on rows as they are in the database."""
        own = copy.deepcopy(scenes)
        user = User.objects.get(pk=self.users[role].pk)
        return own.do_as(user, name, own.scenes()[name][1])

    def test_tokens_are_given_and_revoked_by_chiefs(self):
        token, _ = create_token(name="A newsroom", by=make_editor())
        for role, outcome in zip(ROLES, TABLE["create_token"], strict=True):
            user = self.users[role]
            with self.subTest(role), transaction.atomic():
                if outcome == DOES:
                    create_token(name="Another", by=user)
                    revoke_token(token=token, by=user)
                else:
                    with self.assertRaises(review.NotPermittedError):
                        create_token(name="Another", by=user)
                    with self.assertRaises(review.NotPermittedError):
                        revoke_token(token=token, by=user)
                transaction.set_rollback(True)

    def test_what_one_decided_oneself_one_undoes(self):
        undone = [name for name, cells in TABLE.items() if cells is CHIEFS]
        self.assertGreater(len(undone), 8)
        for name in undone:
            with self.subTest(name), transaction.atomic():
                scenes = self.scenes()
                scenes.by = User.objects.get(pk=self.users["Editors"].pk)
                before, arguments = scenes.scenes()[name]
                for earlier, given in before:
                    scenes.do(earlier, given)
                self.assertEqual(scenes.do_as(scenes.by, name, arguments), DOES)
                transaction.set_rollback(True)

    def test_only_a_chief_reopens_many_that_another_confirmed(self):
        for role, outcome in (("Editors", PROPOSES), ("Chiefs", DOES)):
            with self.subTest(role), transaction.atomic():
                scenes = self.scenes()
                scenes.do("confirm_many", {"quotes": scenes.every})
                user, given = self.users[role], {"quotes": scenes.every}
                self.assertEqual(scenes.do_as(user, "reopen_many", given), outcome)
                transaction.set_rollback(True)

    def test_only_a_chief_merges_many(self):
        for count, role, outcome in (
            (FEW, "Editors", DOES),
            (FEW + 1, "Editors", PROPOSES),
            (FEW + 1, "Chiefs", DOES),
        ):
            with self.subTest(role, count=count), transaction.atomic():
                scenes = self.scenes()
                sources = [make_speaker() for _ in range(count)]
                given = {"sources": sources, "target": scenes.ida}
                done = scenes.do_as(self.users[role], "merge_many_speakers", given)
                self.assertEqual(done, outcome)
                transaction.set_rollback(True)

    def test_a_proposal_changes_nothing_until_it_is_accepted(self):
        scenes = self.scenes()
        vera = self.users["Contributors"]
        proposal = review.propose(
            do=lambda: review.reject(quote=scenes.quote, by=vera, reason="A title"),
            by=vera,
        )
        scenes.quote.refresh_from_db()
        self.assertEqual(scenes.quote.status, "extracted")

        review.accept_proposal(proposal=proposal, by=self.users["Editors"])

        scenes.quote.refresh_from_db()
        latest = scenes.quote.history.first()
        self.assertEqual(scenes.quote.status, "rejected")
        self.assertEqual(scenes.quote.reviewed_by, self.users["Editors"])
        self.assertEqual(
            latest.history_change_reason, "A title (proposed by contributors)"
        )

    def test_one_that_makes_a_row_names_it_in_the_next_step(self):
        scenes = self.scenes()
        vera = self.users["Contributors"]

        def do():
            made = review.create_speaker(name="Teo Marl", by=vera, reason="New")
            review.correct_speaker(quote=scenes.quote, speaker=made, by=vera)

        proposal = review.propose(do=do, by=vera)
        review.accept_proposal(proposal=proposal, by=self.users["Editors"])

        scenes.quote.refresh_from_db()
        self.assertEqual(scenes.quote.speaker.name, "Teo Marl")

    def test_a_stale_one_is_refused_with_both_values(self):
        scenes = self.scenes()
        vera, ed = self.users["Contributors"], self.users["Editors"]
        proposal = review.propose(
            do=lambda: review.rename_speaker(
                speaker=scenes.ida, name="Ida Marl", by=vera, reason="Married"
            ),
            by=vera,
        )
        scenes.ida.refresh_from_db()
        review.rename_speaker(speaker=scenes.ida, name="Ida Teel", by=ed, reason="No")

        with self.assertRaisesMessage(
            review.ConflictError, "name was “Ida Voss”, is “Ida Teel”"
        ):
            review.accept_proposal(proposal=proposal, by=ed)
        self.assertEqual(Proposal.objects.get().status, "open")

    def test_what_is_refused(self):
        scenes = self.scenes()
        vera, ed = self.users["Contributors"], self.users["Editors"]
        act = review.reject
        for told, do in (
            ("Say why", lambda: act(quote=scenes.second, by=vera, reason=" ")),
            ("nothing in this", lambda: None),
        ):
            with self.assertRaisesMessage(review.ReviewError, told):
                review.propose(do=do, by=vera)
        proposal = review.propose(
            do=lambda: act(quote=scenes.quote, by=ed, reason="A title"), by=ed
        )
        for user, told in ((ed, "Another person decides"), (vera, "may not do this")):
            with self.assertRaisesMessage(review.ReviewError, told):
                review.accept_proposal(proposal=proposal, by=user)
        chief = self.users["Chiefs"]
        with self.assertRaisesMessage(review.ReviewError, "Say why not"):
            review.decline_proposal(proposal=proposal, by=chief, reason=" ")
        review.decline_proposal(proposal=proposal, by=chief, reason="It is one")
        with self.assertRaisesMessage(review.ConflictError, "has declined"):
            review.accept_proposal(proposal=proposal, by=chief)

    def test_nobody_accepts_what_they_may_not_do_themselves(self):
        scenes = self.scenes()
        vera, ed = self.users["Contributors"], self.users["Editors"]
        review.reject(quote=scenes.quote, by=self.users["Chiefs"], reason="A title")
        proposal = review.propose(
            do=lambda: review.reopen(quote=scenes.quote, by=vera, reason="It is none"),
            by=vera,
        )

        with self.assertRaisesMessage(review.NotPermittedError, "Only a chief"):
            review.accept_proposal(proposal=proposal, by=ed)
        self.assertEqual(Proposal.objects.get().status, "open")
