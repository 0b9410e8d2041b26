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
        ("Howard Dean Tells Tarn Convention. He left. Dean said it was over", "Dean said",
         "Howard Dean"),
        ("Critics Say It Proves She Lost — and more", "Critics", "critics"),
    ],
)  # fmt: skip
def test_a_title_is_no_part_of_a_name(text, source, expected):
    at = text.index(source)
    assert speaker_name(text, source.removesuffix(" said"), after=at) == expected
