from dataclasses import replace
from html.parser import HTMLParser
from unittest import TestCase

from quotes.evaluation import errors_page
from quotes.evaluation.errors_page import error_page
from quotes.evaluation.excerpts import excerpt
from tests.evaluation.build import GOLD, OVER, PIER, TEXT, compared, quote

VOID = {"meta", "input"}


class Balance(HTMLParser):
    """Notes tags that are not closed in order, and addresses asked for."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.addresses = [], [], []

    def handle_starttag(self, tag, attrs):
        self.addresses += [v for k, v in attrs if k in ("src", "href", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


class PageTests(TestCase):
    def page(self, gold, predicted, title="Errors", **options):
        return error_page(compared(gold, predicted, **options), title=title)

    def test_tags_are_balanced_and_nothing_is_fetched(self):
        parser = Balance()
        parser.feed(self.page(GOLD, [replace(PIER, confidence=0.5), quote("soon")]))

        self.assertEqual((parser.wrong, parser.open, parser.addresses), ([], [], []))

    def test_no_scripts(self):
        self.assertNotIn("<script", self.page(GOLD, [PIER]))

    def test_gold_stands_beside_ours(self):
        found = self.page([PIER], [replace(PIER, source=OVER.source)])

        content = '<mark class="content">We will build the pier</mark>'
        self.assertEqual(found.count(content), 2)
        self.assertIn('<span class="source">Marlow</span>', found)
        self.assertIn('<span class="source">Ness</span>', found)
        self.assertIn('<li class="card wrong-source">', found)

    def test_each_class_of_error_can_be_chosen(self):
        found = self.page(GOLD, [PIER])

        self.assertIn('id="show-missed"', found)
        self.assertIn("missed (2)", found)
        self.assertIn(
            "body:has(#show-missed:checked) .card:not(.missed){display:none}", found
        )

    def test_what_comes_from_texts_is_escaped(self):
        text = "<b>Ness</b> said <script>it</script> rained."
        ours = replace(
            quote("<script>it", source="<b>Ness", text=text),
            speaker=("<i>Ness</i>",),
            method="<u>guess</u>",
        )

        found = self.page([], [ours], text=text, title="<em>")

        for tag in ("<b>", "<script", "<i>", "<u>", "<em>"):
            with self.subTest(tag):
                self.assertNotIn(tag, found)

    def test_only_the_most_severe_of_a_class_are_shown(self):
        with self.subTest("and the page says so"):
            self.addCleanup(setattr, errors_page, "MOST_SHOWN", errors_page.MOST_SHOWN)
            errors_page.MOST_SHOWN = 1
            found = self.page(GOLD, [])

            self.assertEqual(found.count('<li class="card'), 1)
            self.assertIn("the 1 most severe are shown", found)

    def test_without_errors_the_page_says_so(self):
        self.assertIn("<p>None.</p>", self.page(GOLD, GOLD))


class ExcerptTests(TestCase):
    def test_content_cue_and_source_are_marked(self):
        self.assertEqual(
            excerpt(TEXT[:48], PIER),
            '<span class="source">Marlow</span> <span class="cue">said</span>: &quot;'
            '<mark class="content">We will build the pier</mark>,&quot; he said.',
        )

    def test_roles_may_overlap(self):
        both = quote("Ness added", cue="added")

        self.assertIn(
            '<mark class="content">Ness </mark>'
            '<span class="cue"><mark class="content">added</mark></span>',
            excerpt(TEXT, both),
        )

    def test_surroundings_are_cut_at_words(self):
        text = f"{'away ' * 90}Ness said it rained {'again ' * 90}"
        found = excerpt(text, quote("it rained", text=text))

        self.assertTrue(found.startswith("… away away"))
        self.assertTrue(found.endswith("again …"))
        self.assertLess(len(found), 320)

    def test_a_text_without_blanks_is_cut_all_the_same(self):
        text = "x" * 9_000

        found = excerpt(text, quote("x" * 4_000, text=text))

        self.assertLess(len(found), 1_500)
