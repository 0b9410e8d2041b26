"""ninjs of the IPTC, generations 1 to 3: news in JSON. Kind “ninjs”.

A file holds one item or a list of them. Of generation 3 the names are written with
capitals (versionCreated); they mean what those of 2 do. A file of JSON that holds
import records instead is read as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from quotes.formats.files import read_bounded
from quotes.formats.json_text import load_json
from quotes.ingest.fetching.public_addresses import is_web_address
from quotes.ingest.records import Record, RecordError, read_record
from quotes.ingest.sources.decoding import Decoded, decode, repair
from quotes.ingest.sources.format import Format, Taken
from quotes.ingest.sources.item import Failure, Items, Source, checked, reader_name
from quotes.ingest.sources.markup import text_of_html
from quotes.ingest.sources.printed_dates import read_moment

READER = reader_name("ninjs", 1, "lxml")
JSON = reader_name("json", 1)


def read_ninjs(source: Source) -> Items:
    """Yield the articles of ``source``."""
    data = read_bounded(source.file)
    try:
        parsed = load_json(decode(data).text)
    except ValueError as error:
        yield Failure(source.name, f"is no valid JSON: {error}")
        return
    items = _listed(parsed)
    if not items:
        yield Failure(source.name, "holds no item of text")
    for number, item in enumerate(items, 1):
        origin = source.name if len(items) == 1 else f"{source.name}#{number}"
        yield _read_item(item, origin, data, source)


def _listed(parsed: Any) -> list[Any]:
    """The items in ``parsed``, without those that are no text."""
    if isinstance(parsed, Mapping) and isinstance(parsed.get("items"), list):
        parsed = parsed["items"]
    items = parsed if isinstance(parsed, list) else [parsed]
    return [one for one in items if not _is_other(one)]


def _is_other(item: Any) -> bool:
    """Whether an item says that it is a picture, a video or the like."""
    kind = item.get("type") if isinstance(item, Mapping) else None
    return isinstance(kind, str) and kind not in ("text", "composite")


def _read_item(item: Any, origin: str, data: bytes, source: Source) -> Record | Failure:
    if not isinstance(item, Mapping):
        return Failure(origin, "is no JSON object with the fields of an article")
    if "text" in item:
        return _read_record(item, origin, data, source)
    told = {str(name).lower(): value for name, value in item.items()}
    if refusal := _refusal(told):
        return Failure(origin, refusal)
    uri = _text(told.get("uri"))
    decoded = repair(Decoded(_body(told), ""))
    defaults = source.defaults
    published = (
        read_moment(told.get("firstcreated"))
        or read_moment(told.get("contentcreated"))
        or read_moment(told.get("versioncreated"))
    )
    return checked(
        Record(
            origin=origin,
            id=uri or source.stem,
            outlet=_publisher(told) or defaults.outlet or "",
            url=uri if is_web_address(uri) else None,
            title=_best(told, "headlines") or _text(told.get("headline")),
            byline=_text(told.get("by")) or _text(told.get("byline")),
            published_at=published or defaults.published_at,
            language=_text(told.get("language")) or defaults.language,
            text=decoded.text,
            provenance=source.provenance(
                data, READER, place=origin, repairs=decoded.repairs
            ),
        )
    )


def _read_record(
    item: Mapping[Any, Any], origin: str, data: bytes, source: Source
) -> Record | Failure:
    try:
        record = read_record(item, origin=origin, defaults=source.defaults)
    except RecordError as error:
        return Failure(origin, str(error))
    return replace(record, provenance=source.provenance(data, JSON, place=origin))


def _refusal(told: Mapping[str, Any]) -> str:
    """Why an item may not be published, or ""."""
    status = _text(told.get("pubstatus")).lower()
    if status in ("canceled", "cancelled", "withheld"):
        return f"is {status} by its provider"
    embargo = read_moment(told.get("embargoed"))
    if embargo is not None and embargo > datetime.now(UTC):
        return f"is embargoed until {embargo:%Y-%m-%d %H:%M} UTC"
    return ""


def _body(told: Mapping[str, Any]) -> str:
    """The text of an item: of its marked-up body, which has paragraphs, or plain."""
    bodies = [one for one in _list(told.get("bodies")) if isinstance(one, Mapping)]
    plain = []
    for body in bodies:
        named = {str(name).lower(): _text(value) for name, value in body.items()}
        markup = f"{named.get('contenttype', '')} {named.get('role', '')}".lower()
        value = named.get("value", "")
        if "html" in markup or "nitf" in markup or "xml" in markup:
            if text := text_of_html(value):
                return text
        else:
            plain.append(value)
    for name in ("body_xhtml", "body_html"):
        if text := text_of_html(_text(told.get(name))):
            return text
    return next(filter(None, [*plain, _text(told.get("body_text"))]), "")


def _publisher(told: Mapping[str, Any]) -> str:
    """Whose item it is: its provider among the sources, else who has the rights."""
    for one in _list(told.get("infosources")):
        if isinstance(one, Mapping):
            role = _text(one.get("role")).lower()
            if "provider" in role or not role:
                return _text(one.get("name"))
    return _text(told.get("provider")) or _text(told.get("copyrightholder"))


def _best(told: Mapping[str, Any], name: str) -> str:
    """The main one of several headlines, else the first."""
    values = [one for one in _list(told.get(name)) if isinstance(one, Mapping)]
    values.sort(key=lambda one: one.get("role") != "main")
    return _text(values[0].get("value")) if values else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


FORMAT = Format(
    "ninjs",
    "ninjs of an agency, or articles as in .jsonl",
    (".json", ".ninjs"),
    read_ninjs,
    Taken(
        outlet="provider among `infosources`, else `copyrightholder`",
        address="`uri` where it is one",
        heading="main of `headlines`, `headline`; `by`, `byline`",
        date="`firstcreated`, else `contentcreated`, `versioncreated`",
        language="`language`",
        text="body in XHTML or HTML, else plain: `bodies`, `body_xhtml`, `body_text`",
    ),
    begins=(b"{", b"["),
)
