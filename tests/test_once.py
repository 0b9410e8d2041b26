"""What is found out once in a process of tests is what it was."""

from django.contrib.auth.models import Permission
from django.test import TransactionTestCase, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from quotes.models import Quote


def files():
    return WhiteNoiseMiddleware(lambda request: None).files


def test_every_client_serves_the_same_files():
    first = files()
    assert "/static/quotes/reading.css" in first
    assert files() == first
    first.clear()
    assert "/static/quotes/reading.css" in files()


def test_under_another_address_they_are_looked_for_anew():
    files()
    with override_settings(STATIC_URL="/elsewhere/"):
        assert "/elsewhere/quotes/reading.css" in files()
    assert "/elsewhere/quotes/reading.css" not in files()


def test_a_history_is_that_of_its_row():
    assert type(Quote.history) is type(Quote(pk=1).history)
    assert (Quote.history.instance, Quote(pk=1).history.instance.pk) == (None, 1)


class FlushTests(TransactionTestCase):
    def test_what_is_stored_in_emptied_tables_is_what_a_migration_makes(self):
        columns = ("content_type__app_label", "content_type__model", "codename", "name")
        made = sorted(Permission.objects.values_list(*columns))
        self.assertIn("quotes", {app for app, *_ in made})

        for _ in range(2):
            self._fixture_teardown()
            self.assertEqual(sorted(Permission.objects.values_list(*columns)), made)
            # A row that is new finds its number free.
            Permission.objects.create(
                content_type_id=Permission.objects.first().content_type_id,
                codename="new",
                name="New",
            )
