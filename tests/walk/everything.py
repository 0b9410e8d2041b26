"""Every address of the site, filled in with rows that are there, and all that can be
sent from its pages.

Read from the URL conf and from the forms that a superuser is shown: an address, a form,
a button or an action of a list that is added is walked.
"""

import re
from itertools import product
from urllib.parse import urljoin

from django.contrib import admin
from django.urls import get_resolver, reverse

from quotes.admin.desk.posts import ACTS as DESK_ACTS
from quotes.models import ErrorReport, Subscription
from quotes.outgoing.tokens import confirm_token, end_token
from quotes.review.desk import KINDS
from quotes.review.reports import key_of
from tests.walk.forms import WHY, read_forms

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\[\^/\]\+\)|\(\?P<(\w+)>[^)]*\)")
PRESSED = {"reason": WHY, "until": "2051-01-01"}
LOGGING_OUT = "logout"


def shape_of(address):
    """The address without its numbers: what it does depends on the row alone."""
    return re.sub(r"\d+", "N", address)


class Everything:
    """What there is to ask and to send; ``client`` is logged in as a superuser."""

    def __init__(self, rows, client):
        self.client = client
        self._values = _values_of(rows)

    def addresses(self, *, always=None):
        """Every address that takes something, under a few values of it, and the rest.

        always: a value to give whatever is taken, and then only those that take any.
        """
        for path in _patterns(get_resolver()):
            names = [found[1] or found[2] for found in PARAMETER.finditer(path)]
            fitting = [self._fitting(name, path) for name in names]
            if always is not None:
                fitting = [[always]] * len(names) or [[]]
            for given in product(*fitting):
                values = iter(given)
                filled = PARAMETER.sub(lambda _, values=values: next(values), path)
                yield "/" + re.sub(r"[\^$]", "", filled)

    def _fitting(self, name, path):
        if name == "key" and path.startswith("admin/desk/"):
            return [kind.key for kind in KINDS]
        if name in self._values:
            return self._values[name]
        for model in admin.site._registry:
            named = f"{model._meta.app_label}/{model._meta.model_name}/"
            if path.startswith(f"admin/{named}"):
                keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
                return sorted({str(keys.first()), str(keys.last())})
        return ["1", "2"]

    def sendings(self, opened):
        """Address and fields (None: asked by GET) of all that can be sent, each once.

        Every page is opened, for the state of its row decides which forms it shows. Of
        pages alike but for their numbers one is given, and so of what they send: by one
        form and button, whatever the row.

        opened: a function that opens an address and leaves nothing of it.
        """
        sent = set()
        addresses = [*self.addresses(), *self._chosen()]
        for address in dict.fromkeys(addresses):
            if LOGGING_OUT in address:
                continue
            if shape_of(address) not in sent:
                sent.add(shape_of(address))
                yield address, None
            for action, fields, button in self._from(address, opened(address)):
                key = shape_of(action), frozenset(fields), shape_of("=".join(button))
                if key not in sent:
                    sent.add(key)
                    yield action, fields

    def _from(self, address, page):
        if page.status_code == 405:
            yield address, PRESSED, ("", "")
        if page.status_code != 200 or "html" not in page["Content-Type"]:
            return
        for form in read_forms(page.text):
            if form.method == "post" and LOGGING_OUT not in form.action:
                for fields, button in form.sendings():
                    yield urljoin(address, form.action), fields, button

    def _chosen(self):
        """Where the actions of lists lead to, with two rows chosen."""
        for model, desk in admin.site._registry.items():
            meta = model._meta
            address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            page = self.client.get(address)
            keys = [row.pk for row in page.context["cl"].result_list[:2]]
            for name in desk.get_actions(page.wsgi_request):
                fields = {"action": name, "_selected_action": keys}
                led = self.client.post(address, fields)
                assert led.status_code < 500, (address, name)
                if led.status_code == 302 and "chosen=" in led["Location"]:
                    yield urljoin(address, led["Location"])


def _values_of(rows):
    alert = Subscription.objects.filter(channel="email", ended_at=None).first()
    return {
        "slug": [rows.speakers[0].slug, rows.outlets[0].slug],
        "token": [confirm_token(alert), end_token(alert)],
        "which": ["1", "2"],
        "content_type_id": ["1"],
        "act": list(DESK_ACTS),
        "app_label": ["quotes"],
        "url": ["nosuch"],
        "rest": ["nosuch"],
        "name": ["quotes"],
        "kind": ["quotes"],
        "key": [
            *("1", "2", rows.speakers[0].slug, "k" * 43),
            key_of(ErrorReport.objects.first()),
        ],
    }


def _patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _patterns(entry, path)
        else:
            yield path
