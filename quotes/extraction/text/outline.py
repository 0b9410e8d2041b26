"""Where sentences, paragraphs, headlines and quoted words lie in a text.

Cheap on purpose: one pass of regular expressions, no parse. Every offset is a
character offset into the text, half open.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from quotes.extraction.budget import check_time
from quotes.extraction.types import Range

# Possessive quantifiers and the look-behinds keep a long run of stops or blanks linear.
_BREAK = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++[”\"’')\]]*+)[ \t\u00a0]++(?=[“\"‘'(\[—–-]{0,3}\w)"
    r"|(?<![ \t])(?P<line>[ \t]*+[\r\n]++\s*+)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Sgt|Capt"
    r"|Cmdr|Adm|Rev|Hon|St|Jr|Sr|vs|No|Inc|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct"
    r"|Nov|Dec|Fla|Calif|Mass|Pa|Ariz|Wash|Conn|Ill|Mich|Minn|Ala|Wis|Tenn|Va|Ga|Ky|Md"
    r"|Insp|Supt|Det|Atty|Pres|Engr|Eng|Barr|Alh|Amb|Smt|approx|e\.g|i\.e)|\b[A-Za-z](?:\.[A-Za-z])*)$"
)
_FIRST_LINE = re.compile(r"\s*(?P<line>[^\n]{10,120}[^\s.!?:;”\"])[ \t]*\n\s*\S")
_QUOTED = re.compile(r"“[^“”\n]{1,2000}”|\"[^\"\n]{1,2000}\"|''[^'\n]{1,2000}''")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORT = 4


class Outline:
    """Sentence, paragraph and quotation structure of one text.

    A sentence runs through the quotation marks inside it: what somebody says in five
    sentences and the words that attribute it are one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._quoted = [match.span() for match in _QUOTED.finditer(text)]
        self._quoted_starts = [start for start, _ in self._quoted]
        self.sentence_starts: list[int] = [0]
        self.paragraph_starts: list[int] = [0]
        for match in _BREAK.finditer(text):
            check_time()
            if match["line"] is not None:
                self.paragraph_starts.append(match.end())
            elif self._abbreviates(match) or (
                self.is_quoted(match.start()) and self.is_quoted(match.end())
            ):
                continue
            self.sentence_starts.append(match.end())
        self._headlines: dict[int, bool] = {}

    def _abbreviates(self, match: re.Match[str]) -> bool:
        if match["stop"] != ".":
            return False
        before = self.text[max(0, match.start() - 12) : match.start()]
        return _ABBREVIATION.search(before) is not None

    def sentence(self, position: int) -> int:
        """Number of the sentence that holds ``position``."""
        return bisect_right(self.sentence_starts, position) - 1

    def paragraph(self, position: int) -> int:
        """Number of the paragraph (line) that holds ``position``."""
        return bisect_right(self.paragraph_starts, position) - 1

    def sentence_range(self, position: int) -> Range:
        """The sentence that holds ``position``."""
        return self._span(self.sentence_starts, self.sentence(position))

    def _span(self, starts: list[int], number: int) -> Range:
        after = number + 1
        end = starts[after] if after < len(starts) else len(self.text)
        return starts[number], end

    def is_quoted(self, position: int) -> bool:
        """Whether ``position`` lies between quotation marks that close."""
        index = bisect_right(self._quoted_starts, position) - 1
        return index >= 0 and position < self._quoted[index][1]

    def is_headline(self, position: int) -> bool:
        """Whether ``position`` lies in a line printed Like This."""
        number = self.paragraph(position)
        if number not in self._headlines:
            start, end = self._span(self.paragraph_starts, number)
            self._headlines[number] = is_title_case(
                self.text[start : min(end, start + 300)]
            )
        return self._headlines[number]


def first_headline(text: str) -> int:
    """Where a first line ends that is no sentence, and has text below it; else 0."""
    match = _FIRST_LINE.match(text)
    return match.end("line") if match is not None else 0


def is_title_case(line: str) -> bool:
    """Whether ``line`` capitalises nearly all of its longer words, as headlines do."""
    line = line.strip().rstrip('”"’»')
    if not line or line[-1] in ".,;":
        return False
    words: list[str] = [word for word in _WORD.findall(line) if len(word) >= _SHORT]
    if len(words) < _SHORT:
        return False
    capital = sum(word[0].isupper() for word in words)
    return capital >= 0.8 * len(words)
