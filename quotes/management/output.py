"""Standard output that nobody reads any more, or that no disk has room for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError


@contextmanager
def printing(left: str = "") -> Iterator[None]:
    """Print within; CommandError where standard output takes no more.

    left: what the user should know of what was done until then.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        message = f"Nobody reads the output any more, so this stopped. {left}"
        raise CommandError(message.strip(), returncode=141) from None
    except OSError as error:
        _let_go()
        message = f"The output cannot be written: {error.strerror or error}. {left}"
        raise CommandError(message.strip()) from error


def _let_go() -> None:
    """Write what is left nowhere: Python would complain of it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
