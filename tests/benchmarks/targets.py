"""Figures, what they should be, and the table they are printed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured. target: the most it may be. note: what it is made of."""

    name: str
    value: float
    target: float
    note: str = ""

    @property
    def met(self) -> bool:
        return self.value <= self.target


def print_table(title: str, figures: Iterable[Figure]) -> None:
    """Print ``figures`` with their targets and whether they meet them."""
    table = Table(title=title, title_justify="left")
    for heading in ("measured", "value", "target", "verdict", "made of"):
        table.add_column(heading, justify="right" if heading == "value" else "left")
    for figure in figures:
        whole = figure.value == int(figure.value)
        table.add_row(
            figure.name,
            f"{figure.value:.0f}" if whole else f"{figure.value:.2f}",
            f"≤ {figure.target:g}",
            "met" if figure.met else "MISSED",
            figure.note,
        )
    Console(width=120).print(table)
