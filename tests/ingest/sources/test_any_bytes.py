"""No reader raises, whatever it is given, and all it yields can be stored."""

import gzip
import io
from unittest import TestCase, mock

from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from quotes.ingest.records import Defaults, Record, check_record
from quotes.ingest.sources.feed import read_listing
from quotes.ingest.sources.item import Failure, Reading
from quotes.ingest.sources.readers import BY_NAME, kind_of_bytes
from quotes.ingest.sources.standard_input import read_standard_input
from tests.ingest.sources.readers.test_agencies import SECOND, item
from tests.ingest.sources.readers.test_page import page
from tests.ingest.sources.readers.test_web_archive import PAGE, archive
from tests.ingest.sources.reading import SAMPLES, read
from tests.ingest.sources.test_feed import ATOM, RSS, SITEMAP
from tests.properties import examples

WHOLE = [
    "“Yes,” said Bo.".encode(),
    b'{"outlet": "Herald", "text": "Yes."}\n{"text": 5}\n',
    b'text,outlet\n"A.\nB.",Herald\n',
    page().encode(),
    item().encode(),
    str(SECOND).replace("'", '"').encode(),
    archive(PAGE),
    archive(PAGE, packed=False),
    RSS.encode(),
    ATOM.encode(),
    SITEMAP.encode(),
    *(sample.read_bytes() for sample in SAMPLES.values()),
]


@st.composite
def damaged(draw):
    """Something whole, cut, with bytes put in, or in another encoding."""
    data = draw(st.sampled_from(WHOLE))
    at = draw(st.integers(0, len(data)))
    put = draw(
        st.sampled_from([b"\0", b"\xff\xfe", b"<", b"\x1f\x8b", b'"', b"\xed\xa0\x80"])
    )
    cut = draw(st.integers(0, 40))
    return data[:at] + put + data[at + cut :]


ANY = st.one_of(st.binary(max_size=300), damaged())
FEW = examples(60, suppress=[HealthCheck.too_slow])


class AnyBytesTests(TestCase):
    def check(self, found):
        for one in found:
            if isinstance(one, Record):
                self.assertEqual(check_record(one).text, one.text)
            else:
                self.assertIsInstance(one, Failure)
                self.assertTrue(one.reason)

    @FEW
    @example(b"\xfe\xff" + bytes(19), "csv")  # UTF-16, and half a character
    @given(ANY, st.sampled_from(list(BY_NAME)))
    def test_every_reader(self, data, kind):
        self.check(read(kind, data))

    @FEW
    @given(ANY)
    def test_standard_input(self, data):
        for given_data in (data, gzip.compress(data)):
            stream = io.TextIOWrapper(io.BytesIO(given_data))
            with mock.patch("sys.stdin", stream):
                self.check(read_standard_input(Reading(Defaults(outlet="Herald"))))

    @FEW
    @given(ANY)
    def test_feeds(self, data):
        kind_of_bytes(data)
        try:
            entries = read_listing(data, "https://herald.example/").entries
        except ValueError as error:
            self.assertTrue(str(error))
        else:
            for entry in entries:
                self.assertTrue(entry.address.lower().startswith("http"))
