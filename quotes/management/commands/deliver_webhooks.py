"""Send what happened to the webhooks that asked for it."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from quotes.management.site_address import require_site_address
from quotes.models import Subscription
from quotes.outgoing.outbox import fill, forget
from quotes.outgoing.webhooks import SECONDS, deliver_due

PAUSE = 15


class Command(BaseCommand):
    help = (
        "Send to webhooks what saved searches found and editors corrected, signed, and"
        " again until it was taken (docs/webhooks.md). Runs until stopped; --once, for"
        " a timer, sends what is due now. Exit status 1 where a receiver did not take"
        " something or a search cannot be read; it is tried again by the next run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, end")
        parser.add_argument(
            "--seconds",
            type=float,
            default=SECONDS,
            help=f"a receiver must answer within ({SECONDS:g})",
        )

    def handle(self, *, once: bool, seconds: float, **options: Any) -> None:
        site = require_site_address()
        if not 0 < seconds <= 120:
            raise CommandError("--seconds must be above 0 and at most 120.")
        try:
            while True:
                failures = self._run(site, seconds)
                if once:
                    break
                time.sleep(PAUSE)
        except KeyboardInterrupt:
            return
        if failures:
            raise CommandError(f"{failures} failed; they are tried again later.")

    def _run(self, site: str, seconds: float) -> int:
        """Fill the outbox and empty it as far as receivers let; return failures."""
        now = timezone.now()
        channel = Subscription.Channel.WEBHOOK.value
        filled = fill(channel=channel, site=site, now=now)
        sent = deliver_due(now=now, seconds=seconds)
        forgotten = forget(now=now)
        for told in (*filled.failures, *(f"Given up: {one}" for one in sent.dead)):
            self.stderr.write(told)
        self.stdout.write(
            f"{filled.stored} new, {sent.delivered} delivered, {sent.failed} failed,"
            f" {len(sent.dead)} given up, {forgotten} old ones forgotten."
        )
        return sent.failed + len(filled.failures)
