"""What is found out once in a process of tests is what it was."""

from django.test import override_settings
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
