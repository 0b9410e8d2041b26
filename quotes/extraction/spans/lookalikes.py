"""Clauses and marked words behind a verb of speech that its subject did not say.

Each construction has a name, an example, and the words that it is known by: what
another is reported to have said ("responded to reports that …"), what somebody would
not say ("refused to concede that …"), what may yet be asked ("could encourage him
to …"), and the name of a programme somebody spoke on.
"""

from __future__ import annotations

import re

from quotes.extraction.types import Attribution, Kind

_BEFORE = 40
_BETWEEN = 60

# "They stayed, as the council had urged them to (do)": what, stands before.
_TO_DO = re.compile(r"(?:\w+\s)?to(?:\s\w+)?")
_AS = re.compile(r"\bas\s$", re.I)
_REFUSED = re.compile(
    r"\b(?:refus\w+|declin\w+|unwilling|reluctan\w+)\sto\s(?:\w+\s)?[\w-]+\s$", re.I
)
_THAT = re.compile(r"\bthat\s$", re.I)
# "He responded to reports that the pier was shut": others report it.
_OF_OTHERS = re.compile(
    r"\b(?:to|on|about|over|by)\s(?:[\w’'.-]+\s){0,3}?(?:reports|claims|allegations"
    r"|accusations|suggestions|rumou?rs|speculation|criticism|news|charges|complaints)"
    r"\sthat\s$",
    re.I,
)
_ANSWERING = re.compile(
    r"\b(?:respond|repl|react|comment|answer|ask|press|confront|challeng|hit back)",
    re.I,
)
_NO_SIGN = re.compile(
    r"\bno\s(?:\w+\s)?(?:signs?|evidence|indications?)\sthat\s$", re.I
)
_NOT = re.compile(r"(?:\bnot|n[’']t)\s(?:\w+\s)?$", re.I)
_COMMENTS = re.compile(r"\bcomment(?:s|ed|ing)?(?:\s(?:on|about))?$", re.I)
_ASKED = re.compile(r"\b(?:was|were|is|are|being|been|when)\s(?:\w+\s)?asked\b", re.I)
_ONESELF = re.compile(r"(?:him|her|it|them|our|my|your)sel(?:f|ves)\b", re.I)
_FINDS = re.compile(r"\b(?:find|finds|found|finding)$", re.I)
# "It could encourage him to stay", "she must prove that it pays".
_WOULD_BE = re.compile(r"\b(?:could|might|may|must|should|would)\s(?:\w+\s){0,2}$")
_REQUEST = re.compile(
    r"\b(?:encourag\w+|ask(?:ing)?|demand|convince|prove|persuade)$", re.I
)
_ATTEMPT = re.compile(
    r"\b(?:seek|sought|try|trying|tried|hop\w+|attempt\w*|want\w*|need\w*|aim\w*)"
    r"\sto\s(?:\w+\s)?$",
    re.I,
)
_CONVINCE = re.compile(r"\b(?:convince|persuade|prove)$", re.I)
# "denied Holm a photograph": what she did not get.
_DENIED = re.compile(r"\b(?:deny|denies|denied|denying)$", re.I)
_GOT = re.compile(
    r"(?:(?:[A-Z][\w’'-]+\s)+(?:an?|the|his|her|their|any)\b|(?:access|entry|permission"
    r"|bail|asylum|parole|a visa|visas)\b)(?!.*\b(?:was|were|is|had|has|did)\b)"
)
# "said in May on the podcast “Low Water”", "on the Harbour channel’s “Low Water”".
_PROGRAMME = re.compile(
    r"\b(?:[Oo]n|[Ff]or|[Ii]n|to|of)\s(?:[\w’'.&-]+\s){0,5}?(?:podcast|program(?:me)?|show|series"
    r"|broadcast|newscast|channel[’']s|network[’']s|[A-Z]{2,}[’']s|Radio[’']s|TV[’']s)"
    r"\s[“\"‘']{1,2}$"
)
_SPOKEN = re.compile(r"\b(?:I|we|you|me|us)\b|[!?]$", re.I)
_QUOTED_BEFORE = re.compile(r"[”\"’][^.!?\n]*$")
_SAYS_BEHIND = re.compile(
    r"[”\"’']{1,2},?\s(?:(?:[A-Z][\w.’'-]*\s){1,4}|[Hh]e\s|[Ss]he\s)(?:said|says|told"
    r"|admitted|argued|claimed|insisted|declared|added|acknowledged|suggested|explained"
    r"|noted|warned|called|denied|dismissed|defended|accused|urged|promised|vowed|hit"
    r"|lashed|criticized|criticised|blamed|predicted|repeated|refused|declined|appeared)\b"
)
_LONGEST_TITLE = 8
_SMALL = 3


def is_lookalike(text: str, one: Attribution) -> bool:
    """Whether ``one`` is built like a report, and its source reports nothing by it."""
    if one.kind is Kind.DIRECT:
        return _is_programme(text, one)
    if not one.cue:
        return False
    cue = " ".join(text[start:end] for start, end in one.cue)
    start = one.content[0][0]
    said = text[start : one.content[-1][1]]
    between = text[max(one.cue[-1][1], start - _BETWEEN) : start]
    if one.kind is Kind.MIXED:
        return _is_of_others(cue, between) or (not one.source and _is_asked(text, one))
    ahead = text[max(0, one.cue[0][0] - _BEFORE) : one.cue[0][0]]
    return (
        _is_of_others(cue, between)
        or _is_left_unsaid(text, one, said)
        or _is_withheld(cue, ahead, between)
        or _may_yet_be(cue, ahead)
        or _is_state(cue, said)
        or (not one.source and _is_asked(text, one))
    )


def _is_state(cue: str, said: str) -> bool:
    """ "finds herself alone", "denied Holm a photograph": how it is for somebody."""
    if _FINDS.search(cue) is not None:
        return _ONESELF.match(said) is not None
    return _DENIED.search(cue) is not None and _GOT.match(said) is not None


def _is_left_unsaid(text: str, one: Attribution, said: str) -> bool:
    """ "…, as her supporters have urged her to do"."""
    first = min(one.source[0][0] if one.source else one.cue[0][0], one.cue[0][0])
    as_urged = _AS.search(text, max(0, first - _SMALL), first) is not None
    return as_urged and _TO_DO.fullmatch(said) is not None


def _is_of_others(cue: str, between: str) -> bool:
    """ "responded to reports that the pier was shut", "gave no sign that"."""
    answering = _ANSWERING.search(cue) is not None
    return _NO_SIGN.search(between) is not None or (
        answering and _OF_OTHERS.search(between) is not None
    )


def _is_withheld(cue: str, ahead: str, between: str) -> bool:
    """ "refused to concede that it was late", "would not comment on it"."""
    leading = f"{ahead}{cue}{between}"
    if _COMMENTS.search(cue) is not None and _NOT.search(ahead) is not None:
        return True
    that = _THAT.search(leading)
    return that is not None and _REFUSED.search(leading[: that.start()]) is not None


def _may_yet_be(cue: str, ahead: str) -> bool:
    """ "could encourage her to stay", "was seeking to convince them that"."""
    words = f"{ahead}{cue}"
    last = cue.rsplit(None, 1)[-1]
    before = words[: len(words) - len(last)]
    if _REQUEST.search(last) is not None and _WOULD_BE.search(before) is not None:
        return True
    return _CONVINCE.search(last) is not None and _ATTEMPT.search(before) is not None


def _is_asked(text: str, one: Attribution) -> bool:
    """ "after being asked to defend “the plan”": whoever asked is not told."""
    start, end = one.cue[0]
    return _ASKED.search(text, max(0, start - _SMALL * 4), end) is not None


def _is_programme(text: str, one: Attribution) -> bool:
    """ "“…,” she said on the podcast “Low Water”": its name, printed with capitals.

    Only where other words of the sentence are quoted or reported: "she said on her
    podcast “Never again”" tells what she said.
    """
    if len(one.content) > 1:
        return False
    start, end = one.content[0]
    words = text[start:end].rstrip(",.").split()
    if len(words) > _LONGEST_TITLE or _SPOKEN.search(text, start, end) is not None:
        return False
    long = [word for word in words if len(word) > _SMALL]
    if not long or not all(word[:1].isupper() for word in long):
        return False
    ahead = text[max(0, start - _BETWEEN) : start]
    on = _PROGRAMME.search(ahead)
    return on is not None and (
        _QUOTED_BEFORE.search(ahead[: on.start()]) is not None
        or _SAYS_BEHIND.match(text, end) is not None
    )
