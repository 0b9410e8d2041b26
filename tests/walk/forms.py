"""The forms of a page, filled in as a browser sends them, once for each button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WHY = "Heard on the tape of that evening"
ASKED = frozenset({"reason", "explanation", "answer"})


def read_forms(text):
    """Every form of a page."""
    return _Reader(text).forms


def _filled(name, value):
    if name == "name":
        return f"{value} Tarn"
    return value or (WHY if name in ASKED else value)


@dataclass
class Form:
    """One form: where it is sent, its fields as they stand, and its buttons."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)
    buttons: list = field(default_factory=list)

    def sendings(self):
        """What each button sends, and the button as (name, value).

        A reason stands wherever one is asked for.
        """
        filled = {
            name: _filled(name, value)
            for name, value in self.fields.items()
            if name != "csrfmiddlewaretoken"
        }
        for name, value in self.buttons or [("", "")]:
            yield filled | ({name: value} if name else {}), (name, value)


class _Reader(HTMLParser):
    """Reads every form of a page; of choices that which is made, else the first."""

    def __init__(self, text):
        super().__init__()
        self.forms = []
        self._form = self._select = self._area = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()
            self._form = Form(given.get("action", ""), method)
            self.forms.append(self._form)
        elif self._form is not None and tag in {"input", "button", "textarea"}:
            self._add(tag, given)
        elif self._form is not None and tag == "select":
            self._select = given.get("name", "")
            self._form.fields.setdefault(self._select, "")
        elif tag == "option" and self._select:
            value, chosen = given.get("value", ""), "selected" in given
            if chosen or not self._form.fields[self._select]:
                self._form.fields[self._select] = value

    def _add(self, tag, given):
        name, kind = given.get("name", ""), given.get("type", "")
        value = given.get("value", "")
        if tag == "button" or kind == "submit":
            self._form.buttons.append((name, value))
        elif tag == "textarea":
            self._form.fields[name] = ""
            self._area = name
        elif kind in {"radio", "checkbox"}:
            if "checked" in given or name not in self._form.fields:
                self._form.fields[name] = value or "on"
        elif name:
            self._form.fields[name] = value

    def handle_data(self, data):
        if self._area is not None:
            self._form.fields[self._area] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
