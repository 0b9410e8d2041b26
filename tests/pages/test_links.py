"""No page links to an address that is none of the web, wherever it came from."""

import pytest
from django.core.exceptions import ValidationError

from quotes.models import Article
from tests.build import make_editor, make_quote

# These pages are asked on both by tests/walk/: here, what becomes a link.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SCRIPT = "javascript:alert(document.domain)"


def test_an_address_that_is_a_script_is_no_link(client):
    quote = make_quote()
    Article.objects.filter(pk=quote.article_id).update(url=SCRIPT)
    editor = make_editor("ines")
    editor.is_superuser = editor.is_staff = True
    editor.save()
    client.force_login(editor)
    for address in (
        f"/quotes/{quote.pk}/",
        f"/articles/{quote.article_id}/",
        f"/admin/quotes/article/{quote.article_id}/change/",
        f"/admin/quotes/quote/{quote.pk}/change/",
    ):
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert 'href="javascript:' not in response.content.decode(), address


def test_an_address_of_the_web_is_one(client):
    quote = make_quote()
    Article.objects.filter(pk=quote.article_id).update(url="https://example.org/a")

    page = client.get(f"/articles/{quote.article_id}/").content.decode()

    assert 'href="https://example.org/a"' in page


@pytest.mark.parametrize("address", [SCRIPT, "ftp://example.org/a", "data:text/html,a"])
def test_forms_take_addresses_of_the_web_only(address):
    article = make_quote().article
    article.url = address
    with pytest.raises(ValidationError, match="valid URL"):
        article.full_clean()
