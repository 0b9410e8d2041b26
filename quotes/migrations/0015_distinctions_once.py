"""Mergers no longer copy what told a statement apart: it is read through them."""

from collections import defaultdict

from django.db import migrations


def standing(statement):
    return statement.merged_into_id or statement.pk


def forget_copies(apps, schema_editor):
    """Delete what a merger, or linking, had copied from a statement merged since.

    A copy is between the two that stand, as what it was copied from is read; the
    moment it was made is that of the original or of the merger.
    """
    model = apps.get_model("quotes", "StatementDistinction")
    past = apps.get_model("quotes", "HistoricalStatement")
    meaning = defaultdict(list)
    for told in model.objects.select_related("first", "second"):
        pair = frozenset((standing(told.first), standing(told.second)))
        meaning[pair].append(told)
    for pair, held in meaning.items():
        originals = [row for row in held if {row.first_id, row.second_id} != pair]
        merged = {pk for row in originals for pk in (row.first_id, row.second_id)}
        mergers = past.objects.filter(id__in=merged - pair, merged_into__in=pair)
        times = {row.made_at for row in originals}
        times |= set(mergers.values_list("history_date", flat=True))
        for row in held:
            if row not in originals and row.made_at in times:
                row.delete()


class Migration(migrations.Migration):
    dependencies = [("quotes", "0014_quick_lists")]

    # Read through mergers a copy more or less means the same: nothing to bring back.
    operations = [migrations.RunPython(forget_copies, migrations.RunPython.noop)]
