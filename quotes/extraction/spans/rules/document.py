"""What no single sentence decides: quotations whose cue stands elsewhere.

Floating quotations go on from the speaker before them, a quotation after a
colon belongs to the sentence before it, a line of a transcript to the name that
opens it, a signed quotation to the name after the dash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quotes.extraction.budget import check_time
from quotes.extraction.cues import NOUNS, QUOTE_FORMS
from quotes.extraction.spans.rules.direct import Announcement
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.text.masking import HostSentence, Quote, is_title
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.inflection import words

_NAME = r"(?:(?:[A-Z][\w.’'-]*|de|van|von|der|bin|al|el|la)\s+){0,5}[A-Z][\w.’'-]*"
_SIGNATURE = re.compile(
    r"\s*(?:[—–―]|--?)\s*(?P<name>" + _NAME + r"(?:,\s[^.\n“\"]{1,80})?)\s*\.?\s*$"
)
_LABEL = re.compile(
    r"\s*(?:(?P<cue>Said|Says|Wrote|Added|Asked|Replied|Answered|Explained|Recalled"
    r"|Tweeted|Continued|Noted|Concluded)\s)?(?P<name>" + _NAME + r")"
    r"(?P<owned>[’']s?\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]+)"
    r"(?:\s(?:is|was)\s[a-z ]{2,30})?)?"
    r"(?(cue)(?:\s(?:on|in|at|last|to|this)\s[^:“”\"]{2,40})?)"
    r"(?:\s*\([^)]{1,40}\))?\s*:\s*$"
)
_HIS_WORDS = re.compile(
    r"\s*(?P<name>His|Her|Their)\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]+)"
    r"(?:\s(?:is|was)\s[a-z ]{2,30})?\s*:\s*$"
)
_WORDS_OF = NOUNS.keys() | words(
    "advice verdict motto take view response reply answer reaction message slogan"
)
# “…” was painted across them: words on a thing, nobody's.
_INSCRIBED = re.compile(
    r"\s*,?\s(?:was|were|is|are|had been)\s(?:\w+\s)?(?:painted|printed|written"
    r"|scrawled"
    r"|sprayed|spray-painted|daubed|carved|engraved|inscribed|stencilled|scribbled)\b"
)
ANNOUNCED = "speaker announced in the sentence before"
INSCRIPTION = "words written on something"
# “…” reply X and Y: the parser takes such a verb for a noun.
_INVERTED = re.compile(
    r"\s*,?\s(?P<cue>" + "|".join(sorted(QUOTE_FORMS, key=len, reverse=True)) + r")\s"
    r"(?P<name>"
    + _NAME
    + r"(?:\s(?:and|&)\s"
    + _NAME
    + r")?)\s*(?:[.,;:]|$|on\s|in\s|to\s)"
)
# “… her memoir, “…””, “CNN's “…””: a title follows, nobody's words.
_NAMES_A_WORK = re.compile(
    r"\b(?:book|memoir|novel|film|movie|show|series|song|album|play|poem|essay|"
    r"programme?|podcast|documentary|magazine|column|titled|entitled|called|named|"
    r"dubbed|(?:[A-Z]{2,}|News)['’]s?),?\s*$"
)
_NEAR = 3
_SHORT_QUESTION = 4
_SHORTEST_BARE = 3
_SURE = 0.75
_LONGEST_LABEL = 120


class DocumentPass:
    """Attributes the quotations of one document that their sentences left open.

    hosts: the host sentences in order; found: what each gave, same length;
    announced: by number of host, the speaker that it leaves for the next one.
    """

    def __init__(
        self,
        text: str,
        hosts: Sequence[HostSentence],
        found: Sequence[Sequence[Attribution]],
        announced: Mapping[int, Announcement],
    ) -> None:
        self._announced = announced
        self._text = text
        self._hosts = hosts
        self._done: list[Attribution] = []
        self._found = found
        self._last: int | None = None  # number in _done of the last one with a speaker
        self._last_host = -99
        self._last_span: QuotedSpan | None = None
        self._last_owner: int | None = None

    def run(self) -> list[Attribution]:
        """Return everything found, the open quotations attributed or kept bare."""
        for number, host in enumerate(self._hosts):
            check_time()
            taken: set[int] = set()
            first = len(self._done)
            self._done.extend(self._found[number])
            for quote in host.quotes:
                if self._covered(quote, first):
                    taken.add(quote.span.start)
            self._settle(number, host, taken, first)
            self._remember(number, first)
        return self._done

    def _covered(self, quote: Quote, first: int) -> bool:
        left, right = quote.inner
        return any(
            start <= left and right <= end
            for attribution in self._done[first:]
            for start, end in attribution.content
        )

    def _settle(
        self, number: int, host: HostSentence, taken: set[int], first: int
    ) -> None:
        for quote in host.quotes:
            previous, owner = self._last_span, self._last_owner
            if quote.span.start in taken:
                self._last_owner = self._owner(quote, first)
                self._name_inverted(quote)
                self._carry_back(previous, owner, quote)
            else:
                now = self._attribute(number, host, quote, previous, owner)
                if now is None and not quote.full:
                    continue  # a title or a name: the speaker goes on after it
                self._last_owner = now
            self._last_span = quote.span

    def _name_inverted(self, quote: Quote) -> None:
        """Give a quotation with a cue and no subject the names behind its verb."""
        owner = self._last_owner
        if owner is None or self._done[owner].source:
            return
        found = self._inverted(quote)
        if found is not None:
            before = self._done[owner]
            self._done[owner] = replace(found, content=before.content)

    def _owner(self, quote: Quote, first: int) -> int | None:
        for index in range(first, len(self._done)):
            if any(s <= quote.inner[0] < e for s, e in self._done[index].content):
                return index
        return None

    def _carry_back(
        self, previous: QuotedSpan | None, owner: int | None, quote: Quote
    ) -> None:
        """A quotation of several paragraphs attributed only in its last."""
        if previous is None or previous.group != quote.span.group or owner is None:
            return
        before, mine = self._done[owner], self._last_owner
        if mine is None or mine == owner or before.source:
            return
        now = self._done[mine]
        self._done[mine] = replace(now, content=_joined(before.content, now.content))
        self._done[owner] = replace(before, content=())

    def _attribute(
        self,
        number: int,
        host: HostSentence,
        quote: Quote,
        previous: QuotedSpan | None,
        owner: int | None,
    ) -> int | None:
        if previous is not None and previous.group == quote.span.group:
            return self._extend(owner, quote)
        if self._is_name(quote):
            return None
        inscribed = self._inscribed(quote)
        if inscribed is not None:
            return self._add(inscribed)
        if not quote.full and not host.is_quotation:
            return self._bare(quote)
        for proposal in (
            self._inverted(quote),
            self._labelled(number, host, quote),
            self._signed(number, host, quote),
        ):
            if proposal is not None:
                return self._add(proposal)
        if self._is_reply(number, host, quote):
            return self._bare(quote)
        if host.is_quotation and self._goes_on(number, previous, owner):
            return self._extend(owner, quote)
        floating = self._floating(number, host, quote)
        if floating is not None:
            return self._add(floating)
        return self._bare(quote)

    def _add(self, attribution: Attribution) -> int:
        self._done.append(attribution)
        return len(self._done) - 1

    def _extend(self, owner: int | None, quote: Quote) -> int | None:
        if owner is None:
            return self._bare(quote)
        before = self._done[owner]
        self._done[owner] = replace(
            before, content=_joined(before.content, (quote.inner,))
        )
        return owner

    def _is_name(self, quote: Quote) -> bool:
        """Whether the quoted words are the title of a work."""
        before = self._text[max(0, quote.span.start - 40) : quote.span.start]
        words = self._text[quote.inner[0] : quote.inner[1]]
        return is_title(words) or _NAMES_A_WORK.search(before) is not None

    def _bare(self, quote: Quote) -> int | None:
        left, right = quote.inner
        words = self._text[left:right]
        if not quote.span.closed:
            return None
        alone = words[:1].isupper() and words[-1:] in (".", "!", "?")
        if words.count(" ") + 1 < _SHORTEST_BARE and not alone:
            return None
        return self._add(
            Attribution(
                content=(quote.inner,),
                cue=(),
                source=(),
                kind=Kind.DIRECT,
                score=0.3,
                method="quoted words without a speaker",
            )
        )

    def _goes_on(
        self, number: int, previous: QuotedSpan | None, owner: int | None
    ) -> bool:
        """Whether the sentence just before quoted its speaker: the same speaks on."""
        if previous is None or owner is None or number == 0:
            return False
        before = self._hosts[number - 1]
        adjacent = before.start <= previous.start < before.end
        announced = _character_before(self._text, before.end) == ":"
        return adjacent and not announced and bool(self._done[owner].source)

    def _is_reply(self, number: int, host: HostSentence, quote: Quote) -> bool:
        """A short question alone in its paragraph: somebody asks, perhaps another."""
        words = self._text[quote.inner[0] : quote.inner[1]]
        new = number == 0 or self._hosts[number - 1].paragraph != host.paragraph
        short = words.count(" ") < _SHORT_QUESTION
        return host.is_quotation and new and short and words.endswith("?")

    def _labelled(
        self, number: int, host: HostSentence, quote: Quote
    ) -> Attribution | None:
        """Name: “…”, on one line or on two."""
        base = host.start
        if number and base == quote.span.start:
            base = self._hosts[number - 1].start
        if quote.span.start - base > _LONGEST_LABEL:
            return None
        before = self._text[base : quote.span.start]
        match = _LABEL.match(before) or _HIS_WORDS.match(before)
        if match is None:
            return None
        groups = match.groupdict()
        if groups["noun"] is not None and groups["noun"] not in _WORDS_OF:
            return None
        start, end = match.span("name")
        name = (base + start, base + end)
        found = _spoken(quote.inner, name, 0.8, "name before the colon")
        cue = next((key for key in ("cue", "noun") if groups.get(key)), None)
        if cue is not None:
            at = match.span(cue)
            found = replace(found, cue=((base + at[0], base + at[1]),))
        return found

    def _inscribed(self, quote: Quote) -> Attribution | None:
        """“…” was painted across them: kept, and nobody's."""
        match = _INSCRIBED.match(self._text, quote.span.end, quote.span.end + 60)
        if match is None:
            return None
        return Attribution(
            content=(quote.inner,),
            cue=(),
            source=(),
            kind=Kind.DIRECT,
            score=0.6,
            method=INSCRIPTION,
        )

    def _inverted(self, quote: Quote) -> Attribution | None:
        """“…” reply X and Y, where the parse found no speaker."""
        if not quote.span.closed:
            return None
        match = _INVERTED.match(self._text, quote.span.end, quote.span.end + 120)
        if match is None:
            return None
        name, cue = match.span("name"), match.span("cue")
        found = _spoken(
            quote.inner, name, 0.85, "name after the quotation and its verb"
        )
        return replace(found, cue=(cue,))

    def _signed(
        self, number: int, host: HostSentence, quote: Quote
    ) -> Attribution | None:
        """“…” — Name, on the same line or on the next."""
        rest = self._text[quote.span.end : min(host.end, quote.span.end + 200)]
        base = quote.span.end
        if not rest.strip() and number + 1 < len(self._hosts):
            following = self._hosts[number + 1]
            if following.end - following.start > 160 or following.quotes:
                return None
            base, rest = following.start, self._text[following.start : following.end]
        match = _SIGNATURE.match(rest)
        if match is None:
            return None
        start, end = match.span("name")
        name = (base + start, base + end)
        return _spoken(quote.inner, name, 0.85, "signature after the dash")

    def _floating(
        self, number: int, host: HostSentence, quote: Quote
    ) -> Attribution | None:
        """A quotation without a cue: the speaker of the sentences just before."""
        before = self._announced.get(number - 1)
        if before is not None and host.start == quote.span.start:
            announced = _character_before(self._text, quote.span.start) == ":"
            score = 0.85 if announced else 0.6
            how = ANNOUNCED
            spoken = _spoken(quote.inner, before.source, score, how)
            if before.cue and announced:
                spoken = replace(spoken, cue=(before.cue,))
            return spoken
        if self._last is None or number - self._last_host > _NEAR:
            return None
        last = self._done[self._last]
        if not last.source:
            return None
        announced = _character_before(self._text, quote.span.start) == ":"
        score = 0.8 if announced else 0.55
        how = (
            "speaker announced before the colon"
            if announced
            else ("goes on from the speaker before")
        )
        cue = last.cue if announced else ()
        return replace(_spoken(quote.inner, last.source[0], score, how), cue=cue)

    def _remember(self, number: int, first: int) -> None:
        best = 0.0
        for index in range(first, len(self._done)):
            attribution = self._done[index]
            speaks = attribution.source and not attribution.attitude
            if speaks and attribution.content and attribution.score >= best:
                self._last, self._last_host = index, number
                best = min(attribution.score, _SURE)


def _character_before(text: str, offset: int) -> str:
    """The last character before ``offset`` that is no blank, or ""."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return text[offset - 1 : offset]


def _joined(first: tuple[Range, ...], second: tuple[Range, ...]) -> tuple[Range, ...]:
    # Nearly always one goes on where the other ended: nothing to sort.
    if first and second and first[-1] < second[0]:
        return first + second
    return tuple(sorted({*first, *second}))


def _spoken(content: Range, source: Range, score: float, method: str) -> Attribution:
    return Attribution(
        content=(content,),
        cue=(),
        source=(source,),
        kind=Kind.DIRECT,
        score=score,
        method=method,
    )
