"""Rows for a snapshot, and what is written, read and changed of one."""

import hashlib
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from quotes.models import (
    Act,
    ArticleKey,
    ErrorReport,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
    SecondOpinion,
    SpeakerSuggestion,
    StatementPlacement,
)
from quotes.review.correcting import correct_speaker
from quotes.review.decisions import reject
from quotes.review.merging import merge_speakers
from quotes.review.undoing import undo_act
from quotes.snapshot.tables import TABLES
from tests.api.test_details import make_disputed_quote
from tests.build import make_editor, make_quote, make_speaker


def make_everything():
    """Rows in every kind of table, and what editors did to them."""
    ines = make_editor("ines")
    quote = make_disputed_quote()
    mara = quote.speaker
    quote.extracted = {"z": [[0.25, None]], "a": "“é”\u2028", "longer": 1}
    quote.save()
    correct_speaker(
        quote=quote,
        speaker=make_speaker("Jon Orlo", affiliation=quote.relayed_by),
        by=ines,
        reason="The photo caption says so.",
    )
    reject(quote=make_quote("no quotation"), by=ines)
    again = make_speaker("M. Lindqvist")
    merge_speakers(source=again, target=mara, by=ines)
    SpeakerSuggestion.objects.create(
        speaker=quote.speaker, candidate=quote.relayed_by, score=0.5, reason="alike"
    )
    StatementPlacement.objects.create(quote=quote, made_by=ines)
    undo_act(act=Act.objects.latest("pk"), by=ines, reason="It is one")
    SecondOpinion.objects.create(
        quote=quote,
        extractor_version="2",
        reading={"kind": "mixed"},
        differs=["kind"],
        seen_at="2031-03-18T00:00Z",
        answered_by=ines,
        answered_at="2031-03-19T00:00Z",
    )
    now = datetime(2031, 3, 17, tzinfo=UTC)
    QuoteFingerprint.objects.create(quote=quote, text_key=7, digest=-8, dated_at=now)
    for key in (2**62, -3):
        QuoteKey.objects.create(quote=quote, key=key, dated_at=now)
    second = Quote.objects.exclude(pk=quote.pk).get()
    QuoteLink.objects.create(first=quote, second=second, probability=0.75, sure=False)
    ArticleKey.objects.create(article=quote.article, key=5, dated_at=now)
    ErrorReport.objects.create(quote=quote, reason="words", explanation="One is amiss.")


def export():
    out = StringIO()
    call_command("export_quotes", snapshot=True, stdout=out)
    return out.getvalue()


def empty():
    """Leave no row, as ``flush`` does, but within the test's transaction."""
    for model in reversed(TABLES):
        rows = model._base_manager.all()
        for column in ("merged_into", "affiliation", "wire_copy_of", "undone_by"):
            if column in {field.name for field in model._meta.fields}:
                rows.update(**{column: None})
        rows._raw_delete(rows.db)


def load(content):
    """Import ``content``; return what the command printed."""
    out = StringIO()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.jsonl"
        path.write_bytes(content.encode())
        call_command("import_snapshot", path, stdout=out)
    return out.getvalue()


def seal(lines):
    """Return ``lines`` of a snapshot under an end whose checksum fits."""
    lines = list(lines)
    content = "".join(lines)
    digest = hashlib.sha256(content.encode()).hexdigest()
    end = {"record": "end", "lines": len(lines), "sha256": digest}
    return content + json.dumps(end) + "\n"
