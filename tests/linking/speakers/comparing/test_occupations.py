"""What descriptions say of their bearers, and which cannot be of one person."""

from unittest.mock import patch

from django.test import SimpleTestCase

from quotes.linking.speakers.comparing.occupations import (
    contradicts,
    traits_of,
    traits_of_name_forms,
)
from quotes.names.gazetteer import places


class CallingTests(SimpleTestCase):
    def test_what_nobody_is_at_once(self):
        for one, other in (
            ("goalkeeper", "the borough’s head of finance"),
            ("the national footballer", "minister of transport"),
            ("a nurse", "fisherman"),
            ("beekeeper", "treasurer of the harbour board"),
            ("novelist", "Sen."),
            ("Prof.", "police inspector"),
            ("mother of two", "the drowned man’s brother"),
        ):
            with self.subTest(one, other=other):
                self.assertTrue(contradicts(traits_of(one), traits_of(other)))
                self.assertTrue(contradicts(traits_of(other), traits_of(one)))

    def test_what_one_person_may_be(self):
        for one, other in (
            ("Sen.", "rival"),
            ("governor of the outer islands", "Gov."),
            ("presidential candidate", "real estate mogul"),
            ("Sen.", "chairwoman of the finance committee"),
            ("founder of the Salt Institute", "committeewoman"),
            ("former goalkeeper", "minister of transport"),
            ("striker", "club captain"),
            ("professor of law", "lawyer"),
            ("actress", "actor"),
            ("friend", "goalkeeper"),
            ("mayor", "a man who met a goalkeeper"),
            ("", "goalkeeper"),
        ):
            with self.subTest(one, other=other):
                self.assertFalse(contradicts(traits_of(one), traits_of(other)))

    def test_offices_of_two_states(self):
        states = {"Esreed": ("Esreed",), "Wesreed": ("Wesreed",)}
        with patch.dict(places.STATE_NAMES, states):
            for one, other, apart in (
                ("president of Esreed", "president of Wesreed", True),
                ("president of Esreed", "minister", False),
                ("minister of Esreed", "envoy to Wesreed", False),
            ):
                with self.subTest(one, other=other):
                    told = traits_of(one), traits_of(other)
                    self.assertEqual(contradicts(*told), apart)

    def test_what_forms_of_a_name_say(self):
        men, women = (
            traits_of_name_forms(["Mr. Holm", "Holm"]),
            traits_of_name_forms(["Ms Holm"]),
        )

        self.assertTrue(contradicts(men, women))
        self.assertFalse(contradicts(men | women, women))
        self.assertFalse(traits_of_name_forms(["Holm", "Sasha Holm"]))
