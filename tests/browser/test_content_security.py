"""No page of ours breaks the Content-Security-Policy that it is sent with.

In a real browser, which says in its console what it has refused. The admin's own
scripts, its choosers and pickers must go on working under it.
"""

from unittest import skipUnless

from django.urls import reverse

from quotes.models import ErrorReport, Quote, SpeakerSuggestion
from quotes.review import desk
from tests.browser.chromium import MISSING, BrowserTestCase
from tests.build import make_editor, make_quote, make_speaker, make_statement

if not MISSING:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys


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

    def complaints(self):
        """What was refused or went wrong: not what Chromium would like better."""
        return [
            entry
            for entry in super().complaints()
            if entry["level"] in ("WARNING", "SEVERE")
        ]

    def visit(self, path):
        super().visit(path)
        self.assertEqual(self.complaints(), [], path)

    def admin_pages(self):
        """Those that ``test_desk_pages``, which hears complaints too, does not open."""
        yield from (reverse("admin:index"), reverse("admin:password_change"))
        for kind, row in (
            ("article", self.quote.article),
            ("outlet", self.quote.outlet),
        ):
            yield reverse(f"admin:quotes_{kind}_changelist")
            yield reverse(f"admin:quotes_{kind}_change", args=[row.pk])
        for kind, row in (
            ("quote", self.quote),
            ("speaker", self.mara),
            ("statement", self.statement),
            ("errorreport", ErrorReport.objects.get()),
        ):
            yield reverse(f"admin:quotes_{kind}_history", args=[row.pk])
        for kind in desk.KINDS:
            yield reverse("desk:list", args=[kind.key])
        yield reverse("admin:quotes_speakersuggestion_changelist")
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
        self.log_in(self.editor)
        for path in self.admin_pages():
            with self.subTest(path):
                self.visit(path)

    def test_a_speaker_is_chosen_and_the_correction_saved(self):
        self.log_in(self.editor)
        self.visit(reverse("admin:quotes_quote_change", args=[self.quote.pk]))
        self.click("#id_speaker + .select2 .select2-selection")
        self.write(".select2-dropdown .select2-search__field", "Teo")
        self.click(".select2-results__option", "Teo Brandt")
        self.follow("[name=_save]:not(.desk-implicit)")

        self.assertEqual(self.count(".messagelist"), 1)
        self.assertEqual(self.complaints(), [])
        self.assertEqual(Quote.objects.get(pk=self.quote.pk).speaker, self.teo)

    def test_the_selected_words_become_the_quotation(self):
        self.log_in(self.editor)
        self.visit(reverse("admin:quotes_quote_change", args=[self.quote.pk]))
        self.evaluate(
            "const text = document.querySelector('#article-text mark');"
            "getSelection().selectAllChildren(text)"
        )
        before = self.read("#id_ranges", "value")
        self.evaluate("document.querySelector('#id_ranges').value = ''")
        self.evaluate("document.querySelector('[data-selection=replace]').click()")

        self.assertEqual(self.read("#id_ranges", "value"), before)

    def test_the_pickers_of_date_and_time_open_and_fill_in(self):
        self.log_in(self.editor)
        self.visit(reverse("admin:auth_user_change", args=[self.editor.pk]))
        self.write(".field-last_login .vDateField", "")
        self.click(".field-last_login .datetimeshortcuts a")
        self.wait(lambda: self.read(".field-last_login .vDateField", "value"))
        self.click("#calendarlink0")
        self.wait(lambda: self.read("#calendarbox0 td a"))
        ActionChains(self.browser).send_keys(Keys.ESCAPE).perform()

        self.assertEqual(self.complaints(), [])

    def test_the_documentation_of_the_api_is_drawn_and_asks_the_api(self):
        self.visit("/api/v1/docs/")
        self.click("#operations-quotes-getQuoteList .opblock-summary-control")
        self.click(".try-out__btn")
        self.click("button.execute")

        answer = ".live-responses-table .response"
        self.wait(lambda: "The dam holds" in self.read(answer))
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
