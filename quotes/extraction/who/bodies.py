"""The organisations, states and groups of one document.

A body is found again by its head word ("the commission"), by its acronym, or by a
shorter form of its name. A capital that speaks is its state, where the document
prints the state's name too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.extraction.budget import check_time
from quotes.extraction.who.head_mentions import HeadMention, has_modifier
from quotes.extraction.who.mentions import Mention
from quotes.extraction.who.spelled_names import initials
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations, places, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import NameKind, fold_word, is_acronym, is_function_word

_CAPITAL = re.compile(r"\bcapital(?: city)?\b")
_CAPITAL_AFTER = re.compile(r",? ([A-Z][\w-]+)")
_STATE_OWNER = re.compile(r"((?:[A-Z][\w-]+ ?)+)[’']s? $")
_NAMED_CAPITAL = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+)*), the $")
_CAPITAL_OF = re.compile(r"of ([A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


_MAX_NAMES = 20
_FIELD = ("for", "on", "against")
# Heads that any firm may have: only a name says which one is meant.
COMMON_HEADS = frozenset(
    (
        "company",
        "firm",
        "club",
        "station",
        "group",
        "organisation",
        "organization",
        "team",
        "government",
    )
)


@dataclass(slots=True, eq=False)
class Body:
    """An organisation, a state or a group that the document names."""

    name: str
    names: list[str] = field(default_factory=list)
    group: bool = False
    state: bool = False


_LEAST_LETTERS = 3
# Everybody knows whose letters they are, whatever else begins with them here.
_WELL_KNOWN = frozenset(places.STATE_NAMES) | word_set(
    """
    UN EU UK US USA FBI CIA NSA NATO WHO IMF IRS NYP BBC CNN NBC CBS ABC PBS NPR AFP DPA
    WTO UAE UNHCR UNICEF OECD OPEC IAEA NASA EPA FDA CDC SEC FTC FCC DOJ DHS ICE NHS MI5
    MI6 ECB WFP ILO ICC ICJ ASEAN FIFA UEFA IOC NBA NFL MLB NHL GOP DNC RNC NRA ACLU MIT
    """
)


class Bodies:
    """Every body named in a document, by name, acronym and head word."""

    def __init__(
        self,
        text: str,
        mentions: Iterable[Mention],
        heads: Iterable[HeadMention],
    ) -> None:
        self._by_name: dict[str, Body] = {}
        self._by_head: dict[str, list[tuple[int, Body]]] = defaultdict(list)
        self._by_last: dict[str, Body] = {}
        self._by_start: dict[str, list[Body]] = defaultdict(list)
        self._in_full: dict[str, list[Body]] = defaultdict(list)
        self._capitals = _capitals(text)
        self._printed: dict[str, str] = {}
        self._spelled: dict[str, dict[Body, int]] = defaultdict(dict)
        self.subjects: list[tuple[int, Body]] = []
        self.printed: list[tuple[Mention, Body]] = []
        self.described: list[tuple[HeadMention, Body]] = []
        known = list(mentions)
        # Names before their acronyms, wherever either is printed first.
        for mention in known:
            if mention.kind is NameKind.ORGANISATION and len(mention.words) > 1:
                self._spell(mention)
        for mention in known:
            check_time()
            self._add_mention(mention)
        for head in heads:
            check_time()
            self._add_head(head)
        for found in self._by_head.values():
            found.sort(key=lambda item: item[0])

    def _add_mention(self, mention: Mention) -> None:
        self._printed.setdefault(fold(mention.name), mention.name)
        if mention.kind is NameKind.PLACE:
            if mention.name in places.STATE_NAMES:
                self._note(mention.name, mention, state=True)
            return
        thing = mention.kind is NameKind.OTHER and len(mention.words) > 1
        if mention.kind is not NameKind.ORGANISATION and not thing:
            return
        body = self._note(mention.name, mention, state=False)
        if len(mention.words) > 1:
            self._by_last.setdefault(mention.words[-1], body)
        self._note_start(mention, body)
        if mention.acronym:
            self._by_name.setdefault(fold(mention.acronym), body)
            if mention.acronym not in body.names:
                body.names.append(mention.acronym)
        last = fold_word(mention.words[-1]) if len(mention.words) > 1 else ""
        for word in {last, *map(fold_word, mention.words)}:
            if word == last or word in organisations.ORGANISATION_HEADS:
                self._by_head[word].append((mention.start, body))

    def _note_start(self, mention: Mention, body: Body) -> None:
        """Remember the body by what stands before the words that say its kind."""
        for count in range(1, len(mention.words)):
            if all(map(_says_kind, mention.words[count:])):
                start = self._by_start[fold(" ".join(mention.words[:count]))]
                if body not in start:
                    start.append(body)

        fields = [n for n, word in enumerate(mention.words) if word in _FIELD]
        if fields and fields[0] > 1 and _says_kind(mention.words[fields[0] - 1]):
            start = self._in_full[fold(" ".join(mention.words[: fields[0]]))]
            if body not in start:
                start.append(body)

    def _spell(self, mention: Mention) -> None:
        """Remember a body by the letters that its name begins with."""
        key = fold(mention.name)
        body = self._by_name.setdefault(key, Body(mention.name))
        for letters in initials(mention.name.split()):
            self._spelled[letters].setdefault(body, mention.start)

    def _spelled_out(self, acronym: Mention) -> Body | None:
        """The one body named before whose name an acronym spells, or None."""
        name = acronym.name
        if not is_acronym(name):
            return None
        known = fold(name) in organisations.MEDIA or name in _WELL_KNOWN
        spelled = self._spelled.get(name.replace(".", ""), {})
        found = [body for body, start in spelled.items() if start < acronym.start]
        if len(found) != 1:
            return None
        medium = fold(found[0].name) in organisations.MEDIA
        sure = not known and len(name) >= _LEAST_LETTERS
        return found[0] if sure or medium else None

    def _note(self, name: str, mention: Mention, *, state: bool) -> Body:
        key = fold(name)
        body = self._by_name.get(key) or self._spelled_out(mention)
        if body is None:
            body = Body(name=name, state=state)
        self._by_name.setdefault(key, body)
        if name not in body.names and len(body.names) < _MAX_NAMES:
            body.names.append(name)
        self.printed.append((mention, body))
        if mention.subject:
            self.subjects.append((mention.start, body))
        return body

    def _add_head(self, head: HeadMention) -> None:
        others = _ARTICLE.sub("", head.name).startswith("other ")
        if others or not has_modifier(head.name):
            return
        name = _without_lead(_ARTICLE.sub("", head.name))
        body = self._acronym_in(name) or self._by_name.get(fold(name))
        if body is None:
            body = Body(name=name, group=head.head in roles.GROUP_NOUNS)
            self._by_name[fold(name)] = body
        if name not in body.names and len(body.names) < _MAX_NAMES:
            body.names.append(name)
        self.described.append((head, body))
        if head.head not in COMMON_HEADS or body.name[:1].isupper():
            self._by_head[head.head].append((head.start, body))

    def _acronym_in(self, name: str) -> Body | None:
        """The body whose acronym stands in ``name`` ("KCNA state news agency")."""
        if fold_word(name.split()[-1]) not in organisations.ACRONYM_KINDS:
            return None
        for word in name.split():
            if is_acronym(word) and word not in places.STATE_NAMES:
                key = fold(word)
                return self._by_name.setdefault(key, Body(name=word, names=[word]))
        return None

    def named(self, name: str) -> Body | None:
        """The body printed as ``name``, in this or a fuller form, or None."""
        return self._by_name.get(fold(_ARTICLE.sub("", name)))

    def by_last_word(self, name: str) -> Body | None:
        """The body that "the Post" or "the Commission" is short for, or None.

        Only words for kinds of bodies stand for a longer name: "Velora" is not "Camp
        Velora".
        """
        return self._by_last.get(name) if _says_kind(name) else None

    def by_first_words(self, name: str) -> Body | None:
        """The body whose name is ``name`` and then only what it is, or None.

        "Harbour Media" for "Harbour", where no other body begins so.
        """
        found = self._by_start.get(fold(name), [])
        return found[0] if len(found) == 1 else None

    def in_full(self, name: str) -> Body | None:
        """The body whose name is ``name`` and then what it is for, or None.

        "Reve Center for Justice" for "Reve Center", where no other begins so.
        """
        found = self._in_full.get(fold(name), [])
        return found[0] if len(found) == 1 else None

    def by_head(self, head: str, position: int) -> Body | None:
        """The body with this head word: the last one named before, else the next."""
        found = self._by_head.get(head)
        if not found:
            return None
        index = bisect_left(found, position, key=lambda item: item[0])
        return found[index - 1][1] if index else found[0][1]

    def fuller(self, body: Body, head: str, position: int) -> Body:
        """A body nearby whose name has all words of ``body``, or ``body`` itself."""
        found = self._by_head.get(head, [])
        index = bisect_left(found, position, key=lambda item: item[0])
        wanted = set(body.name.split())
        for _, other in found[max(0, index - _MAX_NAMES) : index + _MAX_NAMES]:
            if wanted <= set(other.name.split()) and not other.name.islower():
                return other
        return body

    def subject_before(self, position: int) -> tuple[int, Body] | None:
        """The last body that stood as a subject before ``position``, and where."""
        index = bisect_left(self.subjects, position, key=lambda item: item[0])
        return self.subjects[index - 1] if index else None

    def state_of(self, name: str) -> str | None:
        """The state that a capital, a demonym or a state's own name stands for.

        As the document prints it; None where it is none of these, or where the
        document prints no name of the state.
        """
        learned = self._capitals.get(name)
        if learned is not None:
            return learned
        known = places.CAPITALS.get(name) or places.DEMONYMS.get(name)
        if known is not None:
            for state in known:
                if fold(state) in self._printed:
                    return self._printed[fold(state)]
        return None


def _says_kind(word: str) -> bool:
    """Whether a word at the end of a name says what the body is ("Media", "Inc.")."""
    folded = fold_word(word)
    heads = organisations.ORGANISATION_HEADS | organisations.NAME_HEADS
    return folded in heads or folded in organisations.MEDIA_HEADS


def _without_lead(name: str) -> str:
    """``name`` without "While", "But" and their like before it."""
    words = name.split()
    while (
        len(words) > 1
        and words[0][:1].isupper()
        and is_function_word(fold_word(words[0]))
    ):
        words.pop(0)
    return " ".join(words)


def _capitals(text: str) -> dict[str, str]:
    """Capitals that the document itself explains ("Ruritania’s capital, Strelsau")."""
    found = {}
    for match in _CAPITAL.finditer(text):
        check_time()
        before = text[max(0, match.start() - 60) : match.start()]
        after = text[match.end() : match.end() + 60]
        owner = _STATE_OWNER.search(before)
        capital = _CAPITAL_AFTER.match(after)
        if owner is not None and capital is not None:
            found[capital[1]] = owner[1]
        state = _CAPITAL_OF.match(after.lstrip())
        named = _NAMED_CAPITAL.search(before)
        if state is not None and named is not None:
            found[named[1]] = state[1]
    return found
