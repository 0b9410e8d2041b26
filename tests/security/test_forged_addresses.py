"""Addresses by which a server is made to read what only it can reach."""

import pytest

from quotes.ingest.fetching.errors import FetchError
from quotes.ingest.fetching.public_addresses import check_address, is_public
from quotes.outgoing.calls import AddressError, read_address, resolve

LOCAL = (
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "169.254.169.254", "fd00::1"),  # noqa: S104
    *("::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::a9fe:a9fe", "fe80::1"),
    *("64:ff9b:1::7f00:1", "2002:a9fe:a9fe::", "::", "::1", "100.100.100.200"),
    *("fec0::1", "2001:db8::1", "198.18.0.1", "192.0.0.8", "240.0.0.1"),
)
# As C libraries read numbers: decimal, octal, hexadecimal, with parts left out.
DISGUISED = ("2130706433", "017700000001", "0x7f000001", "0177.0.0.1", "127.1", "0")


@pytest.mark.parametrize("number", LOCAL)
def test_no_local_number_is_public(number):
    assert not is_public(number)


@pytest.mark.parametrize("host", DISGUISED)
def test_numbers_in_disguise_are_seen_for_what_they_are(host):
    with pytest.raises(FetchError):
        check_address(f"http://{host}/")
    with pytest.raises((AddressError, OSError)):
        resolve(read_address(f"http://{host}/"))


def test_a_name_that_stands_for_a_local_number_as_well_is_refused():
    for number in LOCAL:
        with pytest.raises(FetchError):
            check_address(
                "http://public.example/",
                resolving=lambda host, port, n=number: ["93.184.215.14", n],
            )
