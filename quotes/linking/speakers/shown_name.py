"""Under which of its printed names a speaker is shown, whichever was read first."""

from __future__ import annotations

from collections import Counter

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.comparing.compare_bodies import (
    bare_name,
    same_common_noun,
    without_state,
)
from quotes.linking.speakers.comparing.compare_persons import generation_of
from quotes.models import Article, Speaker, SpeakerAlias
from quotes.names.acronyms import acronym_of, is_only_acronym
from quotes.names.folding import fold
from quotes.names.gazetteer import places
from quotes.names.person_names import is_place
from quotes.names.states import states_of
from quotes.names.transliteration import name_words, same_spelling

COUNTED = 200
"""Quotes of a speaker, the latest ones, that tell how it is usually printed."""


def better_name(
    speaker: Speaker, found: DocumentSpeaker, article: Article | None
) -> str | None:
    """Return the name of ``found``, where ``speaker`` is rather shown under that.

    In full rather than abbreviated. Of two spellings the one without a title, with
    the state that a body is of, and that more articles print, ``article`` being one
    of them; else the longer, else the later in the alphabet. A name that an editor
    or an authority file gave stays. Three queries where the spelling differs.
    """
    name, stored = found.name, speaker.name
    spelled = name != stored and _spell_one(found, stored)
    full = is_only_acronym(stored) and not is_only_acronym(name)
    if not spelled and not (full and acronym_of(name) == acronym_of(stored)):
        return None
    if _is_given(speaker):
        return None
    if not spelled:
        return name
    ranks = _rank(name, found.kind), _rank(stored, found.kind)
    if ranks[0] != ranks[1]:
        return name if ranks[0] > ranks[1] else None
    counted = _count_articles(speaker, article)
    counted[name] += 1
    preferred = max(name, stored, key=lambda each: (counted[each], len(each), each))
    return name if preferred == name else None


def _is_given(speaker: Speaker) -> bool:
    """Whether an editor or an authority file says how ``speaker`` is called."""
    given = (SpeakerAlias.Origin.EDITOR, SpeakerAlias.Origin.IMPORT)
    names = speaker.aliases.filter(folded=fold(speaker.name), origin__in=given)
    return names.exists()


def _spell_one(found: DocumentSpeaker, stored: str) -> bool:
    """Whether two names of one speaker are one, but for spelling, a title, a middle
    name, the state, or the name of a state itself."""
    one, other = bare_name(found.name), bare_name(stored)
    if found.kind is SpeakerKind.PERSON:
        words, others = name_words(one), name_words(other)
        if min(len(words), len(others)) > 1 and generation_of(one) == generation_of(
            other
        ):
            return (words[0], words[-1]) == (others[0], others[-1]) or same_spelling(
                one, other
            )
        return same_spelling(one, other)
    if same_common_noun(one, other) or _is_one_state(one, other):
        return True
    return same_spelling(without_state(one), without_state(other))


def _is_one_state(one: str, other: str) -> bool:
    return is_place(one) and is_place(other) and states_of(one) == states_of(other)


def _rank(name: str, kind: SpeakerKind | None) -> tuple[bool, bool, bool, bool]:
    bare = bare_name(name)
    untitled = kind is not SpeakerKind.PERSON or bare == name
    is_state = bare in places.STATE_NAMES and not is_only_acronym(bare)
    capital = name[:1].isupper()
    return untitled, capital, is_state, without_state(bare) != bare


def _count_articles(speaker: Speaker, article: Article | None) -> Counter[str]:
    """How many other articles than this one print each name of ``speaker``."""
    printed: set[tuple[int, str]] = set()
    for held, key in (
        (speaker.quotes, "speaker_name"),
        (speaker.relayed_quotes, "relayed_by_name"),
    ):
        rows = held.exclude(article=article) if article is not None else held.all()
        latest = rows.order_by("-dated_at", "-pk").values_list("article", "extracted")
        printed |= {(pk, read.get(key) or "") for pk, read in latest[:COUNTED]}
    return Counter(name for _, name in printed)
