"""A Celery application whose workers replay what has been extracted before.

REPLAY_FILE holds it; REPLAY_SECONDS is what each quotation takes (0.012 is what reading
costs a core), during which the process sleeps: so two cores can stand for many.
REPLAY_WHEN: a file before which none of them goes on, where it is named.
CLOCK_SKEW: seconds by which the clock of this machine is wrong.
"""

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import django
from django.utils import timezone

from quotes.extraction.lines import read_quotation
from quotes_project.celery import app

__all__ = ["app"]

# Celery sets Django up later than we need it.
django.setup()

from quotes.models.article import sha256_of  # noqa: E402
from quotes.queueing import working  # noqa: E402

SECONDS = float(os.environ.get("REPLAY_SECONDS", "0"))
WHEN = os.environ.get("REPLAY_WHEN", "")
SKEW = float(os.environ.get("CLOCK_SKEW", "0"))


readings = {}


def reading_of(text):
    """Return what was found in ``text``; the file is read again where it is new."""
    key = sha256_of(text)
    if key not in readings:
        for line in Path(os.environ["REPLAY_FILE"]).read_text().splitlines():
            row = json.loads(line)
            readings[row["text_hash"]] = row["quotations"]
    return readings[key]


def replay(texts, limits):
    """Return what was found in each text, after as long as that took."""
    while WHEN and not Path(WHEN).exists():
        time.sleep(0.01)
    found = [[read_quotation(one, text) for one in reading_of(text)] for text in texts]
    time.sleep(SECONDS * sum(map(len, found)))
    return found


working.extract_batch = replay

if SKEW:
    true_now = timezone.now
    timezone.now = lambda: true_now() + timedelta(seconds=SKEW)
