"""An editor for trying the admin on one's own machine."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

USERNAME = "editor"


class Command(BaseCommand):
    help = (
        "Make the user “editor”, who may do everything in the admin, with a new "
        "password that is printed. For trying it out: refuses in production."
    )

    def handle(self, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "Not in production: use “manage.py createsuperuser” instead."
            )
        password = secrets.token_urlsafe(9)
        user, _ = get_user_model().objects.get_or_create(
            username=USERNAME, defaults={"is_staff": True, "is_superuser": True}
        )
        user.set_password(password)
        user.save()
        self.stdout.write(f"Demo editor: name {USERNAME}, password {password}")
