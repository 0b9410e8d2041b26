"""Licences: what script/audit takes and refuses."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def audit():
    loader = SourceFileLoader("audit", str(ROOT / "script" / "audit"))
    module = module_from_spec(spec_from_loader("audit", loader))
    loader.exec_module(module)
    return module


def test_licences(audit):
    for licence in ("MIT", "BSD-3-Clause AND 0BSD AND MIT", "MPL-2.0",
                    "GPL-2.0-only OR Apache-2.0"):  # fmt: skip
        assert audit.is_accepted("thing", licence), licence
    for licence in ("", "GPL-3.0-or-later", "AGPL-3.0-only", "MIT AND GPL-3.0-only",
                    "GNU Library or Lesser General Public License (LGPL)"):  # fmt: skip
        assert not audit.is_accepted("thing", licence), licence


def test_all_that_is_pinned_is_accepted(audit):
    names = audit.pinned()
    assert len(names) > 25
    assert [n for n in names if not audit.is_accepted(n, audit.licence_of(n))] == []
