"""The page on which an editor adds a quotation that the machine missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from quotes import review
from quotes.admin.act_pages import ActPages, ReasonForm, editor_of
from quotes.admin.quote_form import FOLLOWS
from quotes.admin.ranges import RangesField
from quotes.admin.speaker_choice import NewSpeaker, SpeakerField
from quotes.marked_text import html_with_marks, other_marks
from quotes.models import Article, Quote


class AddQuoteForm(ReasonForm):
    """Which words are a quotation, whose, and how it is known."""

    ranges = RangesField(
        label="Words quoted",
        help_text="Characters of the article, from–to; several with commas. Select "
        "words in it and press a button, or type.",
    )
    speaker_name = forms.CharField(
        label="Or as the article names them",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Who that is among the known speakers is found out as for what the "
        "machine reads; somebody new is added. Leave both empty where the text names "
        "nobody.",
    )
    cue_ranges = RangesField(label="Cue", required=False)
    source_ranges = RangesField(label="Source", required=False)
    relay_ranges = RangesField(label="Words of the relay", required=False)
    stance = forms.ChoiceField(
        choices=Quote.Stance.choices, initial=Quote.Stance.STATES
    )
    kind = forms.ChoiceField(
        choices=[("", FOLLOWS), *Quote.Kind.choices], required=False
    )

    def __init__(self, *args: Any, admin_site: Any, creates: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name, label in (("speaker", "Speaker"), ("relayed_by", "Relayed by")):
            self.fields[name] = SpeakerField(
                source_field=Quote._meta.get_field(name),
                admin_site=admin_site,
                required=False,
                label=label,
                creates=creates,
            )
        self.order_fields(["ranges", "speaker", "speaker_name", "relayed_by"])

    def clean(self) -> dict[str, Any]:
        """One way or the other of saying who speaks."""
        cleaned = super().clean() or {}
        if cleaned.get("speaker") and cleaned.get("speaker_name"):
            self.add_error("speaker_name", "Choose a speaker or name one, not both.")
        return cleaned


class AddingPages(ActPages):
    """Adding a quotation, as a page of the article admin."""

    acts_on = "quote"  # an article's text nobody changes

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and that of this act."""
        view = self.act_view(self.add_quote_view)
        name = "quotes_article_add_quote"
        return [
            path("<int:pk>/add-quote/", view, name=name),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def add_quote_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which words somebody said, and who; then add the quotation."""
        self.check_may_change(request)
        article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
        form = AddQuoteForm(
            request.POST or None,
            admin_site=self.admin_site,
            creates=request.user.has_perm("quotes.add_speaker"),
        )
        quotes = list(
            article.quotes.standing().select_related("speaker").order_by("start", "end")
        )
        made: list[Quote] = []

        def act(values: Mapping[str, Any]) -> str:
            made.append(_add(article, values, request))
            return f"“{made[0]}” is quote {made[0].pk} now."

        back = reverse("admin:quotes_article_change", args=[article.pk])

        def added() -> str:
            # What is merely proposed has been made and taken back.
            return _address(made[0]) if self.may_do(request) else back

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=added,
            back=back,
            title="Add a quotation",
            button="Add",
            original=article,
            template="article/add_quote.html",
            text=html_with_marks(article.text, other_marks(quotes, _address)),
            window_start=0,
            beside=quotes,
        )


def _add(article: Article, values: Mapping[str, Any], request: HttpRequest) -> Quote:
    by, reason = editor_of(request), values["reason"]

    def known(name: str) -> Any:
        chosen = values[name]
        if isinstance(chosen, NewSpeaker):
            return chosen.make(by=by, reason=reason)
        return chosen

    return review.add_quote(
        article=article,
        spans=values["ranges"],
        by=by,
        reason=reason,
        speaker=known("speaker"),
        speaker_name=values["speaker_name"],
        relayed_by=known("relayed_by"),
        stance=values["stance"],
        cue_spans=values["cue_ranges"],
        source_spans=values["source_ranges"],
        relay_spans=values["relay_ranges"],
        kind=values["kind"] or None,
    )


def _address(quote: Quote) -> str:
    return reverse("admin:quotes_quote_change", args=[quote.pk])
