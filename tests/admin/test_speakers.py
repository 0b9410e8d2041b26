import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Speaker
from tests.admin.people import make_member, make_reader
from tests.build import make_alias, make_quote, make_speaker

LIST = "/admin/quotes/speaker/"


class SpeakerTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)
        self.speaker = make_speaker("Ida Voss", description="mayor of Merrow")
        self.address = f"{LIST}{self.speaker.pk}/change/"

    def send(self, *new_names, address=None, removed=(), **fields):
        aliases = list(self.speaker.aliases.order_by("name", "pk"))
        data = {
            "name": self.speaker.name,
            "kind": self.speaker.kind,
            "description": self.speaker.description,
            "affiliation": "",
            "wikidata_id": "",
            "reason": "",
            "version": review.version_of(self.speaker),
            "aliases-TOTAL_FORMS": len(aliases) + len(new_names),
            "aliases-INITIAL_FORMS": len(aliases),
        }
        for number, alias in enumerate(aliases):
            data[f"aliases-{number}-id"] = alias.pk
            data[f"aliases-{number}-speaker"] = self.speaker.pk
            if alias in removed:
                data[f"aliases-{number}-DELETE"] = "on"
        for number, name in enumerate(new_names, len(aliases)):
            data[f"aliases-{number}-name"] = name
        return self.client.post(address or self.address, data | fields)

    def names(self):
        return sorted(self.speaker.aliases.values_list("name", "origin"))


class SpeakerListTests(SpeakerTestCase):
    def test_search_forgives_accents_and_finds_printed_forms(self):
        make_alias(self.speaker, "Mayor Voß")
        make_speaker("Omar Teel")

        for words in ("VOSS", "ída vóss", "Mayor Voss"):
            response = self.client.get(LIST, {"q": words})
            with self.subTest(words):
                self.assertContains(response, "1 result")
                self.assertContains(response, self.address)

    def test_merged_speakers_are_listed_on_request(self):
        merged = make_speaker("I. Voss")
        review.merge_speakers(source=merged, target=self.speaker, by=self.editor)
        address = f"{LIST}{merged.pk}/change/"

        self.assertNotContains(self.client.get(LIST), address)
        self.assertContains(self.client.get(LIST, {"merged": "yes"}), address)

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        self.client.get(LIST)
        for _ in (1, 3):
            make_speaker(affiliation=make_speaker())
            with self.assertNumQueries(6):
                self.client.get(LIST)

    def test_choices_tell_namesakes_apart_and_leave_merged_ones_out(self):
        merged = make_speaker("Ida Voss")
        review.merge_speakers(source=merged, target=self.speaker, by=self.editor)
        poet = make_speaker("Ida Voss", description="poet")
        make_quote("Let it rain", speaker=poet, published_at="2031-03-17T00:00Z")

        response = self.client.get(
            f"{LIST}choices/",
            {
                "term": "voss",
                "app_label": "quotes",
                "model_name": "quote",
                "field_name": "speaker",
            },
        )

        self.assertEqual(
            {row["id"]: row["text"] for row in response.json()["results"]},
            {
                str(self.speaker.pk): "Ida Voss — mayor of Merrow · no quotes",
                str(poet.pk): "Ida Voss — poet · 1 quote, latest 17 March 2031: "
                "“Let it rain”",
            },
        )


# The page is walked on both, and each act is sent by test_pairs_of_acts.py.
@pytest.mark.any_database
class SpeakerPageTests(SpeakerTestCase):
    def test_latest_quotes_are_linked(self):
        quote = make_quote("We <b>wait</b>", speaker=self.speaker)

        page = self.client.get(self.address)

        self.assertContains(page, f'href="/admin/quotes/quote/{quote.pk}/change/"')
        self.assertContains(page, "We &lt;b&gt;wait&lt;/b&gt;")

    def test_renaming_keeps_the_old_name_as_an_alias(self):
        self.send(name="Ida Voss-Teel", reason="Married")

        stored = Speaker.objects.get()
        self.assertEqual(stored.name, "Ida Voss-Teel")
        self.assertEqual(
            self.names(), [("Ida Voss", "extraction"), ("Ida Voss-Teel", "editor")]
        )
        self.assertEqual(stored.history.first().history_change_reason, "Married")

    def test_describing(self):
        city = make_speaker("City of Merrow")

        response = self.send(kind="person", affiliation=city.pk)

        self.assertRedirects(response, LIST)
        stored = Speaker.objects.get(pk=self.speaker.pk)
        self.assertEqual((stored.kind, stored.affiliation), ("person", city))

    def test_adding_a_name(self):
        self.send("Mayor Voss")

        self.assertEqual(
            self.names(), [("Ida Voss", "extraction"), ("Mayor Voss", "editor")]
        )

    def test_adding_a_name_it_has_is_refused(self):
        response = self.send("IDA VOSS")

        self.assertContains(response, "Ida Voss already has this name.")
        self.assertEqual(self.names(), [("Ida Voss", "extraction")])

    def test_removing_a_name(self):
        wrong = make_alias(self.speaker, "Omar Teel")

        self.send(removed=[wrong])

        self.assertEqual(self.names(), [("Ida Voss", "extraction")])

    def test_removing_its_own_name_is_refused(self):
        response = self.send(removed=[self.speaker.aliases.get()])

        self.assertContains(response, "“Ida Voss” is the speaker’s own name")
        self.assertEqual(self.names(), [("Ida Voss", "extraction")])

    def test_name_of_punctuation_is_refused(self):
        self.assertContains(self.send(name="—"), "at least one letter or digit")

    def test_newer_change_of_another_editor_is_not_overwritten(self):
        seen = review.version_of(self.speaker)
        review.change_speaker(
            speaker=self.speaker, by=make_member("omar"), description="minister"
        )

        response = self.send(description="councillor", version=seen)

        self.assertContains(response, "This speaker was changed by omar (")
        self.assertEqual(Speaker.objects.get().description, "minister")

    def test_new_speaker(self):
        address = f"{LIST}add/"
        response = self.client.post(
            address,
            {
                "name": "Omar Teel",
                "kind": "person",
                "aliases-TOTAL_FORMS": 1,
                "aliases-INITIAL_FORMS": 0,
                "aliases-0-name": "Teel the Younger",
            },
        )

        self.assertRedirects(response, LIST)
        speaker = Speaker.objects.get(name="Omar Teel")
        self.assertEqual(
            sorted(speaker.aliases.values_list("name", flat=True)),
            ["Omar Teel", "Teel the Younger"],
        )
        self.assertEqual(speaker.history.get().history_user, self.editor)

    def test_nothing_is_deleted(self):
        response = self.client.post(f"{LIST}{self.speaker.pk}/delete/", {"post": "yes"})

        self.assertEqual(response.status_code, 403)

    def test_who_may_only_look_sees_no_way_to_change(self):
        self.client.force_login(make_reader())

        page = self.client.get(self.address)

        self.assertContains(page, "mayor of Merrow")
        for sign in ('name="_save"', "Merge into another", "aliases-0-DELETE"):
            self.assertNotContains(page, sign)

    def test_who_may_only_look_changes_nothing(self):
        self.client.force_login(make_reader())

        self.assertEqual(self.send(name="X").status_code, 403)
