"""What is a press release by its own signs, and what only speaks of one."""

from unittest import TestCase

from quotes.ingest.article_kinds import kind_of_text

BODY = (
    "Tarn Ropes, maker of ropes for harbours, today opened a second ropewalk.\n\n"
    "“This is a day for everybody who holds on to something,” said Ana Tarn, its "
    "director.\n\nThe ropewalk is 300 metres long and employs forty people."
)
RELEASES = {
    "a line above": f"FOR IMMEDIATE RELEASE\n\nTarn Ropes opens a ropewalk\n\n{BODY}",
    "with its date": f"For Immediate Release: 17/3/2031\n\n{BODY}",
    "named": f"PRESS RELEASE\n\n{BODY}",
    "PR Newswire": f"BRACKWATER, March 17, 2031 /PRNewswire/ -- {BODY}",
    "its regions": f"BRACKWATER, March 17, 2031 /PRNewswire-PRWeb/ -- {BODY}",
    "Business Wire": f"BRACKWATER--(BUSINESS WIRE)--{BODY}",
    "GlobeNewswire": f"BRACKWATER, March 17, 2031 (GLOBE NEWSWIRE) -- {BODY}",
    "CNW": f"BRACKWATER, March 17, 2031 /CNW/ - {BODY}",
    "whom to ask": f"{BODY}\n\nMedia contact:\nBo Lind\nbo.lind@tarn-ropes.example",
    "on one line": f"{BODY}\n\nMedia Contact: Bo Lind, +1 555 010 0199",
    "enquiries": f"{BODY}\n\nPress enquiries\n\nBo Lind\n\n020 7946 0123\n",
}
ARTICLES = {
    "none": BODY,
    "told of": f"In a press release sent out by PRNewswire, the maker said so. {BODY}",
    "its headline": f"Press release that shook a harbour town is withdrawn\n\n{BODY}",
    "for release": f"He was due for immediate release, his lawyer said.\n\n{BODY}",
    "at a line": f"For immediate release of the prisoners, many had prayed.\n{BODY}",
    "no address": f"{BODY}\n\nMedia contacts with the maker have been few.\n\nHe left.",
    "in the middle": f"{BODY}\n\nThe media contact: Bo Lind, who has 15 years there.",
    "far below": f"{BODY * 9}\n\nIt began:\n\nFOR IMMEDIATE RELEASE\n\n{BODY * 9}",
}


class PressReleaseTests(TestCase):
    def test_what_only_releases_print(self):
        for name, text in RELEASES.items():
            with self.subTest(name):
                self.assertEqual(kind_of_text(text), "press_release")

    def test_what_speaks_of_one_is_an_article(self):
        for name, text in ARTICLES.items():
            with self.subTest(name):
                self.assertEqual(kind_of_text(text), "article")
