"""Bodies of several states under one name: which of them an article means by it.

"The Council of Tides" is that of the one state that has one, or of the one that the
article speaks of. Where several states have one, and the article tells nothing or
names more than one of them, it is a speaker of its own, whichever was known first: a
body that is known later parts from the first what was taken for that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.linking.speakers.comparing.compare_bodies import bare_name, without_state
from quotes.linking.speakers.decision import Move
from quotes.linking.speakers.disambiguation.candidate_speakers import (
    Candidates,
    KnownSpeaker,
)
from quotes.models import Quote, Speaker, SpeakerAlias
from quotes.names.folding import fold
from quotes.names.states import states_of
from quotes.names.transliteration import same_spelling, skeleton

READ = {"speaker": "speaker_name", "relayed_by": "relayed_by_name"}
"""Columns of quotes that name speakers, and where the name as read is kept."""

States = frozenset[str]


def name_without_state(name: str) -> str:
    """Return a body's ``name`` without article and state; "" where it has no state."""
    bare = bare_name(name)
    rest = without_state(bare)
    return rest if rest != bare else ""


def states_named(names: Iterable[str], body: str) -> States:
    """Return of which states the bodies among ``names`` are that are called ``body``.

    body: a name without a state.
    """
    return frozenset(
        state
        for name in names
        if same_spelling(name_without_state(name), bare_name(body))
        for state in states_of(bare_name(name)) - states_of(bare_name(body))
    )


def states_of_body(known: KnownSpeaker, body: str) -> States:
    """Return of which states a stored body is, by those of its names."""
    return states_named((alias.name for alias in known.aliases), body)


@dataclass(frozen=True, slots=True)
class Parting:
    """Quotes of bodies of a known state that may be another body's of that name.

    body: the name, without a state. stated: the bodies. holder: who is called so and
    of whom nobody knows the state; None: nobody stored. taken: columns of quotes, and
    the numbers of quotes in which the holder is to stand there.
    """

    body: str
    stated: tuple[KnownSpeaker, ...]
    holder: Speaker | None
    taken: tuple[tuple[str, frozenset[int]], ...]

    def moves_to(self, holder: Speaker) -> list[Move]:
        """Return the moves that give ``holder`` what may be its."""
        return [Move(quotes, column, holder) for column, quotes in self.taken]


class BodiesOfOneName:
    """Which of the bodies in ``known`` the names in one document mean. Changes nothing.

    printed: the names in that document. places: states that it speaks of.
    """

    def __init__(
        self, known: Candidates, printed: Iterable[str], places: States
    ) -> None:
        self.known = known
        self.printed = list(printed)
        self.places = places

    def states_told(self, body: str) -> States:
        """Return of which state the document says ``body`` is, or of which it speaks.

        body: a name without a state.
        """
        return states_named(self.printed, body) or self.places

    def choose(
        self,
        name: str,
        same: Sequence[KnownSpeaker],
        seen_with: Callable[[KnownSpeaker, str], States],
    ) -> list[KnownSpeaker]:
        """Return those of ``same``, whose names agree with ``name``, that it may mean.

        seen_with: states of which the articles of a body of that name speak.
        """
        body = name_without_state(name)
        if not body:
            return _choose(same, name, self.states_told(name))
        mine = states_named([name], body)
        states = self._states_with(body) | mine
        return [
            known
            for known in same
            if states == mine
            or states_of_body(known, body)
            or seen_with(known, body) & states == mine
        ]

    def find_parting(
        self, name: str, new_names: Sequence[SpeakerAlias]
    ) -> Parting | None:
        """Return quotes that may be another body's, now that one is called ``name``.

        new_names: of its names those not known before. None where nothing is.
        """
        body = name_without_state(name)
        states = self._states_with(body) if body and new_names else States()
        if len(states) < 2:
            return None
        of_name = self.known.of([skeleton(body)])
        stated = [known for known in of_name if states_of_body(known, body)]
        if not any(_is_news(known, body, new_names) for known in stated):
            return None
        taken = tuple(
            (column, pks)
            for known in stated
            for column, pks in _taken_for(known, body, states)
        )
        if not taken:
            return None
        without_state = (known for known in of_name if known not in stated)
        holder = next(
            (k.speaker for k in without_state if k.has_name(fold(body))), None
        )
        return Parting(body, tuple(stated), holder, taken)

    def _states_with(self, body: str) -> States:
        """Of which states bodies called ``body`` are known."""
        homonyms = self.known.of([skeleton(body)])
        return States().union(*(states_of_body(known, body) for known in homonyms))


def _choose(
    same: Sequence[KnownSpeaker], body: str, told: States
) -> list[KnownSpeaker]:
    """Those of ``same`` that ``body``, which has no state, may stand for.

    Where one state alone is meant, those of that one; where several may be, or
    another one, those without any.
    """
    states = {known.speaker.pk: states_of_body(known, body) for known in same}
    all_states = States().union(*states.values())
    meant = all_states & told if told else all_states
    if not all_states or (len(meant) == 1 and not told):
        return list(same)
    if len(meant) == 1:
        return [known for known in same if states[known.speaker.pk] & meant]
    return [known for known in same if not states[known.speaker.pk]]


def _is_news(known: KnownSpeaker, body: str, new_names: Sequence[SpeakerAlias]) -> bool:
    """Whether only ``new_names`` tell of which state a body is."""
    held = [alias.name for alias in known.aliases if alias not in new_names]
    return states_named(held, body) != states_of_body(known, body)


def _taken_for(
    known: KnownSpeaker, body: str, states: States
) -> list[tuple[str, frozenset[int]]]:
    """Quotes of a body that may be those of others of its name, by column.

    states: of which bodies of that name are known. What people decided stays, and
    so does all of a speaker whom they described or merged another into.
    """
    mine = states_of_body(known, body)
    edited = known.speaker.history.filter(history_user__isnull=False)
    if len(mine) > 1 or known.merged_names or edited.exists():
        return []
    taken = []
    for column, key in READ.items():
        called = _quotes_called(body, known.speaker, column, key)
        told = _states_told(called.values(), body)
        pks = frozenset(
            pk
            for pk, article in called.items()
            if (told[article] or states) & states != mine
        )
        if pks:
            taken.append((column, pks))
    return taken


def _quotes_called(
    body: str, speaker: Speaker, column: str, key: str
) -> dict[int, int]:
    """Articles of those quotes of ``speaker`` that name it ``body``, by quote.

    Without those that an editor reviewed.
    """
    rows = Quote.objects.filter(**{column: speaker}, reviewed_at=None).order_by("pk")
    return {
        pk: article
        for pk, article, read in rows.values_list("pk", "article", "extracted")
        if same_spelling(bare_name(read.get(key) or ""), body)
    }


def _states_told(articles: Collection[int], body: str) -> Mapping[int, States]:
    """The states that each article connects speakers with, or the body itself."""
    printed: dict[int, list[str]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    rows = Quote.objects.filter(article__in=set(articles))
    for article, read, description in rows.values_list(
        "article", "extracted", "speaker_description"
    ):
        named = [name for key in READ.values() if (name := read.get(key))]
        names[article] += named
        printed[article] += [*named, description]
    return {
        article: states_named(names[article], body)
        or states_of(" . ".join(filter(None, texts)))
        for article, texts in printed.items()
    }
