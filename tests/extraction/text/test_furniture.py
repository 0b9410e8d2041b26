from unittest import TestCase

from quotes.extraction import extract_many
from quotes.extraction.text.furniture import is_furniture, without_furniture

FURNITURE = (
    "Read more: Dam ‘will hold’, says engineer",
    "READ MORE: DAM WILL HOLD",
    "Related: The winter of the dam",
    "Related stories",
    "See also: The council’s report",
    "More on this story",
    "More from Politics: a week in Brackwater",
    "Don’t miss: our best pictures",
    "Advertisement",
    "Photo: Ivo Lens",
    "Picture credit: Ivo Lens/Coast Pictures",
    "Ana Tarn at the dam on Monday (Photo by Ivo Lens/Coast)",
    "The dam, seen from the north. Photograph: Ivo Lens/The Herald",
    "The dam in March. Getty Images",
    "Share on Facebook",
    "Share this article",
    "Sign up for our daily newsletter",
    "Get the latest headlines delivered to your inbox every morning",
    "Follow Cy Moor on Twitter @cymoor",
    "Follow us",
    "Subscribe to the Herald for £1 a week",
    "Click here to read the full report",
    "Story continues below advertisement",
    "© 2031 Harbour Herald. All rights reserved.",
    "This article was originally published by Coast Wire.",
    "Last updated: 17 May 2031",
    "Tags: dams, water, Brackwater",
    "12 comments",
    "4 min read",
    "WATCH | The dam from the air",
)
PROSE = (
    "“Read more books,” said Ana Tarn.",
    "Related parties must say so, said Bo Lind.",
    "Photos of the dam were shown to the council, which said nothing.",
    "“Share the water,” she said.",
    "Watch: he said nothing at all" * 20,
    "Follow the money, Ana Tarn told the council on Monday.",
    "Sign language was taught, according to the school.",
    "Video of the break-in was shown in court, where the judge said it proved nothing.",
    "The council said: “We will publish the report.”",
    "More than forty people were hurt, said the police.",
    "Tags on the pipes had fallen off, said Ana Tarn.",
    "He was photographed by Reuters, he said.",
    "Subscribers to the fund said they had lost everything.",
    "Published in 1988, the book told of a dam.",
    "Comments by the mayor angered the council.",
    "",
)


class FurnitureTests(TestCase):
    def test_lines_of_furniture(self):
        self.assertEqual([line for line in FURNITURE if not is_furniture(line)], [])

    def test_lines_of_prose(self):
        self.assertEqual([line for line in PROSE if is_furniture(line)], [])

    def test_what_is_left(self):
        text = "One.\n  Read more: Two\nThree.\nAdvertisement"

        self.assertEqual(without_furniture(text), ("One.\nThree.", 2))

    def test_a_long_line_costs_little(self):
        for line in ("(" * 300, "Photo " * 49, "sign up " * 37, "© " * 149):
            is_furniture(line)


BEFORE = (
    "“The dam will hold,” said Ana Tarn, an engineer who has looked after it for "
    "thirty years, on Monday."
)
AFTER = (
    "The council of Brackwater had asked for a report, and “nobody has read it yet”, "
    "according to Bo Lind, one of its members."
)
QUOTING = (
    "Read more: ‘It leaks,’ says the mayor, Flo Lead",
    "READ MORE: “It leaks,” says Flo Lead",
    "Read More | “It leaks,” says Flo Lead",
    "Related: “We stay,” says Hal Else",
    "Related stories: “We stay,” says Hal Else",
    "See also: Hal Else said he would stay",
    "More from Politics: “We stay,” says Hal Else",
    "Don't miss: “We stay,” says Hal Else",
    "Recommended: “We stay,” says Hal Else",
    "More on this story: “We stay,” says Hal Else",
    "WATCH: “It leaks,” says Flo Lead",
    "Photo: “A wall of water,” said Eve Pict. Picture: Ivo Lens",
    "Eve Pict said the wall was wet. Photograph: Ivo Lens/The Herald",
    "“A wall of water,” said Eve Pict. (Photo by Ivo Lens/Coast)",
    "Image source: Ivo Lens. Image caption: Eve Pict says the wall is wet",
    "Sign up for Harbour Morning: “unmissable,” said Gus Reader.",
    "Subscribe to the Herald: “the best hour of my day,” said Gus Reader.",
    "Share on Facebook “It leaks,” says Flo Lead",
    "Follow Cy Moor on Twitter: “It leaks,” says Flo Lead",
    "This article was originally published by Coast Wire, which said it was true.",
    "Tags: “It leaks,” says Flo Lead",
    "© 2031 Herald, which said all rights reserved.",
)


class QuotingTests(TestCase):
    """Furniture of bare texts, which are stored as they are, is quoted by nobody."""

    def test_no_quotation_begins_or_ends_in_furniture_between_paragraphs(self):
        texts = ["\n".join((BEFORE, line, AFTER)) for line in QUOTING]
        start = len(BEFORE) + 1
        for line, quotations in zip(QUOTING, extract_many(texts), strict=True):
            with self.subTest(line):
                ranges = [
                    found
                    for one in quotations
                    for found in (*one.content, *one.cue, *one.source)
                ]
                within = range(start, start + len(line))
                self.assertEqual(
                    [r for r in ranges if r[0] in within or r[1] - 1 in within], []
                )
                self.assertGreaterEqual(len(quotations), 2)
