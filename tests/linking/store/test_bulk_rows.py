"""Rows as COPY reads them, and models read without the ORM's making of each."""

from django.test import SimpleTestCase, TestCase

from quotes.linking.store.bulk_rows import _cells, new_rows, read_rows
from quotes.models import Quote, Speaker, Statement
from tests.build import make_speaker


class CellsTests(SimpleTestCase):
    def test_texts_of_a_column_are_escaped_each_in_its_place(self):
        texts = ["a\tb", "", "c\\d", "plain", "e\nf\rg"]
        written = ["a\\tb", "", "c\\\\d", "plain", "e\\nf\\rg"]
        self.assertEqual(list(_cells(texts)), written)

    def test_what_is_no_text_or_missing(self):
        self.assertEqual(list(_cells([1, None, "x\ty"])), ["1", "\\N", "x\\ty"])

    def test_numbers_and_choices(self):
        self.assertEqual(list(_cells([7, None, 0.25])), ["7", "\\N", "0.25"])
        chosen = [Quote.Kind.DIRECT, Quote.Kind.MIXED]
        self.assertEqual([*map(str, _cells(chosen))], ["direct", "mixed"])

    def test_a_character_that_no_database_holds_is_left_to_it(self):
        self.assertEqual(list(_cells(["a\0b", "c"])), ["a\0b", "c"])


class ReadTests(TestCase):
    def test_models_are_those_of_the_orm(self):
        body = make_speaker("Ilmen Water Board", kind="organisation")
        made = make_speaker("Ada Holm", affiliation=body)
        (read,) = read_rows(Speaker.objects.filter(pk=made.pk))
        asked = Speaker.objects.get(pk=made.pk)
        self.assertEqual(read, asked)
        for field in Speaker._meta.concrete_fields:
            name = field.attname
            self.assertEqual(getattr(read, name), getattr(asked, name))
        self.assertFalse(read._state.adding)
        self.assertEqual(read.affiliation, body)
        read.description = "engineer"
        read.save()
        self.assertEqual(Speaker.objects.get(pk=made.pk).description, "engineer")


class NewTests(TestCase):
    def test_models_are_as_the_orm_makes_them(self):
        one, other = new_rows(Statement, 2)
        made = Statement()
        held, expected = ({**vars(row), "_state": None} for row in (one, made))
        self.assertEqual(held, expected)
        self.assertTrue(one._state.adding)
        one.text, other.text = "The dam holds.", "The dam will hold."
        for row in (one, other):
            row.save()
        texts = Statement.objects.order_by("pk").values_list("text", flat=True)
        self.assertEqual([*texts], ["The dam holds.", "The dam will hold."])
