"""Names that differ and may mean one voice."""

from dataclasses import replace
from unittest import TestCase

from quotes.linking.speakers.comparing.relations import (
    Relation,
    RelationType,
    SpeakerRecord,
    relation_of,
    relation_type,
)
from quotes.linking.speakers.comparing.unnamed_voices import role_told, share_told
from quotes.linking.statements.disputes import dispute_of


class UnnamedTests(TestCase):
    def type_of(self, one, other, kind="group", apart=frozenset()):
        return relation_type(
            SpeakerRecord(pk=1, name=one, kind=kind, apart=apart),
            SpeakerRecord(pk=2, name=other, kind=kind),
        )

    def test_a_share_of_people_is_one_however_it_is_printed(self):
        shares = {
            "Only 24 percent": "24", "Twenty-four percent of voters": "24",
            "Just over 4.5 per cent": "", "a percent of salt": "",
            "two three percent": "",
        }  # fmt: skip
        for name, share in shares.items():
            self.assertEqual(share_told(name)[0], share, name)
        self.assertEqual(
            self.type_of("Only 24 percent", "Twenty-four percent"), RelationType.SAME
        )
        for other in ("42 percent", "24 percent of ferrymen"):
            self.assertEqual(
                self.type_of("24 percent of voters", other), RelationType.NONE, other
            )

    def test_a_body_and_its_initials_are_one_unless_told_apart(self):
        names = ("TDA", "Tarn Dispatch Agency")
        self.assertEqual(self.type_of(*names, kind="organisation"), RelationType.SAME)
        self.assertNotEqual(
            self.type_of(*names, kind="organisation", apart=frozenset({2})),
            RelationType.SAME,
        )
        self.assertNotEqual(
            self.type_of("TDA", "Tarn Harbour Board", kind="organisation"),
            RelationType.SAME,
        )

    def test_voices_of_one_role_are_near_and_never_the_same(self):
        self.assertEqual(
            self.type_of("a harbour spokesman", "Tarn spokeswoman"), RelationType.MAYBE
        )
        one, other = (
            SpeakerRecord(pk=pk, name=name, kind="group")
            for pk, name in ((1, "Officials"), (2, "several Tarn officials"))
        )
        self.assertIs(relation_of(one, other), Relation.RELATED)
        self.assertIsNone(dispute_of([one, other]))
        self.assertIsNone(dispute_of([replace(one, name="officials"), other]))
        self.assertIsNotNone(dispute_of([replace(one, apart=frozenset({2})), other]))
        self.assertEqual(
            self.type_of("Tarn officials", "Westmere officials"), RelationType.NONE
        )
        self.assertEqual(self.type_of("critics", "officials"), RelationType.NONE)

    def test_a_person_called_by_a_surname_may_be_whoever_bears_it(self):
        for name in ("Holm", "holm"):
            self.assertIs(
                self.type_of(name, "Ada Holm", kind="person"), RelationType.MAYBE, name
            )
        apart = self.type_of("Holm", "Ada Holm", kind="person", apart=frozenset({2}))
        self.assertIs(apart, RelationType.NONE)
        for names in (
            ("Ida Holm", "Ada Holm"),
            ("Holme", "Ada Holm"),
            ("Ada", "Ada Holm"),
        ):
            self.assertIs(self.type_of(*names, kind="person"), RelationType.NONE, names)

    def test_a_share_that_was_told_apart_is_another(self):
        told_apart = self.type_of("24 percent", "24 percent", apart=frozenset({2}))
        self.assertIsNot(told_apart, RelationType.SAME)

    def test_a_name_is_no_role_and_some_are_nobody(self):
        for name in ("Ana Baker", "Tarn Police", "Some", "the pier", ""):
            self.assertEqual(role_told(name)[0], "", name)
