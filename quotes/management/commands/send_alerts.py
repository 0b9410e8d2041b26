"""Send the e-mail alerts that are due."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from quotes.management.site_address import require_site_address
from quotes.models import Subscription
from quotes.outgoing.alerts import send_due
from quotes.outgoing.outbox import fill

PAUSE = 60


class Command(BaseCommand):
    help = (
        "Send by e-mail what saved searches found: hourly or daily digests, and the"
        " question to new addresses whether they want them. Runs until stopped;"
        " --once, for a timer, sends what is due now. Exit status 1 where the mail"
        " server did not take something; it is tried again by the next run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, end")

    def handle(self, *, once: bool, **options: Any) -> None:
        site = require_site_address()
        if not settings.EMAIL_ALERTS:
            raise CommandError(
                "No mail server is known: set EMAIL_HOST (docs/operators.md)."
            )
        try:
            while True:
                failures = self._run(site)
                if once:
                    break
                time.sleep(PAUSE)
        except KeyboardInterrupt:
            return
        if failures:
            raise CommandError(f"{failures} failed; they are tried again later.")

    def _run(self, site: str) -> int:
        now = timezone.now()
        channel = Subscription.Channel.EMAIL.value
        filled = fill(channel=channel, site=site, now=now)
        mailed = send_due(site=site, now=now)
        failures = [*filled.failures, *mailed.failures]
        for told in failures:
            self.stderr.write(told)
        self.stdout.write(
            f"{filled.stored} new, {mailed.digests} digests and {mailed.questions}"
            f" questions sent, {len(mailed.failures)} mails failed."
        )
        return len(failures)
