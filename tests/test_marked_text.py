from django.test import SimpleTestCase

from quotes.marked_text import Mark, html_with_marks, window_around


class HighlightTests(SimpleTestCase):
    def test_text_without_marks_is_itself(self):
        self.assertEqual(html_with_marks("Rain fell.", []), "Rain fell.")

    def test_each_role_is_marked_and_labelled(self):
        html = html_with_marks(
            "“Rain,” said Ida.", [Mark(1, 6, "content"), Mark(8, 12, "cue")]
        )

        self.assertEqual(
            html,
            '“<mark class="is-content" data-label="Quotation">Rain,</mark>” '
            '<mark class="is-cue" data-label="Cue">said</mark> Ida.',
        )

    def test_nested_marks_keep_both_roles(self):
        html = html_with_marks(
            "ab said cd", [Mark(0, 10, "content"), Mark(3, 7, "source")]
        )

        self.assertEqual(
            html,
            '<mark class="is-content" data-label="Quotation">ab </mark>'
            '<mark class="is-source is-content" data-label="Source">said</mark>'
            '<mark class="is-content"> cd</mark>',
        )

    def test_crossing_marks_are_cut_at_each_edge(self):
        html = html_with_marks("abcd", [Mark(0, 3, "content"), Mark(1, 4, "cue")])

        self.assertEqual(
            html,
            '<mark class="is-content" data-label="Quotation">a</mark>'
            '<mark class="is-cue is-content" data-label="Cue">bc</mark>'
            '<mark class="is-cue">d</mark>',
        )

    def test_other_quote_links_to_its_page(self):
        mark = Mark(0, 1, "other", "/quote/1/", 'Ida "Storm" Voss')

        self.assertEqual(
            html_with_marks("ab", [mark]),
            '<a href="/quote/1/" title="Ida &quot;Storm&quot; Voss">'
            '<mark class="is-other">a</mark></a>b',
        )

    def test_markup_in_the_text_is_escaped_inside_and_outside_marks(self):
        html = html_with_marks("<script>&</script>", [Mark(2, 11, "content")])

        self.assertEqual(
            html,
            '&lt;s<mark class="is-content" data-label="Quotation">'
            "cript&gt;&amp;&lt;/</mark>script&gt;",
        )

    def test_carriage_returns_reach_the_browser(self):
        self.assertEqual(html_with_marks("a\r\nb\0", []), "a&#13;\nb�")

    def test_window_cuts_text_and_marks(self):
        html = html_with_marks("abcdef", [Mark(0, 4, "content")], window=(2, 5))

        self.assertEqual(
            html, '<mark class="is-content" data-label="Quotation">cd</mark>e'
        )

    def test_marks_beyond_the_text_are_cut_to_it(self):
        self.assertEqual(
            html_with_marks(
                "ab", [Mark(1, 99, "cue"), Mark(50, 60, "cue"), Mark(1, 1, "cue")]
            ),
            'a<mark class="is-cue" data-label="Cue">b</mark>',
        )


class WindowTests(SimpleTestCase):
    def test_short_text_is_shown_whole(self):
        self.assertEqual(window_around("abcdef", 2, 3, reach=10), (0, 6))

    def test_window_is_widened_to_whole_lines(self):
        text = "first\nsecond line\nthird"

        self.assertEqual(window_around(text, 9, 12, reach=3), (6, 17))

    def test_one_long_line_is_cut(self):
        self.assertEqual(window_around("x" * 100, 50, 52, reach=10), (30, 72))
