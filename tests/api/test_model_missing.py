"""Where a model is not installed, what needs it says so."""

from unittest import mock

import pytest

from quotes.extraction.errors import ModelMissingError
from quotes.extraction.spans.rules.tree import first_installed

# It is told before a database is asked.
pytestmark = pytest.mark.any_database


@pytest.mark.django_db
def test_what_needs_the_model_answers_503_and_names_it(client):
    with pytest.raises(ModelMissingError) as missing:
        first_installed(["no_such_model"])
    with mock.patch(
        "quotes.extraction.spans.rules.tree._pipeline", side_effect=missing.value
    ):
        answer = client.post(
            "/api/v1/extract/",
            {"text": "“The boats are late this year,” said Ana Tarn."},
            content_type="application/json",
        )

    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert "en_core_web_sm" in answer.json()["detail"]
