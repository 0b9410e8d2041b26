"""What looks like reported speech and is none.

Requests that were declined, conditions under which somebody spoke, what somebody is
called, what was spoken about, and the reporter's own words.
"""

from __future__ import annotations

import re

from quotes.extraction.cues import NOUNS, VERB_LEMMAS
from quotes.extraction.spans.lookalikes import is_lookalike
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.inflection import words

_DECLINED = re.compile(
    r"\b(?:declin\w+|refus\w+|(?:not|\w+n[’']t) (?:immediately |yet )?"
    r"(?:respond|repl|return|comment|answer)\w*)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"^\W*(?:to |on |for )?(?:immediately )?(?:comments?\b"
    r"|be (?:interviewed|named|identified|quoted)|(?:provide|give|make|offer|answer"
    r"|respond|discuss|elaborate|speak|talk)\b|.{0,60}\brequests? for "
    r"(?:comment|an interview|information)\b|.{0,40}\bcomment\b)",
    re.IGNORECASE | re.DOTALL,
)
_REQUEST = re.compile(
    r"\b(?:requests?|inquir\w+|enquir\w+|questions?|messages?|emails?|calls?) "
    r"(?:for|seeking|about|from)?\s?(?:\w+ ){0,2}"
    r"(?:comment|information|interview|clarification)",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"^\W*(?:that )?(?:his|her|their|its) (?:full |real |last )?(?:names?|identit\w+) "
    r"(?:not )?(?:be )?(?:\w+ )?(?:not )?(?:used|printed|given|published|disclosed"
    r"|revealed|withheld|changed)\b"
    r"|^\W*(?:not )?(?:to (?:be |remain )|for |on (?:the )?condition of )?(?:not )?"
    r"(?:to )?(?:be |remain )?"
    r"(?:named|identified|quoted|anonym\w+|unnamed|anonymity)\b",
    re.IGNORECASE,
)
_CALLING = frozenset(
    ("call", "calls", "called", "nickname", "nicknamed", "dub", "dubs")
)
_CALLED = frozenset((*_CALLING, "called", "dubbed", "christened"))
# "Dockers", "shop stewards", "the older boys"
_PLURAL = re.compile(
    r"(?:[Tt]he\s)?(?:[A-Za-z][a-z-]*\s){0,2}[A-Za-z][a-z]+(?:s|men|people)"
)
_CALLED_WHOM = re.compile(
    r"\s(?:him|her|it|them|me|us|(?:[A-Z][\w’'.-]*\s?){1,4})\s?[“\"‘']\s?"
)
_CALLED_NAME = re.compile(
    r"(?:[Tt]he\s)?[A-Z][\w’'-]*(?:\s(?:(?:of|the|and|in)\s){0,2}[A-Z\d][\w’'-]*){0,4}"
)
_NICKNAMING = frozenset(("nickname", "nicknames", "nicknamed", "christened"))
_MANY = re.compile(
    r"^(?:they|we|you|people|locals|residents|fans|critics|friends|neighbou?rs|everyone"
    r"|sailors|soldiers|students|teammates|team-mates|players|children|pupils|islanders"
    r"|workers|admirers|detractors|opponents|the press|the papers|newspapers|tourists"
    r"|everybody|many|some|those|others|supporters|villagers|colleagues)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:spoke|speaks|speak|speaking|talked|talks|talk|talking|chatted|asked|asks|asking"
    r"|quizzed|pressed|questioned|grilled)\b"
    r"(?! (?:of|out)\b)",
    re.IGNORECASE,
)
_ABOUT_WHAT = re.compile(r"(?:[\w’'.-]+\s){1,5}about\s(?!how|why|what|whether|who)\w")
_DEEDS = words(
    """
    show endorse refuse decline post refer offer address defend discuss charge invoke
    identify unveil dub cast present question speak point talk establish
    """
)
_UNDERTAKING = words("agree refuse decline offer volunteer")
_WITHHELD = re.compile(r"to (?:say|tell|disclose|reveal|explain)\b", re.IGNORECASE)
_PHRASES = words("according per words view quoted saying says said")
_TO = re.compile(r"to\s[a-z]", re.IGNORECASE)
_TAGGED = "tagged"
# "had this to say about the strike": what was said stands elsewhere.
_SAY_ABOUT = re.compile(r"\bto say (?:about|on)$")
# "said goodbye to 400 workers", "said a prayer", "said no to the plan": deeds.
_SAYS = re.compile(r"^(?:say|says|said|saying|bid|bids|bade|bidding|wish\w*)$", re.I)
_IDIOM = re.compile(
    r"(?:(?:a|his|her|their|its|the|our|final|last|long|tearful|fond)\s){0,3}"
    r"(?:good-?byes?|farewells?|adieu|hello|hi|cheerio|thanks?|thank you|sorry|prayers?"
    r"|grace|[Mm]ass|rosary|amen|cheese|yes|no|nothing|something|little|so|as much"
    r"|(?:a )?few words|word)"
    r"(?:$|\s(?:to|on|at|for|in|about|before|when|of|over)\b|[.,])",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:will|would|was|were|is|are|has|had|have|can|could|should|must|may|might|did|does"
    r"|made|left|[a-z]{2,}ed)\b"
)
# "asked the ministry for a comment", "approached the firm for comment"
_ASKS_FOR = re.compile(r"^(?:ask|request|seek|sought|approach|contact|press)", re.I)
_FOR_COMMENT = re.compile(
    r"\bfor\s(?:an?\s|further\s|more\s|its\s|his\s|her\s|their\s)*"
    r"(?:comment|response|reaction|interview|information|clarification|statement"
    r"|explanation|details)s?\b"
)
_REMEMBERED = re.compile(r"\b(?:remembered|known)\b")
# Whom people know from, for or as the villain of “The Third Ferry”.
_RECALLS = re.compile(
    r"\b(?:remember|recall|know|knew|recogni[sz]e|associate|love|forget)\w*$", re.I
)
_WORK = re.compile(
    r"(?P<of>\b(?:as|from|for|in|of|with|like|by|and|or)|[,;])\s(?:[\w’'-]+\s){0,3}?"
    r"(?:“(?P<curly>[^“”]{1,200})”|\"(?P<straight>[^\"]{1,200})\")",
    re.I,
)
_SURE = 0.7
_SHORT = 3
_NEAR = 80
_SMALL_WORD = 3
_MADE_CLEAR = re.compile(
    r"\bma(?:de|ke|kes|king) (?:it )?(?:very |quite |perfectly )?clear\b", re.I
)
_PUT_INTO_WORDS = re.compile(
    r"\b(?:question(?:s|ed|ing)?|point(?:s|ed|ing)? out|sp(?:oke|eaks?|eaking) of)\b",
    re.I,
)
# Whoever shows, proves or pretends need not have said it.
_SHOWN = re.compile(
    r"\b(?:show|prove|pretend|demonstrat|establish|is$|was$|are$|amaze)\w*", re.I
)
_CLAUSE = re.compile(
    r"(?:how|why|whether|it|there|he|she|they|this|that|these|those)\b", re.I
)
_FIRST = frozenset(("i", "we", "us", "our", "my"))


def is_no_quotation(text: str, one: Attribution) -> bool:
    """Whether ``one`` reports nobody's words although it is built like it."""
    if is_lookalike(text, one):
        return True
    if one.kind is Kind.DIRECT:
        return _is_name_in_marks(text, one)
    cue = _words(text, one.cue)
    said = text[one.content[0][0] : one.content[-1][1]]
    if one.kind is Kind.INDIRECT and _words(text, one.source).lower() in _FIRST:
        return True
    return (
        _is_declined(cue, said)
        or bool(_NAMELESS.match(said))
        or _is_idiom(cue, said)
        or _is_nickname(text, one, cue, said)
        or _is_topic(text, one, cue, said)
        or _is_deed(text, one, cue, said)
        or bool(_SAY_ABOUT.search(cue))
        or bool(_REMEMBERED.search(cue) and not one.source)
        or _is_known_from_works(one, cue, said)
    )


def _is_declined(cue: str, said: str) -> bool:
    if _DECLINED.search(cue) and _COMMENT.match(said):
        return True
    return bool(_REQUEST.search(said[:120])) and bool(
        re.search(r"respond|repl|return|answer|declin", cue, re.IGNORECASE)
    )


def _is_idiom(cue: str, said: str) -> bool:
    """ "said goodbye to the crew", "asked the ministry for a comment": deeds."""
    if _SAYS.match(cue) is not None:
        idiom = _IDIOM.match(said)
        # "said prayers will be held": what follows is a clause.
        return idiom is not None and not _FINITE.search(said, idiom.end())
    asks = _ASKS_FOR.match(cue) is not None
    return asks and _FOR_COMMENT.search(said, 0, _NEAR) is not None


def _is_nickname(text: str, one: Attribution, cue: str, said: str) -> bool:
    """What people call somebody or something, not what one called them once."""
    verb = cue.lower().split(" ", 1)[0]
    if verb in _NICKNAMING:
        return True
    if verb not in _CALLING or one.kind is not Kind.INDIRECT:
        return False
    habitual = verb in ("call", "nickname", "dub", "nicknamed", "dubbed")
    many = _MANY.match(_words(text, one.source)) is not None
    return (habitual or many) and said.count(" ") <= 14


def _is_name_in_marks(text: str, one: Attribution) -> bool:
    """Whether many call somebody by words printed as a name: “the Minister”."""
    if _words(text, one.cue).lower() not in _CALLED or len(one.content) > 1:
        return False
    start, end = one.content[0]
    whom = text[one.cue[-1][1] : start]
    said = text[start:end].rstrip(",.;!")
    source = _words(text, one.source)
    many = _MANY.match(source) is not None or _PLURAL.fullmatch(source) is not None
    called = _CALLED_NAME.fullmatch(said) is not None
    return many and called and _CALLED_WHOM.fullmatch(whom) is not None


def _is_topic(text: str, one: Attribution, cue: str, said: str) -> bool:
    """What somebody was spoken to about."""
    if one.kind is not Kind.INDIRECT or not _ABOUT.match(cue):
        return False
    between = text[one.cue[-1][1] : one.content[0][0]] if one.cue else ""
    about = (
        cue.endswith("about")
        or said.startswith("about ")
        or between.strip().endswith("about")
        or _ABOUT_WHAT.match(said) is not None
    )
    clause = re.match(r"(?:how|why|what|whether|who)\b", said, re.IGNORECASE)
    return about and clause is None


def _is_known_from_works(one: Attribution, cue: str, said: str) -> bool:
    """Whether people know somebody from works: all that is quoted are their titles."""
    if one.kind is not Kind.MIXED or not _RECALLS.search(cue):
        return False
    works = list(_WORK.finditer(said))
    titles = all(_has_capitals(work["curly"] or work["straight"]) for work in works)
    return bool(works) and titles and works[0]["of"].isalpha()


def _has_capitals(words: str) -> bool:
    """Whether quoted words are printed like a title, if a short one: “Eel Street”."""
    return words[:1].isupper() and all(
        word[:1].isupper() for word in words.split() if len(word) > _SMALL_WORD
    )


def _is_deed(text: str, one: Attribution, cue: str, said: str) -> bool:
    """What somebody did, showed or undertook, where no verb of saying reports it.

    Promises are reports, and so is what somebody declined to say ("whether he would
    run"). Where a parse saw a clause it stays; a tagger that learned beliefs and
    attitudes takes much else for reports.
    """
    if one.kind is not Kind.INDIRECT or not cue:
        return False
    parts = re.findall(r"[a-z’'-]+", cue.lower())
    lemmas = {VERB_LEMMAS[word] for word in parts if word in VERB_LEMMAS}
    if _WITHHELD.match(said):
        return False
    if lemmas & _UNDERTAKING and _TO.match(said):
        return True
    if not one.method.startswith(_TAGGED) or _is_told(text, one, cue, said):
        return False
    if lemmas:
        return lemmas <= _DEEDS
    return not any(word in NOUNS or word in _PHRASES for word in parts)


def _is_told(text: str, one: Attribution, cue: str, said: str) -> bool:
    """Whether the tagger is sure of a clause that somebody put into words.

    Made clear that it stays, pointed out it was late, questioned why it was.
    """
    before = text[max(0, one.content[0][0] - 8) : one.content[0][0]].rstrip()[-5:]
    that = before.lower() in (" that", "\nthat") and not _SHOWN.search(cue)
    clause = that or _CLAUSE.match(said) is not None
    return one.score >= _SURE and (
        _MADE_CLEAR.search(cue) is not None
        or (clause and _PUT_INTO_WORDS.search(cue) is not None)
        or (that and cue.count(" ") < _SHORT)
    )


def _words(text: str, ranges: tuple[Range, ...]) -> str:
    return " ".join(text[start:end] for start, end in ranges)
