"""Texts speak for whoever issued them, and bodies go by short names."""

import pytest

from quotes.extraction.who.resolver import resolve
from tests.extraction.attributions import attribution, speaker_name


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("A 1996 TPUC advisory opinion said it was over",
         "A 1996 TPUC advisory opinion", "TPUC"),
        ("A 2014 examination by the nonpartisan Better Tarn Association said so",
         "A 2014 examination by the nonpartisan Better Tarn Association",
         "Better Tarn Association"),
        ("A fact check by the Glim Tide said it was over",
         "A fact check by the Glim Tide", "Glim Tide"),
        ("Ida Vale wrote. Another Vale email said it was over", "Another Vale email",
         "Ida Vale"),
        ("An online poll of 900 voters, conducted by Tarn Research for the Tide, "
         "shows it is over", "An online poll of 900 voters", "Tarn Research"),
        ("In an online poll of 900 voters, taken in May, Tarn Corps found few. "
         "The poll said it was over", "The poll", "Tarn Corps"),
        ("Ole Vale left. The former mayor’s spokeswoman said it was over",
         "The former mayor’s spokeswoman", "the former mayor’s spokeswoman"),
        ("He left on a Tarn campaign swing. The campaign said it was over",
         "The campaign", "the campaign"),
        ("A poll came. The poll said it was over. It was conducted by nobody.",
         "The poll", "the poll"),
        ("The Glim Board-Tarn News poll came. The poll said it was over", "The poll",
         "Glim Board-Tarn News poll"),
        ("A story in Glim Tide magazine said it was over",
         "A story in Glim Tide magazine", "Glim Tide magazine"),
        ("Exit polls taken in Norland said it was over", "Exit polls taken in Norland",
         "Exit polls taken in Norland"),
        ("Norland’s ruling party’s first estimates said it was over",
         "Norland’s ruling party’s first estimates", "Norland’s ruling party"),
        ("One of them, Tarn Health Group, said it was over",
         "One of them, Tarn Health Group", "Tarn Health Group"),
        # Short names, and names that others have.
        ("Vale owns The Norland Post and lives in Norland. The Post said it was over",
         "The Post", "The Norland Post"),
        ("Vale Center for Justice left. The Vale Center said it was over",
         "The Vale Center", "Vale Center for Justice"),
        ("They left Jeremy Milan. Milan said it was over", "Milan said",
         "Jeremy Milan"),
        # A capital speaks for its state, whoever bears its name.
        ("They left Jeremy Paris. Paris said it was over", "Paris said", "Paris"),
        ("They left Jeremy Paris in Paris. Paris said it was over", "Paris said",
         "Paris"),
        ("Mr. Bloomberg left. Ole Bloomberg left. Bloomberg said it was over",
         "Bloomberg said", "Bloomberg"),
        ("They left. According to the Dock Workers of Norland, one of two, it was so.",
         "the Dock Workers of Norland, one of two", "Dock Workers of Norland"),
        ("The share of Norlanders saying it was over", "The share of Norlanders",
         "Norlanders"),
        ("They left. The Board of Tarn Work and Development said it was over.",
         "The Board of Tarn Work and Development",
         "Board of Tarn Work and Development"),
        ("They met Morgan Stanley. Morgan Stanley said it was over",
         "Morgan Stanley said", "Morgan Stanley"),
        # Accounts and pages are those of whom the pronoun means.
        ("Ida Vale left. Later, her Twitter account said it was over",
         "her Twitter account", "Ida Vale"),
        ("Ole Vale left. His website said it was over", "His website", "Ole Vale"),
        ("Its website said it was over", "Its website", "Its website"),
    ],
)  # fmt: skip
def test_a_text_or_a_short_name_is_whose_it_is(text, source, expected):
    at = text.rindex(source)
    assert speaker_name(text, source.removesuffix(" said"), after=at) == expected


def test_a_survey_first_told_of_is_of_the_body_that_has_just_reported():
    text = "They are glad, Tarn University reported. The survey found that they spend."
    found = resolve(
        text,
        [
            attribution(text, "They are glad", "Tarn University", "reported"),
            attribution(text, "they spend", "The survey", "found"),
        ],
    )
    assert [one.speaker.name for one in found] == ["Tarn University"] * 2
