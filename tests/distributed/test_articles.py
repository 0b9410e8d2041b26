"""What a worker of any engine does with its share."""

from __future__ import annotations

from quotes.distributed.articles import extract_articles
from quotes.extraction import extract
from quotes.extraction.lines import read_line

SAID = "“The bridge is open,” Mina Sol said."


def test_lines_come_in_the_order_of_the_records():
    records = [{"id": str(n), "text": f"{'Rain. ' * n}{SAID}"} for n in range(20)]

    lines = [read_line(line) for line in extract_articles(iter(records))]

    assert [line.record for line in lines] == records
    assert [line.outcome for line in lines] == [extract(r["text"]) for r in records]


def test_what_is_no_article_is_told_in_its_line_and_the_others_are_read():
    records = [{"id": "a", "outlet": "Herald"}, "words", {"id": "b", "text": SAID}]

    first, second, third = extract_articles(records)

    assert (first["id"], first["error"]) == ("a", "is no import record with a text")
    assert (second["id"], second["record"]) == (None, {})
    assert len(third["quotes"]) == 1


def test_what_costs_more_than_it_may_is_set_aside():
    (line,) = extract_articles([{"text": SAID}], characters=10)

    read = read_line(line)
    assert read.set_aside
    assert "more than the 10 of ARTICLE_CHARACTERS" in read.outcome
