"""Storing the newsroom's own authorities, which editors look up."""

from __future__ import annotations

from django.db import transaction

from quotes.linking.speakers.authority import AuthorityError, Entry
from quotes.models import Authority, AuthorityName
from quotes.names.folding import fold


@transaction.atomic
def import_authority(entry: Entry) -> bool:
    """Make the authority of the entry's Wikidata id what ``entry`` says.

    Returns whether anything was new. Names that the entry no longer has are dropped.
    AuthorityError where it has no Wikidata id.
    """
    if not entry.wikidata_id:
        raise AuthorityError(f"{entry.place}: {entry.name!r} has no wikidata_id")
    facts = {
        "name": entry.name,
        "kind": entry.kind,
        "description": entry.description,
    }
    row, made = Authority.objects.get_or_create(
        wikidata_id=entry.wikidata_id, defaults=facts
    )
    changed = made or any(getattr(row, name) != facts[name] for name in facts)
    if changed and not made:
        Authority.objects.filter(pk=row.pk).update(**facts)
    return _store_names(row, entry) or changed


def _store_names(row: Authority, entry: Entry) -> bool:
    """Have exactly the names of ``entry``; return whether that changed any."""
    names = {fold(name)[:300]: name for name in (*entry.aliases, entry.name)}
    held = dict(row.names.values_list("folded", "name"))
    if held == names:
        return False
    row.names.all().delete()
    AuthorityName.objects.bulk_create(
        AuthorityName(authority=row, name=name, folded=folded)
        for folded, name in names.items()
    )
    return True
