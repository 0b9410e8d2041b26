"""What is promised of SQLite: searching and verifying as the table grows."""

from __future__ import annotations

import json

from tests.benchmarks.made_up import make_batch, word
from tests.benchmarks.measuring import Cost, Server, measure
from tests.benchmarks.targets import Figure

server = Server()


def growing(rounds: int) -> dict[str, Cost]:
    """Return the cost of newest-first searches and of verifying."""
    path = "/api/v1/quotes/?page_size=20&q="
    kinds = {
        "very common": range(3),
        "common": range(20, 60, 2),
        "medium": range(600, 640, 2),
        "rare": range(60_000, 60_020),
    }
    works = {
        f"search newest first, {kind} words": [
            lambda rank=rank: server.get(path + word(rank)) for rank in ranks
        ]
        for kind, ranks in kinds.items()
    }
    texts = [row[2] for row in make_batch(0).statements[:20]]
    works["verify"] = [lambda text=text: _verify(text) for text in texts]
    return measure(works, rounds)


def _verify(text: str) -> None:
    """Have ``text`` verified, which was printed; raises RuntimeError if not found."""
    answer = json.loads(server.post("/api/v1/verify/", {"text": text}))
    if any(row["status"] == "not_found" for row in answer["results"]):
        raise RuntimeError(f"Not found, though it was printed: {text}")


def growth(before: dict[str, Cost], after: dict[str, Cost]) -> list[Figure]:
    """Return how many times dearer each became with ten times the quotes."""
    return [
        Figure(
            f"{name}, × for 10 × quotes",
            after[name].python / before[name].python,
            5,
            f"{before[name].python:.1f} → {after[name].python:.1f} ms CPU",
        )
        for name in before
    ]
