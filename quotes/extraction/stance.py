"""What a speaker does with a content: states it, denies it, asks for it, ….

Read from the cue, what negates it and the words between it and the content, without
a parser: so it can be read again from any stored text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.stance_words import (
    AGREE,
    NOUN_STANCES,
    SPEAK,
    TELL,
    VERB_STANCES,
)
from quotes.extraction.types import Range, Stance

_NEAR = 80
"""Characters on either side of a cue in which its negation and object stand."""

_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_ADVERBS = (
    r"(?:(?:\w+ly|yet|also|even|ever|once|been|be|being|far|so|always|quite|really|"
    r"himself|herself|itself|themselves|going|able|ready|willing|prepared|there|"
    r"in|public|to)\s+){0,4}"
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|neither|nor)\b|n['’]t\b)\s+" + _ADVERBS + r"$"
)
_EXCEPTED = re.compile(r"\bnot\s+(?:only|just|merely|simply)\s+" + _ADVERBS + r"$")
_WITHHELD = re.compile(
    r"\b(?:declin|refus)(?:e|es|ed|ing|al)\s+(?:\w+ly\s+)?to\s+(?:\w+ly\s+|even\s+)*$"
    r"|\b(?:fail|neglect|decline)(?:s|ed|ing)?\s+to\s+(?:\w+ly\s+|even\s+)*$"
    r"|\bstop(?:s|ped|ping)?\s+short\s+of\s+(?:\w+ly\s+)*$"
    r"|\bavoid(?:s|ed|ing)?\s+(?:\w+\s+){0,2}$"
    r"|\b(?:without|unable\s+to|unwilling\s+to|yet\s+to|"
    r"reluctant\s+to|instead\s+of|rather\s+than)\s+(?:\w+ly\s+)*$"
)
_NOTHING = re.compile(
    r"\b(?:said|says|say|saying|told|made|making|makes|gave|offered)\s+"
    r"(?:\w+\s+)?(?:nothing|no\s+(?:comment|mention|details?|indication|reason|"
    r"explanation|answer|evidence))\b"
)
_ALLEGED = re.compile(r"\b(?:allegedly|purportedly|supposedly)\s+(?:\w+\s+)?$")
_NEGATED_WITHIN = re.compile(r"(?:\bnot|\bnever|n['’]t)\s+(?!(?:only|just|merely)\b)")
_NOBODY = re.compile(r"[Nn](?:o\s+one|obody|one|either|o\s+[a-z]+)\b")
_AS = re.compile(r"\bas\s+(?:being\s+)?[“\"‘'(]*$")
_AS_WITHIN = re.compile(
    r"(?<!well )(?<!such )\bas\s+(?!(?:well|soon|if|though|much|many|to|of|part)\b)"
)
_BRUSHED_ASIDE = re.compile(r"dismiss|reject")
_INFINITIVE = re.compile(r"^[“\"‘'\[]*(?:not\s+|never\s+)?to\s+[a-z]")
_SOMEBODY_TO_DO = re.compile(
    r"^\W*(?:for\s+)?(?:[\w’'-]+\s+){1,5}?to\s+[a-z]|^\W*for\b"
)
_TO_DO = re.compile(r"(?:^|\s)(?:not\s+|never\s+)?to\s+[“\"‘'\[]*$")
_QUESTION = re.compile(r"\b(?:whether|if|why|how|what|who|whom|when|where|which)\b")
_THAT = re.compile(r"\bthat\s*[“\"‘'(]*$")
_FOR = re.compile(r"^\W*(?:for|on|upon|against)\b")
_KNOWN = VERB_STANCES.keys() | NOUN_STANCES.keys() | SPEAK | TELL | AGREE
_BREAK = re.compile(r"[.;:!?—–“”\"()\n]|,(?!\s*(?:however|too|also)\s*,)")


def stance_of(
    text: str,
    content: Sequence[Range],
    cue: Sequence[Range],
    source: Sequence[Range] = (),
) -> Stance:
    """Return what the speaker does with ``content``.

    Ranges are characters into ``text``, half open. Without a cue, or with one that
    nothing is known of, the content is stated. Never raises on any text.
    """
    if not cue or not content:
        return Stance.STATES
    words = _Words(text, content, cue)
    if source and _NOBODY.match(text, source[0][0], source[0][1]):
        return Stance.WITHHOLDS
    stance = _by_word(words)
    if words.is_negated and stance is not Stance.ASKS:
        return Stance.WITHHOLDS
    if stance is Stance.STATES and _ALLEGED.search(words.before):
        return Stance.CLAIMS
    return stance


class _Words:
    """A cue and what stands around it, in lower case.

    word: the one that decides. before, after: what stands in front of it and behind
    it, as far as no mark breaks it off; behind it, up to the content where that
    follows. within: the cue in front of it. content: its beginning. ends: the
    content's last character. leads: whether the content follows.
    """

    def __init__(
        self, text: str, content: Sequence[Range], cue: Sequence[Range]
    ) -> None:
        start, stop = _head(text, cue)
        self.word = text[start:stop].lower()
        self.within = text[max(cue[0][0], start - _NEAR) : start].lower()
        self.before = _last_part(text[max(0, start - _NEAR) : start].lower())
        end = cue[-1][1]
        following = [begin for begin, _ in content if begin >= end]
        self.leads = bool(following)
        if self.leads:
            self.after = text[stop : min(following[0], stop + 3 * _NEAR)].lower()
        else:
            self.after = _first_part(text[stop : stop + _NEAR].lower())
        begin = following[0] if following else content[0][0]
        self.content = text[begin : min(begin + _NEAR, content[-1][1])].lower()
        last = text[content[-1][0] : content[-1][1]]
        self.ends = last.rstrip("”\"'’ ")[-1:]

    @property
    def is_negated(self) -> bool:
        """Whether it is said that the speaker did not do so."""
        if _EXCEPTED.search(self.before):
            return False
        if _NEGATED_WITHIN.search(self.within):
            return True
        if _DENIED.search(self.before) or _WITHHELD.search(self.before):
            return True
        return _NOTHING.match(self.word + " " + self.after.lstrip()) is not None

    @property
    def has_infinitive(self) -> bool:
        """Whether the content is something to be done."""
        if not self.leads or _THAT.search(self.after):
            return False
        return bool(_INFINITIVE.match(self.content) or _TO_DO.search(self.after))

    @property
    def is_question(self) -> bool:
        """Whether the content asks something."""
        if self.ends == "?":
            return True
        if not self.leads:
            return False
        return bool(_QUESTION.match(self.content) or _QUESTION.search(self.after))


def _last_part(text: str) -> str:
    """What stands behind the last mark that breaks ``text`` off."""
    breaks = list(_BREAK.finditer(text))
    return text[breaks[-1].end() :] if breaks else text


def _first_part(text: str) -> str:
    found = _BREAK.search(text)
    return text[: found.start()] if found else text


def _head(text: str, cue: Sequence[Range]) -> Range:
    """Where the word of a cue stands that decides: the last one known, or the last."""
    found = [
        (start + word.start(), start + word.end(), word.group())
        for start, end in cue
        for word in _WORD.finditer(text[start:end].lower())
    ]
    known = [word for word in found if word[2] in _KNOWN]
    chosen = known or found
    return chosen[-1][:2] if chosen else (cue[0][0], cue[-1][1])


def _by_word(words: _Words) -> Stance:
    word = words.word
    verb, noun = VERB_STANCES.get(word), NOUN_STANCES.get(word)
    found = verb or noun or Stance.STATES
    if word in AGREE:
        return Stance.PROMISES if words.has_infinitive else Stance.STATES
    if word in TELL:
        return Stance.URGES if words.has_infinitive else Stance.STATES
    if words.leads and _AS.search(words.after):
        return _as_what(found)
    if _BRUSHED_ASIDE.match(word) and _AS_WITHIN.search(words.content):
        return Stance.EVALUATES
    special = _SPECIAL.get(_lemma(word))
    return special(words, found) if special else found


def _as_what(found: Stance) -> Stance:
    """“dismissed it as nonsense”: the content is the judgement."""
    judges = found in (Stance.DENIES, Stance.EVALUATES)
    return Stance.EVALUATES if judges else found


def _lemma(word: str) -> str:
    for lemma in _SPECIAL:
        if word.startswith(lemma[: max(4, len(lemma) - 1)]) or word == lemma:
            return lemma
    return word


def _asked(words: _Words, found: Stance) -> Stance:
    if words.has_infinitive:
        return Stance.URGES
    if words.is_question or not words.leads:
        return Stance.ASKS
    wants = (
        re.match(r"\W*(?:\w+\s+){0,3}for\b", words.after)
        or _SOMEBODY_TO_DO.match(words.content)
        or _THAT.search(words.after)
    )
    return Stance.URGES if wants else Stance.ASKS


def _called(words: _Words, found: Stance) -> Stance:
    led = f"{words.after} {words.content}"
    wants = _FOR.match(led) or words.has_infinitive
    return Stance.URGES if wants else Stance.EVALUATES


def _insisted(words: _Words, found: Stance) -> Stance:
    return Stance.URGES if re.match(r"\W*(?:on|upon)\b", words.after) else Stance.STATES


def _demanded(words: _Words, found: Stance) -> Stance:
    return Stance.ASKS if words.ends == "?" else Stance.URGES


def _offered(words: _Words, found: Stance) -> Stance:
    return Stance.PROMISES if words.has_infinitive else Stance.STATES


def _questioned(words: _Words, found: Stance) -> Stance:
    """“questioned whether” asks, “questioned his fitness” judges."""
    return Stance.ASKS if words.is_question else Stance.EVALUATES


def _described(words: _Words, found: Stance) -> Stance:
    """“described it as rain” judges, “described the night” tells."""
    judges = re.search(r"\bas\b", f"{words.after} {words.content}")
    return Stance.EVALUATES if judges else Stance.STATES


def _lamented(words: _Words, found: Stance) -> Stance:
    """A clause is stated, a thing is judged: “lamented that”, “lamented the loss”."""
    clause = not words.leads or re.search(r"\bthat\s*$|[:,]\W*$", words.after)
    return Stance.STATES if clause else Stance.EVALUATES


def _allowed(words: _Words, found: Stance) -> Stance:
    return Stance.ADMITS if _THAT.search(words.after) else Stance.STATES


_SPECIAL = {
    "ask": _asked,
    "call": _called,
    "question": _questioned,
    "describe": _described,
    "insist": _insisted,
    "demand": _demanded,
    "offer": _offered,
    "volunteer": _offered,
    "lament": _lamented,
    "bemoan": _lamented,
    "allow": _allowed,
    "grant": _allowed,
    "own": _allowed,
}
