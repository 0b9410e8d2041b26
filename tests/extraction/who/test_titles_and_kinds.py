"""What stands before a name and is no part of it: offices, trades, ages, kinds."""

import pytest

from tests.extraction.attributions import speaker_name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # An office and what it is for.
        ("Secretary of Public Security Joana Brask", "Joana Brask"),
        ("Minister for Rural Development Ewa Lind", "Ewa Lind"),
        ("Commissioner for Human Rights Petra Dosek", "Petra Dosek"),
        ("Minister of Lands and Settlement Barasa Weke", "Barasa Weke"),
        ("Minister of Water, Sanitation and Irrigation Ada Weke", "Ada Weke"),
        ("Professor of Marine Biology Ines Crul", "Ines Crul"),
        ("Head of sales Odile Trask", "Odile Trask"),
        ("Man of the match Chidi Oparu", "Chidi Oparu"),
        # What somebody does or is, however many words say so.
        ("Harbour master and part-time organist Gwil Probyn", "Gwil Probyn"),
        ("Retired welder and grandfather-of-six Abel Moro", "Abel Moro"),
        ("Deckhand Soraya Haidar", "Soraya Haidar"),
        ("Sixteen-year-old Nyx Hallor", "Nyx Hallor"),
        ("Mother-of-two Gemma Prell", "Gemma Prell"),
        ("Ex-policeman Zoltan Vark", "Zoltan Vark"),
        ("Ministers Aslan Bekow and Dina Sagar", "Aslan Bekow and Dina Sagar"),
        ("Chief executive Marianne Duke", "Marianne Duke"),
        # Whose spokesman it is does not speak.
        ("A spokesman for Ada Holm", "a spokesman for Ada Holm"),
        ("Supporters of Jon Reve", "Supporters of Jon Reve"),
        # What kind of body.
        ("The power company Jirasol", "Jirasol"),
        ("Norland’s largest lender, Corvan,", "Corvan"),
        ("The brokerage Orrin & Pell", "Orrin & Pell"),
        ("Housebuilder Brickfeld", "Brickfeld"),
        ("A study in the journal Tidal Life", "a study in the journal Tidal Life"),
    ],
)
def test_what_stands_before_a_name(source: str, expected: str) -> None:
    text = f"{source} said it was over"
    assert speaker_name(text, source) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "The Federation of Unions for Rail and Road (FURR) met. FURR said no more.",
            "FURR",
            "Federation of Unions for Rail and Road",
        ),
        (
            "The Union of Nurses and Midwives met. Two had gone, UNM added.",
            "UNM",
            "Union of Nurses and Midwives",
        ),
        ("In the hall UNM said so. The Union of Nurses met.", "UNM", "UNM"),
        (
            "The Green Party and the Labour Party said so.",
            "The Green Party and the Labour Party",
            "Green Party and the Labour Party",
        ),
        (
            "Solmar, a bottler, pays for Casa Solmar. “Yes,” Solmar said.",
            "Solmar",
            "Solmar",
        ),
        (
            "In a statement sent to Radio Glim, Harl Steel said it was over.",
            "a statement sent to Radio Glim, Harl Steel",
            "Harl Steel",
        ),
        (
            "An analysis of Norland’s budget by the audit office said it was over.",
            "An analysis of Norland’s budget by the audit office",
            "audit office",
        ),
        (
            "A recent review of Ada Holm’s emails said that it was over.",
            "A recent review of Ada Holm’s emails",
            "a recent review of Ada Holm’s emails",
        ),
        ("“No,” read a statement from the club.", "a statement", "club"),
        (
            "A complaint lodged by three bakers with the regulator said it was over.",
            "A complaint lodged by three bakers with the regulator",
            "three bakers",
        ),
    ],
)
def test_bodies(text: str, source: str, expected: str) -> None:
    assert speaker_name(text, source, after=text.rindex(source)) == expected
