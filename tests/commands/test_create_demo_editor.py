import io

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings


class CreateDemoEditorTests(TestCase):
    def run_command(self):
        out = io.StringIO()
        call_command("create_demo_editor", stdout=out)
        return out.getvalue().split()[-1]

    def test_the_password_printed_opens_the_admin(self):
        password = self.run_command()

        sent = {"username": "editor", "password": password, "next": "/admin/"}
        self.assertRedirects(self.client.post("/admin/login/", sent), "/admin/")

    def test_a_second_call_makes_a_new_password_for_the_same_user(self):
        first, second = self.run_command(), self.run_command()

        self.assertNotEqual(first, second)
        self.assertEqual(get_user_model().objects.count(), 1)

    @override_settings(PRODUCTION=True)
    def test_refuses_in_production(self):
        with self.assertRaisesRegex(CommandError, "createsuperuser"):
            self.run_command()

        self.assertEqual(get_user_model().objects.count(), 0)
