"""No page of ours breaks the Content-Security-Policy that it is sent with.

In a real browser, which says in its console what it has refused. The admin's own
scripts, its choosers and pickers must go on working under it.
"""

from unittest import skipUnless

from django.test import Client
from django.urls import reverse

from quotes.models import ErrorReport, Quote, SpeakerSuggestion
from quotes.review import desk
from tests.browser.chromium import MISSING, BrowserTestCase
from tests.build import make_editor, make_quote, make_speaker, make_statement


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
class ContentSecurityTests(BrowserTestCase):
    def setUp(self):
        self.browser.set_window_size(1400, 1600)
        self.browser.get_log("browser")  # what another test has left
        self.editor = make_editor()
        self.mara, self.teo = make_speaker("Mara Lindqvist"), make_speaker("Teo Brandt")
        self.statement = make_statement("The dam holds", dispute="distinct")
        self.quote = make_quote(
            "The dam holds",
            speaker=self.mara,
            statement=self.statement,
            candidates=[{"name": "Teo Brandt", "score": 0.2}],
        )
        make_quote("The dam holds", speaker=self.teo, statement=self.statement)
        ErrorReport.objects.create(
            quote=self.quote, reason="speaker", explanation="It was Teo."
        )
        SpeakerSuggestion.objects.create(
            speaker=self.teo, candidate=self.mara, score=0.9, reason="Alike."
        )

    def log_in(self):
        client = Client()
        client.force_login(self.editor)
        self.browser.get(f"{self.live_server_url}/about/")
        session = client.cookies["sessionid"].value
        self.browser.add_cookie({"name": "sessionid", "value": session, "path": "/"})

    def complaints(self):
        """What was refused or went wrong: not what Chromium would like better."""
        return [
            entry
            for entry in super().complaints()
            if entry["level"] in ("WARNING", "SEVERE")
        ]

    def visit(self, path):
        self.browser.get(self.live_server_url + path)
        self.assertEqual(self.complaints(), [], path)

    def find(self, selector):
        return self.browser.find_elements("css selector", selector)

    def admin_pages(self):
        yield from (reverse("admin:index"), reverse("admin:password_change"))
        for kind, row in (
            ("quote", self.quote),
            ("speaker", self.mara),
            ("statement", self.statement),
            ("article", self.quote.article),
            ("outlet", self.quote.outlet),
            ("errorreport", ErrorReport.objects.get()),
            ("speakersuggestion", SpeakerSuggestion.objects.get()),
        ):
            yield reverse(f"admin:quotes_{kind}_changelist")
            yield reverse(f"admin:quotes_{kind}_change", args=[row.pk])
            yield reverse(f"admin:quotes_{kind}_history", args=[row.pk])
        for kind in desk.KINDS:
            yield reverse("desk:list", args=[kind.key])
        yield reverse("admin:quotes_speaker_add")
        yield reverse("admin:auth_user_changelist")
        yield reverse("admin:auth_user_change", args=[self.editor.pk])
        yield reverse("admin:auth_user_add")
        yield reverse("admin:auth_group_add")
        yield reverse("admin:axes_accessattempt_changelist")
        yield reverse("admin:quotes_quote_changelist") + "?q=zebra"
        yield reverse("admin:quotes_statement_move", args=[self.quote.pk])
        yield reverse("admin:quotes_quote_split", args=[self.quote.pk])
        yield reverse("admin:quotes_article_add_quote", args=[self.quote.article_id])

    def test_no_page_of_the_admin_breaks_it(self):
        self.visit("/admin/login/")
        self.log_in()
        for path in self.admin_pages():
            with self.subTest(path):
                self.visit(path)

    def test_a_speaker_is_chosen_and_the_correction_saved(self):
        self.log_in()
        self.visit(reverse("admin:quotes_quote_change", args=[self.quote.pk]))
        self.find("#id_speaker + .select2 .select2-selection")[0].click()
        self.wait(lambda: self.find(".select2-search__field"))
        self.find(".select2-search__field")[-1].send_keys("Teo")
        self.wait(
            lambda: [
                found
                for found in self.find(".select2-results__option")
                if found.text.startswith("Teo Brandt")
            ]
        )[0].click()
        self.find("[name=_save]:not(.desk-implicit)")[0].click()
        self.wait(lambda: self.find(".messagelist"))

        self.assertEqual(self.complaints(), [])
        self.assertEqual(Quote.objects.get(pk=self.quote.pk).speaker, self.teo)

    def test_the_selected_words_become_the_quotation(self):
        self.log_in()
        self.visit(reverse("admin:quotes_quote_change", args=[self.quote.pk]))
        self.evaluate(
            "const text = document.querySelector('#article-text mark');"
            "getSelection().selectAllChildren(text)"
        )
        before = self.evaluate("document.querySelector('#id_ranges').value")
        self.evaluate("document.querySelector('#id_ranges').value = ''")
        self.evaluate("document.querySelector('[data-selection=replace]').click()")

        self.assertEqual(
            self.evaluate("document.querySelector('#id_ranges').value"), before
        )

    def test_the_pickers_of_date_and_time_open_and_fill_in(self):
        self.log_in()
        self.visit(reverse("admin:auth_user_change", args=[self.editor.pk]))
        self.find(".field-last_login .vDateField")[0].clear()
        self.wait(lambda: self.find(".field-last_login .datetimeshortcuts a"))
        self.find(".field-last_login .datetimeshortcuts a")[0].click()
        self.assertTrue(self.find(".vDateField")[0].get_attribute("value"))
        self.find("#calendarlink0")[0].click()
        self.assertTrue(self.wait(lambda: self.find("#calendarbox0 td a"))[0].text)
        self.find("body")[0].send_keys("\ue00c")

        self.assertEqual(self.complaints(), [])

    def test_the_documentation_of_the_api_is_drawn_and_asks_the_api(self):
        self.visit("/api/v1/docs/")
        self.wait(lambda: self.find(".opblock-summary-get"))
        self.find("#operations-quotes-getQuoteList .opblock-summary-control")[0].click()
        self.wait(lambda: self.find(".try-out__btn"))[0].click()
        self.wait(lambda: self.find("button.execute"))[0].click()
        shown = self.wait(lambda: self.find(".live-responses-table .response"))

        self.assertIn("The dam holds", shown[0].text)
        self.assertEqual(self.complaints(), [])

    def test_a_script_inside_a_page_does_not_run(self):
        """A browser that minds no policy would show nothing above, either."""
        self.visit("/about/")
        refused = self.evaluate(
            "new Promise(done => {"
            "  document.addEventListener('securitypolicyviolation',"
            "    event => done(event.effectiveDirective));"
            "  const script = document.createElement('script');"
            "  script.textContent = 'document.title = \\'taken\\'';"
            "  document.body.append(script);"
            "})"
        )

        self.assertEqual(refused, "script-src-elem")
        self.assertNotEqual(self.browser.title, "taken")
