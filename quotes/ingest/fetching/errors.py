"""Why an address was not fetched. Pure."""

from __future__ import annotations


class FetchError(Exception):
    """An address that could not be fetched; the message says why.

    retry_after: seconds after which the server, or a back-off, lets us ask again.
    passing: whether the same request may succeed a moment later.
    gone: whether the server said that it is gone for good (410).
    """

    def __init__(
        self,
        reason: str,
        *,
        retry_after: float | None = None,
        passing: bool = False,
        gone: bool = False,
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.passing = passing
        self.gone = gone
