"""Who talks with whom round a mention: what an exchange says about whom it means.

Who goes on speaking is meant; who asked, who is told and whom the question was about
are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.extraction.who.antecedents.referring import Anaphor, Option
from quotes.extraction.who.questions import is_asked_about

if TYPE_CHECKING:
    from quotes.extraction.who.context import Context

_ASKS = re.compile(r"\s(?:\w+\s)?(?:asked|asks|wondered|pressed|quizzed)\b")
_IS_ASKED = re.compile(r"\b(?:asked|asks|pressed|quizzed|interviewed)\s(?:\w+\.?\s)?$")
_TELLS = re.compile(
    r"\s(?:\w+\s)?(?:told|tells|asked|asks|informed|assured)\s"
    r"(?P<whom>(?:[A-Z][\w’'.-]*\s?){1,4})"
)
_AS_FOR = re.compile(r"(?:^|[.!?”\"]\s+|\n)(?:As for|For|Like)\s(?:\w+\.?\s)?$")
_THIRD = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_CONTINUES = re.compile(
    r"\s(?:(?:also|then|later|further)\s)?(?:continued|continues|added|adds|went\son|goes\son)\b"
)
_REPLIES = re.compile(
    r"\s(?:\w+\s)?(?:replied|replies|answered|answers|responded|responds|retorted)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Whom an answer is about is said in its first words.
_OPENING = 40

#: The features, in the order in which ``talk`` gives them.
OF_TALK = (
    "goes on speaking",
    "goes on in the next sentence",
    "goes on, as the verb says",
    "asked about",
    "asks just before",
    "is asked just before",
    "is told by it",
    "as for whom",
    "named first in its sentence",
    "nearest, and the content is of a third person",
    "spoke, and the content is of a third person",
    "asks just before, and is replied to",
)


def talk(
    context: Context, anaphor: Anaphor, option: Option, rank: int, names: Sequence[str]
) -> list[bool]:
    """What the exchange round ``anaphor`` says of ``option``; as ``OF_TALK``.

    rank: 0 for the option named last. names: under which it is printed.
    """
    content = " ".join(context.text[a:b] for a, b in anaphor.content)
    third = _THIRD.search(content[:_OPENING]) is not None
    asks, asked = _asking(context, anaphor, option)
    last = option.spoke == 1
    return [
        last and _goes_on(context, anaphor.start),
        last and _goes_on(context, anaphor.start, past_sentence=True),
        last and _CONTINUES.match(context.text, anaphor.end) is not None,
        _asked_about(context, anaphor, option),
        asks,
        asked,
        _is_told(context, anaphor, names),
        _is_topic(context, anaphor, option),
        bool(option.printings) and _is_first(context, option.printings[0].start),
        rank == 0 and third,
        bool(option.spoke) and third,
        asks and _REPLIES.match(context.text, anaphor.end) is not None,
    ]


def _goes_on(context: Context, position: int, *, past_sentence: bool = False) -> bool:
    """Whether nothing stands before ``position`` but the words of who spoke last.

    past_sentence: whether the sentence in which they spoke may go on otherwise.
    """
    last = context.spoken[-1]
    end = max(last.end, last.content[-1][1] if last.content else 0)
    if past_sentence:
        _, end = context.outline.sentence_range(max(last.start, end - 1))
    between = _QUOTED.sub("", context.text[end:position]) if end <= position else "x"
    return not any(character.isalpha() for character in between)


def _asking(context: Context, anaphor: Anaphor, option: Option) -> tuple[bool, bool]:
    """Whether it asks in this sentence or the one before, and whether it is asked."""
    here = context.outline.sentence(anaphor.start)
    asks = asked = False
    for one in option.printings[:2]:
        if here - context.outline.sentence(one.start) <= 1 and not one.quoted:
            behind = context.text[one.end : one.end + 30]
            before = context.text[max(0, one.start - 20) : one.start]
            asks = asks or _ASKS.match(behind) is not None
            asked = asked or _IS_ASKED.search(before) is not None
    return asks, asked


def _is_told(context: Context, anaphor: Anaphor, named: Sequence[str]) -> bool:
    """Whether the anaphor tells that very entity, as in "he told Holm"."""
    match = _TELLS.match(context.text, anaphor.end, anaphor.end + 80)
    if match is None:
        return False
    told = set(match["whom"].split())
    return any(name.split()[-1].removesuffix("’s") in told for name in named if name)


def _in_same_sentence(context: Context, anaphor: Anaphor, option: Option) -> bool:
    """Whether the option's last printing is in the sentence of the anaphor."""
    if not option.printings:
        return False
    outline = context.outline
    return outline.sentence(option.printings[0].start) == outline.sentence(
        anaphor.start
    )


def _asked_about(context: Context, anaphor: Anaphor, option: Option) -> bool:
    """Whether it stands in a clause like "Asked whether X would …, he said"."""
    if not option.printings:
        return False
    name = option.printings[0].start
    return is_asked_about(context.text, context.outline, name, anaphor.start)


def _is_topic(context: Context, anaphor: Anaphor, option: Option) -> bool:
    """Whether the sentence is about it: "As for X, he said …"."""
    if not _in_same_sentence(context, anaphor, option):
        return False
    start = option.printings[0].start
    return _AS_FOR.search(context.text[max(0, start - 40) : start]) is not None


def _is_first(context: Context, position: int) -> bool:
    """Whether no other name stands before ``position`` in its sentence."""
    start, _ = context.outline.sentence_range(position)
    return not context.within(start, position)


def named_in(names: Sequence[str], content: str) -> bool:
    """Whether the attributed words name this very entity, as few do themselves."""
    if not content:
        return False
    words = set(re.findall(r"[A-Z][\w’-]+", content))
    return any(
        name.split()[-1].removesuffix("’s") in words or _first(name) in words
        for name in names
        if name
    )


def _first(name: str) -> str:
    """The first of several names of a person, unless it is a letter."""
    first, _, rest = name.partition(" ")
    return first if rest and len(first) > len("Al") else ""
