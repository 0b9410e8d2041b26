"""What may keep the queue from working, told so that somebody can mend it."""

from __future__ import annotations


class QueueError(Exception):
    """The queue cannot be used; the message names the remedy."""


class GoesBack(Exception):  # noqa: N818 - no error: another worker will do it
    """A task that this worker leaves to others: its message goes back to the broker.

    pause: seconds to wait before it does, so that it does not go round and round.
    """

    def __init__(self, reason: str, *, pause: float) -> None:
        super().__init__(reason)
        self.pause = pause
