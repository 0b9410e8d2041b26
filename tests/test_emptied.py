"""After a test that commits nothing of it is left, on either database."""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import TransactionTestCase

from tests.build import make_quote, make_speaker, make_statement

# Made anew after each.
MADE_ANEW = {ContentType, Permission}


class FlushTests(TransactionTestCase):
    def test_every_row_is_gone(self):
        speaker = make_speaker(affiliation=make_speaker())
        # Each of two tables names a row of the other.
        make_quote(speaker=speaker, statement=make_statement(speaker=speaker))
        call_command("flush", interactive=False, verbosity=0)
        left = {
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and model._base_manager.exists()
        }
        self.assertEqual(left, MADE_ANEW)
