"""Whom a text goes on to speak of: pronouns, relative clauses, names inside names."""

import pytest

from quotes.extraction.who.constituency import constituency
from quotes.extraction.who.resolver import resolve
from tests.extraction.attributions import attribution
from tests.extraction.who.test_coreference import speakers
from tests.timing import cpu_seconds


def test_pronouns_that_open_sentences_keep_their_antecedent():
    text = (
        "“I am tired of it,” Peter Wick told the Tide. He would like the pier to be "
        "built as John Vale wants it. He has sat on the council for years, he said."
    )
    assert speakers(text, "Peter Wick", "he said"[:2]) == ["Peter Wick", "Peter Wick"]


def test_the_sources_of_reports_left_out_are_referred_back_to():
    text = (
        "The harbour was shut on Monday. Peter Wick blasted the plan, which John Vale "
        "and others want. He said it was over."
    )
    left_out = attribution(text, "the plan", "Peter Wick")
    (found,) = resolve(
        text, [attribution(text, "it was over", "He said"[:2])], others=[left_out]
    )
    assert found.speaker.name == "Peter Wick"


def test_nobody_is_the_subject_of_what_he_himself_reports():
    text = (
        "Peter Wick met the council. The plan was late, John Vale said. He said that "
        "Vale was tired."
    )
    at = text.index("He said")
    told = attribution(text, "Vale was tired", "He", "said", after=at)
    before = attribution(text, "The plan was late", "John Vale")

    assert resolve(text, [before, told])[1].speaker.name == "Peter Wick"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Peter Wick of Norland, who said it was over.", "Peter Wick"),
        (
            "Sen. Ada Holm of Norland, the ranking member of the Harbour Committee, "
            "who said it was over.",
            "Ada Holm",
        ),
        ("Peter Wick and Ada Holm, who say it is over.", "Peter Wick and Ada Holm"),
        ("Ada Holm and Peter Wick, who says it is over.", "Peter Wick"),
        ("It was 9 percent, compared with 23 percent who said it is.", "23 percent"),
        ("It was put to an old sailor who said it was over.", "an old sailor"),
    ],
)
def test_who(text, expected):
    assert speakers(text, "who") == [expected]


def test_a_list_of_long_words_in_capitals_is_looked_at_in_no_time():
    words = ", ABCDEFGH" * 5
    text = f"Peter Wick{words}, Ada Holm, who say it is over."

    def ask():
        assert speakers(text, "who") == ["Ada Holm"]

    assert cpu_seconds(ask, readings=1) < 1


def test_which_is_the_body_whose_report_it_is():
    text = (
        "They linked to the Harbour Press Agency report, which notes that it is over."
    )
    assert speakers(text, "which") == ["Harbour Press Agency"]


def test_a_name_inside_a_title_is_no_subject():
    text = (
        "Peter Wick is old.\n\n“It is over,” Wick campaign manager John Vale said on "
        "Monday in an interview with Mina Sol.\n\n“It is late,” he continued."
    )
    sources = ("Wick campaign manager John Vale", "he continued"[:2])
    assert speakers(text, *sources) == ["John Vale", "John Vale"]


@pytest.mark.parametrize("behind", [" (R-Utah)", " (R., Utah)", " of Utah", " (Utah)"])
def test_party_and_place_behind_a_name_tell_who_is_meant(behind):
    text = (
        f"Rep. Peter Wick{behind} wrote to the attorney, John Vale, on Friday. In the "
        "letter to John Vale, the man from Utah was brief. The Utah lawmaker said no."
    )
    assert speakers(text, "The Utah lawmaker") == ["Peter Wick"]


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (", D-Calif., said so.", {"democrat", "california"}),
        (", R-Orsk.", {"republican", "orsk"}),
        (", D-Day veterans said so.", set()),
    ],
)
def test_party_and_place_between_commas(behind, told):
    assert constituency(f"Ada Holm{behind}", len("Ada Holm"), titled=False) == told


def test_a_member_of_one_party_is_not_the_others():
    text = (
        "Rep. Ada Holm (D-Utah) left. Rep. Peter Wick (R-Ohio) spoke; Wick was loud. "
        "The Democrat said no."
    )
    assert speakers(text, "The Democrat") == ["Ada Holm"]


def test_father_and_son_of_one_name():
    text = (
        "Peter Wick won. His son Peter Jr. announced it. “It is over,” said the "
        "younger Mr. Wick. Peter Wick Jr. said more. Mr. Wick said less."
    )
    sources = (
        "His son Peter Jr.",
        "the younger Mr. Wick",
        "Peter Wick Jr.",
        "Mr. Wick said less"[:8],
    )
    son = "Peter Wick Jr."
    assert speakers(text, *sources) == [son, son, son, "Peter Wick"]


def test_senior_and_junior_are_two():
    text = (
        "Peter Wick Sr. and Peter Wick Jr. spoke. “I am old,” Wick Sr. said. “I am "
        "young,” Wick Jr. said."
    )
    both = ["Peter Wick Sr.", "Peter Wick Jr."]
    assert speakers(text, *both, "Wick Sr.", "Wick Jr.") == [*both, *both]


def test_a_son_may_be_called_by_his_surname():
    text = "Peter Wick and his son, Peter Wick Jr., spoke. “He is,” Wick Jr. said."
    son = "Peter Wick Jr."
    assert speakers(text, son, "Wick Jr.") == [son, son]


def test_one_man_may_be_printed_with_junior_and_without():
    text = "Peter Wick Jr. won. Peter Wick said no more."
    assert speakers(text, "Peter Wick said"[:10]) == ["Peter Wick Jr."]


def test_a_lone_first_name_behind_what_relative_she_is():
    text = "On Monday his wife, Mina, called for calm. “It is late,” she said."
    assert speakers(text, "she") == ["Mina"]


@pytest.mark.parametrize("wife", ["Mina", "Mina Vale"])
def test_somebody_and_his_wife_are_two(wife):
    text = f"Peter Wick and his wife, {wife}, said it was over."
    speaker = f"Peter Wick and {wife}"
    assert speakers(text, f"Peter Wick and his wife, {wife}") == [speaker]


def test_a_surname_is_not_his_wifes_who_was_named_in_full_just_now():
    text = (
        "Olek Lazar was jailed. “He is good,” his wife, Gabriela Lazar, wrote. A "
        "sailor, Lazar had no training. Lazar said no more."
    )
    assert speakers(text, "Lazar said"[:5]) == ["Olek Lazar"]


def test_who_was_introduced_with_whom_they_work_for_is_printed_so():
    text = (
        "It began when an employee for Harbour Networks lost a file. The mayor of Orsk "
        "was told. The employee said it was over."
    )
    assert speakers(text, "The employee") == ["an employee for Harbour Networks"]


def test_a_name_whose_letters_were_decoded_twice():
    text = "Enrique PeÃ±a Nieto came. “It is over,” PeÃ±a Nieto said."
    assert speakers(text, "PeÃ±a Nieto said"[:11]) == ["Enrique PeÃ±a Nieto"]


def test_a_trade_may_be_a_surname():
    text = "Florida’s Mina Fisher, one of few, said so."
    assert speakers(text, "Florida’s Mina Fisher") == ["Mina Fisher"]


def test_a_description_that_may_be_several_is_left_as_printed():
    text = (
        "Peter Wick spoke. John Vale left. Olek Syrsk slept. Bo Reve ran. "
        "The harbour’s inspector said it was over."
    )
    assert speakers(text, "The harbour’s inspector") == ["the harbour’s inspector"]


@pytest.mark.parametrize("source", ["instead", "today", "’s"])
def test_an_adverb_or_a_clitic_is_nobody(source):
    text = f"The role carries no powers, {source} calling on her to host. No end."
    assert speakers(text, source) == [None]
