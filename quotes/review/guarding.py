"""Who may do which act: every act is registered with the permissions it needs.

Permissions are checked where an act begins, and not again for an act that it calls. Who
lacks them is refused. While ``recording`` they do it all the same, in a transaction
that is rolled back, and what they did becomes a proposal (``quotes.review.proposals``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.contrib.auth.models import User

from quotes.review.errors import NotPermittedError

P = ParamSpec("P")
R = TypeVar("R")

Also = Callable[[User, Mapping[str, Any]], Iterable[str]]

UNDO_OTHERS = "quotes.undo_others"
MERGE_MANY = "quotes.merge_many"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person can do to what is stored.

    needs: permissions without which nobody does it. also: those that it needs beside
    them, by who does it and with what. proposable: whether somebody without them may
    propose it.
    """

    name: str
    do: Callable[..., Any]
    needs: tuple[str, ...]
    also: Also
    proposable: bool

    @property
    def label(self) -> str:
        """What it does, in words: "merge speakers"."""
        return self.name.replace("_", " ")


ACTS: dict[str, Act] = {}
"""Every act, by the name of its function."""


class Recorder(Protocol):
    """Is told of every act done while ``recording``, which is rolled back."""

    def before(self, act: Act, arguments: Mapping[str, Any]) -> None: ...

    def after(self, result: Any) -> None: ...


_inside: ContextVar[bool] = ContextVar("inside", default=False)
_recorder: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


def _nothing_else(by: User, arguments: Mapping[str, Any]) -> Iterable[str]:
    return ()


def act(
    *needs: str, also: Also = _nothing_else, proposable: bool = True
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function of keywords, ``by`` among them, as an act and guard it."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        known = Act(function.__name__, function, needs, also, proposable)

        @wraps(function)
        def run_act(*args: P.args, **kwargs: P.kwargs) -> R:
            if _inside.get():
                return function(*args, **kwargs)
            recorder = _recorder.get()
            if recorder is None or not known.proposable:
                check_may(known, kwargs)
                recorder = None
            else:
                recorder.before(known, kwargs)
            entered = _inside.set(True)
            try:
                result = function(*args, **kwargs)
            finally:
                _inside.reset(entered)
            if recorder is not None:
                recorder.after(result)
            return result

        ACTS[function.__name__] = known
        return run_act

    return register


@contextmanager
def recording(recorder: Recorder) -> Iterator[None]:
    """Tell ``recorder`` every act done within, whoever may do it."""
    began = _recorder.set(recorder)
    try:
        yield
    finally:
        _recorder.reset(began)


def check_may(known: Act, arguments: Mapping[str, Any]) -> None:
    """Raise NotPermittedError where ``by``, among ``arguments``, may not do this."""
    by: User = arguments["by"]
    if lacking := [name for name in known.needs if not by.has_perm(name)]:
        raise NotPermittedError(_told(by, known, lacking))
    beyond = [name for name in known.also(by, arguments) if not by.has_perm(name)]
    if beyond:
        raise NotPermittedError(_told(by, known, beyond))


def _told(by: User, known: Act, lacking: list[str]) -> str:
    if UNDO_OTHERS in lacking:
        return "Only a chief undoes what another person decided."
    if MERGE_MANY in lacking:
        return "Only a chief merges that many at once."
    return f"{by} may not do this ({known.label}): ask an administrator for the role."
