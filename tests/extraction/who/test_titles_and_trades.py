"""What stands before or behind a name without a comma, and is no part of it."""

import pytest

from tests.extraction.attributions import speaker_name


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Secretary of Harbour Security Ole Vale said it was over",
         "Secretary of Harbour Security Ole Vale", "Ole Vale"),
        ("Ole Vale left. Former secretary of State Vale said it was over",
         "Former secretary of State Vale", "Ole Vale"),
        ("The chairman of the Tarn Security Committee said it was over",
         "The chairman of the Tarn Security Committee",
         "the chairman of the Tarn Security Committee"),
        ("Minister of State for Harbours Ole Vale said it was over",
         "Minister of State for Harbours Ole Vale", "Ole Vale"),
        ("Attorney General of Tarn Ida Vale said it was over",
         "Attorney General of Tarn Ida Vale", "Ida Vale"),
        ("The director of Ida Vale’s office said it was over",
         "The director of Ida Vale’s office", "the director of Ida Vale’s office"),
        ("Assembly Speaker Pro Tempore Ida Vale said it was over",
         "Assembly Speaker Pro Tempore Ida Vale", "Ida Vale"),
        ("Mayor-elect Ida Vale said it was over", "Mayor-elect Ida Vale", "Ida Vale"),
        ("Institute for Tarn Studies fellow Ida Vale said it was over",
         "Institute for Tarn Studies fellow Ida Vale", "Ida Vale"),
        ("Co-founder and CEO Ida Vale said it was over", "Co-founder and CEO Ida Vale",
         "Ida Vale"),
        ("The New York-based Tarn Rights Watch said it was over",
         "The New York-based Tarn Rights Watch", "Tarn Rights Watch"),
        ("Tarn District Court Judge Daniel Porter Vale III said it was over",
         "Tarn District Court Judge Daniel Porter Vale III",
         "Daniel Porter Vale III"),
        ("At the fair, Tarn News Sean Vale said it was over", "Tarn News Sean Vale",
         "Sean Vale"),
        ("South Norland-born Monte Vale left. Vale said it was over", "Vale said",
         "Monte Vale"),
        ("Former Marine John “Tig” Vale said it was over",
         "Former Marine John “Tig” Vale", "John “Tig” Vale"),
        ("Marine Le Vale said it was over", "Marine Le Vale", "Marine Le Vale"),
        ("Howard Dean Tells Tarn. He left. Dean said it was over", "Dean said",
         "Howard Dean"),
        ("Board Of Tarn Finds Vale Is Natural Citizen — and more", "Board Of Tarn",
         "Board Of Tarn"),
        ("Tarn County Chairman Will Rogers said it was over",
         "Tarn County Chairman Will Rogers", "Will Rogers"),
        ("It is over, said Mina Baker of Salem, and so it is",
         "Mina Baker of Salem", "Mina Baker"),
        ("They like the Rachel Vale Show. Vale said it was over", "Vale said",
         "Rachel Vale"),
        ("Critics Say It Proves She Lost — and more", "Critics", "Critics"),
    ],
)  # fmt: skip
def test_a_title_is_no_part_of_a_name(text, source, expected):
    at = text.index(source)
    assert speaker_name(text, source.removesuffix(" said"), after=at) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Harbour master and part-time organist Ida Vale said it was over",
         "Harbour master and part-time organist Ida Vale", "Ida Vale"),
        ("Shop owner and mother of two Ida Vale said it was over",
         "Shop owner and mother of two Ida Vale", "Ida Vale"),
        ("Ida Vale left. The Tide’s Vale said it was over", "The Tide’s Vale",
         "Ida Vale"),
        ("Deckhand Ida Vale said it was over", "Deckhand Ida Vale", "Ida Vale"),
        ("Ida Vale left. Tarn Study Center’s Vale said it was over",
         "Tarn Study Center’s Vale", "Ida Vale"),
        ("It was, sang Holm’s introducer, actress Ida Lee Vale, that it was over",
         "Holm’s introducer, actress Ida Lee Vale", "Ida Lee Vale"),
        ("Two were in dry storage, Ida F. Vale, the undersecretary, said, and so it is",
         "dry storage, Ida F. Vale, the undersecretary", "Ida F. Vale"),
        ("In an interview with host Joe Vale and Ida Sand, Ole Holm said it was over",
         "an interview with host Joe Vale and Ida Sand, Ole Holm", "Ole Holm"),
        ("Two objectors, Lawrence Vale and William Sand, said it was over",
         "Two objectors, Lawrence Vale and William Sand",
         "Lawrence Vale and William Sand"),
        ("A number of families in Salem said it was over",
         "A number of families in Salem", "a number of families in Salem"),
        ("He ate pie - an old favourite - others said it was over",
         "an old favourite - others", "others"),
        ("Some economists - including two of the bank - said it was over",
         "Some economists - including two of the bank -", "Some economists"),
        ("Several people I’ve spoken with said it was over",
         "Several people I’ve spoken with", "Several people"),
        ("A federal judge handling a lawsuit said it was over",
         "A federal judge handling a lawsuit", "a federal judge"),
        ("People working on the pier said it was over", "People working on the pier",
         "People working on the pier"),
        ("A training officer said it was over", "A training officer",
         "a training officer"),
        ("Officials familiar with the server taken from Tarn said it was over",
         "Officials familiar with the server taken from Tarn",
         "Officials familiar with the server"),
        ("Two people briefed on the talks said it was over",
         "Two people briefed on the talks", "Two people briefed on the talks"),
    ],
)  # fmt: skip
def test_a_mention_is_the_speaker_and_no_more(text, source, expected):
    assert speaker_name(text, source) == expected
