"""The very engines, each as a cluster of two processes on this machine."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.extraction import extract
from quotes.extraction.lines import read_line

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "fixtures" / "articles" / "articles.jsonl"

DASK = """
import json, sys
import dask.bag
from dask.distributed import Client, LocalCluster
from quotes.distributed.dask_bag import extract_bag


def loaded():
    import sys
    return "django" in sys.modules, "quotes.distributed.articles" in sys.modules


if __name__ == "__main__":
    options = dict(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with LocalCluster(**options) as cluster, Client(cluster) as client:
        lines = dask.bag.read_text(sys.argv[1], blocksize=8000)
        extract_bag(lines.map(json.loads)).to_textfiles(f"{sys.argv[2]}/*.jsonl.gz")
        print(json.dumps(list(client.run(loaded).values())))
"""

RAY = """
import json, sys
import ray
from quotes.distributed.ray_data import extract_dataset, write_lines


@ray.remote
def loaded():
    return "django" in sys.modules, "quotes.distributed.articles" in sys.modules


ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
lines = ray.data.read_text(sys.argv[1]).map(lambda row: json.loads(row["text"]))
write_lines(extract_dataset(lines, batch_size=4), sys.argv[2])
print(json.dumps([ray.get(loaded.remote())]))
"""


def run_program(program, folder):
    """Run ``program`` as whoever has a cluster does; return what it printed last."""
    script = folder / "program.py"
    script.write_text(program)
    done = subprocess.run(
        [sys.executable, script, ARTICLES, folder / "lines"],
        env={"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def check_lines(lines):
    """Every article is there once, read as it is read here."""
    read = [read_line(json.loads(line)) for line in lines]
    wanted = [json.loads(line) for line in ARTICLES.read_text().splitlines()]
    assert sorted(str(line.record) for line in read) == sorted(map(str, wanted))
    for line in read:
        assert line.outcome == extract(line.record["text"])


def test_two_dask_workers_read_as_one_process_does_and_load_no_django(tmp_path):
    pytest.importorskip("distributed", reason="Dask: requirements-distributed.txt")

    workers = run_program(DASK, tmp_path)

    assert sorted(workers) == [[False, True], [False, True]]
    files = sorted((tmp_path / "lines").iterdir())
    assert len(files) > 2
    texts = [f"{gzip.decompress(file.read_bytes()).decode()}\n" for file in files]
    check_lines("".join(texts).splitlines())


def test_ray_reads_as_one_process_does(tmp_path):
    pytest.importorskip("ray", reason="Ray: requirements-distributed.txt")

    workers = run_program(RAY, tmp_path)

    assert not any(django for django, _ in workers)
    files = sorted((tmp_path / "lines").iterdir())
    check_lines("".join(file.read_text() for file in files).splitlines())
