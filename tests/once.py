"""What is found out again and again in a process of tests, and need be but once."""

from functools import cache

from django.conf import settings
from simple_history.manager import HistoryManager
from whitenoise.middleware import WhiteNoiseMiddleware


def make_classes_of_histories_once():
    """Whoever touches a history makes a class for it, of the same two classes."""
    HistoryManager.from_queryset = cache(HistoryManager.from_queryset)


def look_for_files_once():
    """Let WhiteNoise take what it found before, unless settings changed since.

    Every client of a test makes all middleware anew, and WhiteNoise then asks for each
    of some 300 files of all apps where it lies and what it is: 9 ms of processor time.
    """
    look, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add_files_from_finders(self):
        key = repr((settings.STATIC_URL, settings.STORAGES, settings.INSTALLED_APPS))
        if key not in found:
            before = dict(self.files)
            look(self)
            found[key] = {
                url: file
                for url, file in self.files.items()
                if before.get(url) is not file
            }
        self.files.update(found[key])

    WhiteNoiseMiddleware.add_files_from_finders = add_files_from_finders
