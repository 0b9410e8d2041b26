"""Reading blind, settling where two differ, and how well editors agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.admin.change_list import DeskChangeList, told_as
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.keyed_choice import KeyedRadios
from quotes.admin.primary_keys import number_in
from quotes.admin.quote_beside import beside
from quotes.admin.speaker_choice import SpeakerField
from quotes.models import BlindReading, Quote
from quotes.review import desk
from quotes.review.agreement import agreement_by_editor, agreement_by_kind, pairs_read
from quotes.review.reading_twice import quotes_to_read

YES, NO = "yes", "no"


class BlindForm(ReasonForm):
    """What one editor finds: filled in with what the machine has read."""

    is_quotation = forms.ChoiceField(
        choices=[(YES, "Yes"), (NO, "No: nobody is quoted here")],
        widget=KeyedRadios(begins=False, then=""),
        label="Is it a quotation",
        initial=YES,
    )
    stance = forms.ChoiceField(choices=Quote.Stance.choices, required=False)

    def __init__(self, *args: Any, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"] = SpeakerField(
            source_field=Quote._meta.get_field("speaker"),
            admin_site=site,
            required=False,
            label="Who said it",
            help_text="Empty: the text names nobody.",
        )
        self.fields["reason"].required = False
        self.order_fields(["is_quotation", "speaker", "stance", "reason"])


class SettleReadingForm(ReasonForm):
    """Which of two readings is right, and why."""

    def __init__(self, *args: Any, readings: list[BlindReading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in readings}
        self.fields["right"] = forms.ChoiceField(
            choices=[(key, tell(row)) for key, row in self.rows.items()],
            widget=KeyedRadios,
            label="Which is right",
        )
        self.order_fields(["right", "reason"])


def tell(reading: BlindReading) -> str:
    """What somebody found, in words."""
    found = "no quotation"
    if reading.is_quotation:
        stance = dict(Quote.Stance.choices).get(reading.stance, reading.stance)
        found = f"{reading.speaker or 'nobody named'} ({stance})"
    why = f" — “{reading.reason}”" if reading.reason else ""
    return f"{reading.reader}: {found}{why}"


class DifferFilter(admin.BooleanFieldListFilter):
    """Where two readings differ, and where they do not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "the two"

    def choices(self, changelist: ChangeList) -> Any:
        names = ("All", "differ", "are alike, or one is missing")
        return told_as(super().choices(changelist), names)


@admin.register(BlindReading)
class BlindReadingAdmin(PlainSearch, ActPages, admin.ModelAdmin):
    """Chiefs see what was read; editors read without seeing it."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["made_at", "quote", "reader", "found", "differ"]
    list_display_links = ["quote"]
    list_filter = [("disagrees", DifferFilter)]
    list_select_related = ["quote", "reader", "speaker"]
    list_per_page = 50
    sortable_by = ["made_at"]
    change_list_template = "admin/quotes/blindreading/change_list.html"

    class Media:
        css = {"all": ["quotes/desk.css"]}
        js = ["quotes/desk.js"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Any]:
        return DeskChangeList

    @admin.display(description="found")
    def found(self, reading: BlindReading) -> str:
        return tell(reading).partition(": ")[2]

    @admin.display(description="the two", ordering="disagrees")
    def differ(self, reading: BlindReading) -> str:
        return "differ" if reading.disagrees else "–"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_change(self, request: HttpRequest) -> bool:
        """Whether the user settles where two differ: that is nothing to propose."""
        return self.may_do(request)

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of reading and of agreement."""
        view = self.act_view
        return [
            path("read/", view(self.read_view), name="quotes_blindreading_read"),
            path(
                "agreement/",
                view(self.agreement_view),
                name="quotes_blindreading_agreement",
            ),
            *super().get_urls(),
        ]

    def read_view(self, request: HttpRequest) -> HttpResponse:
        """The next quote to be read blind, in its article; then the one after it."""
        editor = editor_of(request)
        if not editor.has_perm("quotes.change_quote"):
            raise PermissionDenied
        rows = quotes_to_read(editor).select_related("article__outlet", "outlet")
        asked = request.POST.get("quote", "")
        if asked.isascii() and asked.isdecimal() and len(asked) < 19:
            shown = Quote.objects.select_related("article__outlet", "outlet", "speaker")
            quote = shown.filter(pk=int(asked)).first()
        else:
            quote = rows.select_related("speaker").first()
        if quote is None:
            raise NothingToDoError(
                "Nothing waits to be read twice by you."
                if settings.REVIEW_TWICE_PERCENT
                else "No quotes are read twice here: REVIEW_TWICE_PERCENT is 0.",
                reverse("admin:index"),
            )

        def act(values: Mapping[str, Any]) -> str:
            review.record_reading(
                quote=quote,
                is_quotation=values["is_quotation"] == YES,
                speaker=values["speaker"],
                stance=values["stance"],
                by=editor,
                reason=values["reason"],
            )
            return "Kept. What the other reader finds, you do not see, nor they yours."

        return self.ask(
            request,
            form=BlindForm(
                request.POST or None,
                site=self.admin_site,
                initial={"speaker": quote.speaker_id, "stance": quote.stance},
            ),
            act=act,
            leads_to=request.path,
            back=reverse("admin:index"),
            title="Read blind",
            template="blindreading/read.html",
            quote=quote,
            **beside(quote),
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The two readings of a quote; where they differ, deciding which is right."""
        rows = BlindReading.objects.select_related("quote__article__outlet")
        key = number_in(object_id)
        reading = get_object_or_404(rows, pk=key)
        if request.method == "POST" or not self.has_view_permission(request, reading):
            self.check_may_change(request)
        readings = BlindReading.objects.filter(quote=reading.quote_id).order_by("pk")
        both = list(readings.select_related("reader", "speaker"))
        first = both[0]
        listing = (
            reverse("admin:quotes_blindreading_changelist") + "?disagrees__exact=1"
        )
        form = SettleReadingForm(request.POST or None, readings=both)

        def act(values: Mapping[str, Any]) -> str:
            quote = review.settle_disagreement(
                reading=form.rows[values["right"]],
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"Settled: the quote is {quote.get_status_display().lower()}."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=lambda: go_on_from(
                request, desk.DISAGREEMENTS, first, otherwise=listing
            ),
            back=listing,
            title="Two readings",
            yours="Settle",
            template="blindreading/settle.html",
            original=first,
            readings=[tell(row) for row in both],
            may_settle=reading.disagrees and self.may_change(request),
            **bar_above(request, desk.DISAGREEMENTS, first),
            **beside(reading.quote),
        )

    def agreement_view(self, request: HttpRequest) -> HttpResponse:
        """How well editors agree, by kind and by editor."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pairs = pairs_read()
        return self.page(
            request,
            forms.Form(),
            template="blindreading/agreement.html",
            title="How well editors agree",
            percent=settings.REVIEW_TWICE_PERCENT,
            groups=[
                ("All editors", agreement_by_kind(pairs)),
                *agreement_by_editor(pairs),
            ],
        )
