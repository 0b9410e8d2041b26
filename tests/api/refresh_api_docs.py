"""Write docs/api-fields.md anew, and the answers in docs/api.md from fixtures/.

    python -m tests.api.refresh_api_docs

Run it when extraction, linking, the API's answers or what its fields and filters
are declared by change, and read the difference: whether the answers are still worth
showing no program can say.
"""

from __future__ import annotations

import os
import tempfile
from importlib import import_module

import django
from django.core.management import call_command


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/examples.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "quotes_project.settings"
        # Rules alone: a model's answers are not the same on every machine.
        os.environ["QUOTES_MODEL"] = "none"
        django.setup()
        call_command("migrate", verbosity=0)
        # It imports models, which have to be set up first.
        documented = import_module("tests.api.documented")
        articles = str(documented.ROOT / "fixtures" / "articles")
        call_command("extract_quotes", articles, format="summary", workers=1)
        page = documented.PAGE
        page.write_text(documented.refresh(page.read_text()))
        tables = import_module("tests.api.field_tables")
        tables.TARGET.write_text(tables.write_tables())


if __name__ == "__main__":
    main()
