"""Load the newsroom's own authorities, among which editors look up Wikidata ids."""

from __future__ import annotations

from quotes.linking.speakers.authorities import import_authority
from quotes.management.commands import import_speakers


class Command(import_speakers.Command):
    store = staticmethod(import_authority)
    told = "{new} authorities new or changed, {known} known already."
    help = (
        "Load people and bodies, each with its Wikidata id, for editors to look up on "
        "the pages of speakers: JSON Lines, or CSV with aliases divided by “|”. Fields "
        "are name, aliases, kind, description and wikidata_id, which is needed. No "
        "speaker is made or changed; import_speakers does that. An entry of the same "
        "Wikidata id is made what the file says; the same file twice changes nothing."
    )
