"""Runs of capitalised words, and where a body's name goes on beyond one."""

from __future__ import annotations

import re

from quotes.extraction.budget import check_time
from quotes.extraction.types import Range
from quotes.extraction.who.spelled_names import joined_to_long_forms, long_forms
from quotes.names.gazetteer import organisations, people, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import (
    fold_word,
    is_first_name,
    is_function_word,
    is_place,
    is_plural_role,
    is_role,
)

_UPPER = "".join(chr(code) for code in range(ord("A"), 0x530) if chr(code).isupper())
# A letter that was decoded twice, as texts out of databases have it: "PeÃ±a".
_DECODED_TWICE = r"(?:(?<=[ÃÂ])[\x80-\xbf\u0152-\u2122]\w*)*"
TOKEN = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Sgt|Capt|Cmdr|Adm|Rev|Hon"
    r"|Jr|Sr|St|Atty|Pres|Det|Insp|Supt|Engr|Eng|Barr|Alh|Amb|Smt)\."
    rf"|(?:[{_UPPER}]\.)+(?:-[{_UPPER}]\.)?"
    rf"|[{_UPPER}][\w-]*\.(?:com|org|net)\b"
    rf"|(?:(?:al|el|ad|an|as|ash|at)-|[dDOLl][’'])?[{_UPPER}]\w*{_DECODED_TWICE}"
    rf"(?:[-‑&][\w]+|[’'](?![sS]\b)(?=[{_UPPER}a-z])\w+"
    r"|(?<=s)[’'](?= (?:Union|Association|Party|Federation|Club|Council|Institute"
    r"|Society|League|Guild|Alliance|Fund|Committee|Rights|Group|Commission)\b))*)"
)
_PARTICLE = "|".join(
    sorted((p for p in people.PARTICLES if p not in {"e", "y"}), key=len, reverse=True)
)
_JOINER = (
    rf"(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0]){{0,2}}"
    r"|[ \u00a0][“\"'‘][\w. -]{2,20}[”\"'’][ \u00a0])"
)
_RUN = re.compile(
    rf"(?<![\w’'-]){TOKEN}(?:{_JOINER}{TOKEN}|,?[ \u00a0](?:Jr|Sr)\b\.?){{0,11}}"
)
_EVERYWHERE = word_set(
    """
    The Health Finance Supreme High Appeal Appeals Central National State Federal City
    District Education Interior Foreign Defence Defense Justice Labour Labor Trade
    County Regional Crown Magistrates Family Police Fire General Home Human
    """
)
_LINK = re.compile(r"[ \u00a0](?:of|for|on|in)(?: the)?[ \u00a0]$")
# "the Contest Between the Reve and the Sol", "NRC at the University of Norland".
_BETWEEN = re.compile(r"(?:[ \u00a0]the)?[ \u00a0]$")
_AND = re.compile(r"[ \u00a0]and(?: the)?[ \u00a0]$")
_AND_FIELD = re.compile(r",?[ \u00a0](?:and[ \u00a0](?:the[ \u00a0])?|&[ \u00a0])?")
_AT_UNIVERSITY = re.compile(r"[ \u00a0]at(?: the)?[ \u00a0]$")
_UNIVERSITY = re.compile(r"(?:\w+[ \u00a0]){0,3}(?:University|College|Institute)\b")


def joined_runs(text: str) -> list[tuple[int, int]]:
    """Runs of capitalised words; "Ministry" + "of" + "Defence" is one run."""
    runs: list[tuple[int, int]] = []
    for match in _RUN.finditer(text):
        check_time()
        start, end = match.span()
        if runs and start - runs[-1][1] <= 9:
            left = runs[-1]
            last = fold_word(text[left[0] : left[1]].rsplit(None, 1)[-1])
            joins = last in organisations.ORGANISATION_HEADS or is_role(last)
            joins = joins and not _is_named_by_trade(text[slice(*left)].split())
            dated = is_function_word(fold_word(text[start:end].split()[0]))
            between = text[left[1] : start]
            linked = joins and _LINK.match(between) is not None
            linked = linked and not _is_where(text, left, start, end)
            if not dated and (linked or _goes_on(text, left, between, start, end)):
                runs[-1] = (left[0], end)
                continue
        runs.append((start, end))
    return joined_to_long_forms(runs, long_forms(text))


def _is_named_by_trade(words: list[str]) -> bool:
    """Whether a trade is a surname: "Mina Baker of Salem" is no baker of Salem."""
    return (
        len(words) == 2
        and fold_word(words[1]) in people.TRADES_AS_SURNAMES
        and is_first_name(fold_word(words[0]))
    )


def _is_where(text: str, left: Range, start: int, end: int) -> bool:
    """Whether "in" and a place tell where a body is: "the Rope Museum in Salem".

    Of a body that many places have, the place says which it is: "the Health Ministry in
    Norland", "the Court of Appeal in Salem".
    """
    where = text[start - 4 : start] == " in " and is_place(text[start:end])
    return where and is_known_by_name(text[slice(*left)].split())


def is_known_by_name(words: list[str]) -> bool:
    """Whether a body's name alone tells which it is, wherever it is."""
    return "of" not in words and any(word not in _EVERYWHERE for word in words[:-1])


def _goes_on(text: str, left: Range, between: str, start: int, end: int) -> bool:
    """Whether a body's name goes on: over "Between … and …", "at the University …"."""
    words = text[slice(*left)].split()
    if len(words) > 1 and words[-1] in ("Between", "Against"):
        return _BETWEEN.match(between) is not None
    if any(word in ("Between", "Against") for word in words[2:-1]):
        return words.count("and") == 0 and _AND.match(between) is not None
    if _AND_FIELD.fullmatch(between) and (
        {"of", "for", "on"} & set(words) and _is_of_many(words, text[start:end].split())
    ):
        return True
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) > 2
    return (
        acronym
        and _AT_UNIVERSITY.match(between) is not None
        and _UNIVERSITY.match(text, start, end) is not None
    )


def _is_of_many(left: list[str], right: list[str]) -> bool:
    """Whether a body's or an office's name goes on over "and" or a comma.

    "Ministry of Roads" + "Bridges", "Union of Nurses" + "Midwives": fields, or plurals.
    """
    first = fold_word(right[0])
    head = fold_word(left[0]) if len(left) > 1 else ""
    known = {head, *map(fold_word, left[:4])} & organisations.ORGANISATION_HEADS
    if not known and not any(is_role(fold_word(word)) for word in left[:3]):
        return False
    return first in roles.FIELDS or (is_plural_role(first) and len(right) == 1)
