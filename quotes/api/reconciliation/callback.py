"""JSONP: the name of the function that an older page wants called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from quotes.api.params import Param, RefusedError

LONGEST = 128
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*)*")


@dataclass(frozen=True, kw_only=True)
class CallbackParam(Param):
    """A name in JavaScript, or several with full stops between: nothing else is run."""

    type: str = "name of a function"

    def read(self, raw: str) -> str:
        if len(raw) > LONGEST or not _NAME.fullmatch(raw):
            raise RefusedError("Not the name of a function.")
        return raw

    def schema(self) -> dict[str, Any]:
        pattern = f"^{_NAME.pattern}$"
        return {"type": "string", "maxLength": LONGEST, "pattern": pattern}


CALLBACK = CallbackParam(
    name="callback",
    description="JSONP for pages that cannot use CORS: the function to call. For"
    " open databases, and readers without an account.",
)
