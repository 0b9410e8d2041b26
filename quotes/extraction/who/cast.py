"""The people of one document: every printing of a name under the person it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.extraction.budget import check_time
from quotes.extraction.text.outline import Outline
from quotes.extraction.who.constituency import constituency, party_before
from quotes.extraction.who.mentions import Mention
from quotes.extraction.who.one_surname import (
    Key,
    couples,
    is_junior,
    is_senior,
    juniors,
    key_of,
    misprints,
    other_keys,
    without_suffix,
)
from quotes.extraction.who.person import (
    Person,
    is_relative,
    learn,
    so_called,
)
from quotes.names.gazetteer import organisations, people, places
from quotes.names.given_and_family import family_first, gender, surnames
from quotes.names.person_names import (
    NameKind,
    fold_word,
    is_role,
)

_RECENT = 400
_MAX_NAMES = 20
_MAX_NAMESAKES = 50
_JUNIOR = " jr"
_ITS = re.compile(r"[^.\n]{0,60}?\bits\b")
_NAMED_BACK = 70
_YOUNGER = re.compile(r"\byounger\s(?:Mr\.?\s)?$")
# "A resident named Ada", "a farmer who gave his name only as Tamo".
_NAMED = re.compile(
    r"\b(?P<noun>[a-z]+),?\s(?:(?:who\s)?(?:identified|introduced|gave)\s(?:only\s)?"
    r"(?:himself|herself|themselves|(?:his|her|their)\s(?:first\s)?name)?\s?(?:only\s)?as"
    r"|named|called|(?:who\s)?(?:goes|went)\sby)(?:\sonly)?\s$"
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One printing of a person's name, and how it stands in its sentence."""

    start: int
    end: int
    person: Person
    subject: bool
    oblique: bool
    possessive: bool
    quoted: bool


class Cast:
    """Everybody named in a document, and where."""

    def __init__(self, mentions: Iterable[Mention], outline: Outline) -> None:
        self.people: list[Person] = []
        self.mentions: list[PersonMention] = []
        self._by_key: dict[Key, Person] = {}
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_first: dict[str, list[Person]] = defaultdict(list)
        known = list(mentions)
        self._text = outline.text
        self._other_keys = other_keys(known, outline.text)
        self._juniors = juniors(known, outline.text)
        self._places = set(_lone_places(known))
        self._media = set(_media_beside_people(known))
        for mention in known:
            check_time()
            if _is_full_name(mention):
                self._meet(mention)
        for first, key in misprints(self._other_keys):
            if person := self._by_key.get(key):
                self._by_first[first].append(person)
        for mention, surname in couples(known, outline.text):
            self._meet_in_couple(mention, surname)
        for mention in known:
            check_time()
            self._place(mention, outline)
        self._starts = [mention.start for mention in self.mentions]

    def _meet(self, mention: Mention) -> None:
        words = without_suffix(mention.words)
        key = self._key(mention.words)
        if key in self._other_keys:
            return
        person = self._by_key.get(key)
        if person is None:
            person = Person(name=mention.name, words=mention.words)
            person.gender = gender(mention.words)
            self._by_key[key] = person
            self.people.append(person)
            if key[1].endswith(_JUNIOR):
                return
            for short in surnames(words):
                self._by_surname[short].append(person)
            if not family_first(words):
                self._by_first[key[0]].append(person)
        elif len(mention.words) > len(person.words):
            person.name, person.words = mention.name, mention.words
        person.sure = person.sure or mention.sure
        # Before any "Ms. Sol" is read as hers: "her son, Mika Sol" is none.
        learn(person, mention.title, mention.description)

    def _meet_in_couple(self, mention: Mention, surname: str) -> None:
        """Take "Mika" of "Mika and Ada Sol" for a Sol, by the name as printed."""
        words = (mention.words[0], surname)
        if key_of(words) in self._by_key:
            return
        person = Person(name=mention.name, words=words, gender=gender(words), sure=True)
        person.first_full = person.last_full = mention.start
        person.full_count = 1
        self._by_key[key_of(words)] = person
        self.people.append(person)
        self._by_surname[fold_word(surname)].insert(0, person)
        self._by_first[fold_word(mention.words[0])].append(person)

    def _place(self, mention: Mention, outline: Outline) -> None:
        person = self._person_of(mention)
        if person is None:
            return
        person.count += 1
        first = fold_word(mention.words[0])
        if len(mention.words) == 1 and first == fold_word(person.words[0]):
            person.by_first = True
        if len(mention.words) > 1:
            if person.first_full < 0:
                person.first_full = mention.start
            person.full_count += 1
            person.last_full = mention.start
        elif person.full_count:
            person.sure = True
        if mention.name not in person.names and len(person.names) < _MAX_NAMES:
            person.names.append(mention.name)
        learn(person, mention.title, mention.description)
        person.parties |= party_before(outline.text, mention.start)
        person.constituency |= constituency(
            outline.text, mention.end, titled=bool(mention.title)
        )
        self.mentions.append(
            PersonMention(
                start=mention.start,
                end=mention.end,
                person=person,
                subject=mention.subject,
                oblique=mention.oblique,
                possessive=mention.possessive,
                quoted=outline.is_quoted(mention.start),
            )
        )

    def _person_of(self, mention: Mention) -> Person | None:
        if _is_lone_senior(mention.words):
            return self.named(mention.words[0], mention.start, mention.title)
        if len(mention.words) > 1:
            if mention.kind is not NameKind.PERSON and not is_junior(mention.words):
                return None
            return self._known(mention.words)
        if self._juniors and _YOUNGER.search(
            self._text, max(0, mention.start - 20), mention.start
        ):
            return self._son(last=mention.words[0])
        if mention.kind is NameKind.PLACE and not mention.title:
            return self._called_like_a_place(mention)
        found = self.named(mention.words[0], mention.start, mention.title)
        if found is not None:
            return found
        noun = self._named_as(mention)
        if noun or (mention.kind is NameKind.PERSON and mention.title):
            found = Person(name=mention.name, words=mention.words, sure=True)
            found.gender = gender(mention.words, noun)
            self.people.append(found)
            self._by_surname[fold_word(mention.words[0])].append(found)
        return found

    def _named_as(self, mention: Mention) -> str:
        """The noun for a person who is said to be named so, or ""."""
        low = max(0, mention.start - _NAMED_BACK)
        match = _NAMED.search(self._text, low, mention.start)
        return match["noun"] if match and is_role(fold_word(match["noun"])) else ""

    def _called_like_a_place(self, mention: Mention) -> Person | None:
        """Whose surname a place is: "Paris" where the text has "Jeremy Paris".

        Nobody's where the text has "in Paris".
        """
        if mention.oblique or mention.name in self._places or _is_seat(mention.name):
            return None
        if _ITS.match(self._text, mention.end):
            return None
        found = self._by_surname.get(fold_word(mention.name), [])
        return found[0] if len(found) == 1 else None

    def _key(self, words: tuple[str, ...]) -> Key:
        """The key of a full name; that of a son who bears his father's is another."""
        key = key_of(words)
        son = is_junior(words) and key in self._juniors
        return (key[0], key[1] + _JUNIOR) if son else key

    def _son(self, first: str = "", last: str = "") -> Person | None:
        """The son who is called by his first name, or by his surname, and "Jr."."""
        for key in self._juniors:
            if (
                fold_word(first or key[0]) == key[0]
                and fold_word(last or key[1]) == key[1]
            ):
                return self._by_key.get((key[0], key[1] + _JUNIOR))
        return None

    def _known(self, words: tuple[str, ...]) -> Person | None:
        """The person of a full name, however it is printed."""
        if is_junior(words) and len(without_suffix(words)) == 1:
            return self._son(first=words[0]) or self._son(last=words[0])
        own = self._key(words)
        key = self._other_keys.get(own, own)
        return self._by_key.get(key) if key is not None else None

    def named(self, name: str, position: int, title: str = "") -> Person | None:
        """The person whom a surname, a first name or a full name stands for.

        Where several share it: the one whose gender fits the title, then the one who
        is introduced by it, then the one named in full shortly before, then the one
        named in full most often.
        """
        words = tuple(name.split())
        if not words:
            return None
        if len(words) > 1:
            found = self._known(words)
            words = without_suffix(words)
            if found is not None:
                return found
        key = " ".join(fold_word(word) for word in words)
        if key in self._media and not _is_courteous(title):
            return None
        candidates = self._by_surname.get(key) or self._called_first(key, position)
        wanted = gender((name,), title)
        fitting = [
            person
            for person in candidates[:_MAX_NAMESAKES]
            if wanted is None or person.gender in (None, wanted)
        ]
        fitting = so_called(fitting, title)
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
        return _likeliest(fitting, key, position)

    def _called_first(self, key: str, position: int) -> list[Person]:
        """Who goes by the first name ``key``: one known, or named in full before."""
        known = self._by_first.get(key, [])[:_MAX_NAMESAKES]
        sure = [person for person in known if person.sure]
        if sure or len(known) != 1:
            return sure
        person = known[0]
        return known if 0 <= person.first_full < position else []

    def before(self, position: int) -> Iterator[PersonMention]:
        """Mentions that start before ``position``, nearest first."""
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self.mentions[index]

    def within(self, start: int, end: int) -> list[PersonMention]:
        """Mentions that start in the half-open range."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.mentions[low:high]

    def mention_at(self, position: int) -> PersonMention | None:
        """The mention that covers ``position``, or None."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or self.mentions[index].end <= position:
            return None
        return self.mentions[index]


def _lone_places(mentions: Iterable[Mention]) -> Iterator[str]:
    """Places that the text means as such: "in Paris", "from Paris"."""
    for one in mentions:
        if one.kind is NameKind.PLACE and one.oblique and not one.title:
            yield one.name


def _media_beside_people(mentions: Sequence[Mention]) -> Iterator[str]:
    """Media called like somebody who is always "Mr." here: "Bloomberg"."""
    for one in mentions:
        key = fold_word(one.words[0])
        lone = len(one.words) == 1 and _is_courteous(one.title)
        if lone and key in organisations.MEDIA:
            yield key


def _is_courteous(title: str) -> bool:
    return any(fold_word(word) in people.HONORIFICS for word in title.split())


def _is_seat(name: str) -> bool:
    """Whether a place is a state, or a capital that speaks for one."""
    return name in places.STATE_NAMES or name in places.CAPITALS


def _is_full_name(mention: Mention) -> bool:
    several = len(mention.words) > 1 and not _is_lone_senior(mention.words)
    return several and mention.kind is NameKind.PERSON


def _is_lone_senior(words: tuple[str, ...]) -> bool:
    """Whether a surname stands for somebody named in full: "Sol Sr."."""
    return is_senior(words) and len(without_suffix(words)) == 1


def _likeliest(namesakes: Sequence[Person], key: str, position: int) -> Person:
    """Whom of several the name ``key``, folded, means at ``position``."""
    first = min(
        (person.first_full for person in namesakes if person.first_full >= 0),
        default=-1,
    )
    return max(
        namesakes,
        key=lambda person: (
            # A relative named later and called by the first name is not meant,
            # nor is one who is introduced as such: "his wife, Ada Sol".
            key == fold_word(person.words[0])
            or person.first_full == first
            or not (person.by_first or is_relative(person)),
            0 <= position - person.last_full <= _RECENT,
            person.full_count,
            person.sure,
        ),
    )
