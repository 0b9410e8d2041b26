"""Where extraction differs from the fixtures' hand-made annotation.

``fixtures/deviations.json`` records it, so that the test is exact: a quotation
newly missed, and one newly found, both show. After a change of the extractor that
is meant, read what changed and write the file anew with

    python -m tests.extraction.deviations

It is about the rules, whose answers are the same on every processor; the tagger's
differ in the last digit, and are held to figures instead.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from unittest import mock

from quotes.extraction import extract_many
from quotes.extraction.interchange import quotation_record
from quotes.names.folding import fold

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
RECORD = FIXTURES / "deviations.json"


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def deviations() -> dict[str, dict[str, list[str]]]:
    """What each article lacks of its sure quotations, and what it has beyond them.

    A quotation counts as found where content, cue, source, kind, speaker and relay
    are exactly those annotated (or an alternative that the annotation accepts).
    """
    articles = read_lines(FIXTURES / "articles" / "articles.jsonl")
    expected = {
        line["id"]: line["quotes"] for line in read_lines(FIXTURES / "expected.jsonl")
    }
    with mock.patch.dict(os.environ, {"QUOTES_MODEL": "none"}):
        found = list(extract_many(article["text"] for article in articles))
    result = {}
    for article, quotations in zip(articles, found, strict=True):
        gold = expected[article["id"]]
        records = [quotation_record(quotation) for quotation in quotations]
        missing = [
            describe(article["text"], one)
            for one in gold
            if one["certainty"] == "sure"
            and not any(matches(one, record) for record in records)
        ]
        extra = [
            describe(article["text"], record)
            for record in records
            if not any(is_allowed(one, record) for one in gold)
        ]
        if missing or extra:
            result[article["id"]] = {"missing": missing, "extra": extra}
    return result


def matches(gold: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether ``record`` is the quotation annotated as ``gold``, to the character."""
    contents = [gold["content"], *(one["content"] for one in gold.get("alt", ()))]
    sources = [gold["source"], *(gold.get("alt_source") or ())]
    return (
        record["content"] in contents
        and (record["content"] != gold["content"] or record["kind"] == gold["kind"])
        and record["cue"] == gold["cue"]
        and record["source"] in sources
        and _is_named(record["speaker"], gold["speaker"], gold.get("accept"))
        and _is_named(
            record["relayed_by"], gold["relayed_by"], gold.get("relayed_by_accept")
        )
    )


def is_allowed(gold: dict[str, Any], record: dict[str, Any]) -> bool:
    """As ``matches``; what is arguable need only have the right content."""
    if gold["certainty"] == "arguable":
        return record["content"] == gold["content"]
    return matches(gold, record)


def describe(text: str, one: dict[str, Any]) -> str:
    words = " … ".join(text[start:end] for start, end in one["content"])
    cue = " … ".join(text[start:end] for start, end in one["cue"])
    relay = f", relayed by {one['relayed_by']}" if one["relayed_by"] else ""
    return f"{one['speaker']} [{cue}{relay}]: {words}"


def _is_named(found: str | None, name: str | None, accepted: list[str] | None) -> bool:
    if found is None or name is None:
        return found is name
    return fold(found) in {fold(one) for one in [name, *(accepted or ())]}


if __name__ == "__main__":
    text = json.dumps(deviations(), ensure_ascii=False, indent=1)
    RECORD.write_text(text + "\n")
