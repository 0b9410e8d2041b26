"""Which part of a source is a name, and whose text or group it is; all invented."""

import pytest

from tests.extraction.reading import speakers


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        pytest.param(
            "The parents, Khadir and Ghanila Sorn, spoke on Monday. The Sorns live at "
            "the quay. Mr. Sorn said the pier was shut. Ms. Sorn said she was awake "
            "because of her son, Humar Sorn. She said it was hard.",
            "it was hard",
            "Ghanila Sorn",
            id="one surname, she",
        ),
        pytest.param(
            "The parents, Khadir and Ghanila Sorn, spoke on Monday. The Sorns live at "
            "the quay. Mr. Sorn said the pier was shut.",
            "the pier was shut",
            "Khadir",
            id="one surname, printed once for two",
        ),
        pytest.param(
            "Phillip Arne spoke on Monday. Philip Arne, the mayor, was glad. Phillip "
            "Arne left. Mr. Arne said the pier was shut.",
            "the pier was shut",
            "Phillip Arne",
            id="a letter doubled once too few",
        ),
        pytest.param(
            "Debating Arne’s character. Helen Arne met the town on Monday. Mrs. Arne "
            "said the pier was shut.",
            "the pier was shut",
            "Helen Arne",
            id="a gerund is no first name",
        ),
        pytest.param(
            "The minister, Ada Holm, left. The minister’s spokesman said the pier was "
            "shut.",
            "the pier was shut",
            "the minister’s spokesman",
            id="the minister’s spokesman is not the minister",
        ),
        pytest.param(
            "Ada Holm, the minister’s spokeswoman, left. The minister’s spokeswoman "
            "said the pier was shut.",
            "the pier was shut",
            "Ada Holm",
            id="the minister’s spokeswoman is she",
        ),
        pytest.param(
            "“No more,” said a nurse. The nurse’s husband said the pier was shut.",
            "the pier was shut",
            "the nurse’s husband",
            id="the nurse’s husband is not the nurse",
        ),
        pytest.param(
            "Judge Orla Finn and Senator Pim Finn spoke. Senator Finn said the pier "
            "was shut.",
            "the pier was shut",
            "Pim Finn",
            id="of two of one surname the one with that title",
        ),
        pytest.param(
            "Irving Arne said the pier was shut. Peter Arne said nothing.",
            "the pier was shut",
            "Irving Arne",
            id="a first name like a gerund",
        ),
        pytest.param(
            "Jarling Arne met Peter Arne. Jarling said the pier was shut.",
            "the pier was shut",
            "Jarling Arne",
            id="a first name like a gerund that stands alone elsewhere",
        ),
        pytest.param(
            "Anna Holm and Ana Holm are cousins. Anna Holm said nothing. Ana Holm "
            "said the pier was shut.",
            "the pier was shut",
            "Ana Holm",
            id="two first names are two people",
        ),
        pytest.param(
            "Filip Arne came. Fillip Arne left. Filip said the pier was shut.",
            "the pier was shut",
            "Fillip Arne",
            id="a misprinted first name alone",
        ),
        pytest.param(
            "Part of the problem, say experts like Peter Orn, a geophysicist, is the "
            "ground. He said it was wet.",
            "it was wet",
            "Peter Orn",
            id="experts like",
        ),
        pytest.param(
            "Another Holm ally, Agriculture Secretary Thomas Vils, said the pier was "
            "shut.",
            "the pier was shut",
            "Thomas Vils",
            id="another ally",
        ),
        pytest.param(
            "UMWA Director of Harbour Affairs Philip Smed said the pier was shut.",
            "the pier was shut",
            "Philip Smed",
            id="what an office is for",
        ),
        pytest.param(
            "The Norland newspaper Tidemark said the pier was shut.",
            "the pier was shut",
            "Tidemark",
            id="what a medium is",
        ),
        pytest.param(
            "The site Ropetrade.com closed. Ropetrade.com said the pier was shut.",
            "the pier was shut",
            "Ropetrade.com",
            id="a name with a domain",
        ),
        pytest.param(
            "The H.B.N. has said it had no record of the crane.",
            "it had no record of the crane",
            "H.B.N.",
            id="letters with stops",
        ),
        pytest.param(
            "The Rope Museum in London said the pier was shut.",
            "the pier was shut",
            "Rope Museum",
            id="where a body is",
        ),
        pytest.param(
            "Democratic senator Ada Holm was in Ohio. Jon Reve came too. The GOP "
            "nominee said the pier was shut.",
            "the pier was shut",
            "Jon Reve",
            id="a party that she is not of",
        ),
        pytest.param(
            "“The crane is safe,” read the statement, which was attributed to Jon "
            "Reve. Ada Holm chairs the council.",
            "The crane is safe,",
            "Jon Reve",
            id="whom a statement is attributed to",
        ),
        pytest.param(
            "Ada Holm was there. “The crane is safe,” the manager Jon Reve wrote. “We "
            "feel very good about it,” the memo added.",
            "We feel very good about it,",
            "Jon Reve",
            id="the memo of whoever wrote",
        ),
        pytest.param(
            "According to early results of exit polls conducted for The Harbour "
            "Ledger, nearly half of voters were dockers.",
            "nearly half of voters were dockers",
            "exit polls",
            id="what results are of",
        ),
        pytest.param(
            "Holm leads by six points, according to a Tidewatch average of recent "
            "polls.",
            "Holm leads by six points",
            "Tidewatch",
            id="an average of polls",
        ),
        pytest.param(
            "Holm leads by six points, according to a 2015 Tarn Research survey.",
            "Holm leads by six points",
            "Tarn Research",
            id="a survey of a year",
        ),
        pytest.param(
            "Eleven secular and Christian organizations wrote to the port. The other "
            "groups are small. The groups said the pier was shut.",
            "the pier was shut",
            "Eleven secular and Christian organizations",
            id="groups by another noun",
        ),
        pytest.param(
            "The aide Jon Reve was there. The pier helps, the candidate Bo Lind said. "
            "“For many, there was a question whether Senator Lind could go on,” he "
            "said.",
            "For many, there was a question whether Senator Lind could go on,",
            "Jon Reve",
            id="no senator speaks of Senator so and so",
        ),
        pytest.param(
            "DC Comics said that it would sue. Jon Comics is a clown.",
            "it would sue",
            "DC Comics",
            id="letters before one word are no title",
        ),
        pytest.param(
            "The Ministry of Health in Gaza said that nine people died. The Ministry "
            "of Health in Israel said that six had died.",
            "nine people died",
            "Ministry of Health in Gaza",
            id="which of two ministries",
        ),
        pytest.param(
            "The council sent a letter to residents. “It’s a disgrace,” Jon Reve wrote "
            "on Facebook. “Your bills will rise,” the letter said.",
            "Your bills will rise,",
            "the letter",
            id="who wrote something else",
        ),
        pytest.param(
            "Ada Brandt spoke for her husband. “Dorian is a great leader,” said the "
            "46-year-old.",
            "Dorian is a great leader,",
            "Ada Brandt",
            id="no leader whom she speaks of",
        ),
    ],
)
def test_whose_name_it_is(text: str, said: str, speaker: str) -> None:
    assert speakers(text).get(said) == speaker


def test_a_name_has_one_article() -> None:
    text = (
        "“You pay,” a narrator in the Velmark film asks. The mayor left. “If he thinks "
        "that makes him smart,” the ad’s narrator says, “what of you?”"
    )
    assert not any("the a " in (name or "") for name in speakers(text).values())
