"""However large a table is: pages of the desk count, list and search within bounds."""

from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes import review
from quotes.models import Article, Outlet, Quote, Speaker, SpeakerAlias, Statement
from quotes.review import merging
from quotes.search import parse_query
from tests.admin.people import make_member
from tests.build import make_outlet, make_quote, make_speaker, make_statement

DESK = "/admin/quotes/"
ROWS = 3000


def make_many():
    outlet = make_outlet("Merrow Post")
    Article.objects.bulk_create(
        Article(outlet=outlet, title=f"Ferry {n} sails", text=f"T{n}", text_hash=f"{n}")
        for n in range(ROWS)
    )
    Statement.objects.bulk_create(
        Statement(text=f"The ferry {n} will sail") for n in range(ROWS)
    )
    article = Article.objects.first()
    Quote.objects.bulk_create(
        Quote(article=article, outlet=outlet, spans=[[n, n + 1]], start=n, end=n + 1,
              text=f"Ferry {n}", kind="direct", confidence=0.5)
        for n in range(ROWS)
    )  # fmt: skip


def plan_of(rows):
    """How the database finds ``rows``, where it may choose an index."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")
    return rows.order_by().explain()


class BoundTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_many()
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)

    def get(self, address):
        """The page, and that no query compared a whole table's texts."""
        with CaptureQueriesContext(connection) as queries:
            page = self.client.get(f"{DESK}{address}")
        for query in queries:
            self.assertNotIn("UPPER(", query["sql"])
            self.assertNotRegex(query["sql"], r'"text" LIKE|"title" LIKE')
        return page

    def test_statements_and_articles_are_searched_by_the_index(self):
        for kind, model, column in (
            ("statement", Statement, "text"),
            ("article", Article, "title"),
        ):
            with self.subTest(kind):
                page = self.get(f"{kind}/?q=ferry+1234")
                self.assertEqual(page.context["cl"].result_count, 1)
                self.assertEqual(self.get(f"{kind}/?q=%22").status_code, 200)
                found = {f"{column}__found": parse_query("ferry 1234")}
                self.assertIn("search", plan_of(model.objects.filter(**found)))
        number = Statement.objects.first().pk
        page = self.get(f"statement/?q={number}")
        self.assertEqual(page.context["cl"].result_list[0].pk, number)

    def test_speakers_are_searched_by_indexes_and_to_a_bound(self):
        for number in range(6):
            make_speaker(f"Vosk {number}")
        with mock.patch("quotes.admin.speaker.BEGUN", 4):
            self.assertEqual(self.get("speaker/?q=Vos").context["cl"].result_count, 6)
            with mock.patch("quotes.admin.speaker.ALIKE", 1):
                page = self.get("speaker/?q=Vos")
        self.assertEqual(page.context["cl"].result_count, 4)

    def test_what_begins_so_is_found_by_an_index(self):
        make_speaker("Vosk")
        for rows, index in (
            (SpeakerAlias.objects.filter(folded__begins="vos"), "folded"),
            (Speaker.objects.filter(slug__begins="vos"), "slug"),
        ):
            with self.subTest(index):
                self.assertEqual(rows.count(), 1)
                self.assertRegex(
                    rows.order_by().explain(), rf"SEARCH .*\({index}>|Index.*_{index}_"
                )

    def test_what_begins_so_is_meant_letter_for_letter(self):
        for name in ("Vosk%", "Vosk_2", "Voskar", "vosk%"):
            make_outlet(name)
        for beginning in ("Vosk%", "Vosk_"):
            found = Outlet.objects.filter(name__begins=beginning)
            with self.subTest(beginning):
                self.assertEqual([row.name[:5] for row in found], [beginning])

    def test_a_title_that_changes_is_found_by_its_new_words(self):
        article = Article.objects.first()
        article.title = "Goats über all"
        article.save()

        self.assertEqual(self.get("article/?q=uber").context["cl"].result_count, 1)

    def test_shown_counts_stop_and_say_so(self):
        for address, choice in (
            ("quote/?_facets=True", "direct (1000 of the first 1,000, there are more)"),
            ("quote/?_facets=True&kind__exact=mixed", "Direct"),
            ("article/?_facets=True", None),
            ("statement/?_facets=True", None),
        ):
            with self.subTest(address):
                page = self.get(address)
                self.assertEqual(page.status_code, 200)
                if choice:
                    self.assertIn(choice.lower(), page.text.lower())
                self.assertNotContains(page, f"({ROWS})")

    def test_few_are_counted_as_they_are(self):
        make_speaker("Ida Voss", kind="person")

        self.assertContains(self.get("speaker/?_facets=True"), "Person (1)")

    def test_a_merger_counts_no_further_than_is_told(self):
        speaker = make_speaker("Ida Voss")
        Quote.objects.update(speaker=speaker)

        with CaptureQueriesContext(connection) as queries:
            page = self.client.get(f"{DESK}speaker/merge/?chosen={speaker.pk}")

        self.assertContains(page, "<td>more than 1000</td>")
        for query in queries:
            if "COUNT(" in query["sql"]:
                self.assertIn("LIMIT", query["sql"])
        self.assertEqual(review.belongings_of(speaker).quotes, merging.COUNTED + 1)

    def test_printings_are_listed_to_a_bound_with_a_link_to_the_rest(self):
        statement = make_statement("The ferry will sail", dispute="distinct")
        speakers = [make_speaker(f"Speaker {n}") for n in range(30)]
        for n, quote in enumerate(Quote.objects.order_by("pk")[:300]):
            Quote.objects.filter(pk=quote.pk).update(
                statement=statement, speaker=speakers[n % 30]
            )
        rest = f"statement__id__exact={statement.pk}&amp;review=all"
        for page in ("change", "settle"):
            with self.subTest(page):
                shown = self.get(f"statement/{statement.pk}/{page}/")
                self.assertContains(shown, rest)
                self.assertEqual(len(shown.context["printings"]), 100)
        listed = self.get(f"quote/?statement__id__exact={statement.pk}&review=all")
        self.assertEqual(listed.context["cl"].result_count, 300)

    def test_what_was_merged_here_is_listed_to_a_bound(self):
        for kind, target, make in (
            ("speaker", make_speaker("Ida Voss"), lambda n: make_speaker(f"Voss {n}")),
            ("statement", make_statement("Rope"), lambda n: make_statement(f"R {n}")),
        ):
            for n in range(60):
                row = make(n)
                type(row).objects.filter(pk=row.pk).update(merged_into=target)
            page = self.get(f"{kind}/{target.pk}/change/")
            self.assertEqual(len(page.context["merged_here"]), 50)
            more = f"merged_into__id__exact={target.pk}"
            self.assertContains(page, more)
            listed = self.get(f"{kind}/?merged=yes&{more}" if kind == "speaker"
                              else f"{kind}/?{more}")  # fmt: skip
            self.assertEqual(listed.context["cl"].result_count, 60)

    def test_the_filter_offers_some_outlets_the_chosen_one_and_a_link(self):
        for n in range(60):
            make_outlet(f"Outlet {n:02}")
        chosen = Outlet.objects.get(name="Outlet 59")
        for kind in ("quote", "article"):
            with self.subTest(kind):
                page = self.get(f"{kind}/?outlet__id__exact={chosen.pk}")
                self.assertContains(page, "more: all outlets")
                self.assertContains(page, "Outlet 59")
                self.assertNotContains(page, "Outlet 58")
        self.assertContains(
            self.client.get(f"{DESK}outlet/?q=Outlet+59"),
            f"/admin/quotes/quote/?outlet__id__exact={chosen.pk}",
        )


class SpeakerQuoteSearchTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())
        self.ida = make_speaker("Ida Voss")
        self.hers = make_quote("Ferries will sail", speaker=self.ida)
        self.about = make_quote("Voss is late", speaker=make_speaker("Teo Marl"))
        make_quote("Goats vote")

    def found(self, words):
        page = self.client.get(f"{DESK}quote/", {"q": words})
        return {row.pk for row in page.context["cl"].result_list}

    def test_a_name_finds_the_quotes_of_its_speaker_and_the_words(self):
        self.assertEqual(self.found("Ida Voss"), {self.hers.pk})
        self.assertEqual(self.found("voss"), {self.hers.pk, self.about.pk})
        self.assertEqual(self.found("Vóss"), {self.hers.pk, self.about.pk})

    def test_a_merged_name_finds_them_too(self):
        other = make_speaker("Mayor of Merrow")
        Speaker.objects.filter(pk=other.pk).update(merged_into=self.ida)

        self.assertEqual(self.found("Mayor of Merrow"), {self.hers.pk})

    def test_operators_search_the_words_alone(self):
        for words in ('"Voss"', "voss -ferries", "Voss OR zzzz"):
            with self.subTest(words):
                self.assertEqual(self.found(words), {self.about.pk})

    def test_so_many_speakers_and_no_more_are_asked_for(self):
        with mock.patch("quotes.admin.quote.MOST_CALLED", 1):
            self.assertEqual(self.found("Ida Voss"), {self.hers.pk})

    def test_words_that_are_none_find_nothing(self):
        self.assertEqual(self.found("—"), set())
