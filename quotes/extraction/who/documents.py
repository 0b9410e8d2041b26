"""Texts that speak for whoever issued them: statements, reports, letters, polls."""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.issuers import Resolve, issuer
from quotes.extraction.who.media import medium_name
from quotes.extraction.who.phrases import (
    Phrase,
    is_document,
    owner_and_owned,
    phrase_of,
)
from quotes.names.person_names import is_role

# "a statement issued by X", "a poll of 900 voters conducted by X for the Ledger".
_ISSUED = re.compile(
    r"^(?P<document>.{3,120}?)\s(?P<deed>issued|published|released|filed|signed|sent|posted"
    r"|written|conducted|compiled|commissioned|prepared|drafted|produced|carried|authored"
    r"|submitted|provided|put|shared|made|given|delivered|circulated|collected|gathered"
    r"|collated|drawn|read|penned|led|done|undertaken|sworn|lodged|tabled|kept"
    r"|maintained|handed)\s(?:[^,]{0,60}?\s)?by\s"
    r"(?P<who>.+)$",
    re.DOTALL,
)
# "early results of exit polls conducted for the Ledger": what the polls say.
_RESULTS = re.compile(
    r"(?:[a-z]+\s){0,2}(?:results|findings)\s(?:of|from)\s(?:the\s|an?\s)?"
    r"(?P<document>(?:[a-z-]+\s)?(?:polls?|surveys?|studies|study))\b(?!\sby\b)",
    re.I,
)
# ", conducted by X for the Ledger," behind a text that the mention names alone.
_ISSUED_BEHIND = re.compile(
    r",?\s(?:which\swas\s)?(?:conducted|commissioned|carried out|compiled|prepared"
    r"|sponsored|undertaken|done|signed)\s(?:[^,.]{0,40}?\s)?by\s"
    r"(?P<who>(?:the\s)?[A-Z][^,.;:“”\n]{1,80})"
)
_PRINTED_IN = re.compile(
    r"(?:[Aa]n?|[Tt]he)\s(?:[\w-]+\s){0,3}(?:report|article|story|investigation|editorial)"
    r"\s(?:in|on)\s(?P<who>(?:the\s)?[A-Z].+)"
)
_AVERAGE = re.compile(
    r"^(?:the|an?)\s(?P<who>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3})\saverage\s(?:of\s"
    r"(?:[a-z]+\s){0,2}(?:polls|surveys))?"
)
_WHEN_OR_WHERE = re.compile(
    r"\s(?:for|in|on|to|last|this|earlier|back|late|early|\w+day|seen|obtained|reviewed"
    r"|and (?:seen|obtained|reviewed|published|released))\s.*$|\s\w+day$|,\s.*$",
    re.DOTALL,
)
# "a complaint lodged by two tenants with the regulator"
_WITH_SOMEBODY = ("lodged", "filed", "submitted", "sent", "made", "handed", "tabled")
_WITH_WHOM = re.compile(
    r"\s(?:with|against|before|at)\s(?:(?:the|an?|its|his|her|their)\b|[A-Z]).*$",
    re.DOTALL,
)
_TEXTS = (
    "figures",
    "numbers",
    "update",
    "advisory",
    "circular",
    "prospectus",
    "notice",
    "plan",
    "tests",
    "tally",
)
# "Tide-Glim News poll": of two at once.
_OF_TWO = re.compile(
    r"(?:[A-Z][\w.]*\s)*[A-Z][\w.]*-[A-Z]\w*(?:\s[A-Z]\w*)*\s(?:poll|survey)"
)
_TO_WHOM = re.compile(r"\sto\s(?!the\s[A-Z]).*$", re.DOTALL)


def document_noun(
    context: Context, phrase: Phrase, resolve: Resolve
) -> Resolution | None:
    """Like "A statement by X", "X’s report", "the report": whoever issued it."""
    if _is_short_name(context, phrase):
        return None
    results = _RESULTS.match(phrase.text)
    if results is not None and "exit" in results["document"].lower():
        # Several newsrooms' together, whoever asked the voters.
        return _as_called(phrase, results["document"])
    issued = _ISSUED.match(phrase.text)
    if issued is not None and not (results or _is_text(issued["document"])):
        issued = None
    issued = issued or _AVERAGE.match(phrase.text)
    issued = issued or _in_medium(context, phrase)
    if issued is None and _is_text(phrase.text):
        issued = _ISSUED_BEHIND.match(context.text, phrase.end)
    if issued is not None:
        return _by_issuer(context, phrase, issued, resolve)
    if results is not None:
        return _as_called(phrase, results["document"])
    return _of_owner(context, phrase, resolve)


def _of_owner(context: Context, phrase: Phrase, resolve: Resolve) -> Resolution | None:
    """Like "X’s report" and "the report"."""
    if not is_document(phrase.head_part) and not is_document(
        _undated(phrase.head_part)
    ):
        return None
    parts = owner_and_owned(phrase.text) or owner_and_owned(phrase.head_part)
    if parts is not None:
        owner = _TO_WHOM.sub("", parts[0])
        if _OF_TWO.fullmatch(f"{owner} {parts[1]}") is not None:
            return _as_called(phrase, f"{owner} {parts[1]}")
        at = context.text.find(owner, phrase.start, phrase.end)
        end = at + len(owner)
        if at == phrase.article_end:
            at = phrase.start
        inner = phrase_of(context.text, ((at, end),)) if at >= 0 else None
        if inner is not None and (
            parts[1] == "document" or is_document(Phrase(0, 0, parts[1]).head_part)
        ):
            return _owned(phrase, inner, resolve)
    if not phrase.is_definite or not is_document(phrase.bare) or " " in phrase.bare:
        return None
    return issuer(context, phrase, resolve)


def _in_medium(context: Context, phrase: Phrase) -> re.Match[str] | None:
    """Like "a report in the Glim Register", where that is a medium."""
    printed = _PRINTED_IN.fullmatch(phrase.text)
    if printed is None or medium_name(printed["who"], context.bodies) is None:
        return None
    return printed


def _is_short_name(context: Context, phrase: Phrase) -> bool:
    """Whether "The Post" is short for a body, and no post."""
    bare = phrase.bare
    short = bare[:1].isupper() and " " not in bare
    return short and context.bodies.by_last_word(bare) is not None


def _as_called(phrase: Phrase, name: str) -> Resolution:
    """The text itself, by its own name."""
    speaker = DocumentSpeaker(name, SpeakerKind.ORGANISATION)
    method = f"‘{phrase.text}’ are those of {name}"
    return Resolution(speaker, How.DOCUMENT, method)


def _is_text(words: str) -> bool:
    """Whether ``words`` name a text: "an annual report", "a poll of 900 voters"."""
    head = Phrase(0, len(words), words).head_part
    return is_document(head) or head.endswith(_TEXTS)


def _by_issuer(
    context: Context, phrase: Phrase, issued: re.Match[str], resolve: Resolve
) -> Resolution | None:
    """Whoever issued, filed or signed the text; its own name where that is nobody."""
    who = _WHEN_OR_WHERE.sub("", issued["who"])
    if issued.re is _ISSUED and issued["deed"] in _WITH_SOMEBODY:
        who = _WITH_WHOM.sub("", who)
    start = issued.start("who")
    if issued.string is not context.text:
        start += phrase.start
    inner = phrase_of(context.text, ((start, start + len(who)),))
    found = resolve(inner) if inner is not None else None
    if found is None or found.speaker is None:
        return None
    method = f"‘{phrase.text}’ speaks for {found.speaker.name}"
    return replace(found, how=How.DOCUMENT, method=method)


def _undated(phrase: str) -> str:
    return re.sub(r"\s+(?:\w+day|earlier|released|published)$", "", phrase)


def _owned(phrase: Phrase, owner: Phrase, resolve: Resolve) -> Resolution | None:
    possessive = re.match(r"[’']", phrase.text[len(owner.text) :]) is not None
    behind = owner.start > phrase.start + len("the ")
    adjectives = owner.text.islower() and not (
        is_role(owner.head) or possessive or behind
    )
    if len(owner.text) >= len(phrase.text) or (adjectives and owner.pronoun is None):
        return None
    found = resolve(owner)
    if found.speaker is None:
        return None
    method = f"‘{phrase.text}’ speaks for {found.speaker.name}"
    speaker = found.speaker
    if found.how is How.PRINTED:
        speaker = replace(speaker, kind=SpeakerKind.ORGANISATION)
    return replace(found, speaker=speaker, how=How.DOCUMENT, method=method)
