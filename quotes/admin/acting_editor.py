"""Who acts on the pages of the editors' desk."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest


def editor_of(request: HttpRequest) -> User:
    """Return who acts: on these pages always somebody who has logged in."""
    user: Any = request.user
    return user
