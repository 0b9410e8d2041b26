"""oEmbed, as a consumer of it reads a page and asks."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from django.test import TestCase

from quotes import review
from tests.build import make_article, make_editor, make_quote, make_speaker

# A quote alone is asked on both by tests/walk/: here, how it is embedded.
pytestmark = pytest.mark.any_database

REQUIRED = {"version", "type", "html", "width", "height"}
"""What a response of the type "rich" must have, by section 2.3.4.4."""


class Discovery(HTMLParser):
    """What a consumer looks for in a page: links by their type."""

    def __init__(self, text):
        super().__init__()
        self.links, self.frames = {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "alternate":
            self.links[given.get("type")] = given["href"]
        if tag == "iframe":
            self.frames.append(given)


class EmbedCase(TestCase):
    def setUp(self):
        text = "Mara Voss denied that <b>she</b> had sold the dam. “No”, he said."
        self.article = make_article(text, title="Dam")
        self.quote = make_quote(
            "<b>she</b> had sold the dam",
            article=self.article,
            speaker=make_speaker("Mara Voss"),
            kind="indirect",
            stance="denies",
            clause="Mara Voss denied that <b>she</b> had sold the dam",
        )
        self.page = f"http://testserver/quotes/{self.quote.pk}/"

    def ask(self, **params):
        return self.client.get("/api/v1/oembed/", {"url": self.page} | params)


class ConsumerTests(EmbedCase):
    def discovered(self):
        return Discovery(self.client.get(self.page).content.decode()).links

    def test_the_page_leads_to_json_and_the_frame_to_the_quote(self):
        answer = self.client.get(self.discovered()["application/json+oembed"])
        data = answer.json()

        self.assertEqual(answer["Content-Type"], "application/json")
        self.assertLessEqual(REQUIRED, data.keys())
        self.assertEqual((data["version"], data["type"]), ("1.0", "rich"))
        self.assertTrue(data["title"].startswith("Mara Voss (denied): Mara Voss"))
        self.assertEqual(self.client.get(data["author_url"]).status_code, 200)
        (frame,) = Discovery(data["html"]).frames
        self.assertEqual(frame["title"], data["title"])
        self.assertEqual(int(frame["width"]), data["width"])
        shown = self.client.get(frame["src"])
        self.assertContains(shown, "denies it")
        self.assertContains(shown, "&lt;b&gt;she&lt;/b&gt; had sold the dam")

    def test_the_page_leads_to_the_same_as_xml(self):
        address = self.discovered()["text/xml+oembed"]
        answer = self.client.get(address)
        root = ElementTree.fromstring(answer.content)  # noqa: S314

        self.assertTrue(answer["Content-Type"].startswith("text/xml"))
        self.assertEqual(root.tag, "oembed")
        told = {part.tag: part.text for part in root}
        data = self.ask(format="json").json()
        self.assertEqual(told, {key: str(value) for key, value in data.items()})
        self.assertEqual(parse_qs(urlsplit(address).query)["url"], [self.page])

    def test_it_is_no_larger_than_was_asked_for(self):
        data = self.ask(maxwidth=240, maxheight=100).json()

        self.assertLessEqual(data["width"], 240)
        self.assertLessEqual(data["height"], 100)
        narrow, wide = (self.ask(maxwidth=w).json()["height"] for w in (200, 600))
        self.assertGreater(narrow, wide)

    def test_other_addresses_are_not_found(self):
        for url in (
            "http://elsewhere.example/quotes/1/",
            f"http://testserver/speakers/{self.quote.pk}/",
            "http://testserver/quotes/0/",
            f"javascript://testserver/quotes/{self.quote.pk}/",
            "not an address",
            "http://[",
        ):
            with self.subTest(url):
                self.assertEqual(self.ask(url=url).status_code, 404)
        self.assertEqual(self.client.get("/api/v1/oembed/").status_code, 400)
        self.assertEqual(self.ask(format="yaml").status_code, 400)
        self.assertEqual(self.ask(maxwidth="wide").status_code, 400)

    def test_what_was_taken_back_is_gone(self):
        review.reject(quote=self.quote, by=make_editor(), reason="A headline")

        answer = self.ask()
        self.assertEqual(answer.status_code, 410)
        self.assertIn("A headline", answer.json()["detail"])


class FrameTests(EmbedCase):
    def embed(self):
        return self.client.get(f"/embed/quotes/{self.quote.pk}/")

    def test_it_alone_may_be_framed(self):
        embed = self.embed()
        self.assertIn("frame-ancestors *", embed["Content-Security-Policy"])
        self.assertNotIn("X-Frame-Options", embed)
        page = self.client.get(self.page)
        self.assertIn("frame-ancestors 'none'", page["Content-Security-Policy"])
        self.assertEqual(page["X-Frame-Options"], "DENY")
        for answer in (embed, page):
            self.assertIn("script-src 'self'", answer["Content-Security-Policy"])

    def test_a_correction_is_told(self):
        review.correct_speaker(
            quote=self.quote,
            speaker=make_speaker("Ines Hall"),
            by=make_editor(),
            reason="See page 2",
        )
        embed = self.embed()

        self.assertContains(embed, "<b>Corrected</b>")
        self.assertContains(embed, "<del>Mara Voss</del> to <ins>Ines Hall</ins>")

    def test_what_was_taken_back_says_so_without_its_words(self):
        review.reject(quote=self.quote, by=make_editor(), reason="A headline")
        embed = self.embed()

        self.assertContains(embed, "was taken back", status_code=410)
        self.assertContains(embed, "A headline", status_code=410)
        self.assertNotContains(embed, "had sold", status_code=410)
        self.assertIn("frame-ancestors *", embed["Content-Security-Policy"])

    def test_that_nobody_checked_it_is_told(self):
        self.assertContains(self.embed(), "No editor has checked this reading.")

    def test_the_page_offers_the_frame_to_paste(self):
        page = self.client.get(self.page)
        (frame,) = Discovery(page.context["snippet"]).frames

        self.assertEqual(frame["width"], "100%")
        self.assertEqual(self.client.get(frame["src"]).status_code, 200)
        self.assertNotIn("allow-same-origin", frame["sandbox"])

    def test_a_speaker_is_previewed_and_a_merged_one_leads_on(self):
        speaker = self.quote.speaker
        shown = self.client.get(f"/embed/speakers/{speaker.pk}/")
        self.assertContains(shown, "Mara Voss")
        self.assertContains(shown, "denies it")
        self.assertIn("frame-ancestors *", shown["Content-Security-Policy"])
        target = make_speaker("Mara Voss-Lund")
        review.merge_speakers(source=speaker, target=target, by=make_editor())
        self.assertRedirects(
            self.client.get(f"/embed/speakers/{speaker.pk}/"),
            f"/embed/speakers/{target.pk}/",
            status_code=301,
        )
        self.assertEqual(self.client.get("/embed/speakers/0/").status_code, 404)
