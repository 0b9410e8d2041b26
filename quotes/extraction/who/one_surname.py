"""Full names of one document that share a surname: whose name each of them is.

"Ada Holm Vale" is also "Holm Vale"; "Filip Arne" and "Fillip Arne" are one person,
once misprinted; "Debating Arne" at the head of a text is nobody; and in "Mika and Ada
Sol" there are two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from quotes.extraction.budget import check_time
from quotes.extraction.who.mentions import Mention
from quotes.names.gazetteer import people
from quotes.names.gazetteer.words import word_set
from quotes.names.given_and_family import family_first
from quotes.names.person_names import NameKind, fold_word, is_first_name

Key = tuple[str, str]
"""The first and the last word of a full name, folded, without "Jr."."""

# "Al Saud" of "Abu Anas Al Saud": a capital particle opens the surname.
_SURNAME_OPENS = word_set("al el bin ben van von de della di du la le mac mc")
_DOUBLED = re.compile(r"(\w)\1")
_SHORTEST_GERUND = 6
_NAMES_IN_ING = word_set(
    "irving sterling henning manning channing fleming flemming harding fielding lansing"
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:\n][”\"’)]*)\s*$")
_FAMILIES = (
    re.compile(r"\b([^\W\d_a-z][\w’'-]{0,40})s\b"),
    re.compile(r"\b([^\W\d_a-z][\w’'-]{0,40})\s(?:family|couple|brothers|sisters)\b"),
)
_SON = re.compile(r"\b(?:son|grandson|nephew|brother)\b")
_MOST_NAMESAKES = 50


def key_of(words: tuple[str, ...]) -> Key:
    """The key under which a full name of ``words`` is known."""
    words = without_suffix(words)
    return fold_word(words[0]), fold_word(words[-1])


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """``words`` without "Jr.", "III" and the like at their end."""
    while len(words) > 1 and fold_word(words[-1]) in people.SUFFIXES:
        words = words[:-1]
    return words


def other_keys(mentions: Sequence[Mention], text: str) -> dict[Key, Key | None]:
    """Keys of what looks like a name of its own, to the key of whose name it is.

    To None where it is nobody's.
    """
    full = [
        mention
        for mention in mentions
        if mention.kind is NameKind.PERSON and len(mention.words) > 1
    ]
    gerunds = _gerunds(full, text) - {
        fold_word(mention.words[0]) for mention in mentions if len(mention.words) == 1
    }
    return {**_misprinted(full, gerunds), **_compound_surnames(full)}


def misprints(others: Mapping[Key, Key | None]) -> Iterator[tuple[str, Key]]:
    """First names that misprint another, and the key of whose it is."""
    for key, other in others.items():
        if other is not None and _is_doubled(key[0], other[0]):
            yield key[0], other


def juniors(mentions: Sequence[Mention], text: str) -> set[Key]:
    """Keys of full names that father and son share, "Ole Sol" and "Ole Sol Jr.".

    Only where the text says that they are two: "his son, Ole Sol Jr.", "Ole Jr.", "Ole
    Sol Sr.". A name may be printed with its "Jr." and without, and be one person's.
    """
    full: set[Key] = set()
    old: set[Key] = set()
    young: dict[Key, bool] = {}
    first_alone: set[str] = set()
    for one in mentions:
        plain = without_suffix(one.words)
        if plain == one.words:
            full |= {key_of(plain)} if len(plain) > 1 else set()
        elif is_senior(one.words):
            old |= {key_of(plain)} if len(plain) > 1 else set()
        elif not is_junior(one.words):
            continue
        elif len(plain) == 1:
            first_alone.add(fold_word(plain[0]))
        else:
            before = text[max(0, one.start - 30) : one.start]
            told = _SON.search(f"{one.title} {one.description} {before}") is not None
            young[key_of(plain)] = young.get(key_of(plain), False) or told
    return {
        key
        for key, told in young.items()
        if key in old or (key in full and (told or key[0] in first_alone))
    }


def is_junior(words: tuple[str, ...]) -> bool:
    """Whether a name ends with "Jr."."""
    return len(words) > 1 and fold_word(words[-1]) == "jr"


def is_senior(words: tuple[str, ...]) -> bool:
    """Whether a name ends with "Sr."."""
    return len(words) > 1 and fold_word(words[-1]) == "sr"


def _compound_surnames(mentions: Iterable[Mention]) -> dict[Key, Key]:
    """Surnames of two words ("Holm Vale" of "Ada Holm Vale") to the key of the name."""
    mentions = list(mentions)
    short = {tuple(map(fold_word, one.words)) for one in mentions if _is_pair(one)}
    found = {}
    for mention in mentions:
        check_time()
        words = without_suffix(mention.words)
        if len(words) < 3:
            continue
        folded = [fold_word(word) for word in words]
        goes_by = len(words) > 3 and (folded[-2], folded[-1]) in short
        particle = folded[-2] in _SURNAME_OPENS or goes_by
        if not particle and (
            len(words) > 3 or not mention.sure or "." in words[1] or family_first(words)
        ):
            continue
        found[folded[-2], folded[-1]] = (folded[0], folded[-1])
    return found


def _is_pair(mention: Mention) -> bool:
    """Whether two words are printed that begin with no first name that is known."""
    return len(mention.words) == 2 and not is_first_name(fold_word(mention.words[0]))


def _gerunds(mentions: Iterable[Mention], text: str) -> set[str]:
    """First words that may be no first name: "Debating Arne" opens a sentence."""
    return {
        fold_word(one.words[0])
        for one in mentions
        if _is_gerund(fold_word(one.words[0]))
        and _OPENS_SENTENCE.search(text, max(0, one.start - 3), one.start)
    }


def _misprinted(
    mentions: Iterable[Mention], gerunds: Collection[str]
) -> dict[Key, Key | None]:
    """Keys that misprint another one, and gerunds that open a sentence."""
    printed = Counter(key_of(mention.words) for mention in mentions)
    by_surname: dict[str, list[Key]] = defaultdict(list)
    for key in printed:
        by_surname[key[1]].append(key)
    found: dict[Key, Key | None] = {}
    for keys in by_surname.values():
        check_time()
        for key in keys[:_MOST_NAMESAKES]:
            others = [other for other in keys[:_MOST_NAMESAKES] if other != key]
            same = [other for other in others if _is_misprint(key, other, printed)]
            if same:
                found[key] = max(same, key=lambda other: printed[other])
            elif printed[key] == 1 and others and key[0] in gerunds:
                found[key] = None
    return found


def _is_misprint(key: Key, other: Key, printed: Counter[Key]) -> bool:
    """Whether ``key`` has a doubled letter more or less, and is the rarer one."""
    if not _is_doubled(key[0], other[0]):
        return False
    if printed[key] > 1 and is_first_name(key[0]) and is_first_name(other[0]):
        return False  # "Ana Holm" and "Anna Holm" are cousins.
    return (printed[key], len(key[0]), key) < (printed[other], len(other[0]), other)


def _is_doubled(word: str, other: str) -> bool:
    """Whether two words are one but for a letter that is doubled."""
    return _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", other)


def _is_gerund(word: str) -> bool:
    return (
        word.endswith("ing")
        and len(word) >= _SHORTEST_GERUND
        and not is_first_name(word)
        and word not in _NAMES_IN_ING
    )


def couples(mentions: Sequence[Mention], text: str) -> list[tuple[Mention, str]]:
    """First names whose surname is printed behind the next: "Mika and Ada Sol".

    Each is returned with the surname that it lacks. A name that the text does not know
    as a first name is one only where it prints "the Sols" or "the Sol family".
    """
    lone = Counter(one.words[0] for one in mentions if len(one.words) == 1)
    surnames = {one.words[-1] for one in mentions if len(one.words) > 1 or one.title}
    families: set[str] | None = None
    found = []
    for one, other in pairwise(mentions):
        check_time()
        if not _is_couple(one, other, text):
            continue
        word, surname = one.words[0], other.words[-1]
        if lone[word] > 1 or word in surnames:
            continue  # "Arne and Ada Sol" are not a couple of one name
        if families is None:
            families = _families(text)
        if is_first_name(fold_word(word)) or surname in families:
            found.append((one, surname))
    return found


def _is_couple(one: Mention, other: Mention, text: str) -> bool:
    return (
        len(one.words) == 1
        and not one.title
        and len(other.words) == 2
        and other.kind is NameKind.PERSON
        and text[one.end : other.start] == " and "
    )


def _families(text: str) -> set[str]:
    """Words that ``text`` prints as a family's: "the Sols", "the Sol brothers"."""
    return {word for family in _FAMILIES for word in family.findall(text)}
