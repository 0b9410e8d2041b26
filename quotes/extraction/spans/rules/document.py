"""From sentence to sentence: what no single one decides.

Goes through a document's quotations in reading order, remembers who spoke last and
whose the quotation before was, and asks the rules of ``open_quotations/`` about those
that their own sentence attributes to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quotes.extraction.budget import check_time
from quotes.extraction.spans.rules.announcement import Announcement
from quotes.extraction.spans.rules.open_quotation import (
    OpenQuotation,
    is_named_in,
    joined,
)
from quotes.extraction.spans.rules.open_quotations import answer_to
from quotes.extraction.spans.rules.open_quotations.verb_and_name_behind import (
    named_behind,
)
from quotes.extraction.spans.rules.verb_before_name import verb_before_name
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.text.masking import HostSentence, Quote
from quotes.extraction.types import Attribution, Kind, Range

_NEAR = 3
_EARLIER = 8
_SURE = 0.75
_SHORT_TURN = 120
_ASKS = frozenset(("ask", "asks", "asked"))
_REPLIES = re.compile(
    r"(?:repl|answer|respond|retort|counter|object|shot back|snap)\w*", re.I
)


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
        # The paragraphs so far of a quotation that runs over several.
        self._of_group: set[Range] = set()
        # By number of paragraph: who speaks there, where one sentence is all of it.
        self._turns: dict[int, int | None] = {}

    def run(self) -> list[Attribution]:
        """Return everything found, the open quotations attributed or kept bare."""
        for number, host in enumerate(self._hosts):
            check_time()
            first = len(self._done)
            self._done.extend(self._found[number])
            taken = {
                quote.span.start for quote in host.quotes if self._covered(quote, first)
            }
            self._settle(number, host, taken, first)
            self._remember(number, first)
            self._note_turn(host, first)
        return self._done

    def _note_turn(self, host: HostSentence, first: int) -> None:
        """Remember who speaks in a paragraph of one short sentence."""
        spoke = [
            index
            for index in range(first, len(self._done))
            if self._done[index].source and self._takes_turn(self._done[index])
        ]
        known = host.paragraph in self._turns
        if known and (not spoke or self._turns[host.paragraph] in spoke):
            return  # “It is late,” Mina Sol said. “Go.”
        short = host.end - host.start <= _SHORT_TURN
        once = len(spoke) == 1 and not known
        self._turns[host.paragraph] = spoke[0] if once and short else None

    def _takes_turn(self, one: Attribution) -> bool:
        """Whether somebody speaks to another: in marks, or by asking."""
        asks = bool(one.cue) and self._text[slice(*one.cue[0])].lower() in _ASKS
        return one.kind is Kind.DIRECT or asks

    def _before_last(self, number: int) -> Attribution | None:
        """Who spoke two paragraphs ago, where another has answered since.

        In news what nobody is named for goes on from whoever spoke last.
        """
        here = self._hosts[number].paragraph
        last, before = self._turns.get(here - 1), self._turns.get(here - 2)
        if last is None or before is None:
            return None
        one, other = self._done[before], self._done[last]
        words = [
            set(self._text[slice(*each.source[0])].lower().split())
            for each in (one, other)
        ]
        if not words[0].isdisjoint(words[1]):
            return None
        asked = self._text[slice(*one.content[-1])].rstrip().endswith("?")
        cue = " ".join(self._text[slice(*part)] for part in other.cue)
        # Without a verb it was given its speaker as one of those who take turns.
        return one if asked or not cue or _REPLIES.match(cue) else None

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
            previous = self._last_span
            if previous is None or previous.group != quote.span.group:
                self._of_group = set()
            if quote.span.start in taken:
                owner, self._last_owner = self._last_owner, self._owner(quote, first)
                self._name_behind(host, quote)
                self._carry_back(owner, quote)
            else:
                now = self._attribute(number, quote)
                if now is None and not quote.full:
                    continue  # a title or a name: the speaker goes on after it
                self._last_owner = now
            self._last_span = quote.span
            self._of_group.add(quote.inner)

    def _name_behind(self, host: HostSentence, quote: Quote) -> None:
        """Give a quotation with a cue and no subject the names behind its verb.

        Where the verb opens the sentence, whatever the parse took for its subject.
        """
        owner = self._last_owner
        if owner is None:
            return
        found = verb_before_name(self._text, host.start, quote)
        if found is None and not self._done[owner].source:
            found = named_behind(self._text, quote)
        if found is not None:
            before = self._done[owner]
            self._done[owner] = replace(found, content=before.content)

    def _owner(self, quote: Quote, first: int) -> int | None:
        for index in range(first, len(self._done)):
            if any(s <= quote.inner[0] < e for s, e in self._done[index].content):
                return index
        return None

    def _carry_back(self, owner: int | None, quote: Quote) -> None:
        """A quotation of several paragraphs attributed only in its last.

        Whoever was guessed for the paragraphs before, or was thought to go on in
        them, the cue behind the last one tells; a cue of their own does too.
        """
        mine = self._last_owner
        if owner is None or mine is None or mine == owner or not self._of_group:
            return
        before, now = self._done[owner], self._done[mine]
        earlier = tuple(span for span in before.content if span in self._of_group)
        rest = tuple(span for span in before.content if span not in self._of_group)
        if not earlier or (before.cue and before.source and not rest):
            return
        self._done[mine] = replace(now, content=joined(earlier, now.content))
        self._done[owner] = replace(before, content=rest)

    def _attribute(self, number: int, quote: Quote) -> int | None:
        """Ask the rules; number in _done of what the quotation is now part of."""
        owner = self._last_owner
        answer = answer_to(
            OpenQuotation(
                text=self._text,
                hosts=self._hosts,
                number=number,
                quote=quote,
                previous=self._last_span,
                owner=None if owner is None else self._done[owner],
                announced=self._announced.get(number - 1),
                last_speaker=self._speaker_near(number, quote),
                before_last=self._before_last(number),
            )
        )
        if answer.attribution is None:
            return None
        if answer.extends and owner is not None:
            self._done[owner] = answer.attribution
            if owner == self._last:
                self._last_host = number
            return owner
        self._done.append(answer.attribution)
        return len(self._done) - 1

    def _speaker_near(self, number: int, quote: Quote) -> Attribution | None:
        """Who spoke last, near enough; of them the last whom the words do not name."""
        if self._last is None or number - self._last_host > _NEAR:
            return None
        last = self._done[self._last]
        said = self._text[slice(*quote.inner)]
        if not is_named_in(self._text, last, said):
            return last
        first = max(0, self._last - _EARLIER)
        for earlier in reversed(self._done[first : self._last]):
            speaks = earlier.source and not earlier.attitude
            if speaks and not is_named_in(self._text, earlier, said):
                return earlier
        return None

    def _is_first_person(self, one: Attribution) -> bool:
        """Whether the reporter asks or says it: nobody who is quoted goes on."""
        return self._text[slice(*one.source[0])].lower() in ("i", "we")

    def _remember(self, number: int, first: int) -> None:
        best = 0.0
        for index in range(first, len(self._done)):
            attribution = self._done[index]
            speaks = attribution.source and not attribution.attitude
            if speaks and self._is_first_person(attribution):
                continue
            if speaks and attribution.content and attribution.score >= best:
                self._last, self._last_host = index, number
                best = min(attribution.score, _SURE)
