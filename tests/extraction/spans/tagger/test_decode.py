"""Windows, the best valid tags, and spans of them."""

import numpy as np
import pytest

from quotes.extraction.spans.tagger.decode import (
    Role,
    Span,
    Window,
    best_tags,
    role_probability,
    spans,
    windows,
)


def rows(*certain, sure=0.9):
    """Log probabilities with one likely tag a row."""
    table = np.full((len(certain), 7), (1 - sure) / 6, dtype=np.float32)
    table[np.arange(len(certain)), certain] = sure
    return np.log(table)


class TestWindows:
    def test_a_short_document_is_one_window(self):
        assert windows(10, size=10, overlap=4) == [Window(0, 10, 0, 10)]

    def test_every_piece_is_kept_once_with_context_on_both_sides(self):
        assert windows(25, size=10, overlap=4) == [
            Window(0, 10, 0, 8),
            Window(6, 16, 8, 14),
            Window(12, 22, 14, 20),
            Window(18, 25, 20, 25),
        ]

    def test_a_window_ends_with_a_paragraph(self):
        assert windows(22, size=10, overlap=4, breaks=(0, 4, 9, 13, 17)) == [
            Window(0, 9, 0, 9),
            Window(9, 17, 9, 17),
            Window(17, 22, 17, 22),
        ]

    def test_a_paragraph_too_long_for_a_window_is_cut_with_overlap(self):
        assert windows(30, size=10, overlap=4, breaks=(0, 3, 20)) == [
            Window(0, 10, 0, 8),
            Window(6, 16, 8, 14),
            Window(12, 20, 14, 20),
            Window(20, 30, 20, 30),
        ]

    @pytest.mark.parametrize("length", range(60))
    @pytest.mark.parametrize("breaks", [(), range(0, 60, 7), range(0, 60, 23)])
    def test_kept_ranges_touch(self, length, breaks):
        found = windows(length, size=10, overlap=4, breaks=breaks)
        edges = [0, *(window.kept_end for window in found)]
        assert [window.kept_start for window in found] == edges[:-1]
        assert edges[-1] == length
        assert all(w.start <= w.kept_start < w.kept_end <= w.end for w in found)


class TestBestTags:
    def test_the_likeliest_where_that_is_valid(self):
        assert best_tags(rows(0, 1, 2, 3, 5, 6, 6, 0)) == [0, 1, 2, 3, 5, 6, 6, 0]

    def test_inside_cannot_begin_a_document(self):
        table = rows(6, 6, 6)
        table[0, 5] = np.log(0.05)
        assert best_tags(table) == [5, 6, 6]

    def test_inside_cannot_follow_another_role(self):
        # Outside of everything, the second row would go on with a content.
        table = rows(1, 6, 6)
        table[1, 5] = np.log(0.08)
        assert best_tags(table) == [1, 5, 6]

    def test_agrees_with_trying_every_sequence(self):
        random = np.random.default_rng(3)
        for _ in range(20):
            table = np.log(random.dirichlet(np.ones(7), size=4).astype(np.float32))
            assert best_tags(table) == best_by_trying(table)

    def test_nothing(self):
        assert best_tags(np.zeros((0, 7), dtype=np.float32)) == []


def best_by_trying(table):
    def valid(tags):
        return all(
            tag == 0 or tag % 2 == 1 or before in (tag, tag - 1)
            for before, tag in zip((0, *tags), tags, strict=False)
        )

    every = np.stack(np.meshgrid(*[range(7)] * len(table)), -1).reshape(-1, len(table))
    allowed = [tuple(tags) for tags in every.tolist() if valid(tags)]
    return list(max(allowed, key=lambda tags: sum(table[range(len(table)), tags])))


class TestSpans:
    def test_roles_and_ranges(self):
        tags = [1, 2, 3, 5, 6, 5, 0]
        found = spans(tags, rows(*tags, sure=0.94))

        assert [(span.role, span.first, span.last) for span in found] == [
            (Role.SOURCE, 0, 2),
            (Role.CUE, 2, 3),
            (Role.CONTENT, 3, 5),
            (Role.CONTENT, 5, 6),
        ]
        # The other tag of the role counts for it too.
        assert found[0].probability == pytest.approx(0.95)

    def test_none(self):
        assert spans([0, 0], rows(0, 0)) == []
        assert spans([], rows()) == []

    def test_probability_of_no_words(self):
        assert role_probability(rows(0), Role.CUE, 1, 1) == 0.0

    def test_spans_are_values(self):
        assert Span(Role.CUE, 0, 1, 0.5) == Span(Role.CUE, 0, 1, 0.5)
