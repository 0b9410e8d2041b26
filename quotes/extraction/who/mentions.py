"""Names in a text: where they stand, their titles and their appositions.

One pass finds runs of capitalised words; each is taken apart by ``person_names``. What
is named in lower case ("the US state department") ``head_mentions`` finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quotes.extraction.budget import check_time
from quotes.extraction.text.layout import is_in_dateline
from quotes.extraction.text.outline import Outline
from quotes.extraction.who.appositions import apposition, role_before
from quotes.extraction.who.handles import find_handles
from quotes.extraction.who.name_leads import office_before, without_lead
from quotes.extraction.who.name_runs import TOKEN, joined_runs
from quotes.names.gazetteer import roles
from quotes.names.gazetteer.words import word_set
from quotes.names.offices import behind_office
from quotes.names.person_names import (
    NameKind,
    fold_word,
    is_name_word,
    is_title,
)
from quotes.names.split_names import SplitName, split_name

_PART = re.compile(rf"{TOKEN}|[“\"'‘][\w. -]{{2,20}}[”\"'’]|[\w-]+")
_POSSESSIVE = re.compile(r"[’'](?:[sS]\b|(?=[\s,.]))")
_ACRONYM = re.compile(r"\s\(([A-Z][A-Z0-9&-]{1,9})\)")
DETERMINERS = word_set("the a an its his her their our this that")
_ADVERBIAL = 32
_TIME_OR_PLACE = re.compile(
    r"(?:On|In|At|By|Last|Late|Earlier|Later|This|Meanwhile)\b[^,]*$"
)
_KIN_COMMA = re.compile(
    r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir)|[’']s?)\s(?:[a-z]+\s)?([a-z]+),?\s$"
)
_CLOSE = roles.KIN | word_set(
    """
    nephew niece uncle aunt cousin grandson granddaughter grandfather grandmother
    stepson stepdaughter stepfather stepmother fiancé fiancée fiance fiancee partner
    boyfriend
    girlfriend godson goddaughter twin half-brother half-sister toddler baby
    """
)
_THE = re.compile(r"\b[Tt]he[ \u00a0]$")
# "but the careful Ada was in no hurry"
_THE_ADJECTIVE = re.compile(r"\b[Tt]he\s(?:[a-z]+\s)?(?P<adjective>[a-z]+)$")
_CLAUSE_START = re.compile(
    r"(?:^|[,;:—–(“\"]|\b(?:and|but|that|when|as|if|while|because))\s*$"
)
_OBLIQUE = word_set(
    """
    of to for with by on from against about in at than over between under into
    through via toward towards without behind like after before during including
    near
    """
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name printed in the text.

    start, end: the name without its title. words: its words. kind, sure: as
    ``person_names.split_name`` judges. title: title or role phrase before the name.
    description: apposition, before or after. acronym: printed behind it in
    parentheses. possessive, subject: how it stands in its sentence, as far as
    neighbouring words tell.
    """

    start: int
    end: int
    name: str
    words: tuple[str, ...]
    kind: NameKind
    sure: bool
    title: str = ""
    description: str = ""
    acronym: str = ""
    possessive: bool = False
    subject: bool = False
    oblique: bool = False


def find_mentions(text: str, outline: Outline) -> list[Mention]:
    """Every name in ``text`` outside lines printed as headlines, in order."""
    lower = frozenset(re.findall(r"(?<![\w’'])[a-z]{3,}(?![\w])", text))
    found: list[Mention] = []
    for start, end in joined_runs(text):
        check_time()
        if outline.is_headline(start):
            continue
        mention = _mention(text, outline, start, end, lower)
        if mention is None:
            continue
        if not mention.sure and is_in_dateline(text, mention.end):
            mention = replace(mention, kind=NameKind.PLACE, subject=False)
        if found and found[-1].start >= mention.start - len(mention.title) - 1:
            # "Holm" of "Holm campaign manager Ole Sand" says whose he is.
            found[-1] = replace(found[-1], subject=False, possessive=True)
        found.append(mention)
    return _with_handles(text, outline, found)


def _with_handles(text: str, outline: Outline, found: list[Mention]) -> list[Mention]:
    """``found`` and the handles of people, in order."""
    handles = [
        _described(
            text,
            outline,
            start,
            start,
            end,
            (text[start:end],),
            NameKind.PERSON,
            True,
            0,
        )
        for start, end in find_handles(text)
    ]
    if not handles:
        return found
    taken = {one.start for one in handles}
    kept = [mention for mention in found if mention.start not in taken]
    titled = [replace(one, title=one.title or "user") for one in handles]
    return sorted((*kept, *titled), key=lambda mention: mention.start)


def _mention(
    text: str, outline: Outline, start: int, end: int, lower: frozenset[str]
) -> Mention | None:
    parts = [
        (start + m.start(), start + m.end()) for m in _PART.finditer(text[start:end])
    ]
    parts = without_lead(text, outline, parts, lower)
    if not parts:
        return None
    words = tuple(text[a:b] for a, b in parts if text[a] not in "“\"'‘")
    if not words:
        return None
    split = split_name(words)
    run_start = office_before(text, parts[0][0])
    bodies = (NameKind.ORGANISATION, NameKind.PLACE)
    if run_start < parts[0][0] and split.kind not in bodies:
        split = _behind_office(text[run_start : parts[0][0]].split(), words) or split
    run_start = run_start if split.before else parts[0][0]
    if split.kind is NameKind.OTHER and len(words) == 1 and not is_name_word(words[0]):
        return None
    name_start = (
        parts[0][0] if not split.before else _start_of(parts, words, split.before, text)
    )
    return _described(
        text,
        outline,
        run_start,
        name_start,
        parts[-1][1],
        words,
        split.kind,
        split.sure,
        split.before,
    )


def _behind_office(office: list[str], words: tuple[str, ...]) -> SplitName | None:
    """A run taken apart behind an office in lower case: "secretary of State Holm"."""
    before = behind_office((*office, *words)) - len(office)
    if before <= 0 or not all(map(is_name_word, words[before:])):
        return None
    return SplitName(before, NameKind.PERSON, True)


def _start_of(
    parts: list[tuple[int, int]], words: tuple[str, ...], before: int, text: str
) -> int:
    real = [part for part in parts if text[part[0]] not in "“\"'‘"]
    return real[before][0]


def _described(
    text: str,
    outline: Outline,
    run_start: int,
    start: int,
    end: int,
    words: tuple[str, ...],
    kind: NameKind,
    sure: bool,
    before: int,
) -> Mention:
    possessive = _POSSESSIVE.match(text, end) is not None
    title, lead = text[run_start:start].strip(), ""
    if kind in (NameKind.PERSON, NameKind.OTHER):
        lone = len(words) - before == 1
        lead = role_before(text, run_start, full=not lone)
        title = f"{lead} {title}".strip()
        if kind is NameKind.OTHER and lone:
            kind, sure, title = _lone(text, run_start, lead, title, sure=sure)
    if kind is NameKind.PERSON and not sure and _has_article(text, run_start, title):
        kind = NameKind.ORGANISATION
    description = ""
    if kind is NameKind.PERSON and not possessive:
        description = apposition(text, run_start, end)
    acronym = "" if kind is NameKind.PERSON else _acronym_behind(text, end)
    lead_start = len(text[:run_start].rstrip()) - len(lead) if lead else run_start
    subject, oblique = _position(text, outline, lead_start, end)
    return Mention(
        start=start,
        end=end,
        name=text[start:end],
        words=words[before:],
        kind=kind,
        sure=sure or bool(lead) or bool(description),
        title=title,
        description=description,
        acronym=acronym,
        possessive=possessive,
        subject=subject and not possessive,
        oblique=oblique,
    )


def _lone(
    text: str, start: int, lead: str, title: str, *, sure: bool
) -> tuple[NameKind, bool, str]:
    """Kind of a lone name, whether that is sure, and title: "his wife, Mina", "the
    tailor Mina" name people."""
    kin = "" if title else _kin_before(text, start)
    if lead or kin:
        return NameKind.PERSON, True, title or kin
    return NameKind.OTHER, sure, title


def _kin_before(text: str, start: int) -> str:
    """What relative a lone first name is: "wife" in "his wife, Mina, said"."""
    found = _KIN_COMMA.search(text, max(0, start - 40), start)
    return found[1] if found is not None and found[1] in _CLOSE else ""


def _has_article(text: str, run_start: int, title: str) -> bool:
    """Whether "the" stands before a name, and no title that would take it."""
    if any(is_title(fold_word(word)) for word in title.split()):
        return False
    return _THE.search(text, max(0, run_start - 5), run_start) is not None


def _acronym_behind(text: str, end: int) -> str:
    """The acronym printed in parentheses behind a name that ends there, or ""."""
    found = _ACRONYM.match(text, end)
    return found[1] if found else ""


def _position(text: str, outline: Outline, start: int, end: int) -> tuple[bool, bool]:
    """Whether a mention looks like a subject, and whether a preposition governs it."""
    opens = outline.sentence_starts[outline.sentence(start)]
    before = text[max(opens, start - 40) : start]
    stripped = before.rstrip(" “\"'‘")
    last = _last_word(stripped)
    adjective = _THE_ADJECTIVE.search(stripped)
    if adjective is not None:
        stripped = stripped[: adjective.start("adjective")].rstrip()
        last = _last_word(stripped)
    if last in DETERMINERS:
        stripped = stripped[: -len(last)].rstrip()
        last = _last_word(stripped)
    if last in _OBLIQUE:
        return False, True
    if start - opens < _ADVERBIAL and _TIME_OR_PLACE.match(stripped):
        return True, False
    return _CLAUSE_START.search(stripped) is not None, False


def _last_word(text: str) -> str:
    words = text.rsplit(None, 1)
    return words[-1].lower() if words else ""
