"""Where a source mention really begins and ends.

A span finder may cut a mention short ("old" of "the 41-year-old", "CPUC" of "CPUC
President Ada Holm"), or leave something on it that names nobody ("the Ledger on",
"officials, though", "a memo seen by the Ledger"). Here it becomes what a reader would
take for the name, always a stretch of the text.
"""

from __future__ import annotations

import re

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.who.behind_kinds import behind_kind, says_who
from quotes.extraction.who.context import Context
from quotes.extraction.who.mention_clauses import without_clauses
from quotes.extraction.who.mentions_in_asides import behind_occasion, outside_aside
from quotes.extraction.who.name_leads import HEADLINE_VERBS
from quotes.extraction.who.name_of_role import name_before_role, name_of_role
from quotes.extraction.who.phrases import Phrase, phrase_of
from quotes.names.gazetteer import organisations, people
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import (
    fold_word,
    is_function_word,
    is_role,
)

_HYPHENS = "-‑"
_LONGEST_GROWTH = 120
_SURNAMED = 2
# A name goes on: "CPUC" + " President Ada Holm", "the newspaper" + " Glim Herald".
_NAME_GOES_ON = re.compile(
    r"(?:[ \u00a0](?:(?:of|for|on)(?: the)?[ \u00a0])?[A-Z][\w.’'&-]*[\w’'])+"
)
_KIND_AND_NAME = re.compile(
    r"[ \u00a0][A-Z][\w’'&-]*(?:\.(?:com|org|net)\b)?(?:[ \u00a0][A-Z][\w’'&-]*){0,4}"
)
_KIND_ALONE = re.compile(
    r"(?:\s[a-z][\w’'-]*){1,4}?(?:,\s[A-Z][\w’'&.-]*(?:\s[A-Z][\w’'&.-]*)*)?(?=[,.;]|\s[a-z]+(?:ed|s)\b)"
)
# "In a statement sent to the Tide, Velora said"
_FRONTED = re.compile(
    r"(?:an?|the|his|her|its|their)\s(?:[\w’'-]+\s){0,3}?(?:statement|interview|letter"
    r"|e-?mail|message|post|tweet|note|memo|filing|speech|release|call|briefing|reply"
    r"|response|report|submission|blog|video|recording|conversation|chat|testimony)s?\b"
    r"[^“”\"]*,\s(?=[A-Z])"
)
_FRONTING = re.compile(
    r"(?:^|[.!?;:,\n“”\"]\s*)(?:In|Through|Via|From|With|During|By|in|during)\s$"
)
_ROLE_AND_NAME = re.compile(
    r"\s(?P<role>[a-z][\w-]*(?:\s[a-z][\w-]*){0,2}|ranking\s[A-Z][a-z]+)"
    r"\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+"
)
# "Navy Capt" + ". Ada Holm"; "the spokesman" + " the Rev. Ada Holm".
_TITLE_AND_NAME = re.compile(
    r"(?:(?<=\b(?:Rep|Sen|Gov|Gen|Col|Maj|Sgt|Adm|Rev))|(?<=\bCapt)|(?<=\b(?:Lt|Dr|Mr|Ms))"
    r"|(?<=\bMrs))\.(?:\s[A-Z][\w.’'-]*\w){1,4}"
    r"|\sthe\s(?:Rev|Hon)\.(?:\s[A-Z][\w.’'-]*\w){2,4}"
)
# "the share of Republicans saying": they say it.
_SHARE = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s(?:[a-z]+\s)?(?:share|percentage|proportion)"
    r"\sof\s(?=(?:the\s)?[A-Za-z][\w’'-]*s\b)"
)
# “…,” read a statement | from the club.
_ISSUER_BEHIND = re.compile(
    r"\s(?:from|(?:issued |released |sent |signed )?by)\s"
    r"(?:(?:[Tt]he|an?|its|his|her)\s)?"
    r"(?:[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*){0,4}|(?:[a-z][\w-]*\s)?[a-z][\w-]*"
    r"(?=[.,;”\"]|$))"
)
# "One of them, Harbour Health, said"
_ONE_OF_THEM = re.compile(
    r"(?:[Oo]ne|[Aa]nother)(?:\sof\s(?:them|those|these|the\s[a-z]+))?,\s(?=[A-Z])"
)
# "The Tarn-based Harbour Watch"
_BASED = re.compile(
    r"(?:[Tt]he\s|[Aa]n?\s)?(?:[A-Z][\w.]*\s){0,2}[A-Z][\w.]*-based\s(?:[a-z][\w-]*\s)*(?=[A-Z])"
)
_EXCLAIMING = re.compile(r"![ \u00a0][A-Z]\w*")
_LEAD = re.compile(
    r"^(?:[Bb]ut|[Aa]nd|[Yy]et|[Ss]o|[Ww]hether|[Ww]hile|[Tt]hen|[Ww]hen|[Aa]s|[Tt]hough"
    r"|[Aa]lthough|[Bb]ecause|[Ii]f|[Ss]ince|Can|Could|Did|Does|Do|Will|Would|Is|Was|Has"
    r"|Meanwhile|However|Also|Still|Even|Only|Just)[,\s]\s*(?=[A-Za-z\d])"
)
# "Wrote Ada Holm: “…”".
_INVERTED_LEAD = re.compile(
    r"^(?:Said|Says|Wrote|Writes|Added|Adds|Asked|Replied|Answered|Explained|Recalled"
    r"|Tweeted|Continued|Noted|Concluded|Told)\s(?=[A-Z])"
)
_DANGLING = word_set(
    """
    on in at of for to by with from a an the and or nor but though however also both
    too meanwhile earlier later who which that then as than about into over his her
    its their our whose monday tuesday wednesday thursday friday saturday sunday
    yesterday today tomorrow
    published released issued posted held briefed obtained seen unsealed filed dated
    taken conducted commissioned
    """
)
_ASIDE = re.compile(
    r",\s*(?:on the (?:other|one)(?: hand)?|in turn|for (?:his|her|its|their) part"
    r"|though|however|too|meanwhile|also|for (?:one|example|instance)|among others"
    r"|respectively|in particular)$",
    re.IGNORECASE,
)
_PARTICIPLE_LEAD = re.compile(r"^[A-Z][a-z]+ing\s(?:to|with|at|on|in|of|from|by)\s")
_PLAIN_VERBS = word_set("say tell warn urge insist admit deny argue")


def mended(context: Context, phrase: Phrase) -> Phrase:
    """``phrase`` with the words that belong to it, and without those that do not.

    Never empty: what would lose all of its words stays as it is.
    """
    if phrase.pronoun is not None:
        return phrase
    text = context.text
    start, end = _whole_words(text, phrase.start, phrase.end)
    start = _behind_fronted(text, start, end)
    start = behind_occasion(text, start, end)
    end = max(
        _grown(text, start, end), _with_issuer(text, start, end), context.name_end(end)
    )
    end = name_of_role(text, start, end)
    start, end = _shorn(text, start, end)
    end = _before_honours(text, start, end)
    start = behind_kind(text, start, end)
    start = name_before_role(text, start, end)
    for lead in (_SHARE, _ONE_OF_THEM, _BASED):
        found_lead = lead.match(text, start, end)
        start = found_lead.end() if found_lead is not None else start
    start, end = outside_aside(text, start, end) or (start, end)
    found = phrase_of(text, ((start, end),))
    return found or phrase


def _before_honours(text: str, start: int, end: int) -> int:
    """Where a name ends that "KC" or "MP" is printed behind."""
    words = text[start:end].rsplit(None, 2)
    honoured = len(words) > _SURNAMED and words[-1] in people.POST_NOMINALS
    if honoured and words[0].split()[0].lower() in ("the", "a", "an"):
        return end  # "the Salem Quay MP"
    # Behind a first name and a surname, no "minister and Leeds MP".
    named = honoured and all(w[:1].isupper() for w in (words[0].split()[-1], words[1]))
    return end - len(words[-1]) - 1 if named else end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to whole words; "41-year-old" and "PG&E" are one."""
    low, high = max(0, start - _LONGEST_GROWTH), min(len(text), end + _LONGEST_GROWTH)
    if text[start].isalnum():
        whole = start
        while start > low and _inside(text, start - 1, -1):
            start -= 1
        article = text[max(0, start - 4) : start].lower()
        if start < whole and article == "the ":
            start -= len(article)
    if text[end - 1].isalnum():
        while end < high and _inside(text, end, 1):
            end += 1
    exclaiming = _EXCLAIMING.match(text, end)
    if exclaiming and text[start:end].split()[-1][:1].isupper():
        end = exclaiming.end()
    return start, end


def _inside(text: str, at: int, step: int) -> bool:
    """Whether the character at ``at`` is within a word that goes on beyond it."""
    if text[at].isalnum():
        return True
    joins = text[at] in _HYPHENS or (text[at] == "&" and step > 0)
    beyond = at + step
    return joins and 0 <= beyond < len(text) and text[beyond].isalnum()


def _grown(text: str, start: int, end: int) -> int:
    """Where a name ends that the range leaves in its middle."""
    words = text[start:end].split()
    last = words[-1] if words else ""
    if not last or not last[-1].isalnum():
        return end
    titled = _TITLE_AND_NAME.match(text, end, end + _LONGEST_GROWTH)
    if titled is not None and (titled.group()[0] == "." or is_role(fold_word(last))):
        return titled.end()
    if len(words) == 1 and last.lower() in ("the", "a", "an"):
        kind = _KIND_ALONE.match(text, end, end + _LONGEST_GROWTH)
        return kind.end() if kind is not None else end
    if last[:1].isupper():
        match = _NAME_GOES_ON.match(text, end, end + _LONGEST_GROWTH)
        match = match or _role_and_name(text, end)
    elif _goes_on_with_name(words):
        match = _KIND_AND_NAME.match(text, end, end + _LONGEST_GROWTH)
    else:
        return end
    if match is None or not _is_name_tail(match.group()):
        return end
    return match.end()


def _with_issuer(text: str, start: int, end: int) -> int:
    """Where "a statement" ends that "from the club" stands behind."""
    last = text[start:end].rsplit(None, 1)[-1:]
    if not last or fold_word(last[0]) not in organisations.DOCUMENT_NOUNS:
        return end
    issued = _ISSUER_BEHIND.match(text, end, end + _LONGEST_GROWTH)
    return issued.end() if issued is not None else end


def _goes_on_with_name(words: list[str]) -> bool:
    """Whether a name may follow: "the newspaper" …, "the front page of" …"""
    last = words[-1]
    if last.lower() in ("of", "the") and len(words) > 1:
        return True
    return any(map(says_who, (last, *last.split("-"))))


def _role_and_name(text: str, end: int) -> re.Match[str] | None:
    """Like " editor-in-chief Ada Holm" behind "Tide": what somebody is, and who."""
    match = _ROLE_AND_NAME.match(text, end, end + _LONGEST_GROWTH)
    words = re.split(r"[\s-]", match["role"]) if match is not None else ()
    if words[:1] != ["ranking"] and not any(map(says_who, words)):
        return None
    return match


def _behind_fronted(text: str, start: int, end: int) -> int:
    """Where who speaks begins behind "In a statement sent to the Tide, "."""
    match = _FRONTED.match(text, start, end)
    if match is None or _FRONTING.search(text, max(0, start - 12), start) is None:
        return start
    return match.end()


def _is_name_tail(tail: str) -> bool:
    first = tail.split()[0]
    if first.islower():
        # "the House Committee" + " on Energy"; "Ada Holm" + " of Norland" is complete.
        return any(map(says_who, first.split("-")))
    return not is_function_word(fold_word(first)) and not _is_reporting(first)


def _is_reporting(word: str) -> bool:
    """Whether a capital verb of speech follows, as in headlines: "Norland Confirms"."""
    form = word.lower()
    if word in HEADLINE_VERBS or form in _PLAIN_VERBS:
        return True  # "Some Say", "Critics Warn"
    return form in QUOTE_FORMS and form.endswith(("s", "ed")) and form != "states"


def _shorn(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without clauses, asides and dangling words."""
    words = text[start:end]
    verb = _INVERTED_LEAD.match(words)
    if verb is not None and (words.count(" ") > 1 or text[end : end + 1] == ":"):
        start += verb.end()
        words = words[verb.end() :]
    lead = _LEAD.match(words)
    if lead is not None and lead.end() < len(words):
        start += lead.end()
        words = words[lead.end() :]
    words = _without_dangling(without_clauses(words))
    participle = _PARTICIPLE_LEAD.match(words)
    if participle is not None:
        name = re.search(r"[A-Z][\w’'-]+$", words)
        if name is not None and name.start() > participle.end():
            start += name.start()
            words = words[name.start() :]
    return (start, start + len(words)) if words.strip() else (start, end)


def _without_dangling(words: str) -> str:
    while True:
        shorter = _ASIDE.sub("", words).rstrip(" ,;:\u00a0")
        last = shorter.rsplit(None, 1)
        if len(last) > 1 and last[1].lower() in _DANGLING and not last[1].isupper():
            shorter = last[0]
        if shorter == words or not shorter:
            return words
        words = shorter
