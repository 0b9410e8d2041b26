"""Who may do what, through the pages of the admin: acts by roles, cell by cell."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import TestCase
from django.urls import reverse

from quotes import review
from quotes.models import (
    ApiToken,
    ErrorReport,
    Proposal,
    Quote,
    Speaker,
    SpeakerSuggestion,
    Statement,
)
from quotes.review.reports import file_report, settle_reports
from tests.admin.people import make_member
from tests.admin.test_conflicts import fields_of
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.review.test_roles import DOES, NO, PROPOSES, ROLES

# Every page is asked on both by the walks, and every act is sent by
# test_pairs_of_acts.py: here, who may.
pytestmark = pytest.mark.any_database

EDITORS = (NO, PROPOSES, DOES, DOES, DOES)
CHIEFS = (NO, PROPOSES, PROPOSES, DOES, DOES)


class PageRoleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.users = {role: make_member(role.lower(), role) for role in ROLES}
        cls.ines = make_editor("ines")
        cls.ida, cls.omar = make_speaker("Ida Voss"), make_speaker("Omar Teel")
        cls.rope, cls.goats = make_statement("Rope"), make_statement("Goats")
        cls.quote = make_quote("A rope", speaker=cls.ida, statement=cls.rope)
        cls.second = make_quote("Ropes", speaker=cls.omar, statement=cls.rope)
        cls.third = make_quote("The goats", speaker=cls.ida, statement=cls.goats)
        cls.disputed = make_statement("Disputed", dispute="distinct")
        for speaker in (cls.ida, cls.omar):
            make_quote("Disputed", speaker=speaker, statement=cls.disputed)
        cls.suggestion = SpeakerSuggestion.objects.create(
            speaker=cls.omar, candidate=cls.ida, score=0.5, reason="Alike"
        )
        cls.report = file_report(quote=cls.quote, reason="words", explanation="No.")
        cls.confirmed = make_quote("Confirmed")
        review.confirm(quote=cls.confirmed, by=cls.ines)
        cls.merged = make_speaker("Ida Vos")
        review.merge_speakers(source=cls.merged, target=cls.ida, by=cls.ines)
        cls.settled = file_report(quote=cls.second, reason="words", explanation="Hm.")
        settle_reports(
            reports=[cls.settled], outcome="spam", by=cls.ines, reason="Pills"
        )

    def pages(self):
        """Each page that does something: its address, what is sent, and the table."""
        why = {"reason": "Heard on tape"}

        def to(page, *args, query="", **sent):
            return reverse(f"admin:quotes_{page}", args=args) + query, why | sent

        both = f"?chosen={self.ida.pk},{self.omar.pk}"
        chosen = {"chosen": str(self.quote.pk)}
        return {
            "quote confirm": (
                to("quote_change", self.quote.pk, _confirm="1"), EDITORS),
            "quote reject": (
                to("quote_change", self.quote.pk, _reject="1"), EDITORS),
            "quote reopen": (
                to("quote_change", self.confirmed.pk, _reopen="1"), CHIEFS),
            "quotes confirm": (to("quote_confirm", **chosen), EDITORS),
            "quotes reject": (to("quote_reject", **chosen), EDITORS),
            "quotes speaker": (
                to("quote_set_speaker", speaker=str(self.omar.pk), **chosen), EDITORS),
            "speaker add": (to("speaker_add", name="Teo Marl"), EDITORS),
            "speaker change": (
                to("speaker_change", self.ida.pk, name="Ida Marl"), EDITORS),
            "speakers merge": (
                to("speaker_merge", query=both, target=str(self.ida.pk)), EDITORS),
            "speaker unmerge": (to("speaker_unmerge", self.merged.pk), CHIEFS),
            "speakers apart": (to("speaker_apart", query=both), EDITORS),
            "suggestion answer": (
                to("speakersuggestion_change", self.suggestion.pk, _same="1"), EDITORS),
            "statements merge": (
                to("statement_merge",
                   query=f"?chosen={self.rope.pk},{self.goats.pk}",
                   stays=str(self.rope.pk)), EDITORS),
            "statement settle": (
                to("statement_settle", self.disputed.pk, side="unknown"),
                EDITORS),
            "report settle": (
                to("errorreport_change", self.report.pk, outcome="accepted"), EDITORS),
            "report reopen": (to("errorreport_reopen", self.settled.pk), CHIEFS),
            "token": (to("apitoken_add", name="Newsroom"), (NO, NO, NO, DOES, DOES)),
        }  # fmt: skip

    def state(self):
        """Everything that these pages change."""
        return [
            list(model.objects.order_by("pk").values_list())
            for model in (Quote, Speaker, Statement, SpeakerSuggestion, ErrorReport)
        ] + [ApiToken.objects.count()]

    def outcome(self, address, sent):
        if "/change/" in address or "/add/" in address:
            page = self.client.get(address)
            shown = page.status_code == 200 and '_form"' in page.text
            sent = (fields_of(page) if shown else {}) | sent
        before, proposed = self.state(), Proposal.objects.count()
        response = self.client.post(address, sent)
        self.assertIn(response.status_code, (200, 302, 403), address)
        changed = self.state() != before
        more = Proposal.objects.count() > proposed
        self.assertFalse(changed and more, "a proposal changes nothing")
        self.assertEqual(response.status_code == 403, not (changed or more), sent)
        return DOES if changed else PROPOSES if more else NO

    def test_each_role_on_each_page(self):
        for name, ((address, sent), cells) in self.pages().items():
            for role, expected in zip(ROLES, cells, strict=True):
                with self.subTest(name, role=role), transaction.atomic():
                    self.client.force_login(self.users[role])
                    self.assertEqual(self.outcome(address, sent), expected)
                    transaction.set_rollback(True)

    def test_every_role_sees_every_list_that_is_its_own(self):
        desk = ("quote", "speaker", "statement", "article", "outlet", "errorreport",
                "speakersuggestion", "proposal")  # fmt: skip
        people = ("auth_user", "auth_group", "axes_accessattempt")
        for number, role in enumerate(ROLES):
            self.client.force_login(self.users[role])
            lists = {f"quotes_{name}": True for name in desk}
            lists["quotes_apitoken"] = number > 2
            lists |= dict.fromkeys(people, number > 3)
            for name, may in lists.items():
                with self.subTest(role, list=name):
                    page = self.client.get(reverse(f"admin:{name}_changelist"))
                    self.assertEqual(page.status_code, 200 if may else 403)


class ProposalPageTests(TestCase):
    def setUp(self):
        self.vera = make_member("vera", "Contributors")
        self.client.force_login(self.vera)
        self.quote = make_quote("The dam holds", speaker=make_speaker("Mara"))
        self.address = reverse("admin:quotes_quote_change", args=[self.quote.pk])

    def propose(self):
        sent = fields_of(self.client.get(self.address))
        return self.client.post(
            self.address, sent | {"_reject": "1", "reason": "A title"}, follow=True
        )

    def test_a_contributor_is_told_that_it_is_proposed_and_nothing_else(self):
        self.assertContains(self.client.get(self.address), "You propose this")
        page = self.propose()

        told = [str(message) for message in page.context["messages"]]
        self.assertEqual(len(told), 1)
        self.assertIn("proposed", told[0])
        self.quote.refresh_from_db()
        self.assertEqual(self.quote.status, "extracted")

    def test_an_editor_reads_accepts_and_the_proposer_is_named(self):
        self.propose()
        proposal = Proposal.objects.get()
        address = reverse("admin:quotes_proposal_change", args=[proposal.pk])
        mine = self.client.get(address)
        self.assertNotContains(mine, "_accept")
        self.client.force_login(make_member("ed"))
        page = self.client.get(address)
        for words in ("vera proposed", "A title", "The dam holds", "_accept"):
            self.assertContains(page, words)

        self.client.post(address, {"_accept": "1", "reason": "Well seen"})

        self.quote.refresh_from_db()
        self.assertEqual(self.quote.status, "rejected")
        self.assertContains(self.client.get(address), "Well seen")
        history = self.client.get(
            reverse("admin:quotes_quote_history", args=[self.quote.pk])
        )
        self.assertContains(history, "proposed by vera")

    def test_declining_needs_a_word_and_a_stale_one_shows_both_values(self):
        self.propose()
        address = reverse(
            "admin:quotes_proposal_change", args=[Proposal.objects.get().pk]
        )
        ed = make_member("ed")
        self.client.force_login(ed)
        self.assertContains(
            self.client.post(address, {"_decline": "1", "reason": ""}), "Say why not"
        )
        review.confirm(quote=self.quote, by=ed)
        page = self.client.get(address)
        self.assertContains(page, "It has changed since")
        self.assertNotContains(page, "_accept")
        refused = self.client.post(address, {"_accept": "1", "reason": "Yes"})
        self.assertContains(refused, "It is no longer as it was proposed on")

        self.client.post(address, {"_decline": "1", "reason": "It is none"})

        self.assertEqual(Proposal.objects.get().status, "declined")


class AccountTests(TestCase):
    """Who may change accounts does not make themselves more than they are."""

    def setUp(self):
        self.admin = make_member("ada", "Administrators")
        self.client.force_login(self.admin)

    def test_an_administrator_gives_roles_and_nothing_above_them(self):
        other = make_member("vera", "Contributors")
        address = reverse("admin:auth_user_change", args=[other.pk])
        page = self.client.get(address)
        self.assertNotContains(page, "is_superuser")
        self.assertNotContains(page, "user_permissions")

        self.client.post(
            address,
            {
                "username": "vera",
                "is_active": "on",
                "is_staff": "on",
                "is_superuser": "on",
                "groups": [Group.objects.get(name="Chiefs").pk],
                "date_joined_0": "2031-03-01",
                "date_joined_1": "00:00:00",
            },
        )

        other = User.objects.get(pk=other.pk)
        self.assertFalse(other.is_superuser)
        self.assertEqual([str(group) for group in other.groups.all()], ["Chiefs"])

    def test_superusers_are_left_to_superusers(self):
        root = make_editor("root")
        for name in ("user_change", "user_delete"):
            address = reverse(f"admin:auth_{name}", args=[root.pk])
            with self.subTest(name):
                self.assertEqual(self.client.post(address).status_code, 403)
        password = reverse("admin:auth_user_password_change", args=[root.pk])
        self.assertEqual(self.client.get(password).status_code, 403)
