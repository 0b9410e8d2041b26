"""Choosing a speaker by typing: namesakes are told apart by what they are and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.text import Truncator

from quotes import review
from quotes.models import Quote, Speaker
from quotes.models.dates import tell_day
from quotes.names.folding import fold

COUNTED = 100
"""Quotes of a speaker that a chooser counts: enough to tell who is who."""
NEW = "new:"
"""What the value of a choice begins with that makes a speaker of the name behind."""


def label_of(speaker: Speaker) -> str:
    """Return a speaker's name with what tells it from its namesakes."""
    if speaker.description:
        return f"{speaker.name} — {speaker.description}"
    if speaker.kind != Speaker.Kind.UNKNOWN:
        return f"{speaker.name} ({speaker.get_kind_display().lower()})"
    return speaker.name


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """A speaker of this name, to be made with the act that names it."""

    name: str

    def make(self, *, by: User, reason: str) -> Speaker:
        """Store and return it."""
        return review.create_speaker(name=self.name, by=by, reason=reason)


def tell_record(pks: Iterable[int]) -> dict[int, str]:
    """Say of each speaker how many quotes it has, and what it said last.

    One query for the latest, one for each speaker's count, which is bounded.
    """
    latest = Quote.objects.filter(speaker=OuterRef("pk")).newest_first()
    speakers = Speaker.objects.filter(pk__in=list(pks)).annotate(
        said=Subquery(latest.values("text")[:1]),
        said_at=Subquery(latest.values("published_at")[:1]),
    )
    return {speaker.pk: _record_of(speaker) for speaker in speakers.order_by()}


def _record_of(speaker: Any) -> str:
    if speaker.said is None:
        return "no quotes"
    count = speaker.quotes.order_by()[: COUNTED + 1].count()
    told = f"more than {COUNTED}" if count > COUNTED else str(count)
    day = f"{tell_day(speaker.said_at)}: " if speaker.said_at else ""
    said = Truncator(" ".join(speaker.said.split())).chars(50)
    return f"{told} quote{'' if count == 1 else 's'}, latest {day}“{said}”"


class SpeakerChoicesView(AutocompleteJsonView):
    """Django's autocompletion, with what tells namesakes apart, and a new one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A page of choices; the first ends with making one, where that is asked."""
        self.term, self.model_admin, self.source_field, _ = self.process_request(
            request
        )
        if not self.has_perm(request):
            raise PermissionDenied
        self.object_list = self.get_queryset()
        page: Any = self.get_context_data()
        found = list(page["object_list"])
        records = tell_record(speaker.pk for speaker in found)
        results = [
            {"id": str(row.pk), "text": f"{label_of(row)} · {records[row.pk]}"}
            for row in found
        ]
        name = " ".join(self.term.split())
        if self._may_create(request) and fold(name) and page["page_obj"].number == 1:
            results.append({"id": f"{NEW}{name}", "text": f"Create “{name}”"})
        more = page["page_obj"].has_next()
        return JsonResponse({"results": results, "pagination": {"more": more}})

    def _may_create(self, request: HttpRequest) -> bool:
        return "create" in request.GET and request.user.has_perm("quotes.add_speaker")


class SpeakerSelect(AutocompleteSelect):
    """A box to search speakers in; ``creates``: one may also be made there."""

    url_name = "%s:quotes_speaker_choices"
    creates = False

    def get_url(self) -> str:
        address: str = super().get_url()
        return f"{address}?create=1" if self.creates else address

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """As in Django, and a speaker to be made stays chosen on a refused page."""
        made = [chosen for chosen in value if str(chosen).startswith(NEW)]
        groups = super().optgroups(
            name, [chosen for chosen in value if chosen not in made], attr
        )
        for chosen in made:
            label = f"Create “{str(chosen).removeprefix(NEW)}”"
            option = self.create_option(name, chosen, label, True, 0, attrs=attr)
            groups[0][1].append(option)
        return groups


def _why_not(value: Any) -> forms.ValidationError:
    """Why a speaker of this key cannot be chosen, and who merged it."""
    key = str(value)
    rows = Speaker.objects.select_related("merged_into")
    known = key.isascii() and key.isdecimal() and len(key) < 19
    speaker = rows.filter(pk=int(key)).first() if known else None
    if speaker is None or speaker.merged_into is None:
        return forms.ValidationError(
            "There is no speaker of this number: search for the name."
        )
    return forms.ValidationError(
        f"{speaker} was merged into {label_of(speaker.merged_into)} after you had "
        f"opened the page ({review.latest_change(speaker)}). Choose that one.",
        params={"because": [speaker]},
    )


class SpeakerField(forms.ModelChoiceField):
    """Choose a speaker that stands; one that was merged meanwhile is told as such.

    creates: a name may be given for a speaker to be made; the value is then a
    ``NewSpeaker``.
    """

    def __init__(
        self,
        *,
        source_field: Any,
        admin_site: Any,
        creates: bool = False,
        **options: Any,
    ) -> None:
        self.creates = creates
        super().__init__(
            queryset=Speaker.objects.standing(),
            widget=SpeakerSelect(source_field, admin_site),
            **options,
        )
        self.widget.creates = creates

    def to_python(self, value: Any) -> Any:
        """The speaker; a refusal says what became of the one chosen."""
        if self.creates and str(value or "").startswith(NEW):
            return self._new(str(value).removeprefix(NEW))
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise _why_not(value) from None

    def _new(self, name: str) -> NewSpeaker:
        try:
            return NewSpeaker(review.check_name(name))
        except review.ReviewError as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def label_from_instance(self, obj: Any) -> str:
        return label_of(obj)
