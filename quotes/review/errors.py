"""Why an act was refused, in words for the editor who asked for it."""


class ReviewError(Exception):
    """The act cannot be done; nothing was changed. The message says why."""


class ConflictError(ReviewError):
    """Somebody else changed the row after the editor had looked at it."""


class NotPermittedError(ReviewError):
    """Who asked for the act may not do it; perhaps they may propose it."""
