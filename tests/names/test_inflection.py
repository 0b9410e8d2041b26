"""Forms of English verbs and nouns."""

import pytest

from quotes.names.inflection import noun_forms, verb_forms


@pytest.mark.parametrize(
    "forms",
    [
        "say says said saying",
        "admit admits admitted admitting",
        "signal signals signalled signalling signaled signaling",
        "lie lies lied lying",
        "agree agrees agreed agreeing",
        "note notes noted noting",
        "deny denies denied denying",
        "convey conveys conveyed conveying",
        "stress stresses stressed stressing",
        "watch watches watched watching",
    ],
)
def test_verb_forms_begin_with_the_base_form(forms):
    lemma, *_ = forms.split()

    assert verb_forms(lemma) == tuple(forms.split())


def test_a_particle_stays_where_it_is():
    assert verb_forms("point out")[2] == "pointed out"


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("claim", "claims"),
        ("story", "stories"),
        ("survey", "surveys"),
        ("speech", "speeches"),
    ],
)
def test_noun_forms_are_singular_and_plural(singular, plural):
    assert noun_forms(singular) == (singular, plural)
