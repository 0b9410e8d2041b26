"""How far ``rebuild_index`` has come, where it was stopped on its way."""

from __future__ import annotations

from django.db import models


class RebuildPosition(models.Model):
    """The last row of a step that is computed anew; no row: nothing is under way."""

    step = models.CharField(max_length=40, unique=True)
    last = models.BigIntegerField(help_text="Its primary key.")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.step} up to {self.last}"
