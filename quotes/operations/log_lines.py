"""How a line of the log is written: for people, or as JSON for machines.

Every record carries the identifiers of the request and of the task that it was written
in, where there are any. Loaded with the settings, before the applications are.
"""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The identifier of the request that is being answered; empty outside of one."""
UNSEEN = {
    *range(0x20),
    *range(0x7F, 0xA0),
    *(0x2028, 0x2029),
    *(0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
}
"""What ends a line, steers a terminal or turns the direction of writing: whoever could
have it written could forge lines, or hide them."""
_ESCAPED = {code: f"\\u{code:04x}" for code in UNSEEN}


def task_id() -> str:
    """The identifier of Celery's task that runs in this thread; empty outside of one.

    Celery is asked only where something else has loaded it: a web server never does.
    """
    if (celery := sys.modules.get("celery")) is None:
        return ""
    request = getattr(getattr(celery, "current_task", None), "request", None)
    return str(getattr(request, "id", None) or "")


class WithIds(logging.Filter):
    """Adds ``request_id`` and ``task_id`` to every record; lets all of them pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = REQUEST_ID.get()
        record.task_id = task_id()
        return True


class Line(logging.Formatter):
    """A line for people: time, level, logger and message, then what identifies it.

    Line breaks and controls in a message are escaped; what is told of an exception
    follows indented, so that no line of it looks like another record.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the line; a traceback follows it."""
        told = [
            f"{name}={value}"
            for name in ("request_id", "task_id")
            if (value := getattr(record, name, ""))
        ]
        line = super().formatMessage(record).translate(_ESCAPED)
        return f"{line} [{' '.join(told)}]" if told else line

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Return the traceback, indented."""
        return _indented(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802
        """Return the calls that led to the record, indented."""
        return _indented(super().formatStack(stack_info))


def _indented(text: str) -> str:
    lines = (line.translate(_ESCAPED) for line in text.split("\n"))
    return "\n".join(f"    {line}" for line in lines)


class JsonLine(JsonFormatter):
    """One JSON object a line.

    ``time`` (ISO 8601, UTC), ``level``, ``logger``, ``message``, ``request_id`` and
    ``task_id`` where there are any, what the record was given as ``extra``, and
    ``exc_info`` with the traceback.
    """

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message", "request_id", "task_id"],
            rename_fields={"levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, object]) -> dict[str, object]:
        """Leave out identifiers that there are not, and Django's request.

        It would be written with all that its reader looked for.
        """
        return {
            name: value
            for name, value in log_data.items()
            if name != "request"
            and (value != "" or name not in ("request_id", "task_id"))
        }

    def add_fields(
        self,
        log_data: dict[str, object],
        record: logging.LogRecord,
        message_dict: dict[str, object],
    ) -> None:
        """Begin with the time."""
        moment = datetime.fromtimestamp(record.created, UTC)
        log_data["time"] = moment.isoformat(timespec="milliseconds")
        super().add_fields(log_data, record, message_dict)

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; what JSON leaves as it is and ends a line is escaped."""
        return super().format(record).translate(_ESCAPED)
