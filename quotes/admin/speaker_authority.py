"""Who a speaker is, by the newsroom's own authorities: looked up, then chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.text import Truncator

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.keyed_choice import KeyedRadios
from quotes.admin.speaker_merging import speaker_address
from quotes.models import Authority, Speaker
from quotes.names.folding import fold

NAMES_READ = 50
"""Names of a speaker by which authorities are looked up."""

OFFERED = 20
"""Authorities offered on the page; more are found by more of the name."""


LISTED = 5
"""Of them, on the page of a speaker without an id."""


@dataclass(frozen=True, slots=True)
class AuthorityMatch:
    """An authority, and the speaker that has its id already."""

    authority: Authority
    holder: Speaker | None


def matches_of(speaker: Speaker, words: str = "") -> list[AuthorityMatch]:
    """Authorities with a name of ``speaker``, or one that begins with ``words``.

    At most one more than OFFERED, by name. Three queries.
    """
    names = speaker.aliases.order_by("pk").values_list("folded", flat=True)
    found = Authority.objects.called(
        [fold(speaker.name), *names[:NAMES_READ]], begun=fold(words)
    )
    rows = list(found[: OFFERED + 1])
    ids = [row.wikidata_id for row in rows]
    holders = Speaker.objects.standing().filter(wikidata_id__in=ids)
    held = {holder.wikidata_id: holder for holder in holders}
    return [AuthorityMatch(row, held.get(row.wikidata_id)) for row in rows]


def listed_for(speaker: Speaker) -> dict[str, Any]:
    """What the page of ``speaker`` lists of its look-up, while it has no id."""
    if speaker.wikidata_id or speaker.merged_into_id:
        return {}
    matches = matches_of(speaker)
    return {
        "authorities": matches[:LISTED],
        "authorities_more": len(matches) > LISTED,
    }


class AuthorityForm(ReasonForm):
    """Which of the authorities found the speaker is."""

    def __init__(
        self, *args: Any, matches: list[AuthorityMatch], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"] = forms.ChoiceField(
            choices=[
                (match.authority.wikidata_id, _label_of(match.authority))
                for match in matches
                if match.holder is None
            ],
            widget=KeyedRadios,
            label="Who it is",
            error_messages={
                "required": "Choose one of them.",
                "invalid_choice": "That one is not offered any more: choose again.",
            },
        )
        self.order_fields(["authority", "reason"])


def _label_of(authority: Authority) -> str:
    told = Truncator(authority.description).chars(160)
    facts = [authority.get_kind_display().lower(), *([told] if told else [])]
    return f"{authority} — {', '.join(facts)} ({authority.wikidata_id})"


class AuthorityPages(ActPages):
    """The look-up, as a page of the speaker admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and that of the look-up."""
        view, name = self.act_view(self.authority_view), "quotes_speaker_authority"
        return [
            path("<int:pk>/authority/", view, name=name),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def authority_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show who of the authorities has a name of the speaker; take the chosen id."""
        self.check_may_change(request)
        rows = Speaker.objects.select_related("merged_into")
        speaker = get_object_or_404(rows, pk=min(pk, 2**63 - 1))
        if speaker.merged_into is not None:
            raise NothingToDoError(
                f"{speaker} is merged into {speaker.merged_into}.",
                speaker_address(speaker.merged_into),
            )
        words = request.GET.get("q", "")[:300].replace("\x00", " ")
        matches = matches_of(speaker, words)
        form = AuthorityForm(
            request.POST or None,
            matches=matches[:OFFERED],
            initial={"authority": request.GET.get("chosen")},
        )

        def act(values: Mapping[str, Any]) -> str:
            review.change_speaker(
                speaker=speaker,
                wikidata_id=values["authority"],
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"{speaker} is {values['authority']}."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=speaker_address(speaker),
            watched=[speaker],
            title="Look up in the authorities",
            button="This is who it is",
            template="speaker/authority.html",
            original=speaker,
            words=words,
            offered=[match for match in matches[:OFFERED] if match.holder is None],
            taken=[match for match in matches[:OFFERED] if match.holder],
            more=len(matches) > OFFERED,
            any_there=bool(matches) or Authority.objects.exists(),
        )
