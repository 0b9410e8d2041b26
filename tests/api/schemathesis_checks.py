"""What schemathesis loads for tests/api/test_schemathesis.py: addresses and a check.

Known addresses come from the variable KNOWN_KEYS, a JSON object of lists of keys by
resource: made up at random, an id is hardly ever one that there is.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from typing import Any

import schemathesis

KNOWN_KEYS: dict[str, list[str]] = json.loads(os.environ.get("KNOWN_KEYS", "{}"))

# Why data as the document has it may still be refused: reasons no schema can tell.
BEYOND_SCHEMA = re.compile(
    r"There is no (?:speaker|outlet|article|statement|relayed by|quote) ['\"]"
    r"|Not a cursor that was given out here"
    r"|It belongs to a list in another order"
    r"|A look-up by name has one page"
    r"|[Oo]nly together with q"
    r"|Nothing but exclusions"
    r"|No word in it"
    r"|No letter or digit in it"
    r"|Longer than \d+ words"
    r"|Contains a NUL character"
    # Of a moment of the past: which moments those are, the clock says.
    r"|lies in the future"
    # Controls that Python takes for blanks, and regular expressions of JSON do not.
    r"|Empty"
    # What stands in a parameter of the reconciliation service is JSON of its own.
    r"|Not JSON|Not a batch|Not a query|Must be a list|Must be an object"
    r"|There is no such (?:type|property|key)"
    # An address may be one, and yet none that is called.
    r"|Not an address|printable characters of ASCII|is not on the public internet"
    r"|Leave name and password out|There is no port 0"
    r"|There is no saved search of yours"
)


@schemathesis.hook
def map_path_parameters(
    context: schemathesis.HookContext, path_parameters: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Let two addresses of three lead to something, the same ones at every run."""
    key = (path_parameters or {}).get("key")
    if context.operation is None or not isinstance(key, str):
        return path_parameters
    resource = context.operation.path.removeprefix("/api/v1/").split("/")[0]
    number = zlib.crc32(key.encode(errors="replace"))
    keys = KNOWN_KEYS.get(resource, [])
    if keys and number % 3:
        return {"key": keys[number % len(keys)]}
    return path_parameters


@schemathesis.check
def valid_data_is_refused_only_for_reasons_beyond_the_schema(
    context: schemathesis.CheckContext,
    response: schemathesis.Response,
    case: schemathesis.Case,
) -> None:
    """A 400 to what the document allows names the parameter, and such a reason."""
    valid = (
        case.meta is not None
        and case.meta.generation.mode is schemathesis.GenerationMode.POSITIVE
    )
    if response.status_code != 400 or not valid:
        return
    errors = response.json().get("errors", [])
    assert errors, "refused without naming a parameter"
    for error in errors:
        # Which parameters a saved search takes depends on its kind.
        if error["parameter"].startswith("parameters."):
            continue
        assert BEYOND_SCHEMA.search(error["detail"]), error
