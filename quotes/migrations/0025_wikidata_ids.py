"""Wikidata ids are ids of items, and no two that stand have the same.

What was written otherwise is brought into that form where it can be: an address of an
item, an id in lower case. The rest is taken off its row: what names no item ("Foo",
"Q0", the beginning of an address), and an id that an elder row has. Nothing is lost:
the history of each row that changes says what was there and why it is not any more,
and the way back writes it again from there.
"""

import re
from datetime import timedelta

from django.db import migrations, models
from django.db.models.functions import Replace, Substr
from django.db.models.lookups import Exact, In
from django.utils import timezone

# As quotes.models.wikidata had it when this was written.
ID = r"(?P<id>Q[1-9][0-9]{0,18})"
WRITTEN = re.compile(
    rf"(?:{ID}|(?:https?://)?(?:www\.|m\.)?wikidata\.org/"
    r"(?:wiki|entity)/(?:Special:Entity(?:Page|Data)/)?"
    rf"{ID.replace('<id>', '<in_address>')}(?:\.[a-z]+)?/?(?:[?#].*)?)",
    re.ASCII | re.IGNORECASE,
)

FOUND = "As it stood before Wikidata ids were checked"
NORMALISED = "Wikidata id brought into its form"
NO_ID = "Wikidata id removed: it named no item"
HELD = "Wikidata id removed: an elder one has it"
WHY = (NORMALISED, NO_ID, HELD)


def read(written):
    match = WRITTEN.fullmatch(written.strip())
    return (match["id"] or match["in_address"]).upper() if match else ""


def clean(apps, schema_editor):
    at = timezone.now()
    for name in ("Speaker", "Outlet"):
        rows = apps.get_model("quotes", name).objects.exclude(wikidata_id="")
        held = set()
        for row in rows.order_by("pk"):
            found = read(row.wikidata_id)
            stands = getattr(row, "merged_into_id", None) is None
            reason = NORMALISED if found else NO_ID
            if found and stands and found in held:
                found, reason = "", HELD
            if stands and found:
                held.add(found)
            if found != row.wikidata_id:
                change(apps, row, found, reason, at)
    check_now(schema_editor)


def check_now(schema_editor):
    """Let PostgreSQL check references now: else no table could be altered."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def change(apps, row, found, reason, at):
    record(apps, row, FOUND, at - timedelta(microseconds=1))
    row.wikidata_id = found
    type(row).objects.filter(pk=row.pk).update(wikidata_id=found)
    record(apps, row, reason, at)


def record(apps, row, reason, at):
    """Write how ``row`` stands into its history: nobody's act."""
    past = apps.get_model("quotes", f"Historical{row._meta.object_name}")
    columns = {field.attname for field in row._meta.concrete_fields}
    kept = {
        field.attname: getattr(row, field.attname)
        for field in past._meta.concrete_fields
        if field.attname in columns
    }
    past.objects.create(
        **kept, history_type="~", history_date=at, history_change_reason=reason
    )


def restore(apps, schema_editor):
    """Write again what was there, on rows that have not been changed since."""
    for name in ("Speaker", "Outlet"):
        rows = apps.get_model("quotes", name).objects
        past = apps.get_model("quotes", f"Historical{name}").objects
        for made in past.filter(history_change_reason__in=WHY, history_user=None):
            before = past.filter(
                id=made.id,
                history_change_reason=FOUND,
                history_date=made.history_date - timedelta(microseconds=1),
            )
            if found := before.first():
                rows.filter(pk=made.id, wikidata_id=made.wikidata_id).update(
                    wikidata_id=found.wikidata_id
                )
                found.delete()
                made.delete()
    check_now(schema_editor)


def without_digits():
    left = Replace("wikidata_id", models.Value("0"), models.Value(""))
    for digit in "123456789":
        left = Replace(left, models.Value(digit), models.Value(""))
    return left


WELL_FORMED = models.Q(wikidata_id="") | models.Q(
    Exact(without_digits(), models.Value("Q")),
    Exact(Substr("wikidata_id", 1, 1), models.Value("Q")),
    In(Substr("wikidata_id", 2, 1), [models.Value(digit) for digit in "123456789"]),
)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0024_answers_to_reports")]

    operations = [
        migrations.RunPython(clean, restore),
        migrations.AddConstraint(
            "speaker",
            models.CheckConstraint(
                condition=WELL_FORMED, name="speaker_wikidata_id_is_one"
            ),
        ),
        migrations.AddConstraint(
            "speaker",
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=models.Q(merged_into__isnull=True)
                & ~models.Q(wikidata_id=""),
                name="speaker_wikidata_id_once",
            ),
        ),
        migrations.AddConstraint(
            "outlet",
            models.CheckConstraint(
                condition=WELL_FORMED, name="outlet_wikidata_id_is_one"
            ),
        ),
        migrations.AddConstraint(
            "outlet",
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=~models.Q(wikidata_id=""),
                name="outlet_wikidata_id_once",
            ),
        ),
    ]
