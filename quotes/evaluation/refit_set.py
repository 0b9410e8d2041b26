"""The annotated articles that come with the project, to fit on after a change of rules.

Fifteen invented articles: enough that a contributor without a corpus of news is not
locked out, too few to replace one. The tagger was trained on none of them.
"""

from __future__ import annotations

from pathlib import Path

from quotes.evaluation.corpus import CorpusError

_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
GOLD = _FIXTURES / "expected.jsonl"
TEXTS = _FIXTURES / "articles" / "articles.jsonl"


def refit_set() -> tuple[Path, Path]:
    """Return the annotations and the import records that hold their texts.

    Raises CorpusError where they are not here: they are no part of the installed
    package.
    """
    for path in (GOLD, TEXTS):
        if not path.is_file():
            raise CorpusError(
                f"{path} is not here: run this in a checkout of the project, or name a "
                "corpus of your own."
            )
    return GOLD, TEXTS
