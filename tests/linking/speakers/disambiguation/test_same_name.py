"""Persons of one full name: one speaker or several, whichever article came first."""

from itertools import permutations
from unittest.mock import patch

import pytest
from django.db.transaction import atomic, set_rollback
from django.test import SimpleTestCase, TestCase

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.comparing.compare_persons import distinct_persons
from quotes.names.gazetteer import places
from tests.linking.documents import NAME, PERSON, person, read, said


class PeopleTests(SimpleTestCase):
    """How many persons descriptions are of."""

    def test_all_that_agrees_is_one(self):
        articles = {"": 5, "senator": 2, "rival": 1, "mogul": 1}

        self.assertEqual(
            distinct_persons(articles, 9), [frozenset({"senator", "mogul"})]
        )

    def test_the_one_of_most_articles_comes_first(self):
        articles = {"goalkeeper": 1, "treasurer": 1, "borough treasurer": 1}

        self.assertEqual(
            distinct_persons(articles, 3),
            [{"treasurer", "borough treasurer"}, {"goalkeeper"}],
        )

    def test_too_few_of_many_make_nobody(self):
        for odd, total, persons in (
            (1, 2, 2), (1, 7, 2), (1, 8, 1), (2, 31, 2), (2, 32, 1), (3, 32, 2),
        ):  # fmt: skip
            with self.subTest(odd=odd, total=total):
                articles = {"goalkeeper": odd, "mayor": total - odd}
                self.assertEqual(len(distinct_persons(articles, total)), persons)

    def test_whom_people_described_is_somebody(self):
        articles = {"goalkeeper": 1, "mayor": 99}

        self.assertEqual(
            distinct_persons(articles, 100, firm=["goalkeeper"]),
            [{"mayor"}, {"goalkeeper"}],
        )

    def test_nothing_told_is_one_person(self):
        self.assertEqual(distinct_persons({"": 3, "friend": 1}, 4), [frozenset()])


class OrderTests(TestCase):
    """Every order of some articles ends with the same speakers."""

    def check(self, articles, expected, orders=None):
        for order in orders or permutations(enumerate(articles)):
            with self.subTest([number for number, _ in order]), atomic():
                for number, found in order:
                    read(number, found)
                self.assertEqual(said(), expected)
                set_rollback(True)

    # Fewer articles, in every order, are read on both by the tests below.
    @pytest.mark.any_database
    def test_one_who_is_described_in_many_ways(self):
        told = ("Sen.", "a rival", "", "real estate mogul", "presidential hopeful")
        self.check(
            [person(description=description) for description in told],
            [[f"{number} {NAME}" for number in range(5)]],
        )

    # Fewer articles, in every order, are read on both by the tests below.
    @pytest.mark.any_database
    def test_two_with_other_occupations(self):
        told = ("goalkeeper", "the borough’s head of finance", "the former keeper")
        self.check(
            [person(description=description) for description in (*told, "goalkeeper")],
            [[f"0 {NAME}", f"2 {NAME}", f"3 {NAME}"], [f"1 {NAME}"]],
        )

    def test_one_article_that_gets_it_wrong(self):
        told = ["mayor"] * 7 + ["goalkeeper"]
        numbered = list(enumerate(person(description=text) for text in told))
        self.check(
            None,
            [[f"{number} {NAME}" for number in range(8)]],
            [numbered, numbered[::-1], [*numbered[4:], *numbered[:4]]],
        )

    def test_two_articles_of_eight_are_of_somebody_else(self):
        told = ["mayor"] * 4 + ["goalkeeper"] * 2 + [""] * 2
        numbered = list(enumerate(person(description=text) for text in told))
        self.check(
            None,
            [
                [f"{number} {NAME}" for number in (0, 1, 2, 3, 6, 7)],
                [f"4 {NAME}", f"5 {NAME}"],
            ],
            [
                [*numbered[:6], *numbered[6:]],
                [*numbered[6:], *numbered[:6]],
                [*numbered[4:6], *numbered[6:], *numbered[:4]],
            ],
        )

    def test_presidents_of_two_states(self):
        names = {"Norreed": ("Norreed",), "Sudreed": ("Sudreed",)}
        with patch.dict(places.STATE_NAMES, names):
            self.check(
                [
                    person(description="president of Norreed"),
                    person(description="president of Sudreed"),
                ],
                [[f"0 {NAME}"], [f"1 {NAME}"]],
            )

    def test_a_man_and_a_woman(self):
        self.check(
            [person(names=["Mr. Redmayle"]), person(names=["Mrs. Redmayle"])],
            [[f"0 {NAME}"], [f"1 {NAME}"]],
        )

    def test_two_middle_initials_are_two_persons(self):
        self.check(
            [
                person("Jo T. Redmayle", names=["Jo Redmayle"]),
                person("Jo W. Redmayle", names=["Jo Redmayle"]),
            ],
            [["0 Jo T. Redmayle"], ["1 Jo W. Redmayle"]],
        )

    def test_a_middle_name_in_full_is_its_initial(self):
        self.check(
            [person("Jo T. Redmayle"), person("Jo Tarn Redmayle")],
            [["0 Jo T. Redmayle", "1 Jo Tarn Redmayle"]],
        )

    def test_a_middle_name_that_an_article_prints_and_leaves_out(self):
        self.check(
            [
                person("Jo Tarn Redmayle"),
                person("Jo Redmayle"),
                person("Jo Tarn Redmayle", names=["Jo Redmayle"]),
            ],
            [["0 Jo Tarn Redmayle", "1 Jo Redmayle", "2 Jo Tarn Redmayle"]],
        )

    def test_father_and_son(self):
        self.check(
            [
                person("Jo Redmayle"),
                person("Jo Redmayle", names=["Jo Redmayle Jr."]),
                person("Jo Redmayle Jr."),
            ],
            [["0 Jo Redmayle", "1 Jo Redmayle"], ["2 Jo Redmayle Jr."]],
        )

    def test_a_surname_of_two_words_is_no_full_name(self):
        self.check(
            [
                person("Ana Vander Holm", names=["Vander Holm"]),
                person("Bo Vander Holm", names=["Vander Holm"]),
            ],
            [["0 Ana Vander Holm"], ["1 Bo Vander Holm"]],
        )

    def test_who_speaks_for_a_person_is_not_that_person(self):
        voice = DocumentSpeaker(
            "spokeswoman for Jo Redmayle", PERSON, (), "", "Jo Redmayle"
        )
        self.check(
            [voice, person()], [["0 spokeswoman for Jo Redmayle"], [f"1 {NAME}"]]
        )
