"""Trees read out of the parser's arrays, and how it multiplies its matrices."""

from unittest.mock import patch

from quotes.extraction.spans.rules import tree
from quotes.extraction.spans.rules.tree import Tree, parse

SENTENCE = "“It leaks,”  Mara Orr’s brother said; she wasn't sure of ½ the café.\n"


class TestTree:
    def test_has_the_tokens_of_the_parser(self):
        doc = next(iter(tree._pipeline().pipe([SENTENCE])))
        read = Tree(doc)

        assert read.words == [token.text for token in doc]
        assert read.starts == [token.idx for token in doc]
        assert read.ends == [token.idx + len(token) for token in doc]
        assert read.heads == [token.head.i for token in doc]
        assert read.deps == [token.dep_ for token in doc]
        assert read.tags == [token.tag_ for token in doc]
        assert read.left == [token.left_edge.i for token in doc]
        assert read.right == [token.right_edge.i for token in doc]

    def test_of_no_words_is_empty(self):
        assert len(Tree(tree._pipeline().make_doc(""))) == 0


class TestParse:
    def test_multiplies_by_the_linear_algebra_of_numpy(self):
        vectors = tree._pipeline().get_pipe("tok2vec").model
        layers = [layer for layer in vectors.walk() if layer.name == "maxout"]

        assert len(layers) == 5
        assert not any(layer.ops.use_blis for layer in layers)

    def test_keeps_to_one_thread_and_gives_the_others_back(self):
        # Of numpy, which multiplies; what other tests have loaded since is not asked.
        linear_algebra = tree._linear_algebra()
        while_parsing = []
        pipeline = tree._pipeline()

        class Watched:
            def pipe(self, *arguments, **options):
                while_parsing.append(threads(linear_algebra))
                return pipeline.pipe(*arguments, **options)

        with linear_algebra.limit(limits=2, user_api="blas"):
            with patch.object(tree, "_pipeline", Watched):
                trees = parse(["It leaks.", "It rained."])
                assert next(trees).words == ["It", "leaks", "."]
                assert threads(linear_algebra) == {2}
            assert while_parsing == [{1}]


def threads(controller):
    """How many threads each library of linear algebra may wake."""
    return {
        library["num_threads"]
        for library in controller.info()
        if library["user_api"] == "blas"
    }
