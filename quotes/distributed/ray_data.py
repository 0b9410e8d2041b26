"""Extraction on a Ray cluster. Pure: no Django, no database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.distributed.articles import CHARACTERS, SECONDS, extract_articles
from quotes.extraction.lines import line_text

if TYPE_CHECKING:
    from ray.data import Dataset

COLUMN = "line"


def extract_dataset(
    articles: Dataset,
    *,
    seconds: float | None = SECONDS,
    characters: int | None = CHARACTERS,
    batch_size: int = 64,
) -> Dataset:
    """Return a dataset whose column ``line`` holds the lines of ``articles``.

    articles: a dataset of import records, one a row, with at least the column ``text``.
    Let Ray guess no types: a date that it has parsed has lost its time zone.
    seconds, characters: what one article may cost, as in ``extract_articles``.
    batch_size: articles that a task takes at a time.

        articles = ray.data.read_text("archive.jsonl").map(lambda r: loads(r["text"]))
        write_lines(extract_dataset(articles), "lines")
    """

    def read(table: Any) -> dict[str, list[str]]:
        records = [_without_gaps(row) for row in table.to_pylist()]
        found = extract_articles(records, seconds=seconds, characters=characters)
        return {COLUMN: [line_text(line) for line in found]}

    return articles.map_batches(read, batch_format="pyarrow", batch_size=batch_size)


def write_lines(lines: Dataset, folder: str) -> None:
    """Write what ``extract_dataset`` returned as JSON Lines, a file each block.

    folder: a path or address that every worker can write to; made where missing.
    """
    # Here, for reading needs nothing of Ray but the dataset.
    from ray.data.datasource import BlockBasedFileDatasink  # noqa: PLC0415

    class LineFiles(BlockBasedFileDatasink):
        def write_block_to_file(self, block: Any, file: Any) -> None:
            for line in block.to_arrow().column(COLUMN).to_pylist():
                file.write(f"{line}\n".encode())

    lines.write_datasink(LineFiles(folder, file_format="jsonl"))


def _without_gaps(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the columns that only other rows have."""
    return {name: value for name, value in row.items() if value is not None}
