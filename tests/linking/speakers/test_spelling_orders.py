"""The same spelling of a name is shown, in whatever order articles come."""

import pytest

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.link import link_speakers
from quotes.models import SpeakerAlias
from tests.build import make_speaker
from tests.linking.speakers.orders import PERSON, OrderCase, body, person

# Who bears a name is looked up on both by disambiguation/test_alias_lookup.py: here,
# which spelling is shown.
pytestmark = pytest.mark.any_database


class SpellingTests(OrderCase):
    def test_one_of_several_spellings_is_shown(self):
        self.check(
            [
                {person("Tamu Kel-oran")},
                {person("Tamu Kel Oran")},
                {person("Mayor Bo Lind")},
                {person("Bo Lind")},
                {person("Zoe Bruckner")},
                {person("Zoë Brückner")},
            ],
            {
                "Tamu Kel-oran": ["0 Tamu Kel-oran", "1 Tamu Kel Oran"],
                "Bo Lind": ["2 Mayor Bo Lind", "3 Bo Lind"],
                "Zoë Brückner": ["4 Zoe Bruckner", "5 Zoë Brückner"],
            },
        )

    def test_capitals_and_blanks_are_spelling(self):
        self.check(
            [
                {body("MERROW")}, {body("Merrow")},
                {body("TDBC")}, {body("TD BC")}, {body("TD BC")},
            ],
            {
                "Merrow": ["0 MERROW", "1 Merrow"],
                "TD BC": ["2 TDBC", "3 TD BC", "4 TD BC"],
            },
        )  # fmt: skip

    def test_with_or_without_a_middle_name_as_most_articles_print_it(self):
        both = DocumentSpeaker("Ana Berit Holm", PERSON, ("Ana Berit Holm", "Ana Holm"))
        self.check(
            [{both}, {person("Ana Holm")}, {both}, {person("Ana Holm")}, {both}],
            {
                "Ana Berit Holm": [
                    "0 Ana Berit Holm",
                    "1 Ana Holm",
                    "2 Ana Berit Holm",
                    "3 Ana Holm",
                    "4 Ana Berit Holm",
                ]
            },
        )

    def test_the_spelling_of_most_articles_is_shown(self):
        spellings = ("Olexar Demidzey", "Oleksar Demidzei", "Olexar Demidzey")
        self.check(
            [{person(spelling)} for spelling in spellings],
            {
                "Olexar Demidzey": [
                    f"{number} {spelling}" for number, spelling in enumerate(spellings)
                ]
            },
        )

    def test_a_name_that_an_authority_gives_is_kept(self):
        speaker = make_speaker("Tamu Kel-oran", kind="person")
        speaker.aliases.update(origin=SpeakerAlias.Origin.IMPORT)

        linked = link_speakers([person("Tamu Kel Oran")])

        self.assertEqual(linked["Tamu Kel Oran"], speaker)

        speaker.refresh_from_db()
        self.assertEqual(speaker.name, "Tamu Kel-oran")
