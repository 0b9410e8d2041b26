"""What extraction answers to known texts, as a digest that goes with its number.

After a change of answers that is meant, raise ``ANSWERS`` in
``quotes/extraction/version.py`` and record what goes with it:

    python -m tests.extraction.answers

Answers are those of the rules, which are the same on every processor; of the tagger
and of what weighs the two it is their files that are compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from unittest import mock

from quotes.extraction import extract_many
from quotes.extraction.interchange import quotation_record
from quotes.extraction.version import ANSWERS, QUOTES, files_digest
from tests.extraction.deviations import FIXTURES, read_lines
from tests.extraction.lexicon_sentences import SENTENCES

RECORD = Path(__file__).with_name("answers.json")
REMEDY = (
    "Answers have changed. If that is meant, raise ANSWERS in "
    "quotes/extraction/version.py and run python -m tests.extraction.answers"
)
FITTED = ("confidence.json", "spans/tagger/weights")


def answers_digest() -> str:
    """A digest of who says what in the texts here, and of all fitted numbers."""
    articles = read_lines(FIXTURES / "articles" / "articles.jsonl")
    texts = [article["text"] for article in articles]
    texts += [sentence.text for sentence in SENTENCES]
    with mock.patch.dict(os.environ, {"QUOTES_MODEL": "none"}):
        found = [
            [quotation_record(quotation) for quotation in quotations]
            for quotations in extract_many(texts)
        ]
    for records in found:
        for record in records:
            # Fitted, and so among the files.
            del record["confidence"]
    digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode())
    extraction = QUOTES / "extraction"
    for name in FITTED:
        path = extraction / name
        if path.is_dir():
            digest.update(files_digest([path], extraction))
        else:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def recorded() -> dict[str, object]:
    return json.loads(RECORD.read_text())


def main() -> None:
    """Record the digest of today with the number of today."""
    now = {"answers": ANSWERS, "digest": answers_digest()}
    before = recorded() if RECORD.exists() else {"answers": 0, "digest": ""}
    if now["digest"] != before["digest"] and before["answers"] == ANSWERS:
        sys.exit(f"Raise ANSWERS first: {ANSWERS} stands for other answers already.")
    RECORD.write_text(json.dumps(now, indent=1) + "\n")


if __name__ == "__main__":
    main()
