"""A mention that is somebody's name: whose, and whether the name is all it is about."""

from __future__ import annotations

import re

from quotes.extraction.who.appositions import role_phrase
from quotes.extraction.who.cast import PersonMention
from quotes.extraction.who.context import Context, How, Resolution, person_speaker
from quotes.extraction.who.person import Person, learn
from quotes.extraction.who.phrases import Phrase
from quotes.extraction.who.trades import is_trade
from quotes.names.gazetteer import organisations, places
from quotes.names.gazetteer.words import word_set
from quotes.names.offices import OFFICES
from quotes.names.person_names import (
    NameKind,
    fold_word,
    is_acronym,
    is_place,
    is_plural_role,
    is_role,
    is_title,
)
from quotes.names.split_names import split_name

JOINS = re.compile(r"\s(?:and|nor|or|&)\s")

_NAME_ENDS = re.compile(
    r"\s*(?:$|[,(–—;:\[-]|[’'”\"]?$)|\s+(?:of|from|for|at|in|on|with|who|whose|himself"
    r"|herself|and|as|via|through|during|when|,)\b"
)
# "the plumber," before a name: whatever the trade; "Le directeur," too.
_DETERMINED = re.compile(
    r"^(?:[Tt]he|[Aa]n?|[LlDd]e[rn]?|[LlD]a|[Ee]l|[Ii]l|[Dd]ie)\s(?:[a-z][\w’'-]*\s){0,3}[a-z][\w’'-]+,$"
)
# "Holm’s introducer," before a name.
_OWNED = re.compile(
    r"[\w.’' -]{2,40}(?:[’']s|(?<=s)[’'])\s(?:[a-z][\w-]*\s){0,3}[a-z][\w-]+,"
)
# "MEC for Ports and Bridges," before a name: an office, whatever the letters mean.
_OFFICE = re.compile(r"^(?:[Tt]he\s)?[A-Z]{2,5}\s(?:for|of)\s[^,]*,$")
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w.’'&-]*")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)?")
_PARENT_OF = re.compile(
    r"\b(?:mother|father|parent|grandmother|grandfather)[ -]of[ -](?:[a-z]+|\d+)$"
)
_OWNER = re.compile(r"(?:[Tt]he\s)?[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)*[’']s?")
_OFFICES = frozenset(
    (
        "secretary",
        "chief",
        "director",
        "minister",
        "speaker",
        "head",
        "commissioner",
        "chair",
        "inspector",
        "controller",
        "registrar",
        "professor",
        "superintendent",
        "envoy",
        "coordinator",
    )
)
_GOVERNING = word_set(
    """
    of to for with from by in on at about against like than and or but not who that
    which including such especially
    """
)
DETERMINERS = word_set("the a an his her its their my our this that")
_INTRODUCING = word_set("one another his her their its my our")


def named_person(context: Context, phrase: Phrase) -> Resolution | None:
    """Whom ``phrase`` names, where a person's name is its head; else None."""
    for mention in context.cast.within(phrase.start, phrase.end):
        if _is_head(context, phrase, mention):
            return _named(phrase, mention.person, mention.start)
    return _unlisted(context, phrase)


def _is_head(context: Context, phrase: Phrase, mention: PersonMention) -> bool:
    """Whether the name is the head of the phrase, not part of another's name."""
    after = context.text[mention.end : phrase.end]
    if after and (not _NAME_ENDS.match(after) or JOINS.match(after)):
        return False
    before = context.text[phrase.start : mention.start].strip()
    before = _PARENT_OF.sub("parent", before)
    if not before:
        return True
    if not after and _OWNER.fullmatch(before) and mention.person.full_count:
        return True  # "The Tide’s Holm", who is named in full elsewhere
    printed = context.mention_from(mention.start)
    titled = printed is not None and before == printed.title and not JOINS.search(after)
    return titled or _introduces(before)


def _introduces(before: str) -> bool:
    """Whether the words before a name in its phrase introduce that name.

    "Kremlin spokesman", "Chief of Staff", "the president," do; "spokesman for", "a
    firm founded by the accountant" do not.
    """
    words = before.split()
    if not words:
        return True
    if before.endswith(","):
        return _describes(before)
    if re.search(r"[’']s?$", before):
        return _is_medium_or_place(before)
    titled = _says_what(words[-1]) or is_title(fold_word(words[-1]))
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lower()
        if word.endswith(","):
            return _describes(" ".join(words[: index + 1]))
        if _is_field_of_office(words, index):
            continue
        if word in _GOVERNING and not _joins_title(words, index, titled=titled):
            return False
    return True


def _says_what(word: str) -> bool:
    """Whether a word says what somebody is: a role, a trade, "mother-of-two"."""
    return is_role(fold_word(word)) or "-of-" in word or is_trade(word)


def _describes(before: str) -> bool:
    """Whether words up to a comma say what the person named behind it is."""
    words = before.split()
    described = role_phrase(before.rstrip(" ,")) or is_role(fold_word(words[-1]))
    return (
        bool(described)
        or words[0].lower() in _INTRODUCING
        or _OWNED.fullmatch(before) is not None
        or _DETERMINED.match(before) is not None
        or _OFFICE.match(before) is not None
    )


def _joins_title(words: list[str], index: int, *, titled: bool) -> bool:
    """Whether the word at ``index`` is part of a title, and governs no name.

    titled: whether the words end in a role, right before the name.
    """
    word = words[index].lower()
    left = fold_word(words[index - 1]) if index else ""
    if word in ("of", "for"):
        return _is_of_office(left, words[index:], titled=titled)
    if word == "like":
        return is_plural_role(left)  # "experts like Ada Holm"
    if word != "and" or not titled or is_plural_role(left):
        return False
    # "lead author and harbour engineer Ada Holm", "Harbour master and organist Ada"
    plain = DETERMINERS.isdisjoint((words[0].lower(), words[index + 1]))
    noun = left.split()[-1] if left else ""  # "co-founder" is folded to two words
    alone = plain and index > 0 and words[index - 1].islower()
    return is_title(noun) or is_role(noun) or alone


def _is_field_of_office(words: list[str], index: int) -> bool:
    """Whether a preposition says of what an office is, and governs no name.

    "Attorney General of Norland", "Minister of State for Harbours" before a name.
    """
    if words[index] not in ("of", "for", "at", "on") or not 0 < index < len(words) - 1:
        return False
    if _is_body_of_somebody(words, index):
        return True
    if not words[-1][:1].isupper() or words[index] not in ("of", "for"):
        return False
    if fold_word(words[index - 1]) in OFFICES:
        return True
    field = index >= 3 and words[index - 2] == "of"
    return field and fold_word(words[index - 3]) in OFFICES


def _is_body_of_somebody(words: list[str], index: int) -> bool:
    """Whether a preposition is of a body's name, and a role ends the words.

    "Institute for Harbour Studies fellow", "University of Glim at Tarn economist".
    """
    named = words[0][:1].isupper() and words[0].lower() not in DETERMINERS
    if not named or not words[-1].islower() or not words[index + 1][:1].isupper():
        return False
    body = any(fold_word(w) in organisations.ORGANISATION_HEADS for w in words[:index])
    return body and is_role(fold_word(words[-1]))


def _is_of_office(left: str, behind: list[str], *, titled: bool) -> bool:
    """Whether "of" or "for", which opens ``behind``, says what an office is for.

    "University of Norland biochemist Ada Holm", "Minister for Roads Ada Holm", "man of
    the match Ada Holm", "head of sales Ada Holm"; "brother of mayor Ada Holm" does not
    say that she is a brother.
    """
    if len(behind) == 1:
        return behind[0] == "of" and left in _OFFICES
    if left in _OFFICES:
        return True
    if titled and behind[0] == "of" and left in organisations.ORGANISATION_HEADS:
        return True
    things = [word for word in behind[1:] if word not in DETERMINERS]
    return (
        is_role(left)
        and bool(things)
        and all(word.islower() for word in things)
        and not any(is_role(fold_word(word)) for word in things)
    )


def _is_medium_or_place(before: str) -> bool:
    """Whether "X’s" before a name says for which medium, or whence, that person is."""
    owner = re.sub(r"[’']s?$", "", before)
    words = owner.split()
    if not words:
        return False
    from_place = is_place(owner)  # "Florida’s Ada Holm"
    last = fold_word(words[-1])
    body = last in organisations.MEDIA_HEADS | organisations.ORGANISATION_HEADS
    return from_place or is_acronym(words[-1]) or body


def _named(phrase: Phrase, person: Person, position: int) -> Resolution:
    person.sure = True
    before = phrase.text[: max(0, position - phrase.start)].strip(" ,")
    if before.strip() and (
        is_role(fold_word(before.split()[-1])) or _DETERMINED.match(before + ",")
    ):
        learn(person, "", re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", before))
    if person.name in phrase.text:
        return Resolution(
            person_speaker(person), How.NAME, person=person, gender=person.gender
        )
    return Resolution(
        person_speaker(person),
        How.SHORT,
        f"‘{phrase.text}’ is {person.name} here",
        person=person,
        gender=person.gender,
    )


def _unlisted(context: Context, phrase: Phrase) -> Resolution | None:
    """A person's name where no mention was taken: in capitals, in a headline."""
    text = _PARENTHESIS.sub("", phrase.text)
    words = text.split()
    while len(words) > 1 and is_title(fold_word(words[0])):
        words.pop(0)
    if not words or not all(_CAPITALISED.match(word) for word in words):
        return None
    name = " ".join(words)
    if is_place(name) or name in places.SEATS or words[0].lower() == "the":
        return None
    if is_plural_role(phrase.head):
        return None
    person = context.cast.named(name, phrase.start, phrase.text)
    if person is not None:
        return _named(phrase, person, phrase.start)
    split = split_name(tuple(words))
    headline = context.outline.is_headline(phrase.start)
    if (
        len(words) > 1
        and split.kind is NameKind.PERSON
        and (split.sure or not headline)
    ):
        person = Person(" ".join(words[split.before :]), tuple(words[split.before :]))
        return Resolution(person_speaker(person), How.NAME)
    return None
