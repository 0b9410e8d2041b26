"""Counts and clusters of all speakers, for the lists of the editors' desk."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from quotes.survey.clustering import store_clusters
from quotes.survey.speaker_counts import store_counts


class Command(BaseCommand):
    help = (
        "Count how many quotes and statements each speaker has, and find names that "
        "may be one, for the editors to work through. Changes nothing else. For a "
        "timer, every night or after a large import."
    )

    def handle(self, **options: Any) -> None:
        counted = store_counts()
        found = store_clusters()
        self.stdout.write(f"{counted} speakers counted, {found} clusters of names.")
