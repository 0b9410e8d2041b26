"""What is checked before a commit is what is checked before it lands."""

from pathlib import Path
from unittest import TestCase

import yaml

ROOT = Path(__file__).parents[1]


class PreCommitTests(TestCase):
    def test_hooks_and_lint_run_the_same_commands(self):
        config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
        hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
        lint = (ROOT / "script" / "lint").read_text().splitlines()

        self.assertEqual(
            [hook["entry"].partition(".venv/bin/")[2] for hook in hooks],
            [
                line.removeprefix(".venv/bin/")
                for line in lint
                if line.startswith(".venv/bin/")
            ],
        )

    def test_hooks_fetch_nothing(self):
        config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())

        self.assertEqual({repo["repo"] for repo in config["repos"]}, {"local"})
