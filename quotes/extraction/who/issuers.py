"""Whose text "the report" is: its writer's, or whoever the text before it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quotes.extraction.types import DocumentSpeaker, Range, SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.phrases import Phrase, phrase_of
from quotes.extraction.who.writers import credited_to, wrote_before
from quotes.names.gazetteer.words import word_set

Resolve = Callable[[Phrase], Resolution]

_TOLD_OF = (
    r"\b(?:issued|released|sent|shared|posted|published|wrote|made|put out|said in|in)"
    r" (?:an?|its|his|her|their|another|a joint) (?:[\w-]+ ){{0,2}}{}\b"
)
_ISSUER_WINDOW = 2500
# What a newsroom or an institute has worked on, by whichever word it is told of.
_WORK = word_set("report investigation analysis review study survey")
# What is asked of people, by either word.
_POLLS = word_set("poll survey")
_WORK_OF = (
    r"\b(?!(?:The|A|An|This)\b)([A-Z][\w-]*(?: [A-Z][\w-]*){0,5})[’']s? "
    rf"(?:[a-z][\w-]* ){{0,2}}(?:{'|'.join(sorted(_WORK))})\b"
)
_OTHER_WORK = re.compile(
    rf"\b(?:[Aa]n?\s(?:[a-z][\w-]*\s){{0,2}}|[Tt]he\s[a-z][\w-]*\s)(?:{'|'.join(sorted(_WORK))})\b"
)
_ASKED = ("poll", "survey", "study", "analysis", "research", "census")
_NAME = r"((?:the )?[A-Z][\w’'&-]*(?: (?:of |for )?(?:the )?[A-Z][\w’'&-]*){{0,6}})"
_CONDUCTED = (
    r"\b{0}\b[^.;\n]{{0,90}}?\b(?:conducted|commissioned|carried out|sponsored|done)\b"
    r"[^.,;\n]{{0,30}}? by "
    + _NAME
    + r"|\b[Ii]n (?:an?|its|their|the) [^.;\n]{{0,40}}?\b{0}\b.{{0,100}}?, "
    + _NAME
    + r" (?:found|showed|asked|reported)\b"
)
_AHEAD = 1200
_CLAUSE = 60
_REPORTED = re.compile(r"\b(?:reported|found|showed|calculated|estimated)\b")
# Texts that are the last speaker's own where nothing else tells whose they are.
_OWN_WORDS = word_set(
    "statement letter email post tweet message release memo note lawsuit suit complaint"
    " filing"
)


def issuer(context: Context, phrase: Phrase, resolve: Resolve) -> Resolution | None:
    """Whose text it is: its writer, the body named with that noun, else who spoke."""
    writer = credited_to(context, phrase)
    credited = resolve(writer) if writer is not None else None
    if writer is not None and credited is not None and credited.speaker is not None:
        return _issued(context, phrase, credited, writer.start)
    wrote = wrote_before(context, phrase)
    if wrote is not None:
        return _issued(context, phrase, *wrote)
    bare = phrase.bare.lower()
    of_two = _of_two(context, phrase)
    if of_two is not None:
        return of_two
    conducted = _conducted(context, phrase, resolve)
    if conducted is not None:
        return _issued(context, phrase, *conducted)
    noun = re.escape(phrase.bare)
    if bare in _POLLS:
        noun = r"(?:(?:[a-z]+|[A-Z][a-z]+) ){0,2}?(?:poll|survey)"
    low = max(0, phrase.start - _ISSUER_WINDOW)
    pattern = (
        rf"\b(?!(?:The|A|An|This)\b)"
        rf"([A-Z][\w’'/&-]*(?: [A-Z&][\w’'/&-]*){{0,5}})(?:[’']s)? {noun}\b"
        rf"|\b{noun} (?:by|from|of) ((?:the )?[A-Z][\w’'-]*"
        rf"(?: (?:of |for )?(?:the )?[A-Z][\w’'-]*){{0,6}})"
    )
    named = _last_named(context, pattern, (low, phrase.start), resolve)
    known = named or context.issuers.get(bare)
    if known is None and bare in _WORK:
        known = _last_body_named(context, (low, phrase.start), resolve)
    if known is not None:
        return _issued(context, phrase, *known)
    return _named_with(context, phrase, resolve)


def _of_two(context: Context, phrase: Phrase) -> Resolution | None:
    """The poll that two made at once, by its own name: "a Tide-Glim News poll"."""
    noun = phrase.bare.lower()
    if noun not in ("poll", "survey"):
        return None
    names = re.compile(
        r"\b(?!(?:The|An?)\b)(?:[A-Z][\w.]{0,30}\s){0,4}"
        rf"[A-Z][\w.]{{0,30}}-[A-Z]\w{{0,30}}(?:\s[A-Z]\w{{0,30}}){{0,4}}\s{noun}\b"
    )
    low = max(0, phrase.start - _ISSUER_WINDOW)
    found = list(names.finditer(context.text, low, phrase.start))
    other = re.compile(rf"[A-Z]\w*\s{noun}\b")
    if not found or other.search(context.text, found[-1].end(), phrase.start):
        return None
    speaker = DocumentSpeaker(found[-1][0], SpeakerKind.ORGANISATION)
    called = Resolution(speaker, How.DOCUMENT)
    return _issued(context, phrase, called, found[-1].start())


def _conducted(
    context: Context, phrase: Phrase, resolve: Resolve
) -> tuple[Resolution, int] | None:
    """Who asked: "the poll was conducted by X", "in a poll of 900 voters, X found"."""
    noun = phrase.bare.lower()
    if noun not in _ASKED:
        return None
    low = max(0, phrase.start - _ISSUER_WINDOW)
    pattern = _CONDUCTED.format(noun)
    found = _last_named(context, pattern, (low, phrase.start + _AHEAD), resolve)
    return None if found is not None and _is_person(found[0]) else found


def _last_named(
    context: Context, pattern: str, within: Range, resolve: Resolve
) -> tuple[Resolution, int] | None:
    """The last in a range of the text whom a group of ``pattern`` names, and where."""
    low, high = within
    for match in reversed(list(re.finditer(pattern, context.text[low:high]))):
        start, end = (low + offset for offset in match.span(match.lastindex or 0))
        inner = phrase_of(context.text, ((start, end),))
        if inner is None or inner.text.lower() == "the":
            continue
        found = resolve(inner)
        if found.speaker is not None and found.how is not How.PRINTED:
            return found, start
    return None


def _last_body_named(
    context: Context, within: Range, resolve: Resolve
) -> tuple[Resolution, int] | None:
    """The last body in a range of the text whose work is told of: "X’s long study"."""
    found = _last_named(context, _WORK_OF, within, resolve)
    if found is None or found[0].speaker is None:
        return None
    if _OTHER_WORK.search(context.text, found[1], within[1]) is not None:
        return None  # whose "a study by students" or "the police report" is, it says
    return None if _is_person(found[0]) else found


def _named_with(
    context: Context, phrase: Phrase, resolve: Resolve
) -> Resolution | None:
    """Who spoke, or was named, in the sentence that told of the text before.

    "The union issued a statement. … The statement said": the union's.
    """
    noun = phrase.bare.lower()
    before = _told_of(context.text[: phrase.start].lower(), noun)
    found = None
    if before >= 0:
        found = _spoken_before(context, phrase, before) or _named_before(
            context, before, resolve
        )
        if noun in _POLLS and found is not None and _is_person(found[0]):
            return None  # a poll is of those whom it asks about
    if found is None and noun in _OWN_WORDS:
        found = _last_body(context)
    if found is None and noun in _ASKED and before < 0:
        found = _reported(context, _last_body(context))
    return _issued(context, phrase, *found) if found is not None else None


def _is_person(found: Resolution) -> bool:
    return found.speaker is not None and found.speaker.kind is SpeakerKind.PERSON


def _told_of(lowered: str, noun: str) -> int:
    """Where ``noun`` was told of last ("issued a statement"), else printed; or -1."""
    told = list(re.finditer(_TOLD_OF.format(re.escape(noun)), lowered))
    return told[-1].end() - len(noun) if told else lowered.rfind(noun)


def _spoken_before(
    context: Context, phrase: Phrase, before: int
) -> tuple[Resolution, int] | None:
    """Who spoke last in the sentence of ``before``, ahead of it, and from where."""
    start, end = context.outline.sentence_range(before)
    for spoke in reversed(context.spoken):
        if spoke.end <= start:
            break
        inside = start <= spoke.start < min(end, phrase.start, before)
        if inside and spoke.resolution.speaker is not None:
            return spoke.resolution, spoke.start
    return None


def _named_before(
    context: Context, before: int, resolve: Resolve
) -> tuple[Resolution, int] | None:
    """Who is named first in the sentence of ``before``, ahead of it, and where."""
    start, _ = context.outline.sentence_range(before)
    for mention in context.within(start, before):
        inner = phrase_of(context.text, ((mention.start, mention.end),))
        found = resolve(inner) if inner is not None else None
        if found is None or mention.possessive:
            continue
        if found.how in (How.NAME, How.SHORT, How.BODY):
            return found, mention.start
    return None


def _last_body(context: Context) -> tuple[Resolution, int] | None:
    """The body that spoke last, and from where; None where somebody did since.

    A person's statement is told of before it is quoted; guessing whose it is puts
    words into a mouth, and "the statement" does not.
    """
    for spoke in reversed(context.spoken[-5:]):
        speaker = spoke.resolution.speaker
        if speaker is not None:
            body = speaker.kind is not SpeakerKind.PERSON
            return (spoke.resolution, spoke.start) if body else None
    return None


def _reported(
    context: Context, found: tuple[Resolution, int] | None
) -> tuple[Resolution, int] | None:
    """A body and its place, where it has just reported something, not only said it."""
    if found is None:
        return None
    behind = context.text[found[1] : found[1] + _CLAUSE]
    return found if _REPORTED.search(behind.split("\n")[0]) is not None else None


def _issued(
    context: Context, phrase: Phrase, found: Resolution, position: int
) -> Resolution:
    name = found.speaker.name if found.speaker is not None else ""
    context.issuers[phrase.bare.lower()] = (found, position)
    return replace(
        found,
        how=How.DOCUMENT,
        method=f"‘{phrase.text}’ is taken for that of {name}",
        distance=context.distance(position, phrase.start),
        margin=0.5,
    )
