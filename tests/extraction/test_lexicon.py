"""A verb of the cue lexicon is found without marks, by rules and by both together."""

import pytest

from quotes.extraction import extract
from quotes.extraction.spans.ensemble.economy import Known
from quotes.extraction.text.masking import host_sentence
from quotes.names.inflection import verb_forms
from tests.extraction.lexicon_sentences import SENTENCES
from tests.extraction.reading import words


@pytest.mark.parametrize("finders", ["", "none"], ids=["default", "rules"])
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.text[:40])
def test_every_verb_of_the_lexicon_reports(sentence, finders, monkeypatch):
    monkeypatch.setenv("QUOTES_MODEL", finders)
    text = sentence.text

    found = [
        (words(text, one.content), words(text, one.cue), words(text, one.source))
        for one in extract(text)
    ]

    assert found == [(sentence.content, sentence.cue, sentence.source)]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.text[:40])
def test_such_a_sentence_is_parsed_where_the_tagger_finds_nothing(sentence):
    host = host_sentence(sentence.text, (0, len(sentence.text)), 0, [])

    assert not Known(sentence.text, [])(host)


def test_a_sentence_without_such_a_verb_is_not():
    text = "The tram drivers slept on Monday because their breaks had been cut."

    assert Known(text, [])(host_sentence(text, (0, len(text)), 0, []))


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("aver", "averred"),
        ("deadpan", "deadpanned"),
        ("fret", "fretting"),
        ("marvel", "marvelled"),
        ("marvel", "marveled"),
        ("prod", "prodded"),
        ("pummel", "pummelled"),
        ("shrug", "shrugged"),
        ("tar", "tarred"),
        ("beseech", "besought"),
        ("plead", "pled"),
    ],
)
def test_forms_that_double_or_change_are_known(lemma, form):
    assert form in verb_forms(lemma)
