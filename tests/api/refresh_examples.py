"""Write the examples of the OpenAPI document anew, from the articles of fixtures/.

    python -m tests.api.refresh_examples

Loads the fixtures into a database of its own, asks the API, and stores what it
answered in ``quotes/api/examples.json``, by component. Not a test: run it when
answers change their shape.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import django
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from tests.api.one_version import with_one_version

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "quotes" / "api" / "examples.json"
TEXT = "“The dam will hold until spring,” said Mara Lindqvist, an engineer."
FEED_KEY = "an-address-that-nobody-guesses"
SHORT_LISTS = ("results", "result", "speaker", "outlet", "printings", "month")


def collect() -> dict[str, object]:
    """Ask one question for each component and return the answers."""
    client = Client(headers={"host": "localhost"})

    def get(path: str) -> dict:
        return client.get(f"/api/v1/{path}").json()

    quote = get("quotes/?page_size=1&kind=direct&min_confidence=0.8")["results"][0]
    speaker = quote["speaker"]["name"]
    word = quote["text"].split()[0]
    queries = {"q0": {"query": speaker, "type": "person", "limit": 1}}
    examples = {
        "Places": get(""),
        "QuotePage": get(f"quotes/?q={word}&highlight=true&page_size=1&count=true"),
        "QuoteDetail": get(f"quotes/{quote['id']}/"),
        "Citation": get(f"quotes/{quote['id']}/citation/"),
        "Facets": get("quotes/facets/"),
        "SpeakerPage": get(f"speakers/?q={speaker}&page_size=1"),
        "SpeakerDetail": get(f"speakers/{quote['speaker']['slug']}/"),
        "StatementPage": get("statements/?page_size=1"),
        "ArticlePage": get("articles/?page_size=1"),
        "ArticleDetail": get(f"articles/{quote['article']['id']}/"),
        "OutletPage": get("outlets/?page_size=1"),
        "OutletDetail": get(f"outlets/{quote['outlet']['slug']}/"),
        "LinkedData": get(f"quotes/{quote['id']}/?format=jsonld"),
        "Reconciliation": get(
            f"reconcile/?{urlencode({'queries': json.dumps(queries)})}"
        ),
        "ReconciliationForm": {"queries": json.dumps(queries)},
        "Suggestions": get(f"reconcile/suggest/entity/?prefix={speaker.split()[0]}"),
        "ProposedProperties": get("reconcile/properties/?type=person&limit=3"),
        "Embed": get(f"oembed/?url=http://localhost/quotes/{quote['id']}/"),
        "Problem": get("quotes/?kind=spoken"),
        "TextToExtract": {"text": TEXT},
        "ReportToFile": {
            "reason": "speaker",
            "explanation": "The sentence before names her deputy.",
            "expected": "her deputy",
        },
    }
    statements = examples["StatementPage"]["results"]
    if statements:
        examples["StatementDetail"] = get(f"statements/{statements[0]['id']}/")

    token = {"Authorization": f"Bearer {make_token()}"}

    def post(path: str, body: dict) -> dict:
        answer = client.post(
            f"/api/v1/{path}", body, content_type="application/json", headers=token
        )
        return answer.json()

    examples["TextToVerify"] = {"text": f"“{quote['text']}”"}
    examples["Verification"] = post("verify/", examples["TextToVerify"])
    examples["Extraction"] = post("extract/", examples["TextToExtract"])
    examples["Report"] = post(f"quotes/{quote['id']}/report/", examples["ReportToFile"])
    correct_one(quote["id"])
    examples["CorrectionPage"] = get(f"corrections/?quote={quote['id']}")
    examples["SearchToSave"] = {
        "name": "The dam, in direct speech",
        "kind": "quotes",
        "parameters": {"q": "dam", "kind": "direct"},
    }
    saved = post("saved-searches/", examples["SearchToSave"])
    apps.get_model("quotes", "SavedSearch").objects.update(feed_key=FEED_KEY)
    address = f"/api/v1/saved-searches/{saved['id']}/"
    examples["SavedSearch"] = client.get(address, headers=token).json()
    listed = client.get("/api/v1/saved-searches/", headers=token)
    examples["SavedSearchPage"] = listed.json()
    examples["WebhookToMake"] = {
        "address": "https://newsroom.example/quotes",
        "saved_search": saved["id"],
    }
    made = post("webhooks/", examples["WebhookToMake"])
    examples["WebhookMade"] = made | {"secret": "whsec_…"}
    address = f"/api/v1/webhooks/{made['id']}/"
    examples["WebhookDetail"] = client.get(address, headers=token).json()
    examples["WebhookPage"] = client.get("/api/v1/webhooks/", headers=token).json()
    examples["Moved"] = get(f"speakers/{merge_two()}/")
    return {name: shorten(example) for name, example in examples.items()}


def make_token() -> str:
    """Make a token; return its secret."""
    user = apps.get_model("auth", "User").objects.create(
        username="editor", is_superuser=True
    )
    digest = hashlib.sha256(b"qt_example").hexdigest()
    tokens = apps.get_model("quotes", "ApiToken").objects
    tokens.create(name="Example", digest=digest, created_by=user)
    return "qt_example"


def correct_one(key: int) -> None:
    """Let an editor give a quote to another speaker."""
    quotes = apps.get_model("quotes", "Quote").objects
    quote = quotes.get(pk=key)
    before = quotes.exclude(speaker=quote.speaker).exclude(speaker=None).first()
    speaker, quote.speaker = quote.speaker, before.speaker
    history = apps.get_model("quotes", "Quote").history
    history.bulk_history_create([quote], default_change_reason="As extracted")
    quote.speaker = speaker
    history.bulk_history_create(
        [quote],
        update=True,
        default_user=apps.get_model("auth", "User").objects.get(),
        default_change_reason="The caption of the photograph names her.",
    )


def merge_two() -> str:
    """Merge one speaker into another; return the slug that leads on from now."""
    speakers = apps.get_model("quotes", "Speaker").objects.order_by("pk")
    target, source = speakers[:2]
    speakers.filter(pk=source.pk).update(merged_into=target)
    return source.slug


def shorten(example: dict) -> dict:
    """Keep of a long list its beginning."""
    return {
        key: value[:2] if key in SHORT_LISTS and isinstance(value, list) else value
        for key, value in example.items()
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/examples.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "quotes_project.settings"
        # Rules alone: a model's answers are not the same on every machine.
        os.environ["QUOTES_MODEL"] = "none"
        django.setup()
        call_command("migrate", verbosity=0)
        articles = str(ROOT / "fixtures" / "articles")
        call_command("extract_quotes", articles, format="summary", workers=1)
        answers = json.dumps(collect(), ensure_ascii=False, indent=1)
        TARGET.write_text(with_one_version(answers) + "\n")


if __name__ == "__main__":
    main()
