"""Who a source mention is within its document: every text and name here is invented."""

import pytest

from quotes.extraction.types import SpeakerKind
from quotes.extraction.who.resolver import resolve
from tests.extraction.attributions import attribution, resolve_one, speaker_name


def speakers(text, *sources):
    """Names of the speakers of ``sources``, each looked for behind the one before."""
    found, position = [], 0
    for source in sources:
        position = text.index(source, position)
        found.append(attribution(text, text[-4:], source, after=position))
        position += len(source)
    by_source = {one.source: one for one in resolve(text, found)}
    resolved = [by_source[one.source].speaker for one in found]
    return [one.name if one is not None else None for one in resolved]


class TestNames:
    @pytest.mark.parametrize(
        ("text", "source", "expected"),
        [
            ("Peter Wick came. Wick said no more.", "Wick said"[:4], "Peter Wick"),
            ("Gen Olek Syrsk came. Gen Syrsk said no more.", "Gen Syrsk", "Olek Syrsk"),
            ("Sen. Peter Wick said no more.", "Sen. Peter Wick", "Peter Wick"),
            ("Kim Rae-sun came. Kim said no more.", "Kim said"[:3], "Kim Rae-sun"),
            (
                "Sen. Ada Wick Holm came. Wick Holm said.",
                "Wick Holm said"[:9],
                "Ada Wick Holm",
            ),
            ("Donald J. Tarr came. Donald Tarr said.", "Donald Tarr", "Donald J. Tarr"),
            ("Peter Wick came.\nWICK: Good evening to all.", "WICK", "Peter Wick"),
            ("Mr. Wick said no more.", "Mr. Wick", "Wick"),
            (
                "The spokesman, Peter Wick, said so.",
                "The spokesman, Peter Wick",
                "Peter Wick",
            ),
            (
                "Glim campaign manager Peter Wick said.",
                "Glim campaign manager Peter Wick",
                "Peter Wick",
            ),
            (
                "Peter Wick, an analyst at the Glim Institute, said so.",
                "Peter Wick, an analyst at the Glim Institute",
                "Peter Wick",
            ),
            (
                "Peter Wick of the Glim Institute said so.",
                "Peter Wick of the Glim Institute",
                "Peter Wick",
            ),
            (
                "Sen. Peter Wick (R-Glim) said so.",
                "Sen. Peter Wick (R-Glim)",
                "Peter Wick",
            ),
            ("Zorvat Kelm said so.", "Zorvat Kelm", "Zorvat Kelm"),
        ],
    )
    def test_a_person(self, text, source, expected):
        assert speaker_name(text, source, after=text.rindex(source)) == expected

    def test_what_belongs_to_a_person_is_not_that_person(self):
        text = "Peter Wick ran. Wick’s campaign said it would win."
        found = resolve_one(text, "it would win", "Wick’s campaign").speaker
        assert (found.name, found.kind) == ("Wick’s campaign", SpeakerKind.ORGANISATION)

    def test_a_description_and_its_body_stand_apart_from_the_name(self):
        text = (
            "It pays, said Peter Wick, president of the University of Glim in Oxmoor."
        )
        source = "Peter Wick, president of the University of Glim in Oxmoor"
        found = resolve_one(text, "It pays", source).speaker
        assert found.description == "president of the University of Glim in Oxmoor"
        assert found.affiliation == "University of Glim"
        assert found.names == ("Peter Wick",)

    def test_two_of_one_surname_are_told_apart_by_honorific(self):
        text = "Anna Wick met Peter Wick. Mr. Wick said no. Mrs. Wick said yes."
        assert speakers(text, "Mr. Wick", "Mrs. Wick") == ["Peter Wick", "Anna Wick"]

    def test_an_honorific_fits_a_first_name_of_women_and_men(self):
        text = "Robin Wick came. Ms. Wick said no."
        assert speakers(text, "Ms. Wick") == ["Robin Wick"]

    def test_two_of_one_surname_are_told_apart_by_who_was_just_named(self):
        text = (
            "Anna Wick spoke first. Anna Wick led. "
            + "It rained on and on. " * 30
            + "Peter Wick arrived. Wick said he was late."
        )
        assert speaker_name(text, "Wick", after=text.rindex("Wick")) == "Peter Wick"


class TestPronouns:
    def test_the_last_speaker_goes_on(self):
        text = "“No,” Peter Wick said. “Never,” he added."
        assert speakers(text, "Peter Wick", "he") == ["Peter Wick", "Peter Wick"]

    def test_gender_of_the_first_name_decides(self):
        text = "Anna Holm met Peter Wick. She said it was cold. He said it was warm."
        assert speakers(text, "She", "He") == ["Anna Holm", "Peter Wick"]

    def test_gender_of_the_role_decides(self):
        text = "The spokeswoman Zor Kelm met Peter Wick. She said it was cold."
        assert speakers(text, "She") == ["Zor Kelm"]

    def test_the_subject_is_likelier_than_who_is_spoken_about(self):
        text = "Peter Wick criticised the record of John Vale. He said it was poor."
        assert speakers(text, "He") == ["Peter Wick"]

    def test_somebody_named_inside_the_quotation_does_not_speak(self):
        text = "Peter Wick spoke. “John Vale lied to John Vale’s friends,” he said."
        assert speakers(text, "he") == ["Peter Wick"]

    def test_across_paragraphs(self):
        text = "Peter Wick left on Monday.\n\n“It was time,” he said."
        assert speakers(text, "he") == ["Peter Wick"]

    def test_a_role_without_a_name_may_be_she(self):
        text = "A spokeswoman said no. She said nothing else was known."
        assert speakers(text, "A spokeswoman", "She") == [
            "a spokeswoman",
            "a spokeswoman",
        ]

    def test_they_are_the_last_group(self):
        text = "Glim officials said no. They said nothing else was known."
        assert speakers(text, "Glim officials", "They")[1] == "Glim officials"

    def test_it_is_the_last_body(self):
        text = "The Glim Institute said no. It said nothing else was known."
        assert speakers(text, "The Glim Institute", "It")[1] == "Glim Institute"

    @pytest.mark.parametrize("pronoun", ["I", "we", "you"])
    def test_first_and_second_person_name_nobody(self, pronoun):
        text = f"Peter Wick came. Then {pronoun} said that all was well."
        assert speakers(text, f"{pronoun} said"[: len(pronoun)]) == [None]

    def test_nobody_before_it_fits(self):
        assert speakers("Anna Holm came. He said no.", "He") == [None]

    def test_who_belongs_to_the_name_before_it(self):
        text = "They met Peter Wick, who said that all was well."
        assert speakers(text, "who") == ["Peter Wick"]

    def test_who_belongs_to_the_noun_before_it(self):
        text = "Peter Wick met the angry voters who said that all was lost."
        assert speakers(text, "who") == ["angry voters"]

    def test_runners_up_stand_with_their_scores(self):
        text = "Peter Wick met John Vale. He said it was cold."
        found = resolve_one(text, "it was cold", "He said"[:2])
        assert [one.name for one in found.candidates] == ["John Vale"]
        assert 0 < found.candidates[0].score < 0.5


class TestDescriptions:
    @pytest.mark.parametrize(
        ("text", "source", "expected"),
        [
            ("Sen. Peter Wick came. The senator said no.", "The senator", "Peter Wick"),
            (
                "Peter Wick, the harbour minister, met Anna Holm, an analyst. "
                "The minister said no.",
                "The minister",
                "Peter Wick",
            ),
            (
                "Peter Wick fell. The billionaire said no.",
                "The billionaire",
                "Peter Wick",
            ),
            ("A court spokesman said no.", "A court spokesman", "a court spokesman"),
            (
                "The Glim state department met. A state department spokesperson said.",
                "A state department spokesperson",
                "a state department spokesperson",
            ),
            (
                "Glimland’s Ministry of Works met. A ministry spokesperson said no.",
                "A ministry spokesperson",
                "a ministry spokesperson",
            ),
            (
                "Peter Wick fell. His lawyer said no.",
                "His lawyer",
                "His lawyer",
            ),
            ("Analysts said no.", "Analysts", "Analysts"),
            (
                "A witness, who asked for no name, said.",
                "A witness, who asked for no name",
                "a witness",
            ),
        ],
    )
    def test_a_role(self, text, source, expected):
        assert speaker_name(text, source) == expected

    def test_a_role_keeps_its_body_as_affiliation(self):
        text = "The Glim state department met. A state department spokesperson said."
        found = resolve_one(text, "said.", "A state department spokesperson").speaker
        assert found.affiliation == "Glim state department"
        assert found.kind is SpeakerKind.PERSON

    def test_the_officials_are_those_who_spoke_before(self):
        text = "Glim officials said no. Nothing else was known, the officials added."
        assert speakers(text, "Glim officials", "the officials")[1] == "Glim officials"

    def test_both_leaders_are_the_two_who_spoke_together(self):
        text = "Peter Wick and Anna Holm said yes, with both leaders praising it."
        joint = "Peter Wick and Anna Holm"
        assert speakers(text, joint, "both leaders") == [joint, joint]

    def test_a_report_is_that_of_its_author(self):
        text = "A report by the Glim Institute said no."
        assert speakers(text, "A report by the Glim Institute") == ["Glim Institute"]

    def test_a_lawsuit_is_that_of_the_author_behind_it(self):
        text = "The lawsuit by the Glim Fund is long. The lawsuit said no."
        source = "The lawsuit"
        assert speaker_name(text, source, after=text.rindex(source)) == "Glim Fund"

    def test_the_report_is_that_of_its_author_before(self):
        text = "A Glim Institute report came out. The report said no."
        assert speakers(text, "The report") == ["Glim Institute"]

    def test_the_report_is_what_a_body_was_told_to_have_worked_on(self):
        text = "The Glim Institute’s long study came out. The report said no."
        assert speakers(text, "The report") == ["Glim Institute"]

    def test_the_lawsuit_stays_that_of_its_author(self):
        text = (
            "The Glim Fund said this is long. The lawsuit said no. "
            "A court said yes. The lawsuit added more."
        )
        later = text.index("The lawsuit said")
        found = [
            attribution(text, "this is long", "The Glim Fund"),
            attribution(text, "no", "The lawsuit", after=later),
            attribution(text, "yes", "A court"),
            attribution(text, "more", "The lawsuit", after=later + 20),
        ]
        names = [one.speaker.name for one in resolve(text, found)]
        assert names == ["Glim Fund", "Glim Fund", "a court", "Glim Fund"]

    def test_a_general_noun_means_who_was_introduced_by_a_narrower_one(self):
        text = "Goalkeeper Ada Crane and coach Peter Wick came. The player said no."
        assert speakers(text, "The player") == ["Ada Crane"]

    def test_an_epithet_is_not_given_to_somebody_with_another_office(self):
        text = (
            "Peter Wick is far ahead. Wick leads. "
            "Wick won, said John Vale, a pollster. The candidate said no."
        )
        assert speakers(text, "The candidate") == ["Peter Wick"]

    def test_the_former_president_is_not_the_president(self):
        text = "President John Vale slept. Peter Wick left. "
        text += "The former president said no."
        assert speakers(text, "The former president") == ["Peter Wick"]


class TestBodies:
    @pytest.mark.parametrize(
        ("text", "source", "expected"),
        [
            ("The Heron Palace met. The palace said no.", "The palace", "Heron Palace"),
            (
                "Port Aldery Athletic won. Then Athletic said no.",
                "Athletic said"[:8],
                "Port Aldery Athletic",
            ),
            (
                "The Glim Seafarers’ Union met. The union said no.",
                "The union",
                "Glim Seafarers’ Union",
            ),
        ],
    )
    def test_a_body_by_its_last_word(self, text, source, expected):
        assert speaker_name(text, source, after=text.rindex(source)) == expected

    @pytest.mark.parametrize(
        ("source", "kind"),
        [
            ("Ruritania", SpeakerKind.ORGANISATION),
            ("The Heron Palace", SpeakerKind.ORGANISATION),
            ("The Ruritanians", SpeakerKind.GROUP),
            ("A number of sailors", SpeakerKind.GROUP),
            ("Zorvat Kelm", SpeakerKind.PERSON),
            ("Several voters", SpeakerKind.GROUP),
            ("The weather", None),
        ],
    )
    def test_kind_of_somebody_no_list_knows(self, source, kind):
        text = f"{source} said that it was over."
        assert resolve_one(text, "it was over", source).speaker.kind is kind

    def test_names_and_others_stay_as_printed(self):
        text = "Peter Wick came. Wick and his friends said no."
        source = "Wick and his friends"
        assert speakers(text, source) == [source]

    def test_an_acronym_is_its_expansion(self):
        text = "The Xandrian News Agency (XNA) came. XNA said no."
        assert speakers(text, "XNA said"[:3])[0] == "Xandrian News Agency"

    def test_a_head_word_is_the_body_named_before(self):
        text = "The Glim Harbour Commission met. The commission said no."
        assert speakers(text, "The commission") == ["Glim Harbour Commission"]

    def test_a_head_word_may_be_the_body_named_next(self):
        text = "XNA quoted the ruling party as firm. Glim’s ruling Anchor party won."
        assert speakers(text, "the ruling party") == ["Glim’s ruling Anchor party"]

    def test_description_around_an_acronym_is_left_out(self):
        text = "Glim’s XNA state news agency said no."
        assert speakers(text, "Glim’s XNA state news agency") == ["XNA"]

    def test_a_capital_speaks_for_the_state_that_the_text_gives_it(self):
        text = "Ruritania’s capital, Strelsau, slept. Strelsau said no."
        assert speakers(text, "Strelsau said"[:8])[0] == "Ruritania"

    def test_an_indefinite_body_is_none_named_before(self):
        text = "The Glim Fund met. A fund said no."
        assert speakers(text, "A fund") == ["a fund"]

    def test_joint_names_are_made_full(self):
        text = "Peter Wick met Anna Holm. Wick and Holm said no."
        assert speakers(text, "Wick and Holm") == ["Peter Wick and Anna Holm"]

    def test_neither_nor_names_two(self):
        text = "Peter Wick met Anna Holm. Neither Wick nor Holm said so."
        assert speakers(text, "Neither Wick nor Holm") == ["Peter Wick and Anna Holm"]

    def test_a_person_with_two_offices_is_not_two(self):
        source = "Anna Holm, a sailor and president of the Glim Club"
        assert speakers(f"{source}, said no.", source) == ["Anna Holm"]
