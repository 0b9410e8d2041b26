from unittest import TestCase

from quotes.ingest.sources.furniture import is_furniture, without_furniture

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
