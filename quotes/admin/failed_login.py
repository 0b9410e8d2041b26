"""Failed attempts to log in: to delete one lifts the lock that it is part of."""

from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt
from django.contrib import admin

from quotes.admin.base import PlainSearch


@admin.register(AccessAttempt)
class FailedLoginAdmin(PlainSearch, AccessAttemptAdmin):
    """As axes has it, but for its clean-up: that asks for what only a log-in sets."""

    actions = ()
