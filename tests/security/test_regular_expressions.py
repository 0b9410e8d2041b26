"""Texts made to keep a regular expression busy take time by their length, not more.

Each is long in the one thing that an expression might try again from every place:
blanks, brackets that nobody closes, dashes, a word without end. Read at one length and
at four times that, through what readers and outlets reach.
"""

from __future__ import annotations

import pytest

from quotes.admin.ranges import words_in
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.linking.wordings.differences import compare_printings
from quotes.linking.wordings.words import tokenize
from quotes.linking.wordings.words_in_marks import read_marked
from quotes.names.folding import fold
from quotes.search.query import parse_query
from quotes.search.words import stem_of
from tests.timing import cpu_seconds

FINDER = RuleFinder()
SAID = "“The bridge is open,” said {} Mina Sol. “It is,” she told{} them.\n"
SHORT = 1_500
QUICK = 0.25
"""Seconds of the processor below which a long text is read soon enough anyway."""

PUMPS = {
    "blanks": " ",
    "hard blanks": "\xa0",
    "lines": "\n",
    "brackets": "[a",
    "parentheses": "(a",
    "opened": "“",
    "marks": "“”",
    "apostrophes": "'a",
    "dashes": "—",
    "dash and letter": "— A, ",
    "stops": ".",
    "dots and blanks": ". ",
    "commas": ", ",
    "letters": "a",
    "capitals": "A",
    "initials": "A. ",
    "names": "Ana ",
    "names and titles": "Mr Ana, ",
    "clauses": ", who was ",
    "adverbs": "really ",
    "that": " that ",
    "numbers": "1,",
    "colons": "Ana: ",
    "hyphens": "a-",
    "and": " and ",
    "accents": "e\u0301",
    "asterisks": "*",
    "asterisks and blanks": "* ",
}
READERS = {
    "extraction": lambda text: FINDER.find([SAID.format(text, text)]),
    "lines": lambda text: FINDER.find([f"{text}\n{text}?\nI am.\n— {text}!\n{text}?"]),
    "marked words": lambda text: read_marked(f"He is “{text}” so", direct=False),
    "tokens": tokenize,
    "names": fold,
    "ranges": lambda text: words_in("a text", text),
    "search": lambda text: parse_query(text[:SHORT]),
    "stem": stem_of,
}


@pytest.mark.parametrize("reader", READERS)
def test_time_grows_by_the_length_alone(reader):
    read = READERS[reader]
    read("Mina Sol said “yes”.")
    for name, pump in PUMPS.items():
        short = pump * (SHORT // len(pump))
        # What follows is nothing that the expression could end with.
        once, four_times = (
            cpu_seconds(lambda text=text: read(text))
            for text in (short + "x", short * 4 + "x")
        )
        assert four_times < max(QUICK, once * 8), (name, once, four_times)


def test_brackets_that_nobody_closes():
    words, bracketed = "a " * 1_500, "[a " * 1_500

    assert cpu_seconds(lambda: compare_printings(words, bracketed)) < 0.5
