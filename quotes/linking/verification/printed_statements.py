"""What is printed of statements: who speaks, with which stance, who disagrees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count

from quotes.linking.speakers.comparing.relations import SpeakerRecord
from quotes.linking.speakers.known_relations import load_speaker_records
from quotes.models import Quote, Statement
from quotes.models.disputed import DISPUTED


def disputes_of(statements: Iterable[int]) -> dict[int, str]:
    """The kind of dispute about each of ``statements`` that is disputed."""
    rows = Statement.objects.filter(DISPUTED, pk__in=list(statements))
    return {pk: kind or "" for pk, kind in rows.values_list("pk", "dispute")}


def printed_speakers(statements: Iterable[int]) -> dict[int, list[SpeakerRecord]]:
    """Those whom standing printings name, most often first, by statement."""
    counts: dict[int, Counter[int]] = {pk: Counter() for pk in statements}
    rows = Quote.objects.standing().filter(
        statement__in=list(counts), speaker__isnull=False
    )
    named = rows.order_by("statement", "speaker").values_list("statement", "speaker")
    for statement, speaker, count in named.annotate(Count("pk")):
        counts[statement][speaker] += count
    facts = load_speaker_records({pk for found in counts.values() for pk in found})
    return {
        statement: [facts[pk] for pk, _ in found.most_common()]
        for statement, found in counts.items()
    }


def printed_stances(statements: Iterable[int]) -> Mapping[int, set[str]]:
    """What speakers do with each of ``statements`` in its standing printings."""
    rows = Quote.objects.standing().filter(statement__in=list(statements))
    stances: dict[int, set[str]] = defaultdict(set)
    for pk, stance in rows.order_by().values_list("statement", "stance").distinct():
        stances[pk].add(stance)
    return stances
