"""Work on texts that readers send: one at a time in each process, and not for long.

Reading a text takes all that one processor has. Who comes while one is read is told
to come back, so that the other threads of the process go on serving readers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from quotes import extraction
from quotes.api.errors import TooLarge
from quotes.extraction.budget import TimeBudgetExceeded, time_budget
from quotes.extraction.errors import ModelMissingError, TaggerMissingError

PATIENCE = 0.25
"""Seconds that one who comes while a text is read waits before being sent away."""

_turn = threading.Lock()


class Busy(APIException):
    """Another text is being read: 503, to be sent again after ``wait`` seconds."""

    status_code = 503

    def __init__(self, seconds: float) -> None:
        self.wait = seconds
        super().__init__(
            "Another text is being read here, which takes at most "
            f"{seconds:g} seconds. Send yours again then."
        )


@contextmanager
def turn_of_work() -> Iterator[None]:
    """Do what is within alone in this process, in at most ``API_WORK_SECONDS``.

    Raises Busy where another's turn does not end in a moment, TooLarge where the
    time is up: the same text would take as long again.
    """
    seconds = settings.API_WORK_SECONDS
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy(seconds)
    try:
        _load_models()
        with time_budget(seconds):
            yield
    except TimeBudgetExceeded as error:
        raise TooLarge(
            f"This text takes more than {error.seconds:g} seconds to read, which is "
            "all that one may take. Send a part of it."
        ) from error
    finally:
        _turn.release()


def longest_text(request: Request, *, known: int, anonymous: int) -> int:
    """Return how many characters this reader may send: an account may send more."""
    return known if request.user.is_authenticated else min(known, anonymous)


def _load_models() -> None:
    """Not out of the time of the text that comes first."""
    # Where one is missing, whoever needs it says so: looking up words does not.
    with suppress(ModelMissingError, TaggerMissingError):
        extraction.load_models()
