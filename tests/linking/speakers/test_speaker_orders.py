"""The same speakers, under the same names, in whatever order articles come."""

from itertools import permutations
from unittest.mock import patch

import pytest
from django.db.transaction import atomic, set_rollback

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.comparing.compare_bodies import without_state
from quotes.linking.speakers.comparing.speaking_roles import body_spoken_for
from quotes.models import Speaker
from quotes.names import states
from quotes.names.gazetteer import places
from tests.linking.speakers.orders import (
    GROUP,
    PERSON,
    OrderCase,
    anonymous,
    body,
    person,
)

# Who bears a name is looked up on both by disambiguation/test_alias_lookup.py, and
# rows are joined by test_move.py: here, which names are one.
pytestmark = pytest.mark.any_database


class OrderTests(OrderCase):
    """Whichever article is read first, the same speakers in the end."""

    def setUp(self):
        states = {"Ostmere": ("Ostmere",), "Westmere": ("Westmere",)}
        demonyms = {"Ostmeric": ("Ostmere",)}
        for table, more in ((places.STATE_NAMES, states), (places.DEMONYMS, demonyms)):
            patched = patch.dict(table, more)
            patched.start()
            self.addCleanup(patched.stop)

    def test_a_body_read_first_without_its_state(self):
        self.check(
            [
                {body("council of tides"), person("Ana Tarn", "president of Ostmere")},
                {body("Ostmere’s Council of Tides"), body("Council of Tides")},
                {body("Ostmeric Council of Tides")},
            ],
            {
                "Ostmere’s Council of Tides": [
                    "0 council of tides",
                    "1 Council of Tides",
                    "1 Ostmere’s Council of Tides",
                    "2 Ostmeric Council of Tides",
                ],
                "Ana Tarn": ["0 Ana Tarn"],
            },
        )

    def test_a_body_of_another_state_is_another(self):
        self.check(
            [
                {body("council of tides"), person("Ana Tarn", "president of Westmere")},
                {body("Ostmere’s Council of Tides")},
            ],
            {
                "council of tides": ["0 council of tides"],
                "Ostmere’s Council of Tides": ["1 Ostmere’s Council of Tides"],
                "Ana Tarn": ["0 Ana Tarn"],
            },
        )

    def test_both_names_of_a_body_in_one_article(self):
        self.check(
            [{body("Council of Tides"), body("Ostmere’s Council of Tides")}],
            {
                "Ostmere’s Council of Tides": [
                    "0 Council of Tides",
                    "0 Ostmere’s Council of Tides",
                ]
            },
        )

    def test_a_common_noun_with_its_state_in_either_form(self):
        self.check(
            [
                {body("Ostmere’s military")},
                {body("Ostmeric military")},
                {body("Westmere’s military")},
            ],
            {
                "Ostmere’s military": ["0 Ostmere’s military", "1 Ostmeric military"],
                "Westmere’s military": ["2 Westmere’s military"],
            },
        )

    def test_a_proper_name_is_not_the_common_noun(self):
        self.check(
            [{body("Bank of Ostmere")}, {body("Ostmeric bank")}],
            {
                "Bank of Ostmere": ["0 Bank of Ostmere"],
                "Ostmeric bank": ["1 Ostmeric bank"],
            },
        )

    def test_a_name_with_a_state_in_it_needs_none_beside_it(self):
        # Words in another order, the capital behind a hyphen: no state to be read.
        with patch.dict(places.CAPITALS, {"Tessmouth": ("Ostmere",)}):
            self.check(
                [
                    {body("Tessmouth Post-Tidal News")},
                    {body("Tidal News-Tessmouth Post"), body("Westmere")},
                ],
                {
                    "Tidal News-Tessmouth Post": [
                        "0 Tessmouth Post-Tidal News",
                        "1 Tidal News-Tessmouth Post",
                    ],
                    "Westmere": ["1 Westmere"],
                },
            )

    def test_a_newspaper_named_after_a_capital_is_not_its_states(self):
        with patch.dict(places.CAPITALS, {"Ellbury": ("Ostmere",)}):
            self.assertEqual(without_state("Ellbury Times News"), "Ellbury Times News")
            self.assertEqual(without_state("Ellbury Harbour Board"), "Harbour Board")

    def test_a_state_speaking_with_another_is_not_the_other_alone(self):
        both = DocumentSpeaker("Ostmere and Westmere", GROUP, ("Ostmere and Westmere",))
        self.check(
            [{both}, {body("Westmere")}],
            {
                "Ostmere and Westmere": ["0 Ostmere and Westmere"],
                "Westmere": ["1 Westmere"],
            },
        )

    def test_who_speaks_for_a_body_that_itself_speaks_elsewhere(self):
        role = "spokesperson for the Harbour Board"
        self.check(
            [
                {anonymous(role, "Harbour Board")},
                {body("Harbour Board"), anonymous(role, "Harbour Board")},
            ],
            {
                "Harbour Board": ["1 Harbour Board"],
                role: [f"0 {role}", f"1 {role}"],
            },
        )

    def test_a_named_person_speaks_for_a_body_read_before_or_after(self):
        seats = patch.dict(states._SEATS, {"reed palace": "ostmere"})
        seats.start()
        self.addCleanup(seats.stop)
        for affiliation, description, name in (
            ("Ostmeric", "Ostmeric president", "Ostmere"),
            ("Reed Palace", "Reed Palace spokesman", "Reed Palace"),
            ("Salt Exchange", "spokeswoman for the Salt Exchange", "Salt Exchange"),
            ("Harbour Board", "Harbour Board chief", "Harbour Board"),
            ("Board of Salt", "secretary of the Board of Salt", "Board of Salt"),
            ("Ostmeric Prime", "Ostmeric Prime Minister", "Ostmere"),
            ("Ostmere’s Harbour Board", "secretary of Ostmere’s Harbour Board",
             "Ostmere’s Harbour Board"),
        ):  # fmt: skip
            ana = DocumentSpeaker(
                "Ana Tarn", PERSON, ("Ana Tarn",), description, affiliation
            )
            articles = [{ana}, {body(name)}, {body("Ostmere")}]
            for order in permutations(articles):
                with self.subTest(name, order=order), atomic():
                    self.read(enumerate(order))
                    speaker = Speaker.objects.get(name="Ana Tarn")
                    self.assertEqual(speaker.affiliation.name, name)
                    set_rollback(True)

    def test_where_somebody_is_from_is_no_body(self):
        for affiliation, description in (
            ("Lower Reeds", "a teacher from Lower Reeds"),
            ("Rear", "Rear Admiral"),
            ("Deputy Prime", "Deputy Prime Minister"),
            ("Salt College teacher who left the board",
             "a former chief and Salt College teacher who left the board"),
        ):  # fmt: skip
            with self.subTest(affiliation), atomic():
                found = DocumentSpeaker(
                    "Ana", PERSON, ("Ana",), description, affiliation
                )
                self.assertEqual(body_spoken_for(found), "")

    def test_officials_of_a_state_by_its_adjective(self):
        officials = [
            DocumentSpeaker("Ostmeric officials", GROUP, (), "", affiliation)
            for affiliation in ("Ostmeric", "Ostmere")
        ]
        self.check(
            [{officials[0]}, {body("Ostmere"), officials[1]}],
            {
                "Ostmere": ["1 Ostmere"],
                "Ostmeric officials": ["0 Ostmeric officials", "1 Ostmeric officials"],
            },
        )

    def test_soldiers_of_one_army_are_several_people(self):
        soldier = anonymous("Ostmeric soldier", "Ostmeric")
        self.check(
            [{soldier}, {body("Ostmere"), soldier}],
            {
                "Ostmere": ["1 Ostmere"],
                "Ostmeric soldier": ["0 Ostmeric soldier"],
                "Ostmeric soldier 2": ["1 Ostmeric soldier"],
            },
        )

    def test_a_role_at_the_beginning_of_a_sentence(self):
        self.check(
            [{anonymous("Witness", "")}, {anonymous("Witness", "")}],
            {"Witness": ["0 Witness"], "Witness 2": ["1 Witness"]},
        )

    def test_what_has_no_name_is_somebody_else_in_each_article(self):
        polls, titled = (
            DocumentSpeaker(name, None, (name,)) for name in ("harbour polls", "Polls")
        )
        self.check(
            [{polls}, {polls}, {titled}, {titled}],
            {
                "harbour polls": ["0 harbour polls"],
                "harbour polls 2": ["1 harbour polls"],
                "Polls": ["2 Polls", "3 Polls"],
            },
        )

    def test_nobody_with_a_name_is_one_who_has_none(self):
        polls = DocumentSpeaker("polls", None, ("polls",))
        named = DocumentSpeaker("Polls", PERSON, ("Polls",))
        self.check([{polls}, {named}], {"polls": ["0 polls"], "Polls": ["1 Polls"]})

    def test_who_speaks_for_a_campaign_speaks_for_that_of_the_article(self):
        aide = anonymous("campaign spokesperson", "campaign")
        campaign = body("campaign")
        self.check(
            [{aide, campaign}, {aide, campaign}],
            {
                "campaign": ["0 campaign", "1 campaign"],
                "campaign spokesperson": ["0 campaign spokesperson"],
                "campaign spokesperson 2": ["1 campaign spokesperson"],
            },
        )

    def test_a_state_by_each_of_its_names(self):
        names = {"Midreed": ("Midreed",), "Union of Midreed": ("Midreed",)}
        with patch.dict(places.STATE_NAMES, names):
            self.check(
                [{body("Union of Midreed")}, {body("Midreed")}, {body("Midreed")}],
                {"Midreed": ["0 Union of Midreed", "1 Midreed", "2 Midreed"]},
            )

    def test_what_is_no_name_is_no_body(self):
        self.check(
            [{anonymous("company spokesperson", "company")}] * 2,
            {
                "company spokesperson": ["0 company spokesperson"],
                "company spokesperson 2": ["1 company spokesperson"],
            },
        )
        self.assertFalse(Speaker.objects.filter(name="company").exists())
