"""From bytes to the text that was printed, and what had to be done for it.

Order, as browsers have it: a byte order mark, what the transport says, what the
document says of itself, UTF-8, and only then a guess by its bytes. A text that was
decoded wrongly before it came to us (“â€œ” for a quotation mark) is read back where
that is certain. Nothing else is changed: no quotation mark made straight, no blank
made plain.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

import charset_normalizer
import ftfy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is called by these names is, all over the web, the other: WHATWG's Encoding.
_MEANT = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}
_WESTERN = "windows-1252"
_USUAL = frozenset(
    "‘’“”‚„‹›«»–—…•€£¥§©®™°½¼¾·\u00a0\u00adäöüßéèêëàâáãåæçñóòôõøíîïúùûÿœ"
    "ÄÖÜÉÈÊËÀÂÁÃÅÆÇÑÓÒÔÕØÍÎÏÚÙÛŸŒ¡¿"
)
_GUESSED_FROM = 200_000
"""Bytes by which an encoding is guessed."""
# An apostrophe of old Macintoshes, which elsewhere is a capital letter; and the
# quotation marks of Windows.
_MAC = re.compile(rb"[a-z]\xd5[a-z]")
_WESTERN_MARKS = re.compile(rb"[\x91-\x94]")
# These begin with a byte order mark, or are told.
_WIDE = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
_STRAY = 0.01
"""Share of the bytes beyond ASCII that may be broken in what still is UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read by, and what else was done, in words."""

    text: str
    charset: str
    repairs: tuple[str, ...] = ()


def decode(data: bytes, *declared: str) -> Decoded:
    """Return the text of ``data``.

    declared: encodings that are told of it, the surest first; "" for none.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return Decoded(rest.decode(charset, errors="replace"), charset)
    told = [name for name in map(known_charset, declared) if name]
    for charset in dict.fromkeys((*told, "utf-8")):
        try:
            text = data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
        if charset == _WESTERN and told and not data.isascii() and _is_utf8(data):
            # Said to be Western, and by all its bytes UTF-8: servers say so by default.
            return Decoded(data.decode(), "utf-8", (_said(charset, "utf-8"),))
        repairs = (_said(told[0], charset),) if told and charset != told[0] else ()
        return Decoded(text, charset, repairs)
    return _guess(data, told[0] if told else "")


def repair(decoded: Decoded) -> Decoded:
    """Read back what of a text had been decoded wrongly before, and say so."""
    text = ftfy.fix_encoding(decoded.text)
    if text == decoded.text:
        return decoded
    told = "characters decoded wrongly before were read back (ftfy)"
    return replace(decoded, text=text, repairs=(*decoded.repairs, told))


def known_charset(name: str) -> str:
    """Return how Python calls the encoding ``name``; "" where it knows none."""
    try:
        known = codecs.lookup(name.strip()).name if name.strip() else ""
        # Some codecs of Python's are no encodings of text.
        "".encode(known or "ascii")
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""
    if known in ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7"):
        return ""
    return _MEANT.get(known, "windows-1252" if known == "cp1252" else known)


def _guess(data: bytes, told: str) -> Decoded:
    """Decode what is neither what it says it is nor UTF-8."""
    stray = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in stray)
    beyond = sum(character > "\x7f" for character in stray)
    if broken <= max(1, beyond * _STRAY) < beyond:
        text = "".join(map(_western, stray))
        repairs = f"{broken} bytes that are no UTF-8 were read as {_WESTERN}"
        return Decoded(text, "utf-8", (repairs,))
    charset = _likeliest(data[:_GUESSED_FROM])
    text = data.decode(charset, errors="replace")
    return Decoded(text, charset, (_said(told, charset),))


def _likeliest(data: bytes) -> str:
    """The encoding that ``data`` most likely has; Western where little tells."""
    if _MAC.search(data) and not _WESTERN_MARKS.search(data):
        return "mac-roman"
    best = charset_normalizer.from_bytes(data, cp_exclusion=_WIDE).best()
    if best is None or _reads_as_western(data):
        return _WESTERN
    return known_charset(best.encoding) or _WESTERN


def _reads_as_western(data: bytes) -> bool:
    """Whether all of it would be usual in a text of Western Europe.

    By its few bytes beyond ASCII an encoding is guessed badly: those of “café” are
    letters in any of them.
    """
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    return all(c < "\x7f" or c in _USUAL for c in text)


def _western(character: str) -> str:
    if not "\udc80" <= character <= "\udcff":
        return character
    return bytes([ord(character) - 0xDC00]).decode(_WESTERN, errors="replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _said(told: str, charset: str) -> str:
    if told and told != charset:
        return f"read as {charset}, though it says {told}"
    return f"read as {charset}, which is a guess"
