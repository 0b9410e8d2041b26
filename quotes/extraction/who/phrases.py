"""A source mention taken apart: pronoun, head noun, owner, parts of a joint source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quotes.extraction.types import Range
from quotes.names.gazetteer import organisations, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import Gender, fold_word, is_function_word, is_role

_MAX_GAP = 60
_MAX_PHRASE = 400
_TRIM = ' \t\r\n\u00a0,;:.“”"()[]—–-―*•'
_LEAD = re.compile(
    r"^(?:by|from|according to|per|and|but|even|as (?:many|few|much) as|as"
    r"|while|when|whose)\s+",
    re.IGNORECASE,
)
# "Those close to the party" are not "the close to the party".
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|this|that)\s+|(?:these|those)\s+"
    r"(?!(?:in|on|at|of|for|with|from|who|whose|whom|against|behind|close|familiar"
    r"|present|able|near|within|outside|inside|under|around|\w+ed|\w+ing|held|left)\b))",
    re.IGNORECASE,
)
_OWNED_ARTICLE = re.compile(
    r"^(?:the|a|an|this|that|his|her|its|their|our|my)\s+", re.IGNORECASE
)
_ROLE_OF = re.compile(r"\s(?:of|for|at|from|with)\s+(?:the\s+)?", re.IGNORECASE)
_NO_BODIES = ("State", "Staff")
_AFTER_BODY = re.compile(
    r",|\s(?:who|which)\s|\s(?:in|for|from|and)\s(?=[a-z])|\sin\s(?=[A-Z])"
)
_PREPOSITION = re.compile(
    r"\s(?:of|at|for|from|in|with|who|whose|that|to|by|on|near|under|against|about"
    r"|inside|within|outside|close|familiar|briefed|working|involved|including|speaking"
    r"|representing|behind|across|around|among|aged|said|which|where|released|published"
    r"|conducted|taken|out|downstream|upstream|there|here|nearby|alike)\s|[,(;:—–]",
)
_AND = re.compile(r"\s*,?\s+(?:and|nor|or|&)\s+|\s*,\s+")
_OWNER = re.compile(r"^(?P<owner>.+?)(?:[’']s|(?<=s)[’'])\s+(?P<owned>.+)$", re.DOTALL)
_LAST_OWNER = re.compile(
    r"^(?P<owner>.+)(?:[’']s|(?<=s)[’'])\s+(?P<owned>.+)$", re.DOTALL
)
_OF_OWNER = re.compile(
    r"^(?P<owned>.+?)\s+of\s+(?P<owner>[^\W\d_a-z].+|the .+)$", re.DOTALL
)
# Texts that only people have: the findings of senior inspectors.
_OF_PEOPLE = re.compile(
    r"^(?P<owned>findings|account|accounts|testimony|research|calculations|estimates"
    r"|words|views|analysis|claims|allegations)\sof\s(?P<owner>[a-z].+)$"
)
# "paper" alone may be a newspaper, and a deal is no text before it is drafted.
_DRAFT = re.compile(
    r"(?:\bdraft\s(?:\w+\s)?(?:treaty|deal|bill|agreement|law|text|plan|report|budget"
    r"|constitution|resolution|statement|rules|guidelines|strategy|policy|contract|accord"
    r"|proposal|document|minutes|order|ruling|regulations)"
    r"|\bfact[ -](?:checks?|sheets?)"
    r"|\b(?:board|position|policy|discussion|research|working"
    r"|white|green|background|conference|consultation)\spapers?)$",
    re.IGNORECASE,
)
_BY_OWNER = re.compile(r"^(?P<owned>.+?)\s+(?:by|from)\s+(?P<owner>.+)$", re.DOTALL)
_ABOUT = re.compile(r"\s(?:of|into|on|about)\s")
_DAY = re.compile(r"\s+(?:\w+day|earlier|last \w+|this \w+|in \w+)$")
_CLITIC = re.compile(r"[’'](?:s|d|ll|ve|re|m)$")
_PAIR = re.compile(
    r"^(?:both (?:leaders|men|women|sides|presidents|candidates|ministers|of them)|both"
    r"|the (?:two|pair|duo|couple)(?: (?:leaders|men|women|presidents|candidates"
    r"|ministers))?)$",
    re.IGNORECASE,
)


class Pronoun(StrEnum):
    HE = "he"
    SHE = "she"
    THEY = "they"
    IT = "it"
    FIRST = "I"
    WHO = "who"


_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), Pronoun.HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), Pronoun.SHE),
    **dict.fromkeys(("they", "them", "their", "themselves"), Pronoun.THEY),
    **dict.fromkeys(("it", "its", "itself"), Pronoun.IT),
    **dict.fromkeys(("i", "me", "my", "we", "us", "our", "you", "your"), Pronoun.FIRST),
    **dict.fromkeys(("who", "which", "that", "whom"), Pronoun.WHO),
}
GENDERS = {Pronoun.HE: Gender.MALE, Pronoun.SHE: Gender.FEMALE}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source mention as one stretch of text: ``text`` is ``document[start:end]``."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        """The words without an article before them."""
        return _ARTICLE.sub("", self.text)

    @property
    def article_end(self) -> int:
        """Where the words after the article begin."""
        return self.end - len(self.bare)

    @property
    def pronoun(self) -> Pronoun | None:
        if len(self.text) > 1 and self.text.isupper():
            return None  # "the US", "WHO", "IT"
        return _PRONOUNS.get(_CLITIC.sub("", self.text.lower()))

    @property
    def is_definite(self) -> bool:
        first = self.text.split(None, 1)[0].lower() if self.text else ""
        return first in ("the", "this", "that", "these", "those", "both")

    @property
    def is_indefinite(self) -> bool:
        return self.text.split(None, 1)[0].lower() in ("a", "an", "another")

    @property
    def is_somebodys(self) -> bool:
        """Whether it is somebody of a person's: "the former mayor’s spokeswoman"."""
        match = _OWNER.match(self.bare)
        return match is not None and is_role(fold_word(match["owner"].split()[-1]))

    @property
    def is_pair(self) -> bool:
        """Whether two are named at once ("both leaders")."""
        return _PAIR.match(self.text) is not None

    @property
    def head_part(self) -> str:
        """What stands before the first preposition, clause or comma."""
        return _PREPOSITION.split(self.bare, maxsplit=1)[0].strip()

    @property
    def head(self) -> str:
        """The head noun, folded: "spokesperson" in "a ministry spokesperson"."""
        words = self.head_part.split()
        return fold_word(words[-1]) if words else ""


def phrase_of(text: str, ranges: Sequence[Range]) -> Phrase | None:
    """The source mention in ``ranges`` of ``text``, trimmed; None where empty.

    Ranges that lie close together count as one; of distant ones the first does.
    """
    if not ranges:
        return None
    start, end = ranges[0]
    for low, high in ranges[1:]:
        if low - end > _MAX_GAP:
            break
        end = high
    start, end = max(0, start), min(len(text), end, max(0, start) + _MAX_PHRASE)
    start, end = _trimmed(text, start, end)
    owner = re.search(r"[’']s?$", text[start:end])
    if owner is not None and owner.start() > 0:
        end = start + owner.start()
    lead = _LEAD.match(text[start:end])
    if lead is not None and lead.end() < end - start:
        start += lead.end()
    start, end = _trimmed(text, start, end)
    return Phrase(start, end, text[start:end]) if start < end else None


def _trimmed(text: str, start: int, end: int) -> Range:
    """The range without blanks and punctuation around it."""
    while start < end and (text[start] in _TRIM or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _TRIM or text[end - 1].isspace()):
        if _ends_abbreviation(text, end):
            break
        end -= 1
    return start, end


def _ends_abbreviation(text: str, end: int) -> bool:
    return (
        text[end - 1] == "."
        and re.search(r"(?:\b[A-Z]|\b[JS]r)\.$", text[max(0, end - 4) : end])
        is not None
    )


# Capital for the sentence before a text, and nobody's name: "Exit polls".
_WHICH = word_set(
    """
    Exit Entrance Online National Public Court Opinion Telephone Internal Tracking New
    Early Official Federal Local Annual Initial Preliminary Final Latest Recent Previous
    Financial Tax Medical Historical Private Independent Campaign Press Social Written
    """
)
_MORE = ("Another", "One", "Two", "Several", "Many", "Other", "Earlier", "Later")
_YEAR = re.compile(r"(?:19|20)\d\d")


def owner_and_owned(phrase: str) -> tuple[str, str] | None:
    """("X", "report") for "X’s report", "a report by X" and "the X report"."""
    bare = _ARTICLE.sub("", phrase)
    match = _BY_OWNER.match(bare)
    if match is not None and _is_text_on_something(_DAY.sub("", match["owned"])):
        return match["owner"], "document"
    match = _OWNER.match(bare)
    if match is not None and not is_document(Phrase(0, 0, match["owner"]).head_part):
        last = _LAST_OWNER.match(bare)
        if last is not None and is_document(last["owned"]):
            match = last  # "Glim’s ruling party’s estimates"
        return match["owner"], match["owned"]
    match = _OF_OWNER.match(bare)
    if match is not None and is_document(match["owned"]) and _is_body(match["owner"]):
        return match["owner"], match["owned"]
    match = _OF_PEOPLE.match(bare)
    if match is not None:
        return match["owner"], match["owned"]
    return _name_and_document(bare.split())


def _is_text_on_something(owned: str) -> bool:
    """Whether it is a text, whatever it is about: "an analysis of the budget"."""
    return is_document(owned) or is_document(_ABOUT.split(owned, maxsplit=1)[0])


def _name_and_document(words: list[str]) -> tuple[str, str] | None:
    """("X", "report") for the words of "X report" and "latest X report"."""
    *names, document = words or [""]
    if not names or not is_document(document) or not document.islower():
        return None
    if "of" in names:
        return None  # "review of Ada Holm’s emails"
    names = _whose(names)
    if not names[0][0].isupper() or (len(names) == 1 and names[0] in _WHICH):
        return None
    if any(word[0].isdigit() or _is_loose(names, at) for at, word in enumerate(names)):
        return None
    return " ".join(names), document


def _is_loose(names: list[str], at: int) -> bool:
    """Whether a function word is no part of a name, as "of" of "Bank of Glim" is."""
    if not is_function_word(fold_word(names[at])):
        return False
    return names[at] not in ("of", "at") or _says_whose(names[0]) is False


def _whose(words: list[str]) -> list[str]:
    """``words`` before a text without what says which: "1996 FEC advisory"."""
    first, last = 0, len(words)
    while last - first > 1 and (
        words[first].islower() or words[first] in _MORE or _YEAR.fullmatch(words[first])
    ):
        first += 1
    while last - first > 1 and words[last - 1].islower():
        if _says_whose(words[last - 1]):
            break
        last -= 1
    return words[first:last]


def _says_whose(word: str) -> bool:
    """Whether a word in lower case is of who issued a text: "campaign", "aide"."""
    folded = fold_word(word)
    bodies = organisations.ORGANISATION_HEADS | organisations.MEDIA_HEADS
    return folded in bodies or is_role(folded)


def is_document(phrase: str) -> bool:
    """Whether ``phrase`` names a text ("statement", "annual report", "draft deal")."""
    words = phrase.split()
    if not words:
        return False
    known = fold_word(words[-1]) in organisations.DOCUMENT_NOUNS
    return known or _DRAFT.search(phrase) is not None


def joint_parts(text: str, start: int) -> list[Range]:
    """What "and", "nor" and commas join in ``text``, as ranges from ``start`` on."""
    parts = []
    position = 0
    for match in _AND.finditer(text):
        parts.append((start + position, start + match.start()))
        position = match.end()
    parts.append((start + position, start + len(text)))
    return [part for part in parts if part[1] > part[0]]


def body_of_role(phrase: str) -> str:
    """The body in a role phrase: "Kremlin" in "Kremlin spokesman", or ""."""
    bare = _OWNED_ARTICLE.sub("", phrase.strip())
    behind = [bare[match.end() :] for match in _ROLE_OF.finditer(bare)]
    for rest in behind:
        body = _AFTER_BODY.split(rest)[0].strip()
        if body not in _NO_BODIES and (body[:1].isupper() or _is_body(body)):
            return body
    if behind:
        return ""
    if bare and fold_word(bare.split()[-1]) in roles.RELATIONS:
        return ""
    return _body_before_role(bare)


def _body_before_role(bare: str) -> str:
    owner = _OWNER.match(bare)
    if owner is not None:
        return owner["owner"]
    words = bare.split()[:-1]
    while words and (words[0] in _RANKING or words[0].lower() in _RANKING_FIRST):
        words.pop(0)
    while words and (
        is_role(fold_word(words[-1]))
        or words[-1].lower() in _RANKING_LAST
        or (words[-1].islower() and not _is_body(words[-1]))
    ):
        words.pop()
    while words and words[0].islower() and any(word[0].isupper() for word in words):
        words.pop(0)
    return " ".join(words)


_RANKING_LAST = word_set("majority minority press chief deputy executive vice general")
_RANKING_FIRST = word_set(
    "former senior top deputy acting presidential congressional vice chief presumptive"
)
_RANKING = word_set(
    """
    former senior top chief deputy acting longtime veteran interim outgoing late
    then ex one another first second national presidential congressional vice
    political executive independent republican democratic conservative liberal gop
    majority minority press
    """
)


def _is_body(phrase: str) -> bool:
    return any(
        fold_word(word) in organisations.ORGANISATION_HEADS for word in phrase.split()
    )
