"""Bodies of several states under one name: which of them an article means by it.

"The Council of Tides" is that of the one state that has one, or of the one that the
article speaks of. Where several states have one, and the article tells nothing or
names more than one of them, it is a speaker of its own, whichever was known first: a
body that is known later parts from the first what was taken for that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from quotes.linking.speakers.candidates import Candidates, KnownSpeaker
from quotes.linking.speakers.compare import bare_name, without_state
from quotes.linking.speakers.decision import Move, give_quotes
from quotes.linking.speakers.relations import states_of
from quotes.models import Quote, Speaker, SpeakerAlias
from quotes.names.folding import fold
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


class BodiesOfOneName:
    """Which of the bodies in ``known`` the names in one document mean.

    printed: the names in that document. places: states that it speaks of.
    """

    def __init__(
        self, known: Candidates, printed: Iterable[str], places: States
    ) -> None:
        self.known = known
        self.printed = list(printed)
        self.places = places

    def told(self, body: str) -> States:
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
            return _choose(same, name, self.told(name))
        mine = states_named([name], body)
        states = self._states_with(body) | mine
        return [
            known
            for known in same
            if states == mine
            or states_of_body(known, body)
            or seen_with(known, body) & states == mine
        ]

    def part(
        self,
        name: str,
        new_names: Sequence[SpeakerAlias],
        make: Callable[[str, Sequence[KnownSpeaker]], Speaker],
    ) -> None:
        """Take from bodies what may be another's, now that one is called ``name``.

        new_names: of its names those not known before. make: makes the speaker
        of whom nobody knows of which state it is; asked where there is none.
        """
        body = name_without_state(name)
        states = self._states_with(body) if body and new_names else States()
        if len(states) < 2:
            return
        homonyms = self.known.of([skeleton(body)])
        stated = [known for known in homonyms if states_of_body(known, body)]
        if not any(_is_news(known, body, new_names) for known in stated):
            return
        for known in stated:
            taken = _taken_for(known, body, states)
            if any(taken.values()):
                without_state_known = (
                    known.speaker
                    for known in homonyms
                    if known not in stated and known.has_name(fold(body))
                )
                holder = next(without_state_known, None) or make(body, stated)
                give_quotes(
                    Move(frozenset(quote.pk for quote in quotes), column, holder)
                    for column, quotes in taken.items()
                )
                homonyms = self.known.of([skeleton(body)])

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
    """Whether ``new_names`` alone tell of which state a body is."""
    held = [alias.name for alias in known.aliases if alias not in new_names]
    return states_named(held, body) != states_of_body(known, body)


def _taken_for(
    known: KnownSpeaker, body: str, states: States
) -> dict[str, list[Quote]]:
    """Quotes of a body that may be those of its homonyms, by column.

    states: of which bodies of that name are known. What people decided stays, and
    so does all of a speaker whom they described or merged another into.
    """
    mine = states_of_body(known, body)
    found: dict[str, list[Quote]] = {}
    edited = known.speaker.history.filter(history_user__isnull=False)
    if len(mine) > 1 or known.merged_names or edited.exists():
        return found
    for column, key in READ.items():
        rows = Quote.objects.filter(**{column: known.speaker}, reviewed_at=None)
        called = [
            quote
            for quote in rows.only("pk", "article", "extracted").order_by("pk")
            if same_spelling(bare_name(quote.extracted.get(key) or ""), body)
        ]
        told = _states_told({quote.article_id for quote in called}, body)
        found[column] = [
            quote
            for quote in called
            if (told[quote.article_id] or states) & states != mine
        ]
    return found


def _states_told(articles: Iterable[int], body: str) -> Mapping[int, States]:
    """The states that each article connects speakers with, or the body itself."""
    printed: dict[int, list[str]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    rows = Quote.objects.filter(article__in=list(articles))
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
