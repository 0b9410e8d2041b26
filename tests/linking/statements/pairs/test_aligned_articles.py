"""Quotations of two articles laid side by side, of two who may speak for each other."""

from unittest import TestCase, mock

from quotes.linking.statements.pairs import aligned_articles
from quotes.linking.statements.pairs.aligned_articles import RELATED, find_parallels
from quotes.linking.statements.pairs.article_columns import (
    AlignedQuotation,
    ArticleColumns,
)
from quotes.linking.statements.pairs.pair_features import setting_of
from quotes.linking.wordings.polarity import polarity
from quotes.linking.wordings.wording import count_elsewhere, count_stems, read_wording

ANSWERED = (
    "I don’t think anybody’s ever seen a harbour master come out and hold a press "
    "conference like what we saw yesterday, or say there’s no belief in his own mind "
    "that a court would go forward with a case like this."
)
ANSWERED_TOO = (
    "Everybody thought, by what the harbour master was saying, that Brandauer was "
    "guilty. Then she walks out, and nobody says why. It is a sad day for Tarn."
)
REPORTED = "the dockyard of Tarn lost 4,000 tonnes of timber to a fire in March"
REPORTED_TOO = "a fire in March cost the dockyard in Tarn 4,000 tonnes of timber"


ON_THE_RADIO = "In Tarn a former mayor was asked about Ilse Brandauer. He said:"
AT_THE_FAIR = "The shipowner told a crowd of dockers at the fair in Ulm, to cheers:"


def column(before, words, *, kind, beside):
    """A column of one quotation, one of ``beside`` of its speaker."""
    text = f"{before} {words}"
    start = text.index(words)
    wording = read_wording(words, count_elsewhere(words, count_stems(text)))
    turned = polarity(
        "states", direct=kind == "direct",
        words=len(wording.tokens), negations=wording.negations,
    )  # fmt: skip
    setting = setting_of(
        text, start, start + len(words), kind=kind, stance="states", cue="said",
        size=len(words), polarity=turned, beside=beside,
    )  # fmt: skip
    direct = kind == "direct"
    return ArticleColumns(
        [AlignedQuotation(wording, direct=direct, denies=False, setting=setting)]
    )


class AkinTests(TestCase):
    """The words alone find both pairs near; the model knows what reports look like."""

    def found(self, first, second, *, kind, beside):
        one = column(ON_THE_RADIO, first, kind=kind, beside=beside)
        other = column(AT_THE_FAIR, second, kind=kind, beside=beside)
        return find_parallels(one, other, lambda i, j: RELATED, closeness=0.3, days=0)

    def of_one_body(self):
        return self.found(REPORTED, REPORTED_TOO, kind="indirect", beside=1)

    def of_one_camp(self):
        return self.found(ANSWERED, ANSWERED_TOO, kind="direct", beside=12)

    def test_a_body_and_its_official_report_one_thing(self):
        self.assertTrue(self.of_one_body())

    def test_two_of_one_camp_who_answer_the_same_news_do_not(self):
        self.assertFalse(self.of_one_camp())

    def test_it_is_the_model_that_parts_them(self):
        with mock.patch.object(aligned_articles, "LEAST_OF_AKIN", -9.0):
            self.assertTrue(self.of_one_camp())
