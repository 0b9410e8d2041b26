"""Training: a schedule by time or epochs, averaged weights, checkpoints."""

from __future__ import annotations

import copy
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import nn

from quotes.extraction.spans.tagger.wordpiece import Vocabulary
from quotes.training.batches import Batch, Prepared, epoch, forget_words
from quotes.training.losses import Answers, Losses, annotated, answers, imitated
from quotes.training.network import Tagger, parameters_by_rate

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. What ends first ends it: ``minutes`` or ``epochs``.

    body, new: highest learning rate of the last encoder layer and of the new
    parts; each layer below learns ``layer_decay`` times as fast. average: decay
    a step of the running mean of the weights, which is what is kept in the end.
    bfloat16: multiply in half precision, twice as fast on processors that can.
    """

    minutes: float = float("inf")
    epochs: float = 12.0
    seed: int = 1
    rows: int = 8
    window: int = 320
    body: float = 3e-4
    new: float = 1.5e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm_up: int = 100
    smoothing: float = 0.05
    forgotten: float = 0.03
    forgotten_names: float = 0.12
    pointer_weight: float = 0.3
    speech_weight: float = 0.2
    average: float = 0.998
    bfloat16: bool = True
    checkpoint_minutes: float = 5.0


@dataclass(slots=True)
class Progress:
    """How far training is; kept in the checkpoint."""

    seconds: float = 0.0
    epoch: int = 0
    done_in_epoch: int = 0
    step: int = 0
    losses: dict[str, float] = field(default_factory=dict)


class Training:
    """Trains one network in place; ``averaged`` is the one to keep.

    teacher: a network for the same pieces to learn from beside the annotation.

    Raises OSError where a checkpoint cannot be written.
    """

    def __init__(
        self,
        tagger: Tagger,
        vocabulary: Vocabulary,
        documents: Sequence[Prepared],
        recipe: Recipe,
        *,
        teacher: Tagger | None = None,
        checkpoint: Path | None = None,
        report: Callable[[Progress, Tagger], None] | None = None,
    ) -> None:
        self.tagger = tagger
        self.vocabulary = vocabulary
        self.documents = documents
        self.recipe = recipe
        self.teacher = teacher and teacher.eval().requires_grad_(False)
        self.checkpoint = checkpoint
        self.report = report
        self.progress = Progress()
        self.averaged: Tagger = copy.deepcopy(tagger).eval().requires_grad_(False)
        groups = parameters_by_rate(
            tagger, body=recipe.body, new=recipe.new, decay=recipe.layer_decay
        )
        self.rates = [group["lr"] for group in groups]
        self.optimiser = torch.optim.AdamW(
            groups, weight_decay=recipe.weight_decay, fused=True
        )
        self.generator = torch.Generator().manual_seed(recipe.seed)
        if checkpoint is not None and checkpoint.exists():
            self._resume(checkpoint)

    def run(self) -> Tagger:
        """Train to the end of the schedule; returns the averaged network."""
        self.tagger.train()
        started = time.monotonic() - self.progress.seconds
        saved = self.progress.seconds
        while not self._is_over():
            batches = self._batches()
            expected = max(1, self._batches_an_epoch())
            for number, batch in enumerate(batches):
                if number < self.progress.done_in_epoch:  # done before a stop
                    continue
                self._step(batch, expected)
                self.progress.done_in_epoch = number + 1
                self.progress.seconds = time.monotonic() - started
                if self.progress.seconds - saved > 60 * self.recipe.checkpoint_minutes:
                    self._save()
                    saved = self.progress.seconds
                if self._is_over(expected):
                    break
            else:
                self.progress.epoch += 1
                self.progress.done_in_epoch = 0
        self._save()
        return self.averaged

    def _batches(self) -> Iterator[Batch]:
        rng = random.Random(f"{self.recipe.seed} {self.progress.epoch}")  # noqa: S311
        return epoch(
            self.documents,
            self.vocabulary,
            size=self.recipe.window,
            rows=self.recipe.rows,
            rng=rng,
        )

    def _batches_an_epoch(self) -> int:
        pieces = sum(len(d.features.pieces) for d in self.documents)
        return pieces // (self.recipe.rows * self.recipe.window)

    def _fraction(self, batches: int) -> float:
        epochs = self.progress.epoch + self.progress.done_in_epoch / batches
        return max(
            self.progress.seconds / 60 / self.recipe.minutes,
            epochs / self.recipe.epochs,
        )

    def _is_over(self, batches: int = 1_000_000) -> bool:
        return self._fraction(batches) >= 1

    def _step(self, batch: Batch, batches: int) -> None:
        recipe, step = self.recipe, self.progress.step
        warm = min(1.0, (step + 1) / recipe.warm_up)
        factor = warm * max(0.02, 1 - self._fraction(batches))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        losses = self._losses(batch)
        total = (
            losses["tag"]
            + recipe.pointer_weight * losses["pointer"]
            + recipe.speech_weight * losses["speech"]
        )
        self.optimiser.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(
            [p for g in self.optimiser.param_groups for p in g["params"]], 1.0
        )
        self.optimiser.step()
        self._average()
        self.progress.step += 1
        for name, loss in losses.items():
            before = self.progress.losses.get(name, loss.item())
            self.progress.losses[name] = 0.98 * before + 0.02 * loss.item()
        if self.progress.step % 50 == 0:
            self._log(factor)

    def _losses(self, batch: Batch) -> Losses:
        """To the annotation; beside a teacher half of that and half to its answers.

        The teacher reads the words that the network in training must do without.
        """
        recipe = self.recipe
        taught = self._taught(batch)
        forget_words(
            batch,
            self.vocabulary,
            share=recipe.forgotten,
            names=recipe.forgotten_names,
            generator=self.generator,
        )
        given = answers(self.tagger, batch, bfloat16=recipe.bfloat16)
        losses = annotated(given, batch, smoothing=recipe.smoothing)
        if taught is None:
            return losses
        of_teacher = imitated(given, taught, batch)
        return {name: (loss + of_teacher[name]) / 2 for name, loss in losses.items()}

    @torch.no_grad()
    def _taught(self, batch: Batch) -> Answers | None:
        if self.teacher is None:
            return None
        return answers(self.teacher, batch, bfloat16=self.recipe.bfloat16)

    @torch.no_grad()
    def _average(self) -> None:
        # In the beginning there is little to average over.
        decay = min(
            self.recipe.average, (1 + self.progress.step) / (10 + self.progress.step)
        )
        for mean, now in zip(
            self.averaged.parameters(), self.tagger.parameters(), strict=True
        ):
            if now.requires_grad:
                mean.lerp_(now, 1 - decay)

    def _log(self, factor: float) -> None:
        progress = self.progress
        losses = ", ".join(f"{k} {v:.4f}" for k, v in progress.losses.items())
        logger.info(
            "%.1f min, epoch %d, step %d, learning rate at %.0f %%; losses: %s",
            progress.seconds / 60,
            progress.epoch,
            progress.step,
            100 * factor,
            losses,
        )

    def _save(self) -> None:
        if self.report is not None:
            self.report(self.progress, self.averaged)
            self.tagger.train()
        if self.checkpoint is None:
            return
        part = self.checkpoint.with_suffix(".part")
        torch.save(
            {
                "tagger": self.tagger.state_dict(),
                "averaged": self.averaged.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "generator": self.generator.get_state(),
                "progress": self.progress,
            },
            part,
        )
        part.replace(self.checkpoint)

    def _resume(self, path: Path) -> None:
        kept = torch.load(path, weights_only=False)
        self.tagger.load_state_dict(kept["tagger"])
        self.averaged.load_state_dict(kept["averaged"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.generator.set_state(kept["generator"])
        self.progress = kept["progress"]
        logger.info("resumed at %.1f minutes", self.progress.seconds / 60)
