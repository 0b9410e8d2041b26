"""The broker between machines, where there is one: whether it answers, what waits.

Celery, and Kombu with it, is installed only where there is a broker.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.conf import settings

SECONDS = 2
"""How long the broker may take to answer."""
NOT_FOUND = "404"


class BrokerError(Exception):
    """The broker does not answer; the message says so and holds no address."""


def queue_depths() -> dict[str, int]:
    """How many messages wait in each queue, of all priorities; 0 where it is not there.

    {} without a broker. Raises BrokerError.
    """
    if not settings.QUEUE_URL:
        return {}
    with _connected() as connection:
        return {name: _depth(connection, name) for name in settings.BROKER_QUEUES}


def check_broker() -> None:
    """Do nothing where the broker answers or none is configured; raises BrokerError."""
    if settings.QUEUE_URL:
        with _connected():
            pass


@contextmanager
def _connected() -> Iterator[Any]:
    """A connection to the broker, of Kombu."""
    try:
        kombu = import_module("kombu")
    except ModuleNotFoundError as missing:
        told = "A broker is configured, but Celery is not installed."
        raise BrokerError(told) from missing
    options = {}
    if settings.QUEUE_URL.startswith("redis"):
        options = {"socket_connect_timeout": SECONDS, "socket_timeout": SECONDS}
    connection = kombu.Connection(
        settings.QUEUE_URL, connect_timeout=SECONDS, transport_options=options
    )
    try:
        # Connects, and with Redis asks it for something.
        connection.default_channel  # noqa: B018
        yield connection
    except (
        *connection.connection_errors,
        *connection.channel_errors,
        kombu.exceptions.KombuError,
        OSError,
    ) as lost:
        raise BrokerError(
            f"The broker does not answer ({type(lost).__name__})."
        ) from lost
    finally:
        connection.release()


def _depth(connection: Any, name: str) -> int:
    channel = connection.channel()
    try:
        found = channel.queue_declare(queue=name, passive=True)
    except connection.channel_errors as refused:
        if str(refused.reply_code or refused.code) == NOT_FOUND:
            return 0
        raise
    finally:
        channel.close()
    return int(found.message_count)
