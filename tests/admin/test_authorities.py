"""The newsroom's own authorities: loaded from a file, and looked up for a speaker."""

import io
import json
import tempfile
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from quotes import review
from quotes.models import Authority, AuthorityName, Speaker
from tests.admin.people import make_member, make_reader
from tests.build import make_speaker

ENTRIES = [
    {
        "name": "Ida Voss",
        "aliases": ["I. Voss", "Voss"],
        "kind": "person",
        "description": "mayor of Merrow",
        "wikidata_id": "Q900001",
    },
    {"name": "Ída Voss", "description": "poet", "wikidata_id": "Q900002"},
    {"name": "Idar Vossberg", "wikidata_id": "Q900003"},
]
LOOK_UP = "/admin/quotes/speaker/{}/authority/"


def load(entries, name="own.jsonl"):
    """Run the command on a file of these; return what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        written = (
            entries
            if isinstance(entries, str)
            else "\n".join(json.dumps(entry) for entry in entries)
        )
        path.write_text(written)
        out = io.StringIO()
        call_command("import_authorities", str(path), stdout=out, stderr=io.StringIO())
        return out.getvalue().strip()


class ImportTests(TestCase):
    def test_no_speaker_is_made_and_the_same_file_twice_changes_nothing(self):
        self.assertEqual(
            load(ENTRIES), "3 authorities new or changed, 0 known already."
        )
        before = list(AuthorityName.objects.order_by("pk").values())
        self.assertEqual(
            load(ENTRIES), "0 authorities new or changed, 3 known already."
        )
        self.assertEqual(list(AuthorityName.objects.order_by("pk").values()), before)
        self.assertFalse(Speaker.objects.exists())

    def test_a_later_file_says_how_it_is_now(self):
        load(ENTRIES)
        load(
            "name,aliases,description,wikidata_id\nIda Brandt,Voss,judge,Q900001\n",
            "a.csv",
        )

        row = Authority.objects.get(wikidata_id="Q900001")
        self.assertEqual((row.name, row.description), ("Ida Brandt", "judge"))
        names = row.names.order_by("name").values_list("name", flat=True)
        self.assertEqual(list(names), ["Ida Brandt", "Voss"])
        self.assertEqual(Authority.objects.count(), 3)

    def test_what_has_no_id_is_named_and_the_rest_is_stored(self):
        with self.assertRaisesMessage(CommandError, "1 entries failed"):
            load([{"name": "Bo Lind"}, ENTRIES[0]])
        self.assertEqual(Authority.objects.get().wikidata_id, "Q900001")


class LookUpTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()
        load(ENTRIES)
        cls.speaker = make_speaker("IDA VOSS")
        cls.page = LOOK_UP.format(cls.speaker.pk)

    def setUp(self):
        self.client.force_login(self.editor)

    def choose(self, **fields):
        return self.client.post(self.page, {"reason": "By her page"} | fields)

    def held(self):
        return Speaker.objects.get(pk=self.speaker.pk).wikidata_id

    def test_those_of_its_names_are_offered_with_description_and_id(self):
        page = self.client.get(self.page)

        self.assertContains(page, "Ida Voss — person, mayor of Merrow (Q900001)")
        self.assertContains(page, "Ída Voss — unknown, poet (Q900002)")
        self.assertNotContains(page, "Vossberg")
        self.assertContains(self.client.get(self.page, {"q": "idar"}), "Q900003")

    def test_one_choice_with_a_reason_sets_it_and_the_history_undoes_it(self):
        response = self.choose(authority="Q900001")

        address = f"/admin/quotes/speaker/{self.speaker.pk}/change/"
        self.assertRedirects(response, address)
        self.assertEqual(self.held(), "Q900001")
        first, latest = self.speaker.history.order_by("history_date")[:2]
        self.assertEqual(latest.history_change_reason, "By her page")
        self.assertEqual(latest.history_user, self.editor)

        self.client.post(
            f"/admin/quotes/speaker/{self.speaker.pk}/revert/{first.pk}/",
            {"reason": "Another one"},
        )
        self.assertEqual(self.held(), "")

    def test_the_page_of_the_speaker_leads_there(self):
        page = self.client.get(f"/admin/quotes/speaker/{self.speaker.pk}/change/")

        self.assertContains(page, f"{self.page}?chosen=Q900001")
        chosen = self.client.get(self.page, {"chosen": "Q900002"})
        self.assertContains(chosen, "checked", count=1)

    def test_an_id_that_another_has_leads_to_that_one(self):
        other = make_speaker("Mayor Voss")
        review.change_speaker(speaker=other, wikidata_id="Q900001", by=self.editor)

        page = self.client.get(self.page)

        self.assertContains(page, f"?chosen={self.speaker.pk},{other.pk}")
        self.assertContains(self.choose(authority="Q900001"), "not offered any more")
        self.assertEqual(self.held(), "")

    def test_somebody_else_was_faster(self):
        carried = {"version": review.version_of_all([self.speaker])}
        review.change_speaker(
            speaker=self.speaker, wikidata_id="Q900002", by=make_member("omar")
        )

        page = self.choose(authority="Q900001", **carried)

        self.assertContains(page, "Theirs and yours")
        self.assertEqual(self.held(), "Q900002")

    def test_nothing_chosen_and_nothing_loaded_say_so(self):
        self.assertContains(self.choose(), "Choose one of them.")
        Authority.objects.all().delete()
        self.assertContains(self.client.get(self.page), "import_authorities FILE")

    def test_who_may_only_look_may_not_and_who_may_propose_proposes(self):
        self.client.force_login(make_reader())
        self.assertEqual(self.client.get(self.page).status_code, 403)
        self.client.force_login(make_member("omar", role="Contributors"))
        self.choose(authority="Q900001")
        self.assertEqual(self.held(), "")

    def test_a_merged_speaker_has_none(self):
        target = make_speaker("Ida V")
        review.merge_speakers(source=self.speaker, target=target, by=self.editor)
        self.assertRedirects(
            self.client.get(self.page), f"/admin/quotes/speaker/{target.pk}/change/"
        )
