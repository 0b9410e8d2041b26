"""Whose name a quotation bears where its sentence does not say; all invented."""

import pytest

from tests.extraction.reading import speakers


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        pytest.param(
            "A woman who spent three nights in the harbour tower has said she feared "
            "for her life. Ada Holm, a nurse of 34, said the water came up fast.",
            "she feared for her life",
            "Ada Holm",
            id="described first, named right after",
        ),
        pytest.param(
            "An official at the port said the crane was safe. Ada Holm, a nurse of 34, "
            "said she had heard it creak.",
            "the crane was safe",
            "an official at the port",
            id="left unnamed on purpose",
        ),
        pytest.param(
            "A man who sells rope said the pier was shut. Mary Holm said it was open.",
            "the pier was shut",
            "a man",
            id="another gender",
        ),
        pytest.param(
            "Velmark Rope, which makes cables in a town that fears great losses, "
            "said it would stay.",
            "it would stay",
            "Velmark Rope",
            id="an aside about the source",
        ),
        pytest.param(
            "“We will dance,” the delegate Adam Holm, wearing a paper crown, said.",
            "We will dance,",
            "Adam Holm",
            id="what the source wears",
        ),
        pytest.param(
            "A user of the forum Quayside, harbourfox7, posted a picture of the pier. "
            "In one post they wrote: “The rope is rotten.”",
            "The rope is rotten.",
            "harbourfox7",
            id="they, of one known by a handle",
        ),
        pytest.param(
            "Per the regulator, two of the nine piers were built without a permit.",
            "two of the nine piers were built without a permit",
            "the regulator",
            id="a preposition that is a first name",
        ),
        pytest.param(
            "KESSELROD, Varn — Two thousand homes have no water, according to the city "
            "utility.",
            "Two thousand homes have no water",
            "the city utility",
            id="the place of a report is no body",
        ),
        pytest.param(
            "The piers rot, but the careful Nell was in no hurry. “I ask first,” she "
            "said.",
            "I ask first,",
            "Nell",
            id="a first name behind an adjective",
        ),
        pytest.param(
            "The piers will be shut on Monday, said a person with knowledge of it who "
            "asked not to be named.",
            "The piers will be shut on Monday",
            "a person with knowledge of it",
            id="said behind its sentence",
        ),
        pytest.param(
            "Ada Holm, 71, came late. Her husband Eric, 74, said he had slept.",
            "he had slept",
            "Eric",
            id="a relative by his first name, without a comma",
        ),
        pytest.param(
            "Passengers’ group TrackWatch said nobody had been told.",
            "nobody had been told",
            "TrackWatch",
            id="whose group it is",
        ),
        pytest.param(
            "The Royal Pilots’ Union’s Ada Holm said the pier was shut.",
            "the pier was shut",
            "Ada Holm",
            id="whose speaker she is",
        ),
        pytest.param(
            "Ports CS Ada Lokwang spoke on Monday. “We will sell it,” said the CS.",
            "We will sell it,",
            "Ada Lokwang",
            id="an office by its letters",
        ),
        pytest.param(
            "Hollin port board warns of long delays\n\nNine of the ten piers are shut, "
            "according to a report published on Monday by the port board.",
            "Nine of the ten piers are shut",
            "port board",
            id="a headline names no body",
        ),
        pytest.param(
            "Sen. Ada Holm, R-Maine, spoke. Sen. Ian Vale, D-Utah, left.\n\nNobody "
            "cheered.\n\nTia Bell of the port wept. “It goes,” Bell said.\n\n"
            "The Maine Republican said her mind was made up.",
            "her mind was made up",
            "Ada Holm",
            id="party and place, far off",
        ),
        pytest.param(
            "His captain, Sven Aalto, was less sure. “We lose,” the Finn warned.",
            "We lose,",
            "Sven Aalto",
            id="by where he is from",
        ),
        pytest.param(
            "The fire, according to the port brigade, began in a toaster.",
            "The fire, according to the port brigade, began in a toaster",
            "the port brigade",
            id="according to, no aside on what burns",
        ),
        pytest.param(
            "Replied Dame Ada Holm: “Not on my lawn.”",
            "Not on my lawn.",
            "Ada Holm",
            id="a line with capitals that is no headline",
        ),
        pytest.param(
            "The well is bad, according to results released by the water institute.",
            "The well is bad",
            "water institute",
            id="whose results they are",
        ),
        pytest.param(
            "Judge Prys Vorn KC told the court that the pier was shut.",
            "the pier was shut",
            "Prys Vorn",
            id="honours behind a name",
        ),
        pytest.param(
            "Counsel for the port, Kwame Vorn SAN, said the pier was shut.",
            "the pier was shut",
            "Kwame Vorn",
            id="honours behind a name in an aside",
        ),
        pytest.param(
            "A diplomat from Norland, speaking on condition of anonymity, said "
            "pictures showed otherwise.",
            "pictures showed otherwise",
            "a diplomat from Norland",
            id="behind an aside",
        ),
        pytest.param(
            "TARN — Norland's port board says it will pay more.",
            "it will pay more",
            "Norland's port board",
            id="behind the place of the report",
        ),
        pytest.param(
            "Velmark’s port ministry responded swiftly, condemning Norland’s admission "
            "as a breach of the Velmark Sea treaty.",
            "a breach of the Velmark Sea treaty",
            "Velmark’s port ministry",
            id="as what something is condemned",
        ),
        pytest.param(
            "MEC for Ports and Coastal Affairs, Ada Holm, said the pier was shut.",
            "the pier was shut",
            "Ada Holm",
            id="an office before the name",
        ),
        pytest.param(
            "Norland’s Ada Holm said the pier was shut. Norland is a town.",
            "the pier was shut",
            "Ada Holm",
            id="whose she is, by a place that no list knows",
        ),
        pytest.param(
            "Florida’s Ada Holm said the pier was shut.",
            "the pier was shut",
            "Ada Holm",
            id="whence somebody is",
        ),
        pytest.param(
            "Adam Holm, the mayor, came to the quay. Asked whether he would take more "
            "gifts from Peter Wick, he said: “Gifts are declared.” Asked whether they "
            "are many, he said: “Few are sent on Mondays.”",
            "Few are sent on Mondays.",
            "Adam Holm",
            id="who was asked goes on",
        ),
        pytest.param(
            "The Committee on the Rivalry Between the Ferries and the Ropeways said "
            "the pier was shut.",
            "the pier was shut",
            "Committee on the Rivalry Between the Ferries and the Ropeways",
            id="a name that goes on over and",
        ),
        pytest.param(
            "Kevin King and Timothy Wick were held in the tower. Adam Holm, the mayor, "
            "said he was relieved. King and Wick were fed twice a day.\n\n"
            "Both men said the soup was cold.",
            "the soup was cold",
            "Kevin King and Timothy Wick",
            id="a surname that is a title as well",
        ),
    ],
)
def test_who_speaks(text, said, speaker):
    assert speakers(text).get(said) == speaker


def test_a_label_of_several_words_speaks_to_nobody():
    text = "Towers fall\n\nWARNING GRAPHIC DETAIL: Ada Holm has told of the fall."

    assert "WARNING GRAPHIC DETAIL" not in speakers(text).values()


def test_a_surname_of_two_words_is_that_of_who_bears_it():
    text = (
        "Omar Hadi Al Senn sells rope. Peter Wick, the mayor, said the pier was shut. "
        "But Al Senn said it was open."
    )

    assert speakers(text).get("it was open") == "Omar Hadi Al Senn"
