"""What linking works out of texts alone, worked out before it is this process's turn.

Only one process at a time stores and links (``lock_linking``). What it is going to ask
of texts is asked before: the functions remember their answers, so that answers do not
depend on this, and others wait for less time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.character_ranges import printed_words
from quotes.extraction import Kind, Quotation
from quotes.ingest.sync import one_per_envelope, speakers_of
from quotes.ingest.workers import Outcome
from quotes.linking.speakers.disambiguation.candidate_speakers import (
    asked_keys,
    places_of,
)
from quotes.linking.speakers.document_speakers import speakers_to_link
from quotes.linking.statements.pairs.pair_features import around
from quotes.linking.statements.pairs.same_event import read_profile
from quotes.linking.statements.wire_copies import sketch
from quotes.linking.store.compared_quotes import elsewhere_in
from quotes.linking.store.fingerprints import remember_keys
from quotes.linking.wordings.wording import Wording, read_wording
from quotes.linking.wordings.words_in_marks import read_marked


def prepare(texts: Iterable[tuple[str, Outcome]]) -> None:
    """Have what linking asks of articles remembered. Asks no database.

    texts: each with what was found in it, or why nothing was.
    """
    remember_keys(
        [
            wording
            for text, found in texts
            if isinstance(found, list)
            for wording in _read(text, found)
        ]
    )


def _read(text: str, found: list[Quotation]) -> Iterator[Wording]:
    """The wordings of what was found in a text, which is read on the way."""
    sketch(text)
    read_profile(text)
    quotations = one_per_envelope(found).values()
    named = speakers_to_link(tuple(speakers_of(quotations)), text).with_bodies
    asked_keys(named, places_of(named))
    for quotation in quotations:
        around(text, quotation.start, quotation.end)
        quoted = printed_words(text, quotation.content)
        read_marked(quoted, quotation.kind == Kind.DIRECT)
        yield read_wording(quoted, elsewhere_in(text, quoted))
