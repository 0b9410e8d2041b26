"""Who a source mention is, within its document.

A chain of steps, most certain first: a pronoun, a person's name, several names, a
text and its author, a state, a body by name, a group, a role, a body by its head
word; last, the words as printed.
"""

from __future__ import annotations

import re

from quotes.extraction.types import DocumentSpeaker, Range, SpeakerKind
from quotes.extraction.who.antecedents.anaphors import anaphor_of
from quotes.extraction.who.antecedents.choosing import choose
from quotes.extraction.who.appositions import role_phrase
from quotes.extraction.who.body_names import body, state
from quotes.extraction.who.cast import Person, PersonMention, learn
from quotes.extraction.who.context import (
    NOBODY,
    Context,
    How,
    Resolution,
    Spoke,
    person_speaker,
)
from quotes.extraction.who.descriptions import group, pair, role
from quotes.extraction.who.documents import document_noun
from quotes.extraction.who.mention_bounds import mended
from quotes.extraction.who.phrases import Phrase, Pronoun, joint_parts, phrase_of
from quotes.extraction.who.pronouns import resolve_pronoun
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations, places
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import (
    NameKind,
    fold_word,
    is_acronym,
    is_demonym,
    is_place,
    is_plural_role,
    is_role,
    is_title,
    split_name,
)

_NAME_ENDS = re.compile(
    r"\s*(?:$|[,(–—;:\[-]|[’'”\"]?$)|\s+(?:of|from|for|at|in|on|with|who|whose|himself"
    r"|herself|and|as|via|through|during|when|,)\b"
)
_JOINS = re.compile(r"\s(?:and|nor|or|&)\s")
# "the plumber," before a name: whatever the trade.
_DETERMINED = re.compile(r"^(?:[Tt]he|[Aa]n?)\s(?:[a-z][\w’'-]*\s){0,3}[a-z][\w’'-]+,$")
_BOTH = re.compile(r"^(?:both|neither|either)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_ARTICLES = re.compile(r"\s(?:the|a|an)\s", re.IGNORECASE)
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w.’'&-]*")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)?")
_MAX_JOINT = 6
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
    )
)
_GOVERNING = word_set(
    """
    of to for with from by in on at about against like than and or but not who that
    which including such especially
    """
)
_MANY = word_set(
    "number handful majority couple dozens hundreds thousands scores chunk half"
)
_INTRODUCING = word_set("one another his her their its my our")
_NO_SPEAKER = frozenset(
    ("no one", "nobody", "none", "one", "everyone", "who", "anyone", "self", "there")
)


def resolve_mention(
    context: Context, ranges: tuple[Range, ...], content: tuple[Range, ...] = ()
) -> Resolution:
    """Who the source mention in ``ranges`` is; it becomes the last who spoke.

    Call in order of position: later mentions refer back to earlier ones. content:
    the words attributed to it, which tell who is not likely meant.
    """
    phrase = phrase_of(context.text, ranges)
    if phrase is None:
        return NOBODY
    phrase = mended(context, phrase)
    resolution = resolve_phrase(context, phrase)
    anaphor = anaphor_of(phrase, content)
    if anaphor is not None:
        resolution = choose(context, phrase, anaphor, resolution)
    context.spoken.append(Spoke(phrase.start, phrase.end, resolution, content))
    return resolution


def resolve_phrase(context: Context, phrase: Phrase) -> Resolution:
    """Who ``phrase`` is, without making them a speaker."""
    if phrase.pronoun is not None:
        pronoun = resolve_pronoun(context, phrase, phrase.pronoun)
        return _described_before(context, phrase, pronoun)
    if phrase.bare.lower() in _NO_SPEAKER and not is_acronym(phrase.bare):
        return NOBODY

    def again(inner: Phrase) -> Resolution:
        return resolve_phrase(context, inner)

    found = (
        pair(context, phrase)
        or _joint(context, phrase)
        or _person(context, phrase)
        or _loose_joint(context, phrase)
        or document_noun(context, phrase, again)
        or state(context, phrase)
        or group(context, phrase)
        or role(context, phrase, again)
        or body(context, phrase)
    )
    return found or _as_printed(context, phrase)


def _described_before(
    context: Context, phrase: Phrase, found: Resolution
) -> Resolution:
    """Like "the senator, who …": who that is, where the words say somebody known."""
    name = found.speaker.name if found.speaker is not None else ""
    if found.how is not How.ROLE or phrase.pronoun is not Pronoun.WHO:
        return found
    low = context.text.rfind(name, 0, phrase.start)
    inner = phrase_of(context.text, ((low, low + len(name)),)) if low >= 0 else None
    if inner is None:
        return found
    inner = mended(context, inner)
    again = resolve_phrase(context, inner)
    anaphor = anaphor_of(inner, ())
    return choose(context, inner, anaphor, again) if anaphor is not None else again


def _person(context: Context, phrase: Phrase) -> Resolution | None:
    for mention in context.cast.within(phrase.start, phrase.end):
        if _is_head(context, phrase, mention):
            return _named(phrase, mention.person, mention.start)
    return _unlisted(context, phrase)


def _is_head(context: Context, phrase: Phrase, mention: PersonMention) -> bool:
    """Whether the name is the head of the phrase, not part of another's name."""
    after = context.text[mention.end : phrase.end]
    if after and (not _NAME_ENDS.match(after) or _JOINS.match(after)):
        return False
    before = context.text[phrase.start : mention.start].strip()
    return not before or _introduces(before)


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
        return is_medium_owner(before)
    titled = is_role(fold_word(words[-1]))
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lower()
        if word.endswith(","):
            return bool(role_phrase(" ".join(words[: index + 1]).rstrip(" ,")))
        left = fold_word(words[index - 1]) if index else ""
        if word in _GOVERNING and not _joins_title(left, word, titled=titled):
            return False
    return True


def _describes(before: str) -> bool:
    """Whether words up to a comma say what the person named behind it is."""
    words = before.split()
    described = role_phrase(before.rstrip(" ,")) or is_role(fold_word(words[-1]))
    return (
        bool(described)
        or words[0].lower() in _INTRODUCING
        or _DETERMINED.match(before) is not None
    )


def _joins_title(left: str, word: str, *, titled: bool) -> bool:
    """Whether ``word`` behind ``left`` is part of a title, and governs no name.

    titled: whether the words end in a role, right before the name.
    """
    if word == "of":
        # "University of Norland biochemist Ada Holm"
        whole = titled and left in organisations.ORGANISATION_HEADS
        return left in _OFFICES or whole
    # "lead author and harbour engineer Ada Holm"
    return titled and word == "and" and is_role(left)


def is_medium_owner(before: str) -> bool:
    """Whether "X’s" before a name says for which medium that person works."""
    owner = re.sub(r"[’']s?$", "", before)
    words = owner.split()
    if not words:
        return False
    return is_acronym(words[-1]) or fold_word(words[-1]) in organisations.MEDIA_HEADS


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


def _joint(context: Context, phrase: Phrase) -> Resolution | None:
    """Names joined by "and", where each part is a name and nothing else."""
    if not _JOINS.search(phrase.text):
        return None
    first = phrase.text.split(",")[0]
    if first != phrase.text and _JOINS.search(first):
        inner = Phrase(phrase.start, phrase.start + len(first), first)
        return _joint(context, inner)
    lead = _BOTH.match(phrase.text)
    skip = lead.end() if lead is not None else 0
    parts = joint_parts(phrase.text[skip:], phrase.start + skip)
    if not 2 <= len(parts) <= _MAX_JOINT:
        return None
    names = [_strict_name(context, part) for part in parts]
    found = [name for name in names if name]
    if len(found) < len(parts):
        return None
    joined = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
    printed = _ARTICLE.sub("", phrase.text[skip:])
    if fold(_ARTICLES.sub(" ", printed)) == fold(joined.replace(",", "")):
        joined = printed
    return Resolution(
        DocumentSpeaker(joined, SpeakerKind.GROUP, (joined,)),
        How.JOINT,
        f"‘{phrase.text}’ names {len(found)} speakers",
    )


def _loose_joint(context: Context, phrase: Phrase) -> Resolution | None:
    """Like "A and their partners": several speakers, of whom only some have a name."""
    if not _JOINS.search(phrase.text):
        return None
    parts = joint_parts(phrase.text, phrase.start)
    if context.bodies.named(phrase.bare) or not _strict_name(context, parts[0]):
        return None
    return Resolution(
        DocumentSpeaker(phrase.bare, SpeakerKind.GROUP, ()),
        How.JOINT,
        f"‘{phrase.text}’ names several speakers",
        margin=0.5,
    )


def _strict_name(context: Context, part: Range) -> str:
    """The name of the person, state or body that fills ``part``, or ""."""
    phrase = phrase_of(context.text, (part,))
    if phrase is None or phrase.pronoun is not None:
        return ""
    person = _person(context, phrase)
    if person is not None and person.speaker is not None:
        return person.speaker.name
    bare = phrase.bare
    if bare in places.STATE_NAMES:
        return bare
    state = None if is_demonym(bare) else context.bodies.state_of(bare)
    if state or bare in places.SEATS or is_acronym(bare):
        return state or bare
    body = context.bodies.named(bare)
    return body.name if body is not None and bare[:1].isupper() else ""


def _as_printed(context: Context, phrase: Phrase) -> Resolution:
    name = phrase.bare
    return Resolution(
        DocumentSpeaker(name, _kind_of_name(context, phrase), (name,)),
        How.PRINTED,
        f"‘{phrase.text}’ is kept as printed",
    )


def _kind_of_name(context: Context, phrase: Phrase) -> SpeakerKind | None:
    """What a name no list knows is likeliest to name, by its shape; None if no name."""
    words = phrase.bare.split()
    if phrase.head in _MANY or words[0].lower() == "both":
        return SpeakerKind.GROUP
    if not all(word[:1].isupper() for word in words):
        return None
    if context.text[phrase.end : phrase.end + 1] == ":" and len(words) == 1:
        return SpeakerKind.PERSON
    if phrase.bare != phrase.text and len(words) == 1 and words[0].endswith("s"):
        return SpeakerKind.GROUP
    return SpeakerKind.ORGANISATION
