"""Words between marks that are kept whole, whatever the tagger makes of them.

What stands in marks and is a clause is neither lost, nor made one with a neighbour's,
nor longer than its marks; nor does it go to whom the next paragraph names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from quotes.extraction.spans.ensemble.pairing import (
    NEARLY_EQUAL,
    Pairing,
    Touch,
    hull,
    same_source,
)
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED
from quotes.extraction.text.masking import is_title
from quotes.extraction.types import Attribution, Kind

# Said “brace” and turned off the lights.
_GOES_ON = re.compile(r"[”\"’'»]\s(?:and|but|before|then)\s")
_AUXILIARIES = re.compile(
    r"\s(?:(?:would|will|has|had|have|used to|later|then|also|once|often|always|never"
    r"|[a-z]+ly)\s){0,3}"
)
SENTENCE_END = re.compile(r"[.!?…][^\w\s]*$")
# Looked at for it: a long run of stops would be searched from each of them.
LAST_SIGNS = 8


def kept_whole(
    text: str,
    rules: Sequence[Attribution],
    tagged: Sequence[Attribution],
    pairing: Pairing,
    parts: Collection[int],
) -> set[int]:
    """Rules' quotations that stand between one pair of marks, where the tagger errs.

    A clause between marks is never lost, made one with a neighbour's, or longer than
    its marks; and one without a cue is not said by whom the next paragraph names.
    """
    touched: dict[int, list[Touch]] = {}
    for touch in pairing.touches:
        if touch.tagged not in parts:
            touched.setdefault(touch.rule, []).append(touch)
    found = set()
    for number, rule in enumerate(rules):
        if rule.kind is not Kind.DIRECT or not rule.source or len(rule.content) > 1:
            continue
        near = touched.get(number, [])
        alike = [tagged[t.tagged] for t in near if t.overlap >= NEARLY_EQUAL]
        every = [tagged[t.tagged] for t in near]
        if _keeps_cued(text, rule, alike) or _keeps_uncued(text, rule, every):
            found.add(number)
    return found


def _keeps_cued(text: str, rule: Attribution, alike: Sequence[Attribution]) -> bool:
    """A clause with a cue, whose source the tagger does not take for another."""
    if not rule.cue or not _is_clause(text, rule):
        return False
    named = [one for one in alike if one.source]
    agree = all(same_source(rule.source, one.source) for one in named)
    return agree or _is_told_behind(text, rule)


def _is_told_behind(text: str, rule: Attribution) -> bool:
    """Whether who says it and how stand right behind the words: “…,” she would say."""
    end = rule.content[0][1]
    source, cue = rule.source[0], rule.cue[0]
    first, second = sorted((source, cue))
    near = text[end : first[0]]
    between = text[first[1] : second[0]]
    return (
        end <= first[0]
        and not any(c.isalnum() for c in near)
        and len(near) <= LAST_SIGNS
        and _AUXILIARIES.fullmatch(between) is not None
        and not is_title(text[slice(*rule.content[0])].rstrip(",."))
    )


def _keeps_uncued(text: str, rule: Attribution, near: Sequence[Attribution]) -> bool:
    """A sentence without a cue, announced or not said by whom the tagger has."""
    if rule.cue or not is_sentence(text, rule):
        return False
    announced = rule.method.startswith(ANNOUNCED)
    return announced or _agrees(text, rule, near) or not any(one.cue for one in near)


def _agrees(text: str, rule: Attribution, near: Sequence[Attribution]) -> bool:
    """Whether the tagger names nobody before a quotation, or whom the rule names."""
    return not any(_is_before(text, rule, one) for one in near) or any(
        same_source(rule.source, one.source) for one in near
    )


def _is_before(text: str, rule: Attribution, tagged: Attribution) -> bool:
    """Whether the tagger's source stands before the quotation or in its paragraph."""
    if not tagged.source:
        return False
    end = rule.content[0][1]
    start = tagged.source[0][0]
    return start < end or "\n" not in text[end:start]


def names_before(text: str, rule: Attribution, tagged: Attribution) -> bool:
    """Whether the tagger has whom the rules miss, on the line right before the words.

    “Fans of the guests sang: “…””, where the parse sees no subject.
    """
    if rule.source or not (tagged.source and tagged.cue):
        return False
    start, end = tagged.source[0][0], rule.content[0][0]
    last = max(tagged.source[-1][1], tagged.cue[-1][1])
    near = last <= end and not text[last:end].strip(" ,:“\"‘'«`")
    return start < end and near and "\n" not in text[start:end]


def is_sentence(text: str, rule: Attribution) -> bool:
    start, end = hull(rule.content)
    said = text[start:end].strip("'‘’")
    alone = not text[:start].strip(' "“') or "\n" in text[max(0, start - 3) : start]
    ends = SENTENCE_END.search(said[-LAST_SIGNS:]) is not None
    return said[:1].isupper() and ends and (" " in said or alone)


def _is_clause(text: str, rule: Attribution) -> bool:
    """Whether what stands between one pair of marks is a clause of its own.

    Such words are quoted as they stand: neither lost, nor one with a neighbour's, nor
    longer than their marks.
    """
    start, end = rule.content[0]
    said = text[start:end].strip("'‘’")
    ends = said[-1:] in (",", ".", "!", "?", "…")
    behind_cue = bool(rule.cue) and not text[rule.cue[0][1] : start].strip(" ,:“\"'‘«`")
    whole = " " in said or _GOES_ON.match(text, end) is not None
    return (said[:1].isupper() and ends) or (behind_cue and whole)
