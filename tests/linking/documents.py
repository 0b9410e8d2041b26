"""Articles as linking reads them, about one invented name."""

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.link import link_speakers
from quotes.models import Quote
from tests.build import (
    make_article,
    make_quote,
)

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION
NAME = "Jo Redmayle"


def person(name=NAME, description="", names=None):
    return DocumentSpeaker(name, PERSON, (name, *(names or ())), description)


def read(number, *found):
    """Store an article in which each of ``found`` says something."""
    article = make_article()
    linked = link_speakers(found, article=article)
    for place, speaker in enumerate(found):
        make_quote(
            "Article", article=article, speaker=linked[speaker.name],
            spans=[[place, 100 + place]], method=f"{number} {speaker.name}",
            speaker_description=speaker.description,
            extracted={"speaker_name": speaker.name},
        )  # fmt: skip
    return linked[found[0].name]


def said():
    """Who said what: of each speaker its articles and names, as stored by now."""
    by_speaker = {}
    for quote in Quote.objects.order_by("method"):
        by_speaker.setdefault(quote.speaker_id, []).append(quote.method)
    return sorted(by_speaker.values())
