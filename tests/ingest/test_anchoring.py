"""Where quotes stand in another text: found by their words, within bounds."""

import time
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest.anchoring import anchor_all, carry_ranges
from quotes.ingest.selectors import select
from tests.properties import examples

OLD = "It rained. “We shall open the ferry in May,” she said. He left."


def span(text, words):
    start = text.index(words)
    return (start, start + len(words))


def anchor(old, words, new, *, found=(), decided=False):
    spans = [span(old, part) for part in words]
    selector = select(1, old, spans, decided=decided)
    ranges = [tuple(span(new, part) for part in one) for one in found]
    anchors = anchor_all([selector], new, ranges)
    one = anchors.get(1)
    return one and ([new[start:end] for start, end in one.ranges], one.exact)


class AnchorTests(TestCase):
    words = ("We shall open the ferry in May,",)

    def test_the_same_words_further_on(self):
        self.assertEqual(anchor(OLD, self.words, "News. " + OLD), ([*self.words], True))

    def test_of_the_same_words_twice_the_one_between_the_same_words(self):
        new = "A sign: “We shall open the ferry in May,” it read. " + OLD
        selector = select(1, OLD, [span(OLD, self.words[0])])

        ((start, _),) = anchor_all([selector], new, [])[1].ranges

        self.assertEqual(start, new.rindex(self.words[0]))

    def test_parts_that_another_attribution_parts(self):
        old = "“We shall open,” she said, “in the month of May.”"
        new = "Later: “We shall open,” said Ana Tarn again, “in the month of May.”"
        parts = ("We shall open,", "in the month of May.")

        self.assertEqual(anchor(old, parts, new), ([*parts], True))

    def test_other_words_that_extraction_found(self):
        new = OLD.replace("in May", "on the first of May")
        changed = "We shall open the ferry on the first of May,"

        self.assertEqual(
            anchor(OLD, self.words, new, found=[[changed]]), ([changed], False)
        )

    def test_other_words_that_only_an_editor_found(self):
        new = OLD.replace("open the ferry", "open this ferry")

        self.assertIsNone(anchor(OLD, self.words, new))
        words, exact = anchor(OLD, self.words, new, decided=True)
        self.assertIn("We shall open this ferry in May", words[0])
        self.assertFalse(exact)

    def test_somebody_else_s_words_are_not_taken(self):
        new = "It rained. “The budget fails and nobody knows why,” he said."

        self.assertIsNone(
            anchor(
                OLD,
                self.words,
                new,
                found=[["The budget fails and nobody knows why,"]],
                decided=True,
            )
        )

    def test_a_short_one_needs_its_surroundings(self):
        old = "Asked about the goats, Bo Lind said: “No.” Then he left the room."
        new = "Cleo Marsh was there. “No,” she told a friend of hers at noon."

        self.assertIsNone(anchor(old, ("No",), new, decided=True))
        self.assertEqual(anchor(old, ("No",), "News. " + old), (["No"], True))

    def test_words_are_not_cut(self):
        self.assertIsNone(
            anchor(
                "She said “open the port” twice.",
                ("open the port",),
                "Reopen the portal",
            )
        )

    def test_two_quotes_do_not_share_a_place(self):
        old = "“We are ready now,” said Ana. “We are ready now,” said Bo."
        first = old.index("We")
        second = old.rindex("We")
        selectors = [
            select(1, old, [(first, first + 17)]),
            select(2, old, [(second, second + 17)]),
        ]

        anchors = anchor_all(selectors, "“We are ready now,” said Ana.", [])

        self.assertEqual(list(anchors), [1])

    def test_ranges_are_carried_by_their_words(self):
        new = "Today, " + OLD
        said = span(OLD, "said")

        self.assertEqual(
            carry_ranges([said], OLD, new, by=7), [[said[0] + 7, said[1] + 7]]
        )
        self.assertEqual(carry_ranges([said], OLD, "Nothing.", by=0), [])


class BoundTests(TestCase):
    def test_a_long_article_with_many_quotes_takes_seconds_at_most(self):
        said = [
            f"Words of number {n} about the harbour and {n * 7919 % 10007} goats that "
            f"nobody had counted before the {n % 31}th"
            for n in range(1500)
        ]
        old = "\n".join(f"“{words},” said Ana Tarn." for words in said)
        edited = [
            words.replace("goats", "sheep") if n % 2 else words
            for n, words in enumerate(said)
        ]
        new = (
            "\n".join(f"“{words},” said Ana Tarn." for words in edited)
            + "\n"
            + "Something else was said. " * 20_000
        )
        selectors = [
            select(n, old, [span(old, words)], decided=True)
            for n, words in enumerate(said)
        ]
        begun = time.thread_time()

        anchors = anchor_all(selectors, new, [])

        self.assertLess(time.thread_time() - begun, 20)
        self.assertGreaterEqual(len(anchors), 750)

    @examples(100)
    @given(st.data())
    def test_places_lie_in_the_text_and_are_each_given_once(self, data):
        letters = st.text("ab “”.\n", max_size=40)
        old, new = data.draw(letters.filter(bool)), data.draw(letters)
        selectors = []
        for key in range(3):
            start = data.draw(st.integers(0, len(old) - 1))
            end = data.draw(st.integers(start + 1, len(old)))
            selectors.append(select(key, old, [(start, end)], decided=True))

        anchors = anchor_all(selectors, new, [((0, len(new)),)] if new else [])

        envelopes = [(a.ranges[0][0], a.ranges[-1][1]) for a in anchors.values()]
        self.assertEqual(len(envelopes), len(set(envelopes)))
        for key, one in anchors.items():
            self.assertTrue(all(0 <= s < e <= len(new) for s, e in one.ranges))
            if one.exact:
                words = "".join(new[s:e] for s, e in one.ranges)
                self.assertEqual(words, "".join(selectors[key].parts))
