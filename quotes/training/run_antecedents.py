"""Fit the ranking of antecedents: ``python -m quotes.training.run_antecedents``.

Reads annotated texts whose quotations name their canonical speakers and writes the
weights that extraction reads. No Django, no network; numpy and the shipped tagger.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quotes.evaluation.corpus import CorpusError, read_documents
from quotes.extraction.spans.ensemble.ensemble_finder import EnsembleFinder
from quotes.extraction.spans.finder import SpanFinder
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.who.antecedents.ranking import (
    WEIGHTS_FILE,
    AntecedentsMismatchError,
    load_weights,
)
from quotes.extraction.who.antecedents.referring import Class
from quotes.training.antecedent_examples import examples_of
from quotes.training.antecedents import cross_validated, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 where weights were written, 2 where texts cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path, help="annotated texts")
    parser.add_argument(
        "--texts", action="append", type=Path, required=True, metavar="DIR"
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE, metavar="FILE.json")
    options = parser.parse_args(arguments)
    try:
        documents = [
            document
            for path in options.gold
            for document in read_documents(path, options.texts)
        ]
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    _begin()
    finder: SpanFinder = EnsembleFinder.load() or RuleFinder()
    examples = list(examples_of(finder, documents))
    write(examples, options.out)
    for kind in Class:
        judged = cross_validated(examples, kind)
        right = sum(is_right for _, is_right, _ in judged)
        sys.stdout.write(
            f"{kind.value}: {right} of {len(judged)} right, judged apart\n"
        )
    sys.stdout.write(f"Written to {options.out}.\n")
    return 0


def _begin() -> None:
    """Where a feature is new, begin with what is expected of each."""
    try:
        load_weights()
    except AntecedentsMismatchError:
        write([], WEIGHTS_FILE)


if __name__ == "__main__":
    sys.exit(main())
