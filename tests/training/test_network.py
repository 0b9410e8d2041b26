"""The network: batches, export, what is cut out of it and taught."""

import random

import numpy as np
import pytest

from quotes.training.training_corpus import (
    Document,
    Example,
)
from tests.training.examples import EXAMPLE, TEXT, VOCABULARY, needs_torch


@needs_torch
class TestBatches:
    def test_every_piece_once_and_pointers_within_the_window(self):
        # Here, since it needs torch.
        from quotes.training.batches import epoch  # noqa: PLC0415
        from quotes.training.run import prepare  # noqa: PLC0415

        text = " ".join([TEXT] * 30)
        moved = [
            Example(*(((a + 21 * n, b + 21 * n),) for ((a, b),) in parts))
            for n in range(30)
            for parts in [(EXAMPLE.content, EXAMPLE.cue, EXAMPLE.source)]
        ]
        documents = prepare([Document("1", text, tuple(moved))], VOCABULARY)
        batches = list(
            epoch(documents, VOCABULARY, size=40, rows=2, rng=random.Random(1))  # noqa: S311
        )

        real = sum(int(batch.mask.sum()) - len(batch.mask) for batch in batches)
        assert real == len(documents[0].features.pieces)
        for batch in batches:
            pointed = batch.source[batch.source > 0]
            assert pointed.numel()
            assert int(pointed.max()) < batch.tag.shape[1]


@needs_torch
class TestNetwork:
    def tiny(self, *, layers=2):
        from quotes.training.network import Shape, Tagger  # noqa: PLC0415

        shape = Shape(vocabulary=len(VOCABULARY), layers=layers, hidden=64, inner=96)
        return Tagger(shape).eval()

    def test_the_exported_model_says_the_same(self, tmp_path):
        import onnxruntime  # noqa: PLC0415
        import torch  # noqa: PLC0415

        from quotes.training.export import save  # noqa: PLC0415

        torch.manual_seed(5)
        tagger = self.tiny()
        save(tagger, tmp_path / "tagger.onnx")
        session = onnxruntime.InferenceSession(tmp_path / "tagger.onnx")
        random = np.random.default_rng(2)
        inputs = {
            "pieces": random.integers(0, len(VOCABULARY), (1, 30)),
            "case": random.integers(0, 5, (1, 30)),
            "quoted": random.integers(0, 5, (1, 30)),
            "position": random.integers(0, 4, (1, 30)),
        }
        tag, speech, pointer = session.run(["tag", "speech", "pointer"], inputs)
        with torch.no_grad():
            expected = tagger({k: torch.from_numpy(v) for k, v in inputs.items()})
        for got, want in zip((tag, speech[..., 0], pointer), expected, strict=True):
            assert np.abs(got - want.numpy()).max() < 0.05 * want.abs().max()

    def test_a_model_goes_out_and_comes_back(self, tmp_path):
        from quotes.training.export import load, save  # noqa: PLC0415

        tagger = self.tiny()
        save(tagger, tmp_path / "tagger.onnx")
        back = load(tmp_path / "tagger.onnx").state_dict()
        for name, weight in tagger.state_dict().items():
            # Half a step of 255 between the smallest and the largest.
            assert (back[name] - weight).abs().max() <= weight.abs().max() / 254 + 1e-6

    def test_a_shorter_network_keeps_the_first_layers_and_the_last(self):
        import torch  # noqa: PLC0415

        from quotes.training.distillation import shortened  # noqa: PLC0415

        whole = self.tiny(layers=4)
        short = shortened(whole, 3)

        assert short.shape.layers == 3
        for new, old in enumerate((0, 1, 3)):
            weights = short.layers[new].state_dict()
            for name, weight in whole.layers[old].state_dict().items():
                assert torch.equal(weights[name], weight), (old, name)
        assert torch.equal(short.tag.weight, whole.tag.weight)
        with pytest.raises(ValueError, match="4 layers cannot be cut out"):
            shortened(whole, 4)

    def test_a_narrower_network_loses_what_adds_least(self):
        import torch  # noqa: PLC0415

        from quotes.training.batches import epoch  # noqa: PLC0415
        from quotes.training.distillation import narrowed  # noqa: PLC0415
        from quotes.training.run import prepare  # noqa: PLC0415

        torch.manual_seed(5)
        whole = self.tiny()
        # Every other neuron says the same of every piece: the bias can say it.
        for layer in whole.layers:
            layer.expand.weight.data[:, ::2] = 0.0
            layer.contract.weight.data[::2] *= 0.1
        documents = prepare([Document("1", TEXT * 4, (EXAMPLE,))], VOCABULARY)
        rng = random.Random(1)  # noqa: S311
        (batch,) = epoch(documents, VOCABULARY, size=40, rows=2, rng=rng)
        small = narrowed(whole, 48, [batch]).eval()

        assert small.shape.inner == 48
        assert small.layers[0].expand.weight.shape == (64, 48)
        with torch.no_grad():
            said, wanted = (one(batch.inputs, batch.mask) for one in (small, whole))
        for got, want in zip(said, wanted, strict=True):
            assert torch.allclose(got, want, atol=1e-5)
        with pytest.raises(ValueError, match="96 neurons cannot be cut out"):
            narrowed(whole, 96, [batch])

    def test_a_network_that_says_the_same_has_nothing_to_learn_from_another(self):
        import torch  # noqa: PLC0415

        from quotes.training.batches import epoch  # noqa: PLC0415
        from quotes.training.losses import answers, imitated  # noqa: PLC0415
        from quotes.training.run import prepare  # noqa: PLC0415

        torch.manual_seed(5)
        tagger, other = self.tiny(), self.tiny()
        documents = prepare([Document("1", TEXT * 4, (EXAMPLE,))], VOCABULARY)
        (batch,) = epoch(
            documents,
            VOCABULARY,
            size=40,
            rows=2,
            rng=random.Random(1),  # noqa: S311
        )
        own = answers(tagger, batch, bfloat16=False)
        with torch.no_grad():
            taught = answers(tagger, batch, bfloat16=False)
        same = imitated(own, taught, batch)
        different = imitated(answers(other, batch, bfloat16=False), taught, batch)
        # Cross entropy is least where both are alike, and zero nowhere.
        assert all(same[name] < different[name] for name in ("tag", "speech"))
        gradient = torch.autograd.grad(sum(same.values()), tagger.tag.weight)[0]
        assert gradient.abs().max() < 1e-6
