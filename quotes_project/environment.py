"""Read settings from environment variables; a missing one names its remedy."""

from __future__ import annotations

import os
import re
import zoneinfo
from collections.abc import Collection

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def is_production() -> bool:
    """Whether QUOTES_ENV says that this is a server for others."""
    return read_choice("QUOTES_ENV", "local", ("local", "production")) == "production"


def read_text(name: str, default: str) -> str:
    """Return variable ``name``, or ``default`` where it is unset or empty."""
    return os.environ.get(name) or default


def read_flag(name: str, default: bool) -> bool:
    """Return variable ``name`` as a truth value.

    Raises ImproperlyConfigured for anything but 1/0, true/false, yes/no, on/off.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is not a flag: set it to 1 or 0.")


def read_number(name: str, default: int, *, least: int = 0) -> int:
    """Return variable ``name`` as a whole number of ``least`` or more.

    Raises ImproperlyConfigured for anything else.
    """
    value = os.environ.get(name)
    if not value:
        return default
    if not value.strip().isdigit():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    if int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r} is too small: {least} or more.")
    return int(value)


def read_choice(name: str, default: str, choices: Collection[str]) -> str:
    """Return variable ``name``, which must be one of ``choices``.

    Raises ImproperlyConfigured, naming some of them, where it is not.
    """
    value = read_text(name, default)
    if value in choices:
        return value
    shown = sorted(choices)[:6]
    raise ImproperlyConfigured(
        f"{name}={value!r} is unknown: set it to one of {', '.join(shown)}"
        f"{' …' if len(choices) > len(shown) else ''}."
    )


def read_zone(name: str, default: str) -> str:
    """Return variable ``name``, a time zone that this machine knows.

    All are looked up only where one is given, for that takes 30 ms of every start.
    Raises ImproperlyConfigured for an unknown one.
    """
    if read_text(name, default) == default:
        return default
    return read_choice(name, default, zoneinfo.available_timezones())


def read_rate(name: str, default: str) -> str:
    """Return variable ``name``, a number of requests in a time: "300/minute".

    Raises ImproperlyConfigured for anything else.
    """
    value = read_text(name, default)
    if re.fullmatch(r"[1-9]\d*/(second|minute|hour|day)", value):
        return value
    raise ImproperlyConfigured(
        f"{name}={value!r} is no rate: write a number, a slash, and second, minute, "
        "hour or day, for example 300/minute."
    )


def read_list(name: str, default: list[str]) -> list[str]:
    """Return variable ``name``, comma-separated, as a list without blanks."""
    value = os.environ.get(name)
    if value is None:
        return default
    return [part.strip() for part in value.split(",") if part.strip()]


def read_required(name: str, *, production: bool, local: str, remedy: str) -> str:
    """Return variable ``name``; outside production ``local`` stands in for it.

    Raises ImproperlyConfigured in production where it is unset or empty,
    naming the variable and ``remedy``.
    """
    value = os.environ.get(name)
    # What everybody can read in our settings is no secret.
    known = name == "SECRET_KEY" and value == local
    if value and not (production and known):
        return value
    if not production:
        return local
    if known:
        raise ImproperlyConfigured(f"{name} is the one of our settings. {remedy}")
    raise ImproperlyConfigured(
        f"{name} is not set. {remedy} Every variable is described in docs/operators.md."
    )
