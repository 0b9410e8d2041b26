"""Reading articles forwards and backwards, each a set of speakers."""

from django.db.transaction import atomic, set_rollback
from django.test import TestCase

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.link import link_speakers
from quotes.models import Quote
from tests.build import make_article, make_quote

PERSON, BODY, GROUP = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP


def body(name):
    return DocumentSpeaker(name, BODY, (name,))


def person(name, description=""):
    return DocumentSpeaker(name, PERSON, (name,), description)


def anonymous(role, affiliation):
    return DocumentSpeaker(role, PERSON, (), "", affiliation)


class OrderCase(TestCase):
    """Whichever article is read first, the same speakers in the end."""

    def check(self, articles, expected):
        """Forwards and backwards ``articles``, each a set of speakers, end so.

        expected: the shown name of each who spoke, with every article and name.
        """
        numbered = list(enumerate(articles))
        for order in (numbered, numbered[::-1]):
            with self.subTest([number for number, _ in order]), atomic():
                self.assertEqual(self.read(order), expected)
                set_rollback(True)

    def read(self, articles):
        for number, found in articles:
            article = make_article()
            linked = link_speakers(found, article=article)
            for name, speaker in linked.items():
                make_quote(
                    "Article", article=article, speaker=speaker,
                    spans=[[len(name), 1000]], method=f"{number} {name}",
                    speaker_description=next(
                        each.description for each in found if each.name == name
                    ),
                    extracted={"speaker_name": name},
                )  # fmt: skip
        shown = {}
        for quote in Quote.objects.order_by("method").select_related("speaker"):
            shown.setdefault(quote.speaker, []).append(quote.method)
        names = {}
        for speaker, said in shown.items():
            again = f"{speaker.name} 2" if speaker.name in names else speaker.name
            names[again] = said
        return names
