"""What is said about somebody right before or after the name: title, apposition."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word, is_role, is_title

_DETERMINER = word_set("the a an its his her their our this that")
_STOP = word_set(
    """
    of in to for by and or with on at from as that is was has had were are be been
    but when while because after before if than then said says say told tells asked
    added adding quoted saying cited citing between against about like over under
    into via where who which whom made called calls named including since until also
    not will would could should may might must can do does did
    """
)
_BEFORE_NAME = re.compile(r"(?:[\w’'.‑-]+[ \u00a0]){1,7}$")
_WORD_BEFORE_NAME = re.compile(r"[\w’'.‑-]+$")
_APPOSITION = re.compile(
    r",\s+((?:[^,;:.()“”\"\n—]|(?<=\bMr)\.|(?<=\bM[rs]s)\.|(?<=\bMs)\.|(?<=\bDr)\."
    r"|(?<=[A-Z])\.){3,200})"
)
_APPOSITION_BEFORE = re.compile(r"([^,;:.()“”\"\n—]{3,110}),\s*$")
_PREPOSITION = re.compile(
    r"\s(?:of|as|at|for|from|in|with|on|who|whose|that|to|and|by|under|between|behind"
    r"|which|said|says|told|where|during|based|running|leading|representing)\b"
)
_ADVERBS = frozenset(("even", "once", "still", "then", "now", "either", "especially"))
_INDEFINITE = frozenset(("a", "an"))
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "ant", "ee")
_HOLDS = re.compile(r"an? (?:[\w-]+ ){1,4}(?:at|for|with|who) ")
_WINDOW = 90


def role_before(text: str, start: int, *, full: bool) -> str:
    """The role phrase in lower case that stands right before a name, or ""."""
    low = max(0, start - _WINDOW)
    # Few names have a title before them: the last word tells before all are read.
    if not _is_title_last(text[low:start]):
        return ""
    match = _BEFORE_NAME.search(text, low, start)
    if match is None:
        return ""
    words = match[0].split()
    keep: list[str] = []
    for word in reversed(words):
        if word.lower() in _DETERMINER and (word.lower() in _INDEFINITE or not full):
            return ""
        if _ends_title(word):
            break
        keep.append(word)
    while keep and keep[-1].endswith("ing"):
        keep.pop()
    return " ".join(reversed(keep))


def _is_title_last(before: str) -> bool:
    """Whether the words before a name end with a title in lower case and a blank."""
    before = before.removesuffix("\n")
    if not before.endswith((" ", "\u00a0")):
        return False
    # From the last blank before it on: a word has none, and so little is searched.
    first = max(before.rfind(" ", 0, -1), before.rfind("\u00a0", 0, -1), 0)
    word = _WORD_BEFORE_NAME.search(before, first, len(before) - 1)
    if word is None:
        return False
    return word[0][0].islower() and is_title(fold_word(word[0]))


def _ends_title(word: str) -> bool:
    if word.lower() in _DETERMINER or word.lower() in _STOP:
        return True
    return word[-1] == "." and re.fullmatch(r"(?:[A-Z]\.)+", word) is None


def apposition(text: str, run_start: int, end: int) -> str:
    """The role phrase that a comma sets apart after a name, or before it, or ""."""
    after = _APPOSITION.match(text, end)
    if after is not None:
        phrase = role_phrase(after[1])
        if phrase:
            return phrase
    low = max(0, run_start - _WINDOW - 20)
    if not text[low:run_start].rstrip().endswith(","):
        return ""
    before = _APPOSITION_BEFORE.search(text, low, run_start)
    return _ending_role(before[1]) if before is not None else ""


@lru_cache(maxsize=10_000)
def role_phrase(phrase: str) -> str:
    """``phrase`` if it says what somebody is ("an analyst at the …"), else ""."""
    phrase = re.split(r"\s(?:said|says|told|tells|wrote|added|and\s[a-z]+s)\b", phrase)[
        0
    ].strip()
    head = _PREPOSITION.split(phrase, maxsplit=1)[0].split()
    if not head or len(head) > 8 or head[0].lower() in _STOP | _ADVERBS:
        return ""
    found = (
        is_role(fold_word(head[-1]))
        or (
            head[0].lower() in ("a", "an", "the")
            and any(is_role(fold_word(word)) for word in head[1:])
        )
        or (head[0].lower() in ("a", "an") and head[-1].endswith(_AGENT_ENDINGS))
    )
    return phrase if found or _HOLDS.match(phrase) else ""


def _ending_role(phrase: str) -> str:
    words = phrase.split()
    if not words or not is_role(fold_word(words[-1])):
        return ""
    keep: list[str] = []
    for word in reversed(words):
        if word.lower() in _STOP:
            break
        keep.append(word)
        if word.lower() in _DETERMINER or re.search(r"[’']s$", word):
            return " ".join(reversed(keep))
    return ""
