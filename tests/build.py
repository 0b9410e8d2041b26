"""Rows for tests, about invented people. Each maker fills what a test leaves out."""

from __future__ import annotations

from itertools import count

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from quotes.models import Article, Outlet, Quote, Speaker, SpeakerAlias, Statement

_number = count(1)


def turns():
    """Queries by which an act takes its turn with runs: SQLite has one writer."""
    return 1 if connection.vendor == "postgresql" else 0


def make_outlet(name=None, **fields):
    return Outlet.objects.create(name=name or f"Outlet {next(_number)}", **fields)


def make_article(text=None, **fields):
    fields.setdefault("outlet", None)
    outlet = fields.pop("outlet") or make_outlet()
    text = text or f"Article {next(_number)}. “Good morning,” she said."
    return Article.objects.create(outlet=outlet, text=text, **fields)


def make_speaker(name=None, **fields):
    """A speaker with its own name as its first alias."""
    speaker = Speaker.objects.create(name=name or f"Speaker {next(_number)}", **fields)
    make_alias(speaker, speaker.name)
    return speaker


def make_alias(speaker, name, origin=SpeakerAlias.Origin.EXTRACTION):
    return SpeakerAlias.objects.create(speaker=speaker, name=name, origin=origin)


def make_quote(text="Good morning", *, article=None, **fields):
    """A quote whose text stands in its article (a new one made to hold it)."""
    if article is None:
        article = make_article(
            f"{next(_number)} “{text}”",
            outlet=fields.pop("outlet", None),
            published_at=fields.pop("published_at", None),
        )
    start = article.text.index(text)
    fields.setdefault("spans", [[start, start + len(text)]])
    fields.setdefault("start", fields["spans"][0][0])
    fields.setdefault("end", fields["spans"][-1][1])
    fields.setdefault("kind", Quote.Kind.DIRECT)
    fields.setdefault("confidence", 0.9)
    return Quote.objects.create(
        article=article,
        outlet=article.outlet,
        published_at=article.published_at,
        text=text,
        **fields,
    )


def make_statement(text="Good morning", **fields):
    """A statement of one printing, unless told otherwise; disputed, it is since now."""
    if fields.get("dispute"):
        fields.setdefault("disputed_at", timezone.now())
    return Statement.objects.create(**{"text": text, "quote_count": 1} | fields)


def make_editor(username=None, **fields):
    """A user who may do everything in the admin."""
    return get_user_model().objects.create_superuser(
        username or f"editor{next(_number)}", password="a long pass phrase", **fields
    )
