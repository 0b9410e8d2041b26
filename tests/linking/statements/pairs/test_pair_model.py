"""The model of pairs: trees as arrays, and the features that they ask."""

from unittest import TestCase

import numpy as np

from quotes.linking.statements.pairs.pair_features import NAMES
from quotes.linking.statements.pairs.pair_model import pair_model, read_model

STORED = {
    "features": ["first", "second"], "least": 0.5, "bias": -1.0, "depth": 2,
    "trees": [
        [[0, 0.5, 1, 2], [-1.0], [1, 2.0, 3, 4], [2.0], [4.0]],
        [[0.25]],
    ],
}  # fmt: skip


class PairModelTests(TestCase):
    def test_trees_are_walked_to_their_leaves(self):
        rows = np.array([[0.5, 9.0], [0.6, 2.0], [0.6, 2.1]])
        found = read_model(STORED).log_odds(rows).tolist()
        self.assertEqual(found, [-1.75, 1.25, 3.25])

    def test_each_pair_is_judged_alone(self):
        rows = np.random.default_rng(7).random((20, len(NAMES))) * 4
        model = pair_model()
        alone = [float(model.log_odds(row[None])[0]) for row in rows]
        np.testing.assert_allclose(model.log_odds(rows), alone)

    def test_the_model_that_ships_asks_what_is_given(self):
        self.assertEqual(pair_model().names, NAMES)

    def test_more_that_is_shared_never_makes_a_pair_less_likely(self):
        rows = np.random.default_rng(3).random((200, len(NAMES)))
        for name in ("inner", "meaning", "closeness", "surroundings"):
            more = rows.copy()
            more[:, NAMES.index(name)] += 0.3
            grown = pair_model().log_odds(more) - pair_model().log_odds(rows)
            self.assertGreaterEqual(grown.min(), -1e-9, name)
