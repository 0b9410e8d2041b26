"""Bodies of two states with one name, where an article says it without a state."""

from itertools import permutations
from unittest.mock import patch

import pytest
from django.db.transaction import atomic, set_rollback
from django.test import TestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.link import link_speakers
from quotes.models import Article, Quote, QuoteFingerprint, Speaker, SpeakerSuggestion
from quotes.names.gazetteer import places
from tests.build import make_article, make_editor, make_quote

OSTMERE, WESTMERE = "Ostmere’s Council of Tides", "Westmere’s Council of Tides"
BARE = "Council of Tides"


def body(name):
    return DocumentSpeaker(name, SpeakerKind.ORGANISATION, (name,))


def person(name, description):
    return DocumentSpeaker(name, SpeakerKind.PERSON, (name,), description)


A, B, E = [body(OSTMERE)], [body(WESTMERE)], [body(BARE)]
ANA = person("Ana Tarn", "president of Ostmere")
BO = person("Bo Lind", "premier of Westmere")


class HomonymTests(TestCase):
    def setUp(self):
        states = {"Ostmere": ("Ostmere",), "Westmere": ("Westmere",)}
        patched = patch.dict(places.STATE_NAMES, states)
        patched.start()
        self.addCleanup(patched.stop)

    def test_where_no_state_is_spoken_of_it_is_neither(self):
        self.check({"A": A, "B": B, "E": E}, {(BARE, "E")}, {OSTMERE, WESTMERE})

    def test_where_both_are_it_is_neither(self):
        both = [body(BARE), ANA, BO]
        self.check({"A": A, "B": B, "F": both}, {(BARE, "F")}, {OSTMERE, WESTMERE})

    def test_where_one_is_it_is_that_one(self):
        told = [body(BARE), BO]
        self.check({"A": A, "B": B, "G": told}, {(WESTMERE, "G")}, set())

    def test_where_the_article_has_it_in_full_it_is_that_one(self):
        told = [body(BARE), body(WESTMERE), ANA]
        self.check({"A": A, "B": B, "H": told}, {(WESTMERE, "H")}, set())

    # Fewer articles, in every order, are read on both by the tests beside.
    @pytest.mark.any_database
    def test_what_is_told_and_what_is_not_are_kept_apart(self):
        articles = {"A": A, "B": B, "E": E, "G": [body(BARE), ANA]}
        expected = {(BARE, "E"), (OSTMERE, "G")}
        self.check(articles, expected, {OSTMERE, WESTMERE})

    def test_beside_one_state_alone_it_is_that_one(self):
        self.check({"A": A, "E": E}, {(OSTMERE, "E")}, set())

    def test_what_an_editor_said_stays(self):
        self.read("A", A)
        self.read("E", E)
        quote = Quote.objects.get(method=f"E {BARE}")
        review.confirm(quote=quote, by=make_editor())

        self.read("B", B)

        quote.refresh_from_db()
        self.assertEqual(quote.speaker.name, OSTMERE)

    def test_what_it_only_relayed_is_parted_too(self):
        self.read("A", A)
        quote = make_quote(
            "he said", extracted={"relayed_by_name": BARE},
            relayed_by=Speaker.objects.get(name=OSTMERE),
        )  # fmt: skip

        self.read("B", B)

        quote.refresh_from_db()
        self.assertEqual(quote.relayed_by.name, BARE)

    def test_nothing_is_parted_from_whom_an_editor_described(self):
        self.read("A", A)
        self.read("E", E)
        ostmere = Speaker.objects.get(name=OSTMERE)
        review.change_speaker(
            speaker=ostmere, by=make_editor(), description="of the coast"
        )

        self.read("B", B)

        quote = Quote.objects.get(method=f"E {BARE}")
        self.assertEqual(quote.speaker, ostmere)

    def test_an_article_read_again_keeps_what_an_editor_said(self):
        self.read("A", A)
        self.read("E", E)
        self.read("B", B)
        quote = Quote.objects.get(method=f"E {BARE}")
        westmere = Speaker.objects.get(name=WESTMERE)
        review.correct_speaker(quote=quote, speaker=westmere, by=make_editor())
        Article.objects.update(extracted_at="2031-03-17T00:00Z")
        article = Article.objects.get(pk=quote.article_id)

        self.assertEqual(link_speakers(E, article=article), {BARE: westmere})

    def test_what_is_parted_is_linked_again(self):
        self.read("A", A)
        self.read("E", E)
        quote = Quote.objects.get(method=f"E {BARE}")
        QuoteFingerprint.objects.create(
            quote=quote, text_key=1, digest=7, dated_at=quote.dated_at
        )

        self.read("B", B)

        self.assertEqual(QuoteFingerprint.objects.get().digest, QuoteFingerprint.STALE)

    def check(self, articles, expected, asked):
        """In every order whoever is called by the bare name is ``expected``.

        asked: who else it may be, by the names of the open questions.
        """
        for order in permutations(articles):
            with self.subTest("".join(order)), atomic():
                for key in order:
                    self.read(key, articles[key])
                found = {
                    (quote.speaker.name, quote.method.split()[0])
                    for quote in Quote.objects.filter(method__endswith=BARE)
                    if quote.method.removesuffix(BARE).strip() in articles
                }
                self.assertEqual(found, expected)
                for name in (OSTMERE, WESTMERE):
                    known = any(body(name) in found for found in articles.values())
                    bearers = Speaker.objects.filter(name=name).count()
                    self.assertEqual(bearers, int(known))
                questions = SpeakerSuggestion.objects.filter(
                    status="open", speaker__name=BARE
                )
                self.assertEqual({q.candidate.name for q in questions}, asked)
                set_rollback(True)

    def read(self, key, found):
        article = make_article()
        for name, speaker in link_speakers(found, article=article).items():
            make_quote(
                "Article", article=article, speaker=speaker, method=f"{key} {name}",
                spans=[[len(name), 1000]], extracted={"speaker_name": name},
                speaker_description=next(
                    each.description for each in found if each.name == name
                ),
            )  # fmt: skip
