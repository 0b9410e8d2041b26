"""Keys that are stored: the same for one text in every version that reads them."""

from unittest import TestCase

from quotes.linking.wordings.minhash import (
    band_keys,
    hash_text,
    kept_bands,
    pair_keys,
    run_keys,
)
from quotes.linking.wordings.wording import read_wording

WORDING = read_wording("Our patience is a rope, and the mayor of Tarn has burned it")


class StoredKeysTests(TestCase):
    """Other keys than these find nothing that has been stored."""

    def test_of_the_text(self):
        self.assertEqual(hash_text(WORDING.folded), 1370745269157756251)

    def test_of_the_bands(self):
        self.assertEqual(
            band_keys([WORDING.folded]).tolist(),
            [
                [
                    3210336533153049423,
                    3512446091029960120,
                    7849299658205997912,
                    -188789262267073392,
                    -4734054231612000227,
                    6944175335419041450,
                ]
            ],
        )

    def test_bands_are_kept_where_runs_are_few(self):
        for runs, kept in ((5, 6), (6, 2)):
            with self.subTest(runs):
                bands = kept_bands([1, 2, 3, 4, 5, 6], list(range(runs)))
                self.assertEqual(len(bands), kept)

    def test_of_runs_and_pairs_of_words(self):
        self.assertEqual(
            run_keys(WORDING)[:2], [-3578511501545408274, -6979421592379496228]
        )
        self.assertEqual(
            pair_keys(WORDING)[:2], [-2646937400140385210, 2887312049979893544]
        )
