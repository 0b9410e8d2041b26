"""Reading pages as tests need them."""

from html.parser import HTMLParser

from django.db import connection


def limits(times):
    """Statements by which PostgreSQL is told ``times`` how long a query may run."""
    return 3 * times if connection.vendor == "postgresql" else 0


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs).get("href"))


def links_of(response):
    """Every address that a page's links lead to, in order."""
    parser = _Links()
    parser.feed(response.content.decode())
    return parser.found


def text_of(response):
    """What a page says, without markup, blanks run together."""
    parts = []
    parser = HTMLParser()
    parser.handle_data = parts.append
    parser.handle_starttag = lambda tag, attrs: tag == "dd" and parts.append(" ")
    parser.feed(response.content.decode())
    return " ".join("".join(parts).split())
