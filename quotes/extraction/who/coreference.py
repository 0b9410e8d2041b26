"""Who a source mention is, within its document.

A chain of steps, most certain first: a pronoun, a person's name, several names, a
text and its author, a state, a body by name, a group, a role, a body by its head
word; last, the words as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from quotes.extraction.types import DocumentSpeaker, Range, SpeakerKind
from quotes.extraction.who.antecedents.anaphors import anaphor_of, is_of_a_nation
from quotes.extraction.who.antecedents.choosing import choose
from quotes.extraction.who.antecedents.referring import Anaphor
from quotes.extraction.who.body_names import body, state
from quotes.extraction.who.campaigns import owned_body
from quotes.extraction.who.cast import PersonMention
from quotes.extraction.who.channels import own_channel
from quotes.extraction.who.constituency import sole_member
from quotes.extraction.who.context import (
    NOBODY,
    Context,
    How,
    Resolution,
    Spoke,
)
from quotes.extraction.who.descriptions import group, pair, role
from quotes.extraction.who.documents import document_noun
from quotes.extraction.who.joint_names import joint, loose_joint
from quotes.extraction.who.mention_bounds import mended
from quotes.extraction.who.named_ahead import named_ahead
from quotes.extraction.who.named_people import named_person
from quotes.extraction.who.phrases import Phrase, Pronoun, phrase_of
from quotes.extraction.who.pronouns import resolve_pronoun
from quotes.extraction.who.relatives import spouse, with_theirs
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import (
    fold_word,
    is_acronym,
    is_first_name,
    is_function_word,
)

_NEARBY = 600
_MANY = word_set(
    "number handful majority couple dozens hundreds thousands scores chunk half"
)
_NO_SPEAKER = word_set(
    """
    nobody none one everyone who anyone self there here today tonight tomorrow
    yesterday instead recently now then later earlier meanwhile however also again
    still ago soon
    """
) | {"no one"}
_WORDS = ("a", "an", "the", "what")
_TIMES = word_set(
    """
    weekend week month year day morning afternoon evening night hour minute moment time
    decade season summer winter spring autumn quarter century past future while monday
    tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december
    """
)
# Two letters, a figure, one letter alone ("X"), or letters with stops ("F.B.I.").
_NAMES = re.compile(r"[^\W_]{2}|\d|^[^\W_]$|[^\W_]\.[^\W_]")


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
    if anaphor is not None and not anaphor.head and is_of_a_nation(phrase):
        # "The Finn" is whoever alone is named nearby, or a text about Finland.
        near = context.cast.before(phrase.start)
        named = {id(one.person) for one in takewhile(_is_near(phrase), near)}
        if len(named) > 1 and context.bodies.state_of(phrase.bare) is None:
            anaphor = None
    if anaphor is not None:
        resolution = _sole_member(context, phrase, anaphor) or choose(
            context, phrase, anaphor, resolution
        )
        if resolution.speaker is None:
            resolution = named_ahead(context, phrase) or resolution
    context.spoken.append(Spoke(phrase.start, phrase.end, resolution, content))
    return resolution


def _is_near(phrase: Phrase) -> Callable[[PersonMention], bool]:
    return lambda mention: phrase.start - mention.start < _NEARBY


def _sole_member(
    context: Context, phrase: Phrase, anaphor: Anaphor
) -> Resolution | None:
    """Like "the Utah Republican", whom the document prints once with "R-Utah"."""
    person = sole_member(context.cast.people, anaphor.head, anaphor.details)
    if person is None:
        return None
    return Resolution(
        context.speaker_of(person),
        How.DESCRIPTION,
        f"‘{phrase.text}’ is {person.name}, printed with that party and place",
        person=person,
        probability=0.97,
    )


def resolve_phrase(context: Context, phrase: Phrase) -> Resolution:
    """Who ``phrase`` is, without making them a speaker."""
    if phrase.pronoun is not None:
        pronoun = resolve_pronoun(context, phrase, phrase.pronoun)
        return _described_before(context, phrase, pronoun)
    if _is_nobody(phrase):
        return NOBODY

    def again(inner: Phrase) -> Resolution:
        return resolve_phrase(context, inner)

    found = (
        pair(context, phrase)
        or _by_whose(context, phrase)
        or joint(context, phrase)
        or named_person(context, phrase)
        or loose_joint(context, phrase)
        or document_noun(context, phrase, again)
        or state(context, phrase)
        or group(context, phrase)
        or role(context, phrase, again)
        or body(context, phrase)
    )
    return found or _as_printed(context, phrase)


def _is_nobody(phrase: Phrase) -> bool:
    """Whether words name nobody: "the weekend", "the", "’s" as a finder cuts it."""
    if phrase.bare.lower() in _NO_SPEAKER and not is_acronym(phrase.bare):
        return True
    if phrase.head in _TIMES and phrase.bare.islower():
        return True
    return not _NAMES.search(phrase.bare) or phrase.text.lower() in _WORDS


def _by_whose(context: Context, phrase: Phrase) -> Resolution | None:
    """Like "his wife" and "her campaign": known by whom the pronoun means."""

    def again(inner: Phrase) -> Resolution:
        return resolve_phrase(context, inner)

    return (
        spouse(context, phrase, again)
        or with_theirs(context, phrase, again)
        or owned_body(context, phrase, again)
        or own_channel(context, phrase, again)
    )


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
    if anaphor is not None:
        return choose(context, inner, anaphor, again)
    return found if again.how is How.ROLE else again


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
    if len(words) == 1 and is_function_word(fold_word(words[0])):
        return None
    if phrase.head in _MANY or words[0].lower() == "both":
        return SpeakerKind.GROUP
    if not all(word[:1].isupper() for word in words):
        return None
    lone = len(words) == 1
    if lone and (
        context.text[phrase.end : phrase.end + 1] == ":"
        or is_first_name(fold_word(words[0]))
    ):
        return SpeakerKind.PERSON
    if phrase.bare != phrase.text and len(words) == 1 and words[0].endswith("s"):
        return SpeakerKind.GROUP
    return SpeakerKind.ORGANISATION
