"""Wikidata ids: read from what people paste, one form, one holder, on every way in."""

from io import StringIO
from tempfile import NamedTemporaryFile

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase

from quotes import review
from quotes.api.linked_data import _same_as
from quotes.models import Outlet, Speaker
from quotes.models.wikidata import WikidataError, is_wikidata_id, read_wikidata_id
from quotes.snapshot.tables import from_json
from tests.admin.people import make_member
from tests.build import make_editor, make_outlet, make_speaker

WAYS_TO_WRITE_IT = (
    "Q42",
    " q42 ",
    "https://www.wikidata.org/wiki/Q42",
    "https://www.wikidata.org/wiki/q42#P31",
    "http://www.wikidata.org/entity/Q42",
    "https://m.wikidata.org/wiki/Q42?uselang=de",
    "www.wikidata.org/wiki/Q42/",
    "wikidata.org/wiki/Special:EntityData/Q42.json",
    "HTTPS://WWW.WIKIDATA.ORG/WIKI/Q42",
)
NONE = (
    "Foo",
    "Q0",
    "Q042",
    "Q",
    "42",
    "P31",
    "Q42 Q43",
    "Q٤٢",
    "<Foo bar>",
    "https://www.wikidata",
    "https://en.wikipedia.org/wiki/Q42",
    "https://evil.example/wikidata.org/wiki/Q42",
    "Q" + "9" * 20,
)


class ReadingTests(SimpleTestCase):
    def test_ids_and_addresses_are_one_id(self):
        for written in WAYS_TO_WRITE_IT:
            with self.subTest(written):
                self.assertEqual(read_wikidata_id(written), "Q42")

    def test_blank_is_none_given(self):
        self.assertEqual(read_wikidata_id("  "), "")

    def test_anything_else_is_refused_with_what_is_one(self):
        for written in NONE:
            with self.subTest(written):
                with self.assertRaisesMessage(WikidataError, "is no Wikidata id. Give"):
                    read_wikidata_id(written)
                self.assertFalse(is_wikidata_id(written))

    def test_linked_data_leaves_out_what_is_none(self):
        self.assertIsNone(_same_as({"wikidata_id": "<Foo bar>"}))
        self.assertEqual(
            _same_as({"wikidata_id": "Q42"}), "http://www.wikidata.org/entity/Q42"
        )


class DatabaseTests(TestCase):
    def refused(self, act):
        with self.assertRaises(IntegrityError), transaction.atomic():
            act()

    def test_no_writer_can_store_what_is_none(self):
        speaker, outlet = make_speaker(), make_outlet()
        for written in (*NONE[:9], "q42"):
            for row in (speaker, outlet):
                with self.subTest(written, row=row):
                    rows = type(row).objects.filter(pk=row.pk)
                    self.refused(
                        lambda rows=rows, id=written: rows.update(wikidata_id=id)
                    )

    def test_no_two_that_stand_have_the_same(self):
        merged = make_speaker(wikidata_id="Q42")
        Speaker.objects.filter(pk=merged.pk).update(merged_into=make_speaker())
        make_speaker(wikidata_id="Q42")
        make_outlet(wikidata_id="Q42")

        self.refused(lambda: make_speaker(wikidata_id="Q42"))
        self.refused(lambda: make_outlet(wikidata_id="Q42"))


class ReviewTests(TestCase):
    def setUp(self):
        self.by = make_editor()
        self.ida = make_speaker("Ida Voss", wikidata_id="Q42")
        self.omar = make_speaker("Omar Teel")

    def test_an_act_normalises_it(self):
        review.change_speaker(
            speaker=self.omar, by=self.by, wikidata_id="wikidata.org/wiki/q7"
        )

        self.assertEqual(Speaker.objects.get(pk=self.omar.pk).wikidata_id, "Q7")

    def test_what_is_none_or_somebody_elses_is_refused(self):
        held = f"Ida Voss (speaker {self.ida.pk}) has the Wikidata id Q42 already."
        for written, refusal in (("Foo", "is no Wikidata id"), ("q42", held)):
            with self.subTest(written):
                with self.assertRaisesMessage(review.ReviewError, refusal):
                    review.change_speaker(
                        speaker=self.omar, by=self.by, wikidata_id=written
                    )
                with self.assertRaisesMessage(review.ReviewError, refusal):
                    review.create_speaker(
                        name="Teo Marl", by=self.by, wikidata_id=written
                    )

    def test_a_merger_is_not_undone_onto_an_id_given_away_since(self):
        review.merge_speakers(source=self.ida, target=self.omar, by=self.by)
        self.omar.refresh_from_db()
        review.change_speaker(speaker=self.omar, by=self.by, wikidata_id="Q42")

        with self.assertRaisesMessage(review.ReviewError, "take it away there first"):
            review.unmerge_speakers(speaker=self.ida, by=self.by)

        self.omar.refresh_from_db()
        review.change_speaker(speaker=self.omar, by=self.by, wikidata_id="")
        review.unmerge_speakers(speaker=self.ida, by=self.by)


# What no database holds is refused on both by the tests above.
@pytest.mark.any_database
class DeskTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())

    def add(self, kind, **fields):
        aliases = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
        data = {"kind": "person", "language": "en"} | aliases | fields
        return self.client.post(f"/admin/quotes/{kind}/add/", data)

    def test_a_pasted_address_is_taken_whole(self):
        address = "https://www.wikidata.org/wiki/Q42#sitelinks-wikipedia"
        for kind, model in (("speaker", Speaker), ("outlet", Outlet)):
            page = self.client.get(f"/admin/quotes/{kind}/add/").text
            field = page[page.index('name="wikidata_id"') - 60 :][:250]
            self.assertNotIn("maxlength", field)
            self.add(kind, name="Ida Voss", wikidata_id=address)
            self.assertEqual(model.objects.get().wikidata_id, "Q42")

    def test_who_has_it_is_named_and_linked(self):
        for kind, held in (
            ("speaker", make_speaker("Ida Voss", wikidata_id="Q42")),
            ("outlet", make_outlet("The Merrow Post", wikidata_id="Q42")),
        ):
            page = self.add(kind, name="Teo <b>", wikidata_id="q42")
            self.assertContains(
                page,
                f'{held} has this id already: <a href="/admin/quotes/{kind}/{held.pk}'
                f'/change/">{kind} {held.pk}</a>.',
            )

    def test_what_is_none_is_refused_in_words(self):
        page = self.add("outlet", name="The Merrow Post", wikidata_id="<Foo bar>")

        self.assertContains(page, "“&lt;Foo bar&gt;” is no Wikidata id.")

    def test_its_own_id_in_another_writing_is_no_change(self):
        speaker = make_speaker("Ida Voss", wikidata_id="Q42")
        aliases = {
            "aliases-TOTAL_FORMS": 1,
            "aliases-INITIAL_FORMS": 1,
            "aliases-0-id": speaker.aliases.get().pk,
            "aliases-0-speaker": speaker.pk,
        }
        self.client.post(
            f"/admin/quotes/speaker/{speaker.pk}/change/",
            {
                "name": "Ida Voss",
                "kind": "unknown",
                "wikidata_id": "wikidata.org/wiki/q42",
                "description": "ferrywoman",
                "version": review.version_of(speaker),
            }
            | aliases,
        )

        latest = speaker.history.first()
        self.assertEqual(
            (latest.wikidata_id, latest.description), ("Q42", "ferrywoman")
        )


class ImportTests(TestCase):
    def load(self, *lines):
        with NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write("\n".join(lines))
            file.flush()
            call_command("import_speakers", file.name, stdout=StringIO(),
                         stderr=(errors := StringIO()))  # fmt: skip
            return errors.getvalue()

    def test_addresses_are_read_and_find_who_has_the_id(self):
        self.load('{"name": "Ida Voss", "wikidata_id": "wikidata.org/wiki/q42"}')
        self.load('{"name": "I. Voss", "wikidata_id": "Q42"}')

        self.assertEqual(Speaker.objects.get().wikidata_id, "Q42")

    def test_what_is_none_fails_by_itself_with_its_line(self):
        errors = StringIO()
        with NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write('{"name": "Ida Voss", "wikidata_id": "Foo"}\n{"name": "Teo"}')
            file.flush()
            with self.assertRaisesMessage(CommandError, "1 entries failed"):
                call_command(
                    "import_speakers", file.name, stdout=StringIO(), stderr=errors
                )

        self.assertIn(":1: wikidata_id “Foo” is no Wikidata id.", errors.getvalue())
        self.assertEqual(Speaker.objects.get().name, "Teo")

    def test_a_snapshot_is_read_alike(self):
        field = Speaker._meta.get_field("wikidata_id")
        past = Speaker.history.model._meta.get_field("wikidata_id")

        self.assertEqual(from_json(field, "q42", {}), "Q42")
        with self.assertRaisesMessage(ValueError, "is no Wikidata id"):
            from_json(field, "Foo", {})
        self.assertEqual(from_json(past, "Foo", {}), "Foo")
