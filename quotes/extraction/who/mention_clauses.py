"""Clauses and asides at the end of a source mention: what they say names nobody.

"the boss, who had left", "a memo seen by the Ledger", "people I’ve spoken with".
"""

from __future__ import annotations

import re

from quotes.names.person_names import fold_word, is_plural_role, is_role

_CLAUSES = (
    re.compile(r",?\s(?:who|whom|whose|which|where)\b.*$", re.DOTALL),
    re.compile(
        r"(?<=\w)\sthat\s(?:he|she|it|they|we|has|have|had|is|was|were|are|will|would"
        r"|can|could|may|might|minister|the|[a-z]+ed)\b.*$",
        re.DOTALL,
    ),
    re.compile(
        r",?\s(?:seen|obtained|reviewed|viewed|read|verified|first reported|quoted"
        r"|leaked|shared|heard|monitored|translated)\s(?:exclusively\s|first\s)?"
        r"(?:by|with|on|to|through|under)\b.*$",
        re.DOTALL,
    ),
    # An indictment unsealed in Karsk; "filed by" tells whose it is.
    re.compile(
        r"\s(?:unsealed|filed|lodged)\s(?!.*\sby\s)"
        r"(?:on|in|at|last|this|late|early|earlier)\b.*$",
        re.DOTALL,
    ),
    re.compile(
        r",\s(?!.*\b(?:named|called)\s[A-Z])"
        r"(?:(?:an?|one|two|three|members?|part|both) (?!.*\band (?:the|a|an)\b)"
        r"|including |such as |like |[a-z]+ing |himself|herself|itself|themselves).*$",
        re.DOTALL,
    ),
    re.compile(r"\s(?:[–—]|--)\s.*$", re.DOTALL),
    re.compile(r"\s\((?:that|who|which|not|now|then|formerly|also)\b.*$", re.DOTALL),
    # "Several people I’ve spoken with"
    re.compile(
        r"(?<=[a-z])\s(?:I|we|he|she|they|you)(?:[’'](?:ve|d|ll|re|m|s))?\s[a-z]+\b.*$",
        re.DOTALL,
    ),
    re.compile(
        r"\s-\s(?:including|such as|among them|and|even|many|some|most|mostly|mainly"
        r"|largely|notably|especially|both|one|two|led by|the|an?)\b.*$",
        re.DOTALL,
    ),
)

# "a federal judge handling a lawsuit", "officials speaking anonymously"
_DOING = re.compile(
    r"(?P<who>(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Ss]ome|[A-Z]?[a-z]+)(?:\s[\w’'-]+){0,4}?)"
    r"\s(?P<doing>[a-z]+ing)\s(?!and\b).+",
    re.DOTALL,
)
_NO_DEEDS = ("including", "according", "during")
_ANYBODY = ("people", "person", "man", "woman", "men", "women", "others", "members")
# "officials familiar with the server taken from a house"
_FAMILIAR = re.compile(
    r"(?P<kept>.*\b(?:familiar with|close to|briefed on|aware of)\s(?:[\w’'-]+\s){1,4}?"
    r"[\w’'-]+)\s(?:taken|held|kept|found|given|sent|made|[a-z]+ed)\s"
    r"(?:from|in|by|at|on|to|for|under|last|this)\s.*",
    re.DOTALL,
)


def without_clauses(words: str) -> str:
    """``words`` of a source mention without clauses at their end; never empty."""
    for clause in _CLAUSES:
        match = clause.search(words)
        if match is not None and match.start() > 1:
            words = words[: match.start()]
    familiar = _FAMILIAR.fullmatch(words)
    if familiar is not None:
        return familiar["kept"]
    return _without_deed(words)


def _without_deed(words: str) -> str:
    """``words`` without what somebody is doing, where they say what somebody is."""
    match = _DOING.fullmatch(words)
    if match is None or match["doing"] in _NO_DEEDS:
        return words
    head = fold_word(match["who"].split()[-1])
    known = (is_role(head) or is_plural_role(head)) and head not in _ANYBODY
    return match["who"] if known else words
