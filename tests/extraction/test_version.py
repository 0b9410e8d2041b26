"""The version stored with quotes changes with whatever decides answers."""

import os
import re
import shutil
from unittest import mock

import pytest

from quotes.extraction import extractor_version
from quotes.extraction.version import (
    ANSWERS,
    PACKAGES,
    QUOTES,
    code_digest,
    version_of_weights,
)
from tests.extraction import answers


@pytest.fixture
def copy(tmp_path):
    """A copy of all that decides answers, which may be changed."""
    for name in PACKAGES:
        shutil.copytree(
            QUOTES / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    return tmp_path


def version_with(**variables):
    """The version in a process with these environment variables."""
    version_of_weights.cache_clear()
    try:
        with mock.patch.dict(os.environ, variables):
            return extractor_version()
    finally:
        version_of_weights.cache_clear()


@pytest.mark.parametrize(
    "name",
    [
        "extraction/cues.py",
        "extraction/who/pronouns.py",
        "extraction/spans/rules/verbs.py",
        "extraction/spans/tagger/weights/tagger.onnx",
        "extraction/spans/tagger/weights/ensemble.json",
        "extraction/confidence.json",
        "names/gazetteer/people.py",
        "names/inflection.py",
    ],
)
def test_the_digest_changes_with_code_word_lists_and_weights(copy, name):
    before = code_digest(copy)
    assert (copy / name).is_file()
    with (copy / name).open("ab") as file:
        file.write(b"\n")

    assert code_digest(copy) != before


def test_the_digest_is_the_same_wherever_the_same_is_installed(copy, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "site-packages"
    shutil.copytree(copy, elsewhere)
    (elsewhere / "extraction" / "__pycache__").mkdir()
    (elsewhere / "extraction" / "__pycache__" / "cues.cpython-311.pyc").touch()

    assert code_digest(elsewhere) == code_digest(copy)


def test_number_and_digest_are_the_version():
    assert re.fullmatch(rf"{ANSWERS}\+[0-9a-f]{{10}}", extractor_version())


def test_other_weights_or_none_are_another_version(copy):
    weights = copy / "extraction" / "spans" / "tagger" / "weights"
    versions = [
        version_with(QUOTES_MODEL=""),
        version_with(QUOTES_MODEL="none"),
        version_with(QUOTES_MODEL=str(weights)),
    ]
    with (weights / "linker.json").open("a") as file:
        file.write("\n")
    versions.append(version_with(QUOTES_MODEL=str(weights)))

    assert len(set(versions)) == 4


def test_files_are_read_once_in_a_process():
    version_of_weights.cache_clear()
    with mock.patch(
        "quotes.extraction.version.code_digest", side_effect=code_digest
    ) as read:
        assert extractor_version() == extractor_version()

    assert read.call_count == 1


def test_another_number_stands_for_other_answers():
    now = {"answers": ANSWERS, "digest": answers.answers_digest()}

    assert now == answers.recorded(), answers.REMEDY
