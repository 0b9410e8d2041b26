"""Where our definition of a quotation decides, whatever a corpus has taught.

Constructions that are too rare in PolNeAR to be learned, or that it annotates in
another way than readers of news understand them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from quotes.extraction.cues import (
    NOUNS,
    SPEECH_FRAMES,
    UTTERANCES,
    VERB_LEMMAS,
    Frame,
    speech_verbs,
)
from quotes.extraction.spans.ensemble.pairing import (
    NEARLY_EQUAL,
    Pairing,
    Touch,
    common,
    hull,
    same_source,
)
from quotes.extraction.spans.rules.asides import ASIDE
from quotes.extraction.spans.rules.combine import is_speech
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED
from quotes.extraction.spans.rules.open_quotations.as_puts_it import AS_PUTS_IT
from quotes.extraction.spans.rules.open_quotations.chants_of import CHANTS
from quotes.extraction.spans.rules.open_quotations.inscription import INSCRIPTION
from quotes.extraction.spans.rules.phrases.in_words_of import IN_WORDS_OF
from quotes.extraction.spans.rules.phrases.talk_among import AMONG
from quotes.extraction.spans.rules.tails import DEPARTURES
from quotes.extraction.types import Attribution, Kind

# How the methods of rules begin that read the layout, or words that leave no doubt.
LAYOUT = (
    "turn of",
    "signature",
    "name before",
    "name after",
    AS_PUTS_IT,
    CHANTS,
    INSCRIPTION,
)
# Cues of one who only passes on what another says.
PASSING_ON = re.compile(
    r"(?:as )?(?:was |were |been )?(?:reported|quoted|cited)(?: by| in)?"
    r"|(?:as )?reports|quotes|cites|citing|quoting|according to"
)
DESPITE = re.compile(r"\bdespite\s+(?:the\s+)?$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][^\w\s]*$")
THAT = re.compile(r"\bthat\s+$", re.IGNORECASE)
LONGEST_THAT = len(" that  ")
# Looked at for it: a long run of stops would be searched from each of them.
LAST_SIGNS = 8
_DEED = re.compile(
    r"\s+(?:before\s(?:\w+ly\s)?[a-z]+ing|and\s(?:\w+ly\s)?(?:"
    + "|".join(sorted(DEPARTURES))
    + r"))\b"
)
LONGEST_DEED = 60
# A paragraph or a sentence begins here.
_OPENS = re.compile(r"(?:\n|[.!?…][”\"’']?\s)\s*$")
LONGEST_DESPITE = len("despite  the  ")


def is_certain(rule: Attribution) -> bool:
    """Whether the layout or the construction leaves no doubt who speaks.

    Both are too rare for a corpus to teach: a name before a colon or after a
    dash, and who quotes whom ("KCNA quoted Kim as saying").
    """
    return bool(rule.relay) or rule.method.startswith(LAYOUT)


def says_that(text: str, rule: Attribution) -> bool:
    """Whether the parse shows who says that what: "The wardens groused that …".

    What the tagger makes of a verb of the lexicon tells little, since most of them a
    corpus never taught it.
    """
    start = rule.content[0][0]
    return (
        rule.method.startswith("clause of")
        and bool(rule.source)
        and is_speech(rule)
        and THAT.search(text, max(0, start - LONGEST_THAT), start) is not None
    )


def passed_on(
    text: str,
    rules: Sequence[Attribution],
    tagged: Sequence[Attribution],
    pairing: Pairing,
) -> set[int]:
    """Rules' attributions inside what the tagger has somebody pass on.

    “Y stated that …, as reported by X” is Y's in our definition, X's in PolNeAR's.
    """
    return {
        touch.rule
        for touch in pairing.touches
        if _utters(text, rules[touch.rule])
        and PASSING_ON.fullmatch(_cue(text, tagged[touch.tagged]))
        and not common(rules[touch.rule].cue, tagged[touch.tagged].cue)
    }


def defined_answers(
    text: str,
    rules: Sequence[Attribution],
    tagged: Sequence[Attribution],
    pairing: Pairing,
    parts: Collection[int] = (),
) -> set[int]:
    """Numbers of the rules' attributions that our definition gives just so.

    parts: numbers of the tagged that are parts of others, each a content alone.
    """
    alone = {number for number, rule in enumerate(rules) if is_defined(text, rule)}
    alone |= _kept_whole(text, rules, tagged, pairing, parts)
    inside: dict[int, list[int]] = {}
    for touch in pairing.touches:
        inside.setdefault(touch.tagged, []).append(touch.rule)
    together = set()
    for numbers in inside.values():
        found = [(number, rules[number]) for number in sorted(set(numbers))]
        for (one, first), (other, second) in pairwise(found):
            if _are_two(text, first, second) or _is_despite(text, first, second):
                together |= {one, other}
    return alone | together


def _kept_whole(
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
    named = [one for one in alike if one.source]
    agree = all(same_source(rule.source, one.source) for one in named)
    return bool(rule.cue) and agree and _is_clause(text, rule)


def _keeps_uncued(text: str, rule: Attribution, near: Sequence[Attribution]) -> bool:
    """A sentence without a cue, announced or not said by whom the tagger has."""
    if rule.cue or not _is_sentence(text, rule):
        return False
    return rule.method.startswith(ANNOUNCED) or _agrees(text, rule, near)


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


def _are_two(text: str, first: Attribution, second: Attribution) -> bool:
    """Quotations of two paragraphs with a speaker each are not one quotation."""
    quoted = first.kind is second.kind is Kind.DIRECT
    if not (quoted and first.source and second.source):
        return False
    between = text[hull(first.content)[1] : hull(second.content)[0]]
    return "\n" in between and not same_source(first.source, second.source)


def _is_despite(text: str, first: Attribution, second: Attribution) -> bool:
    """What one said "despite" another claiming something ends before "despite"."""
    both = first.source and second.source
    return bool(both and is_defined(text, second)) and _despite(text, second)


def is_defined(text: str, rule: Attribution) -> bool:
    """Whether our definition of a quotation gives just this answer.

    Where PolNeAR's is another, or the construction is too rare in it to be
    learned: an interrupted quotation is one ("“A,” X said, adding, “B”"); after
    "described it as", "put it at" what follows is the content; "X's claim that" is
    X's; and so is what stands after "despite X claiming". Whole sentences between
    marks are somebody's words, though nobody is named.
    """
    if not is_speech(rule):
        return False
    if rule.method.startswith((ASIDE, IN_WORDS_OF, AMONG)):
        return True
    if _is_whole_sentence(text, rule) or _is_before_deed(text, rule):
        return True
    if not rule.source:
        return rule.kind is Kind.DIRECT and _is_sentence(text, rule)
    words = _cue(text, rule).split()
    if not words:
        return False
    if len(rule.content) > 1 and rule.kind is Kind.DIRECT:
        return True
    if words[0] in NOUNS or (words[0].endswith("ing") and _despite(text, rule)):
        return True
    lemma = VERB_LEMMAS.get(words[0])
    frames = SPEECH_FRAMES.get(lemma or "", Frame(0))
    return lemma == "put" or bool(frames & (Frame.AS | Frame.CALLS))


def _is_whole_sentence(text: str, rule: Attribution) -> bool:
    """Whether a sentence with quoted words in it is attributed at its end.

    “While it was “a test,” a deal was possible, Ada Holm told the Ledger.”: all of it.
    """
    if rule.kind is not Kind.MIXED or len(rule.content) > 1 or not rule.source:
        return False
    start, end = rule.content[0]
    if not rule.cue or not end <= rule.source[0][0] < rule.cue[0][0]:
        return False
    opens = _OPENS.search(text[max(0, start - LAST_SIGNS) : start]) is not None
    between = text[end - 2 : rule.source[0][0]].strip("”\"'’ ")
    return (
        (opens or start == 0)
        and text[start : start + 1].isupper()
        and between.endswith(",")
        # “…, calling it “dead”, …, she said”: the parse may have taken too much.
        and not any(
            text[to - 3 : to] == "ing" for _, to in speech_verbs(text, start, end)
        )
        and VERB_LEMMAS.get(_cue(text, rule)) in UTTERANCES
    )


def _is_before_deed(text: str, rule: Attribution) -> bool:
    """“was “thin” before adjourning it”, “… and left”: the deed is no part of it."""
    end = rule.content[-1][1]
    if rule.kind is not Kind.MIXED or text[end - 1] not in "”\"’'»":
        return False
    return _DEED.match(text, end, end + LONGEST_DEED) is not None


def _is_sentence(text: str, rule: Attribution) -> bool:
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
    return (said[:1].isupper() and ends) or (behind_cue and " " in said)


def _despite(text: str, rule: Attribution) -> bool:
    start = rule.source[0][0]
    return DESPITE.search(text[max(0, start - LONGEST_DESPITE) : start]) is not None


def _utters(text: str, rule: Attribution) -> bool:
    lemma = VERB_LEMMAS.get(_cue(text, rule))
    return lemma in UTTERANCES and bool(rule.source)


def _cue(text: str, attribution: Attribution) -> str:
    return " ".join(text[start:end].lower() for start, end in attribution.cue)
