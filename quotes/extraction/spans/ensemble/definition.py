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
    Pairing,
    common,
    hull,
    same_source,
)
from quotes.extraction.spans.ensemble.whole_quotations import (
    LAST_SIGNS,
    is_sentence,
    kept_whole,
)
from quotes.extraction.spans.rules.asides import ASIDE
from quotes.extraction.spans.rules.combine import PASSED_ON, WHICH_IS_WHAT, is_speech
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
    WHICH_IS_WHAT,
)
# Cues of one who only passes on what another says.
PASSING_ON = re.compile(
    r"(?:as )?(?:was |were |been )?(?:reported|quoted|cited)(?: by| in)?"
    r"|(?:as )?reports|quotes|cites|citing|quoting|according to"
)
DESPITE = re.compile(r"\bdespite\s+(?:the\s+)?$", re.IGNORECASE)
THAT = re.compile(r"\bthat\s+$", re.IGNORECASE)
_SENTENCE_OPENS = re.compile(r"(?:^|\n|[.!?]\s|[.!?][”\"’']\s)$")
_FEW_BLANKS = 3
LONGEST_THAT = len(" that  ")
_DEED = re.compile(
    r"\s+(?:before\s(?:\w+ly\s)?[a-z]+ing|and\s(?:\w+ly\s)?(?:"
    + "|".join(sorted(DEPARTURES))
    + r"))\b"
)
LONGEST_DEED = 60
_SPEAKING = re.compile(r",\s(?:speaking|talking|who (?:asked|spoke))\b[^,\n]{3,80},\s")
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
    alone |= kept_whole(text, rules, tagged, pairing, parts)
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


def _are_two(text: str, first: Attribution, second: Attribution) -> bool:
    """Quotations of two paragraphs with a speaker each are not one quotation.

    Nor are a clause that its cue reports and a quotation in the next paragraph.
    """
    quoted = all(
        one.kind is Kind.DIRECT or (one.kind is Kind.INDIRECT and one.cue)
        for one in (first, second)
    )
    direct = Kind.DIRECT in (first.kind, second.kind)
    if not (quoted and direct and first.source and second.source):
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
    known = (_is_said_behind, _is_behind_aside, _opens_with_source)
    if any(told(text, rule) for told in known):
        return True
    if not rule.source:
        return rule.kind is Kind.DIRECT and is_sentence(text, rule)
    words = _cue(text, rule).split()
    if not words:
        return False
    if len(rule.content) > 1 and rule.kind is Kind.DIRECT:
        return True
    if words[0] in NOUNS or (words[0].endswith("ing") and _despite(text, rule)):
        return True
    return _describes(words)


def _opens_with_source(text: str, rule: Attribution) -> bool:
    """Whether "According to Mina Sol, …" opens a sentence that is all hers."""
    if not rule.method.startswith(PASSED_ON) or not rule.source or not rule.cue:
        return False
    if len(rule.content) > 1 or "," in text[slice(*rule.source[0])]:
        return False
    start, end = rule.content[0]
    cue = rule.cue[0][0]
    opens = _SENTENCE_OPENS.search(text, max(0, cue - LAST_SIGNS), cue)
    closes = text[end : end + 1] in (".", "!", "?", "", "\n")
    return opens is not None and closes and text.count(" ", start, end) > _FEW_BLANKS


def _describes(cue: Sequence[str]) -> bool:
    """Whether a cue, by its words, is "described … as", "called" or "put … at"."""
    lemma = VERB_LEMMAS.get(cue[0])
    frames = SPEECH_FRAMES.get(lemma or "", Frame(0))
    described = bool(frames & Frame.AS) and "as" in cue
    return lemma == "put" or described or bool(frames & Frame.CALLS)


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


def _is_said_behind(text: str, rule: Attribution) -> bool:
    """Whether a sentence without marks ends in its cue and then whose it is.

    “The bridge will shut, said a person who asked not to be named.”: the comma before
    the verb leaves no other reading.
    """
    if rule.kind is not Kind.INDIRECT or len(rule.content) > 1 or not rule.source:
        return False
    (start, end), source = rule.content[0], rule.source[0]
    if not rule.cue or text[end : rule.cue[0][0]].strip() != ",":
        return False
    opens = start == 0 or _OPENS.search(text[max(0, start - LAST_SIGNS) : start])
    behind = text[rule.cue[-1][1] : source[0]].strip()
    return (
        bool(opens) and not behind and VERB_LEMMAS.get(_cue(text, rule)) in UTTERANCES
    )


def _is_behind_aside(text: str, rule: Attribution) -> bool:
    """“A diplomat, speaking on condition of anonymity, said it was shut.”"""
    if rule.kind is not Kind.INDIRECT or not rule.source or not rule.cue:
        return False
    start, source, cue = rule.content[0][0], rule.source[0], rule.cue[0]
    aside = text[source[1] : cue[0]]
    near = text[cue[1] : start].strip() in ("", "that")
    opens = source[0] == 0 or _OPENS.search(
        text, max(0, source[0] - LAST_SIGNS), source[0]
    )
    return bool(opens) and near and _SPEAKING.fullmatch(aside) is not None


def _is_before_deed(text: str, rule: Attribution) -> bool:
    """“was “thin” before adjourning it”, “… and left”: the deed is no part of it.

    Where the deed may be that of whom the clause tells, the rule has kept it.
    """
    end = rule.content[-1][1]
    if rule.kind is not Kind.MIXED or text[end - 1] not in "”\"’'»":
        return False
    return _DEED.match(text, end, end + LONGEST_DEED) is not None


def _despite(text: str, rule: Attribution) -> bool:
    start = rule.source[0][0]
    return DESPITE.search(text[max(0, start - LONGEST_DESPITE) : start]) is not None


def _utters(text: str, rule: Attribution) -> bool:
    lemma = VERB_LEMMAS.get(_cue(text, rule))
    return lemma in UTTERANCES and bool(rule.source)


def _cue(text: str, attribution: Attribution) -> str:
    return " ".join(text[start:end].lower() for start, end in attribution.cue)
