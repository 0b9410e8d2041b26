from django.test import TestCase

from quotes import review
from quotes.models import Speaker, SpeakerAlias
from tests.build import make_alias, make_editor, make_speaker


class NameTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.speaker = make_speaker("Odalys Brandt")

    def names(self):
        return sorted(self.speaker.aliases.values_list("name", "origin"))

    def test_old_name_stays_an_alias_and_the_address_stays(self):
        review.rename_speaker(
            speaker=self.speaker, name=" Odalys  Brandt-Ruiz ", by=self.editor
        )

        stored = Speaker.objects.get()
        self.assertEqual(
            (stored.name, stored.slug), ("Odalys Brandt-Ruiz", "odalys-brandt")
        )
        self.assertEqual(
            self.names(),
            [("Odalys Brandt", "extraction"), ("Odalys Brandt-Ruiz", "editor")],
        )

    def test_renaming_is_in_the_history(self):
        review.rename_speaker(
            speaker=self.speaker, name="O. Brandt", by=self.editor, reason="Her wish"
        )

        latest = self.speaker.history.first()
        self.assertEqual(
            (latest.name, latest.history_user, latest.history_change_reason),
            ("O. Brandt", self.editor, "Her wish"),
        )

    def test_name_of_punctuation_is_refused(self):
        with self.assertRaisesMessage(review.ReviewError, "A name needs at least one"):
            review.rename_speaker(speaker=self.speaker, name="—", by=self.editor)

    def test_name_longer_than_its_column_is_refused(self):
        with self.assertRaisesMessage(review.ReviewError, "at most 300 characters"):
            review.create_speaker(name="x" * 301, by=self.editor)

    def test_alias_is_the_editors(self):
        review.add_alias(speaker=self.speaker, name="Mayor Brandt", by=self.editor)

        self.assertEqual(
            self.names(), [("Mayor Brandt", "editor"), ("Odalys Brandt", "extraction")]
        )

    def test_alias_that_folds_alike_is_refused(self):
        with self.assertRaisesMessage(
            review.ReviewError, "Odalys Brandt already has the name “Odalys Brandt”."
        ):
            review.add_alias(speaker=self.speaker, name="ODALYS BRANDT", by=self.editor)

    def test_removed_alias_stays_in_the_history(self):
        alias = make_alias(self.speaker, "Mayor Brandt")

        review.remove_alias(alias=alias, by=self.editor, reason="Her deputy")

        self.assertEqual(self.names(), [("Odalys Brandt", "extraction")])
        latest = SpeakerAlias.history.first()
        self.assertEqual(
            (latest.history_type, latest.name, latest.history_user),
            ("-", "Mayor Brandt", self.editor),
        )

    def test_own_name_cannot_be_removed(self):
        with self.assertRaisesMessage(review.ReviewError, "is the speaker's own name"):
            review.remove_alias(alias=self.speaker.aliases.get(), by=self.editor)

    def test_new_speaker_is_known_by_its_name(self):
        speaker = review.create_speaker(name="Teo Lindqvist", by=self.editor)

        self.assertEqual(
            list(speaker.aliases.values_list("folded", "origin")),
            [("teo lindqvist", "editor")],
        )
        self.assertEqual(speaker.history.get().history_user, self.editor)

    def test_printed_name_finds_the_speaker_it_was_merged_into(self):
        full = make_speaker("Odalys Maria Brandt")
        review.merge_speakers(source=self.speaker, target=full, by=self.editor)

        found = review.find_or_create_speaker(name="ODALYS BRANDT", by=self.editor)

        self.assertEqual(found, full)

    def test_unknown_printed_name_makes_a_speaker(self):
        found = review.find_or_create_speaker(name="Teo Lindqvist", by=self.editor)

        self.assertEqual((found.name, Speaker.objects.count()), ("Teo Lindqvist", 2))


class ChangeSpeakerTests(TestCase):
    def setUp(self):
        self.editor = make_editor()
        self.speaker = make_speaker("Odalys Brandt")

    def change(self, **fields):
        review.change_speaker(speaker=self.speaker, by=self.editor, **fields)

    def test_described(self):
        city = make_speaker("City of Merrow", kind="organisation")

        self.change(kind="person", description="mayor", affiliation=city)

        stored = Speaker.objects.get(pk=self.speaker.pk)
        self.assertEqual(
            (stored.kind, stored.description, stored.affiliation),
            ("person", "mayor", city),
        )

    def test_affiliation_to_itself_is_refused(self):
        with self.assertRaisesMessage(review.ReviewError, "affiliated to itself"):
            self.change(affiliation=self.speaker)

    def test_other_columns_are_refused(self):
        with self.assertRaisesMessage(
            review.ReviewError, "Not for editors to set: slu"
        ):
            self.change(slug="x")

    def test_merged_speaker_is_refused(self):
        review.merge_speakers(
            source=self.speaker, target=make_speaker("Mayor"), by=self.editor
        )
        self.speaker.refresh_from_db()

        with self.assertRaisesMessage(review.ReviewError, "merged into Mayor: change"):
            self.change(description="mayor")

    def test_newer_change_of_another_editor_is_not_overwritten(self):
        seen = review.version_of(self.speaker)
        self.change(description="mayor")

        with self.assertRaises(review.ConflictError):
            self.change(description="councillor", seen=seen)
        self.assertEqual(Speaker.objects.get().description, "mayor")
