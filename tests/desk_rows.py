"""One row of each kind of work that the desk shows beside quotes and disputes."""

from datetime import timedelta

from django.utils import timezone

from quotes import review
from quotes.models import (
    BlindReading,
    Feed,
    Proposal,
    Quote,
    SecondOpinion,
    SpeakerCluster,
)
from tests.build import make_quote, make_speaker


def make_rest_of_the_desk(editor, other):
    """Make them; ``other`` has decided on what a version or a run sees otherwise."""
    now = timezone.now()
    changed, opined, read = make_quote(), make_quote(), make_quote()
    for quote in (changed, opined, read):
        review.confirm(quote=quote, by=other)
    Quote.objects.filter(pk=changed.pk).update(changed_at=now)
    SecondOpinion.objects.create(
        quote=opined, extractor_version="9", reading={}, differs=["found"], seen_at=now
    )
    Proposal.objects.create(
        title="Confirm it", steps=[], rows=[], reason="I heard it", made_by=other
    )
    for reader, is_quotation in ((editor, True), (other, False)):
        BlindReading.objects.create(
            quote=read, reader=reader, is_quotation=is_quotation, disagrees=True
        )
    cluster = SpeakerCluster.objects.create(
        method=SpeakerCluster.Method.values[0], key="tarn ana", size=2
    )
    cluster.members.set([make_speaker(), make_speaker()])
    Feed.objects.create(
        outlet=changed.outlet,
        address="https://feeds.example/dead",
        last_error="the server answers 404",
        failing_since=now - timedelta(days=3),
    )
