"""Pages of many layouts, about invented people: the article, and nothing around it."""

from datetime import UTC, datetime
from unittest import TestCase

from quotes.ingest.records import Defaults
from quotes.ingest.sources.item import Failure, Reading
from tests.ingest.sources.reading import read

PROSE = (
    "“The dam will hold,” said Ana Tarn, an engineer who has looked after it for "
    "thirty years, on Monday.",
    "The council of Brackwater had asked for a report of its own after the winter, and "
    "“nobody has read it yet”, according to Bo Lind, one of its members.",
    "Water stands two metres below the crest, which is more than in any March since "
    "the dam was built.",
)
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)


def page(body=f"<article><h1>The dam</h1>{ARTICLE}</article>", head="", lang="en-GB"):
    return (
        f"<!doctype html><html lang='{lang}'><head><title>The dam – Herald</title>"
        f"{head}</head><body>{body}</body></html>"
    )


def one(data, **fields):
    fields.setdefault("address", "https://www.herald.example/2031/dam")
    (record,) = read("html", data, **fields)
    return record


class TextTests(TestCase):
    def test_the_article_is_the_text_a_paragraph_a_line(self):
        """Without its headline, which is the title."""
        record = one(page())

        self.assertEqual(record.text.split("\n"), list(PROSE))
        self.assertTrue(record.title.startswith("The dam"))

    def test_printed_characters_stay(self):
        printed = (
            "« Nous\u00a0restons », said Ana\u00a0Tarn; ‘yes’ – 10\u202f000 metres… "
        )
        paragraph = printed + "The council had asked for a report of its own. " * 5

        text = one(page(f"<article><p>{paragraph}</p></article>")).text

        self.assertIn(printed.strip(), text)

    def test_ten_megabytes_of_script_hide_no_article(self):
        script = 'var a = "<p>no</p>";' * 550_000
        for head in (
            f"<script>{script}</script>",
            f"<script>short()</script><STYLE media=all>{script}</STYLE>",
        ):
            record = one(page(head=head))

            self.assertEqual(record.text.split("\n"), list(PROSE))

    def test_a_page_without_an_article_is_named(self):
        failure = one(page("<nav><a href='/'>Home</a></nav>"))

        self.assertIsInstance(failure, Failure)
        self.assertEqual(failure.reason, "no article was found on this page")

    def test_nothing_in_a_page_is_run_or_fetched(self):
        body = (
            f"<script>document.write('<p>no</p>')</script><article>{ARTICLE}"
            "<iframe src='http://127.0.0.1/'></iframe></article>"
            "<meta http-equiv='refresh' content='0;url=http://127.0.0.1/'>"
        )

        self.assertNotIn("no</p>", one(page(body)).text)


class EncodingTests(TestCase):
    def read(self, encoding, head="", **fields):
        return one(page(head=head).encode(encoding), **fields)

    def test_the_encoding_is_what_the_server_or_the_page_says(self):
        for charset, head, told in (
            ("utf-8", "", ""),
            ("cp1252", "", "windows-1252"),
            ("cp1252", "<meta charset='windows-1252'>", ""),
            ("utf-16", "", ""),
            (
                "utf-8",
                "<meta http-equiv=content-type content='text/html; charset=utf-8'>",
                "",
            ),
        ):
            with self.subTest(charset=charset, head=head, told=told):
                record = self.read(charset, head, charset=told)
                self.assertIn(PROSE[0], record.text)
                self.assertEqual(record.provenance.repairs, ())

    def test_what_they_say_wrongly_is_mended_and_recorded(self):
        for charset, head, told, repair in (
            ("utf-8", "", "iso-8859-1", "read as utf-8, though it says windows-1252"),
            ("cp1252", "<meta charset=utf-8>", "", "though it says utf-8"),
            ("cp1252", "", "no-such-charset", "read as windows-1252, which is a guess"),
        ):
            with self.subTest(charset=charset, told=told):
                record = self.read(charset, head, charset=told)
                self.assertIn(PROSE[0], record.text)
                self.assertIn(repair, record.provenance.repairs[0])

    def test_text_that_was_decoded_wrongly_before_is_read_back(self):
        broken = PROSE[0].encode().decode("cp1252", errors="replace")
        broken = broken.replace("\ufffd", "\x9d")

        record = one(page(f"<article>{ARTICLE.replace(PROSE[0], broken)}</article>"))

        self.assertIn(PROSE[0], record.text)
        self.assertIn("ftfy", record.provenance.repairs[0])


class FactsTests(TestCase):
    def test_what_schema_org_is_told(self):
        head = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage"},
            {"@type": ["NewsArticle"], "datePublished": "2031-05-17T09:30:00+02:00",
             "author": [{"name": "Cy Moor"}, {"name": "Di Noll"}],
             "publisher": {"name": "Harbour Herald"}}]}</script>
            <link rel="canonical" href="https://herald.example/2031/dam-holds?utm_source=x">
            """
        record = one(page(head=head), outlet=None)

        self.assertEqual(record.outlet, "Harbour Herald")
        self.assertEqual(record.byline, "Cy Moor, Di Noll")
        self.assertEqual(record.published_at, datetime(2031, 5, 17, 7, 30, tzinfo=UTC))
        self.assertEqual(record.url, "https://herald.example/2031/dam-holds")
        self.assertEqual(record.language, "en-GB")
        self.assertIn("The dam", record.title)

    def test_what_meta_elements_tell(self):
        head = """<meta property="og:site_name" content="Harbour Herald">
            <meta property="article:published_time" content="2031-05-17T09:30:00Z">
            <meta property="og:locale" content="en_IE">
            <meta name="author" content="Cy Moor">
            """
        record = one(page(head=head, lang=""), outlet="Other")

        self.assertEqual(record.outlet, "Harbour Herald")
        self.assertEqual(record.published_at, datetime(2031, 5, 17, 9, 30, tzinfo=UTC))
        self.assertEqual((record.language, record.byline), ("en-IE", "Cy Moor"))

    def test_a_time_without_a_zone_counts_as_its_day(self):
        head = '<meta property="article:published_time" content="2031-05-17T23:30:00">'

        moment = one(page(head=head)).published_at

        self.assertEqual(moment, datetime(2031, 5, 17, tzinfo=UTC))

    def test_no_date_is_guessed_from_numbers_in_the_text(self):
        self.assertIsNone(one(page(), address="").published_at)

    def test_whose_page_it_is(self):
        known = Reading(
            Defaults(outlet="Told"), outlet_of={"herald.example": "Known"}.get
        )
        site = '<meta property="og:site_name" content="Said">'

        self.assertEqual(one(page(head=site), reading=known).outlet, "Known")
        known = Reading(Defaults(outlet="Told"))
        self.assertEqual(one(page(head=site), reading=known).outlet, "Said")
        self.assertEqual(one(page(), reading=known).outlet, "Told")
        self.assertEqual(one(page(), reading=Reading()).outlet, "herald.example")

    def test_a_page_that_is_said_to_be_anothers_keeps_its_own_address(self):
        for told in (
            "https://other.example/dam",
            "https://herald.example/",
            "ftp://x/",
        ):
            with self.subTest(told):
                head = f'<link rel="canonical" href="{told}">'
                address = "https://www.herald.example/2031/dam?id=4&fbclid=1#top"
                record = one(page(head=head), address=address)
                self.assertEqual(record.url, "https://www.herald.example/2031/dam?id=4")

    def test_a_title_of_any_length_is_cut(self):
        record = one(
            page(f"<h1>{'Dam ' * 400}</h1>{ARTICLE}", "").replace(
                "The dam – Herald", "Dam " * 400
            )
        )

        self.assertLessEqual(len(record.title), 500)

    def test_json_that_is_none_is_passed_over(self):
        for text in ("{", "[1, null]", '{"@type": 5}', "[" * 5000, '{"@graph": {}}'):
            head = f'<script type="application/ld+json">{text}</script>'
            self.assertIn(PROSE[0], one(page(head=head)).text)


FURNITURE = {
    "caption": "<figure><img src=x><figcaption>“A wall of water,” said Eve Pict."
    "</figcaption></figure>",
    "caption in a div": "<div class='image-caption'>Bo Pict said it is wet.</div>",
    "read more": "<p>Read more: ‘It leaks,’ says the mayor, Flo Lead</p>",
    "read more, linked": "<p><strong>READ MORE</strong> | <a href='/x'>“It leaks,” "
    "says Flo Lead</a></p>",
    "newsletter": "<div class='newsletter-box'><p>“The best hour of my day,” said Gus "
    "Reader. Sign up for our newsletter</p></div>",
    "newsletter in prose": "<p>Sign up for Harbour Morning: “unmissable,” said Gus "
    "Reader.</p>",
    "related": "<aside><h3>Related</h3><ul><li><a href='/x'>“We are not leaving,” says "
    "Hal Else</a></li></ul></aside>",
    "related list": "<div class='related-articles'><ul><li><a href='/x'>Hal Else said "
    "he is staying</a></li></ul></div>",
    "share": "<ul class='social-share'><li>Share on X</li><li>Share on Y</li></ul>",
    "share line": "<p>Share this article</p>",
    "credit": "<p>Ana Tarn at the dam (Photo: Ivo Lens)</p>",
    "advertisement": "<p>ADVERTISEMENT</p>",
    "comments": "<div id='comments'><p>“It will burst,” said Jo Troll.</p></div>",
    "footer": "<footer><p>“All the news,” said the Herald. © 2031</p></footer>",
    "navigation": "<nav><ul><li>“Opinion,” said Kay Menu</li></ul></nav>",
    "cookie banner": "<div class='cookie-banner' role='dialog'>“We value privacy,” "
    "said nobody.</div>",
}
FOREIGN = (
    *("Eve Pict", "Bo Pict", "Flo Lead", "Gus Reader", "Hal Else", "Jo Troll"),
    *("Kay Menu", "Ivo Lens", "Share", "ADVERTISEMENT", "Sign up", "nobody."),
)


class FurnitureTests(TestCase):
    """What a page puts around and between is no part of the text."""

    def layouts(self, furniture):
        paragraphs = [f"<p>{one}</p>" for one in PROSE * 2]
        between = furniture.join(paragraphs)
        yield "between paragraphs", f"<article><h1>The dam</h1>{between}</article>"
        yield "at the end", f"<main><h1>The dam</h1>{ARTICLE * 2}{furniture}</main>"
        yield "at the beginning", f"<div class='post'>{furniture}{ARTICLE * 2}</div>"
        yield (
            "within a column",
            f"<div class='row'><div class='story-body'>{ARTICLE * 2}</div>"
            f"<div class='sidebar'>{furniture}</div></div>",
        )

    def test_no_piece_of_furniture_is_in_the_text(self):
        for name, furniture in FURNITURE.items():
            for layout, body in self.layouts(furniture):
                with self.subTest(f"{name} {layout}"):
                    text = one(page(body)).text
                    self.assertIn(PROSE[0], text)
                    self.assertEqual([w for w in FOREIGN if w in text], [])

    def test_what_was_left_out_between_paragraphs_is_recorded(self):
        more = "<p>Read more: “It leaks,” says Flo Lead</p>"
        body = f"<article>{ARTICLE}{more}</article>"

        repairs = one(page(body)).provenance.repairs

        self.assertEqual(repairs, ("lines of the page's furniture left out: 1",))

    def test_a_page_within_a_form_is_read(self):
        body = f"<form action='/'><div>{ARTICLE * 2}</div></form>"

        self.assertIn(PROSE[1], one(page(body)).text)
