"""Every rule is asked, and finds what its docstring says that it finds."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

from quotes.extraction.spans.rules import complements, open_quotations, phrases
from tests.extraction.reading import found
from tests.extraction.spans.rules import asking

FOLDERS = (complements, phrases, open_quotations)
STANDING_ALONE = (
    "asides",
    "dialogue",
    "direct",
    "interview",
    "quoted_as",
    "transcript",
    "verbs",
)
EXAMPLE = re.compile(r"((?:^    (?!→).+\n)+)((?:^    →.*\n)+)", re.MULTILINE)


def rule_modules():
    for folder in FOLDERS:
        for module in pkgutil.iter_modules(folder.__path__):
            yield import_module(f"{folder.__name__}.{module.name}")
    for name in STANDING_ALONE:
        yield import_module(f"quotes.extraction.spans.rules.{name}")


def examples(module):
    """Each text of a docstring with what is to be found in it."""
    for text, answers in EXAMPLE.findall(module.__doc__):
        lines = [line.strip() for line in text.splitlines()]
        rows = [
            tuple(part.strip() for part in answer.strip().removeprefix("→").split(";"))
            for answer in answers.splitlines()
        ]
        yield "\n".join(lines), [row for row in rows if any(row)]


def in_docstrings():
    return [
        pytest.param(
            module, text, answer, id=f"{module.__name__.split('.')[-1]}: {text}"
        )
        for module in rule_modules()
        for text, answer in examples(module)
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.__name__)
def test_every_file_of_a_folder_is_asked_and_has_its_test(folder):
    files = {module.name for module in pkgutil.iter_modules(folder.__path__)}
    tests = Path(__file__).parent / folder.__name__.split(".")[-1]

    assert set(folder.RULES) == files
    assert {path.stem for path in tests.glob("test_*.py")} == {
        f"test_{name}" for name in files
    }


@pytest.mark.parametrize(
    "module", list(rule_modules()), ids=lambda module: module.__name__
)
def test_every_docstring_gives_an_example_and_the_source(module):
    assert list(examples(module))
    assert "\nSource: " in module.__doc__


@pytest.mark.parametrize(("module", "text", "answer"), in_docstrings())
def test_examples_hold(module, text, answer):
    assert found(text, attitudes=True) == answer


@pytest.mark.parametrize(
    ("module", "text", "answer"),
    [
        example
        for example in in_docstrings()
        if example.values[0].__name__.split(".")[-1] in complements.RULES
    ],
)
def test_examples_of_complements_are_found_by_the_rule_itself(module, text, answer):
    (one,) = answer

    assert one[:2] in asking.complements(module, text)


@pytest.mark.parametrize(
    ("module", "text", "answer"),
    [
        example
        for example in in_docstrings()
        if example.values[0].__name__.split(".")[-1] in open_quotations.RULES
    ],
)
def test_examples_of_open_quotations_are_answered_by_the_rule_itself(
    module, text, answer
):
    assert module.__name__.split(".")[-1] in asking.answering(text)
