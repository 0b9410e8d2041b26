import json

import pytest

from tests.training.examples import record


@pytest.fixture
def corpus(tmp_path):
    """Six invented documents, two of them with speech between marks."""
    lines = []
    for number in range(6):
        name = ["Quill", "Orrin", "Mabry", "Tarny", "Selby", "Dwyer"][number]
        text = f"{name} said it leaks." if number % 2 else f"{name} said “it leaks”"
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
        lines.append(json.dumps(record(number)))
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
