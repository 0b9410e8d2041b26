"""Mergers no longer copy what told a statement apart: it is read through them.

The code before reads distinctions of standing statements alone. Rolled back without
the copies, linking might join what editors told apart: the way back writes them again.
"""

from collections import namedtuple

from django.db import migrations
from django.db.models import Q

Copy = namedtuple("Copy", ["first", "second", "made_by", "made_at", "reason"])


class Mergers:
    """Where statements were merged, as far as they are merged today, and by whom."""

    def __init__(self, apps):
        self.statements = apps.get_model("quotes", "Statement").objects
        self.past = apps.get_model("quotes", "HistoricalStatement").objects
        self.known = {}

    def places(self, pk):
        """Return for each statement that ``pk`` went through the act that led there.

        An act is the row of history that an editor's merger wrote. None: linking led
        there, or the statement is ``pk`` itself.
        """
        if pk not in self.known:
            self.known[pk] = {pk: None}  # Should it lead back to itself.
            self.known[pk] = self._find(pk)
        return self.known[pk]

    def _find(self, pk):
        found = {pk: None}
        into = self.statements.filter(pk=pk).values_list("merged_into", flat=True)[0]
        if into is None:
            return found
        act = None
        for past in reversed(self._since_it_stood(pk)):
            act = past
            if self._leads_to(past.merged_into_id, into):
                found.setdefault(past.merged_into_id, past)
        for stage, reached_by in list(found.items())[1:]:
            for further, later in self.places(stage).items():
                found.setdefault(further, later or reached_by)
        found.setdefault(into, act)
        return found

    def _since_it_stood(self, pk):
        """The mergers of ``pk`` by editors since it last stood, the newest first."""
        mergers = []
        for past in self.past.filter(id=pk).order_by("-history_date", "-history_id"):
            if past.merged_into_id is None:
                break
            if past.history_user_id:
                mergers.append(past)
        return mergers

    def _leads_to(self, pk, into):
        """Whether ``pk`` is ``into``, or has been merged into it: not so if undone."""
        there = Q(pk=into) | Q(merged_into=into)
        return self.statements.filter(there, pk=pk).exists()


def copies_of(told, mergers):
    """Yield what mergers copied from the distinction ``told``.

    A merger by an editor copied in that editor's name, at its own moment and for its
    own reason; one by linking copied these, too.
    """
    for first, one in mergers.places(told.first_id).items():
        for second, other in mergers.places(told.second_id).items():
            acts = [act for act in (one, other) if act]
            if first == second or {first, second} == {told.first_id, told.second_id}:
                continue
            low, high = sorted((first, second))
            if not acts:
                yield Copy(low, high, told.made_by_id, told.made_at, told.reason)
                continue
            act = max(acts, key=lambda act: (act.history_date, act.history_id))
            reason = act.history_change_reason or ""
            yield Copy(low, high, act.history_user_id, act.history_date, reason)


def copies(apps):
    """Return what mergers copied from all there is."""
    rows = apps.get_model("quotes", "StatementDistinction").objects
    merged = Q(first__merged_into__isnull=False) | Q(second__merged_into__isnull=False)
    mergers = Mergers(apps)
    return [
        copy
        for told in rows.filter(merged).order_by("pk")
        for copy in copies_of(told, mergers)
    ]


def forget_copies(apps, schema_editor):
    """Delete what a merger, or linking, had copied from a statement merged since."""
    rows = apps.get_model("quotes", "StatementDistinction").objects
    for copy in copies(apps):
        rows.filter(first=copy.first, second=copy.second, made_at=copy.made_at).delete()


def write_copies(apps, schema_editor):
    """Write again what the code before looks for; what is there stays as it is."""
    rows = apps.get_model("quotes", "StatementDistinction").objects
    for copy in copies(apps):
        rows.get_or_create(
            first_id=copy.first,
            second_id=copy.second,
            defaults={
                "made_by_id": copy.made_by,
                "made_at": copy.made_at,
                "reason": copy.reason,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("quotes", "0014_quick_lists")]

    operations = [migrations.RunPython(forget_copies, write_copies)]
