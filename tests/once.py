"""What is found out again and again in a process of tests, and need be but once."""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import flush
from django.db import connection
from django.db.migrations.state import ProjectState
from simple_history.manager import HistoryManager
from whitenoise.middleware import WhiteNoiseMiddleware

# What decides which files are served, and with which headers.
_DECIDE = (
    "DEBUG",
    "INSTALLED_APPS",
    "STATIC_URL",
    "STATIC_ROOT",
    "STATICFILES_DIRS",
    "STATICFILES_FINDERS",
    "STORAGES",
    "WHITENOISE_ALLOW_ALL_ORIGINS",
    "WHITENOISE_CHARSET",
    "WHITENOISE_IMMUTABLE_FILE_TEST",
    "WHITENOISE_INDEX_FILE",
    "WHITENOISE_MAX_AGE",
    "WHITENOISE_MIMETYPES",
)


def make_classes_of_histories_once():
    """Whoever touches a history makes a class for it, of the same two classes."""
    made = cache(HistoryManager.from_queryset.__func__)

    def from_queryset(manager, queryset_class, class_name=None):
        return made(manager, queryset_class, class_name)

    HistoryManager.from_queryset = classmethod(from_queryset)


def keep_models_where_indexes_change():
    """Do not make all models anew for each index and constraint that migrations add.

    PostgreSQL makes one of its own words, and asks the model for no other: that is half
    of the time of migrating. SQLite makes tables anew by all that the model says.
    """
    if connection.vendor == "postgresql":
        ProjectState._append_option = _append_option
        ProjectState._remove_option = _remove_option


def _append_option(state, app_label, model_name, option_name, obj):
    options = state.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]


def _remove_option(state, app_label, model_name, option_name, obj_name):
    options = state.models[app_label, model_name].options
    options[option_name] = [one for one in options[option_name] if one.name != obj_name]


def look_for_files_once():
    """Let WhiteNoise take what it found before, unless settings changed since.

    Every client of a test makes all middleware anew, and WhiteNoise then asks for each
    of some 300 files of all apps where it lies and what it is: 9 ms of processor time.
    """
    look, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add_files_from_finders(self):
        key = repr([(name, getattr(settings, name, None)) for name in _DECIDE])
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


MADE = (ContentType, Permission)
"""What is made wherever tables are empty, in the order in which it is stored."""


def fill_flushed_once():
    """After a test that emptied all tables, store again what was made the first time.

    Whatever asks of every model whether its permissions are there takes a tenth of a
    second, and finds none of them in an empty table.
    """
    make, made = flush.emit_post_migrate_signal, {}

    def store(verbosity, interactive, db, **kwargs):
        ContentType.objects.clear_cache()
        if db in made:
            for model, rows in zip(MADE, made[db], strict=True):
                model.objects.using(db).bulk_create(rows)
            return
        make(verbosity, interactive, db, **kwargs)
        filled = {
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and model._base_manager.using(db).exists()
        }
        # If ever another was filled, this would be the place to remember its rows.
        assert filled <= {*MADE}, filled
        made[db] = [list(model.objects.using(db).all()) for model in MADE]

    flush.emit_post_migrate_signal = store
