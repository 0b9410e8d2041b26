"""The version stored with quotes changes with whatever decides answers."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import quotes
from quotes.extraction import extractor_version

PRINT = "from quotes.extraction import extractor_version; print(extractor_version())"


@pytest.fixture
def copy(tmp_path):
    """A copy of extraction and names that may be changed."""
    package = Path(quotes.__file__).parent
    for room in ("extraction", "names"):
        shutil.copytree(
            package / room,
            tmp_path / "quotes" / room,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    (tmp_path / "quotes" / "__init__.py").touch()
    return tmp_path


def version_in(folder, **variables):
    return subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@pytest.mark.parametrize(
    "name",
    [
        "extraction/cues.py",
        "extraction/spans/rules/verbs.py",
        "extraction/confidence.json",
        "extraction/spans/tagger/weights/tagger.onnx",
        "extraction/spans/tagger/weights/ensemble.json",
        "names/person_names.py",
    ],
)
def test_it_changes_with_code_word_lists_and_weights(copy, name):
    before = version_in(copy)
    with (copy / "quotes" / name).open("ab") as file:
        file.write(b"\n")

    assert version_in(copy) != before


def test_it_is_the_same_wherever_the_same_is_installed(copy):
    assert version_in(copy) == version_in(copy) == extractor_version()


def test_without_the_tagger_it_is_another(copy):
    assert version_in(copy, QUOTES_MODEL="none") != version_in(copy)


def test_it_is_cheap():
    extractor_version.cache_clear()
    began = time.process_time()
    extractor_version()

    assert time.process_time() - began < 0.5
